import { describe, expect, it } from "vitest";
import type { Action } from "../../src/actions.ts";
import { policiesWith } from "../../src/administration/policy.ts";
import { createSettingsFeature } from "../../src/administration/settings-page/feature.ts";
import { createWorkspaceSettings } from "../../src/administration/workspace-settings.ts";
import { createHandOffFeature } from "../../src/hand-offs/feature.ts";
import type { Inbound, Person } from "../../src/model.ts";
import { createNudgeCommands } from "../../src/nudges/commands/nudge-commands.ts";
import { createLibrary } from "../../src/nudges/content/library.ts";
import { seededRandom } from "../../src/text/random.ts";
import { handOff, handOffOptions } from "../hand-offs/fixtures.ts";
import { CANTEEN } from "../matching/toy-pack.ts";
import { CONTENT } from "../nudges/delivery/content.ts";
import { CAMPAIGN } from "../nudges/delivery/harness.ts";
import { BRUSSELS, holidayOn } from "../nudges/fixtures.ts";
import { createHarness, MINUTE } from "./harness.ts";

const ANNA: Person = { id: "anna", name: "Anna", mayManage: "workspace" };
const place = { platform: "test", workspace: "w", channel: "help", private: true, handle: "h" };

/** Makes processes with commands that share a store. */
async function openCommands() {
  const harness = await createHarness();
  const { store, clock } = harness;
  function features() {
    const now = () => clock.now;
    const settings = createWorkspaceSettings(store.administration, now);
    const nudges = createNudgeCommands({
      ...{ store: store.nudges, settings: store, holidayOn, now, random: seededRandom(7), zone: BRUSSELS, wake: () => undefined },
      content: async () => ({ library: createLibrary(CONTENT, [CAMPAIGN]), areas: CONTENT.areas }),
      hearsNewcomers: () => true,
    });
    const handOffs = createHandOffFeature({ ...handOffOptions(), store: store.handOffs, now });
    const policies = policiesWith(settings, () => ({ contacts: [] }));
    return { nudges, features: [handOffs, createSettingsFeature({ policies, settings, pack: () => CANTEEN })] };
  }
  let messages = 0;
  const message = (more: object) => {
    messages += 1;
    return { id: `m${messages}`, place, asker: ANNA, ...more } as Inbound;
  };
  const replies = () => harness.platform.posted.map(({ reply }) => [reply.title, ...reply.body].filter(Boolean).join("\n"));
  return {
    ...harness,
    say: (text: string) => message({ kind: "asked", text, addressed: true }),
    press: (action: object) => message({ kind: "pressed", text: "", action: { language: "en", ...action } as Action }),
    submit: (form: string, values: object, subject?: string) =>
      message({ kind: "submitted", submission: { form, language: "en", values, ...(subject === undefined ? {} : { subject }) } }),
    /** Has a process answer; returns its reply. */
    async answered(inbound: Inbound): Promise<string> {
      await harness.process(features()).receive(inbound);
      return replies().at(-1) ?? "";
    },
    /** Has a process carry out a command that dies before it has saved its reply, and another take over; returns the reply. */
    async answeredAfterCrash(inbound: Inbound): Promise<string> {
      const before = replies().length;
      const inbox = {
        ...store.inbox,
        decide: () => {
          dying.dies();
          return new Promise<never>(() => undefined);
        },
      };
      const dying = harness.process({ ...features(), store: { ...store, inbox } });
      void dying.receive(inbound);
      await harness.settle();
      const next = harness.process(features());
      next.start();
      await harness.pass(MINUTE);
      await next.stop();
      expect(replies()).toHaveLength(before + 1);
      return replies().at(-1) ?? "";
    },
  };
}

type Stage = Awaited<ReturnType<typeof openCommands>>;

async function quizOf({ answered, say, platform }: Stage): Promise<object> {
  await answered(say("/quiz"));
  return platform.posted.at(-1)?.reply.choices[0]?.action ?? {};
}

/** Returns what commands have changed in the store, without the moments at which they did. */
async function changesOf({ tables: { queries } }: Stage) {
  const settings = await queries
    .selectFrom("workspace_settings")
    .select(["name", "value"])
    .where("workspace", "=", "w")
    .execute();
  const subscriptions = await queries.selectFrom("subscriptions").select("record").execute();
  const answers = await queries.selectFrom("quiz_answers").select(["first_option", "last_option"]).execute();
  const reviews = await queries.selectFrom("reviews").select(["item", "rung"]).execute();
  const handOffs = await queries.selectFrom("hand_offs").select("state").execute();
  const nudges = subscriptions.map(({ record }) => ({ ...JSON.parse(record), id: "", createdAt: 0 }));
  return { settings, nudges, answers, reviews, handOffs };
}

const setUp = ({ submit }: Stage) => submit("add-nudge", { where: ["channel"], days: ["1"], time: ["09:00"] });

describe("A command that a crash cut off gets the reply that it would have got at first:", () => {
  it.each<[string, (stage: Stage) => Promise<Inbound>, RegExp]>([
    ["a nudge that is set up", async (stage) => setUp(stage), /^Set up as/],
    ["a campaign that is started", async ({ say }) => say("/nudge campaign start month"), /^Set up as/],
    [
      "a nudge that is removed",
      async (stage) => {
        await stage.answered(setUp(stage));
        return stage.say("/nudge remove");
      },
      /^Removed/,
    ],
    [
      "a nudge that is stopped by its button",
      async (stage) => {
        await stage.answered(setUp(stage));
        const [one] = await stage.store.nudges.subscriptionsOf({ platform: "test", workspace: "w", channel: "help" });
        return stage.press({ kind: "stop-nudges", subscription: one?.id });
      },
      /^Stopped/,
    ],
    [
      "a nudge that is resumed",
      async (stage) => {
        await stage.answered(setUp(stage));
        await stage.answered(stage.say("/nudge pause"));
        return stage.say("/nudge resume");
      },
      /^Resumed/,
    ],
    ["the answer to a quiz", async (stage) => stage.press(await quizOf(stage)), /^Not quite/],
    [
      "settings that are saved",
      async ({ submit }) => submit("settings", { "organisation.name": ["Acme"] }, "organisation"),
      /Saved\./,
    ],
    [
      "a question that is closed",
      async ({ store, press, clock }) => {
        const open = handOff({ createdAt: clock.now, nextAt: clock.now + 3_600_000_000 });
        await store.handOffs.add({ handOff: open, messages: [] }, clock.now);
        return press({ kind: "close-hand-off", handOff: open.id });
      },
      /^Good\. The question is closed\./,
    ],
  ])("%s", async (_, prepare, expected) => {
    const [one, other] = [await openCommands(), await openCommands()];
    const atFirst = await one.answered(await prepare(one));
    expect(atFirst).toMatch(expected);
    expect(await other.answeredAfterCrash(await prepare(other))).toBe(atFirst);
    expect(await changesOf(other)).toEqual(await changesOf(one));
  });
});
