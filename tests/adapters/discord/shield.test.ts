import { version } from "discord.js";
import { describe, expect, test } from "vitest";
import { shieldedShards } from "../../../adapters/discord/receive/gateway/shield.ts";
import "./patience.ts";

type Manager = Parameters<typeof shieldedShards>[0];

/** Makes discord.js's strategy as another version might build it, with another collection of shards or another kind of shard. */
function build(shards: object, shard: object, emit: () => boolean = () => true) {
  const errors: object[] = [];
  const destroyed: object[] = [];
  class Strategy {
    shards = shards;
    async spawn(ids: number[]) {
      for (const id of ids) if (this.shards instanceof Map) this.shards.set(id, shard);
    }
    async connect() {}
    async destroy() {
      destroyed.push(this);
    }
    async send() {}
    async fetchStatus() {
      return new Map();
    }
  }
  const manager = { emit } as unknown as Manager;
  const strategy = shieldedShards(manager, { error: (details) => void errors.push(details) }, Strategy as never);
  return { strategy, manager, errors, destroyed };
}

describe("the protection against errors in discord.js", () => {
  const expected = { internalConnect: async () => undefined, connection: null };

  test("accepts a discord.js with the expected structure", async () => {
    const { strategy, destroyed } = build(new Map(), { ...expected });
    await strategy.spawn([0, 1]);
    await strategy.destroy();
    expect(destroyed).toHaveLength(1);
  });

  test.each([
    ["without a map of shards", [], expected, "its shards are not in a map"],
    ["without a method that connects", new Map(), { connection: null }, "a shard has no method internalConnect"],
    ["without the socket", new Map(), { internalConnect: expected.internalConnect }, "a shard has no property connection"],
  ])("refuses a discord.js %s, and names the version and the fix", async (_, shards, shard, difference) => {
    const spawned = (async () => build(shards, shard).strategy.spawn([0]))();
    await expect(spawned).rejects.toMatchObject({
      code: "configuration",
      message: `discord.js ${version} is not built as Malinois expects: ${difference}.`,
      fix: expect.stringContaining("npm ci"),
    });
  });

  test("can end a connection that is being made, and makes no new one", async () => {
    let terminated = 0;
    const heard: string[] = [];
    const socket = { readyState: 0, on: (event: string) => heard.push(event), terminate: () => (terminated += 1) };
    let attempts = 0;
    const shard = {
      internalConnect: async () => {
        attempts += 1;
      },
      connection: socket,
    };
    const { strategy } = build(new Map(), shard);
    await strategy.spawn([0]);
    await strategy.destroy();
    expect([terminated, heard]).toEqual([1, ["error"]]);
    await shard.internalConnect();
    expect(attempts).toBe(0);
  });

  test("logs an error of a listener without its message", () => {
    const { manager, errors } = build(new Map(), expected, () => {
      throw new TypeError("what somebody wrote");
    });
    expect((manager.emit as () => boolean)()).toBe(true);
    expect(errors).toEqual([expect.objectContaining({ error: "TypeError" })]);
    expect(JSON.stringify(errors)).not.toContain("somebody");
  });
});
