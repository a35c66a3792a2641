import { expect } from "vitest";
import { type Checks, unless } from "../check.ts";
import { REPLY } from "../replies.ts";
import type { Run } from "../run.ts";

/** A key of the maximum length. */
const KEY = "k".repeat(64);
const TITLE = REPLY.title ?? "";

/** Returns how often the reply's title can be read. */
async function sightings({ seen }: Pick<Run, "seen">): Promise<number> {
  const { all, alone } = await seen();
  return `${all}\n${alone}`.split(TITLE).length - 1;
}

/** Checks keys, and finding a sent message by its key. */
export const deliveryChecks: Checks = (lacks) => [
  ...(["channel", "direct"] as const).flatMap((where) => [
    {
      name: `finds a message by its key that was sent to ${NAMES[where]}, and nothing else`,
      async run({ start, stage }: Run) {
        await start();
        const { adapter, [where]: place, [where === "channel" ? "direct" : "channel"]: elsewhere } = stage;
        const since = Date.now();
        expect(await adapter.find(place, KEY, since)).toBe("absent");
        await adapter.send(place, REPLY, KEY);
        expect(await adapter.find(place, KEY, since)).toBe("sent");
        expect(await adapter.find(place, "another", since)).toBe("absent");
        expect(await adapter.find(elsewhere, KEY, since)).toBe("absent");
      },
    },
    {
      name: `shows a message that is sent twice to ${NAMES[where]} with the same key only once${unless("find tells before", lacks.idempotency)}`,
      async run({ start, stage, ...run }: Run) {
        await start();
        const { adapter, [where]: place } = stage;
        const since = Date.now();
        await adapter.send(place, REPLY, KEY);
        if (lacks.idempotency === undefined) await adapter.send(place, REPLY, KEY);
        else expect(await adapter.find(place, KEY, since)).toBe("sent");
        expect(await sightings(run)).toBe(1);
      },
    },
  ]),
  {
    name: "shows the same reply with two keys twice",
    async run({ start, stage, ...run }) {
      await start();
      await stage.adapter.send(stage.channel, REPLY, "one");
      await stage.adapter.send(stage.channel, REPLY, "two");
      expect(await sightings(run)).toBe(2);
    },
  },
  {
    name: "never reports a message that only one person can see as absent",
    async run(run) {
      const { adapter } = run.stage;
      let found = "";
      run.respond = async ({ place }) => {
        const since = Date.now();
        await adapter.send(place, REPLY, KEY);
        found = await adapter.find(place, KEY, since);
      };
      await run.start();
      await run.exchange(() => run.stage.askPrivately("what is phishing?"));
      expect(["sent", "unknown"]).toContain(found);
    },
  },
  {
    name: "reports unknown if the platform cannot tell",
    async run({ start, stage }) {
      await start();
      const { place, since } = stage.untold();
      expect(await stage.adapter.find(place, KEY, since)).toBe("unknown");
    },
  },
];

const NAMES = { channel: "a channel", direct: "a person" } as const;
