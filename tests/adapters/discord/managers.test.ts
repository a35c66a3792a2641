import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { CHANNEL } from "../../../adapters/discord/protocol.ts";
import { addChannel, addServer } from "../../protocol/discord/people.ts";
import { type Running, startDiscord } from "./harness.ts";

const OWNER = "1200000000000000011";
const MANAGER = "1200000000000000012";
const ADMINISTRATOR = "1200000000000000013";
const MEMBER = "1200000000000000014";
const STRANGER = "1200000000000000015";
const MANAGE_SERVER = String(1n << 5n);
const ADMINISTRATE = String(1n << 3n);

describe("the right to manage a Discord server", () => {
  let run: Running;
  let server: string;

  beforeEach(async () => {
    const properties = {
      owner: OWNER,
      roles: [
        { id: "71", permissions: MANAGE_SERVER },
        { id: "72", permissions: ADMINISTRATE },
        { id: "73", permissions: "1024" },
      ],
      members: new Map<string, readonly string[]>([
        [OWNER, []],
        [MANAGER, ["73", "71"]],
        [ADMINISTRATOR, ["72"]],
        [MEMBER, ["73"]],
      ]),
    };
    run = await startDiscord({
      prepare(discord) {
        const added = addServer(discord, properties);
        addChannel(discord, added, CHANNEL.forum);
        addChannel(discord, added, 4);
        server = added.id;
      },
    });
  });
  afterEach(async () => {
    await run.stop();
  });

  const mayManage = (person: string, workspace = server) => run.adapter.mayManage(workspace, person);

  it("depends on owner, roles and membership", async () => {
    const people = [OWNER, MANAGER, ADMINISTRATOR, MEMBER, STRANGER];
    expect(await Promise.all(people.map((person) => mayManage(person)))).toEqual([true, true, true, false, false]);
    expect(run.discord.violations).toEqual([]);
  });

  it("is looked up each time", async () => {
    expect(await mayManage(MANAGER)).toBe(true);
    run.discord.state.servers.find(({ id }) => id === server)?.members?.set(MANAGER, []);
    expect(await mayManage(MANAGER)).toBe(false);
  });

  it("does not exist for unknown servers and malformed ids", async () => {
    expect(await mayManage(MANAGER, "1200000000000000099")).toBe(false);
    for (const workspace of ["", "../@me", "1/../2"]) expect(await mayManage(MANAGER, workspace)).toBe(false);
    expect(await mayManage("x/../../users/@me")).toBe(false);
  });

  it("can be given by choosing from the server's channels and people, which are empty for an unknown server", async () => {
    const { channels, people } = await run.adapter.directory(server);
    expect(channels.map(({ name }) => name)).toEqual(["#another", "#general"]);
    expect(people.map(({ id }) => id)).not.toContain(run.discord.applicationId);
    expect(await run.adapter.directory("1200000000000000099")).toEqual({ channels: [], people: [] });
  });

  it("cannot be looked up if Discord fails", async () => {
    run.discord.faults.add({ method: "GET", path: /members/, times: 20, how: { kind: "status", status: 500 } });
    await expect(mayManage(MANAGER)).rejects.toThrow();
  });
});
