import type { Action } from "../../../src/actions.ts";
import type { FormSubmission } from "../../../src/forms.ts";
import type { Asked, Inbound, Language, NudgeIntent, Person, Place, Pressed, Reply, Submitted } from "../../../src/model.ts";
import { createNudgeCommands } from "../../../src/nudges/commands/nudge-commands.ts";
import { createLibrary } from "../../../src/nudges/content/library.ts";
import { seededRandom } from "../../../src/text/random.ts";
import { carryOut } from "../../carry-out.ts";
import { CONTENT } from "../delivery/content.ts";
import { CAMPAIGN, createHarness } from "../delivery/harness.ts";
import { at, BRUSSELS, channel, holidayOn } from "../fixtures.ts";

export const SUNDAY = at("2026-11-22 12:00");
export const ANNA: Person = { id: "anna", name: "Anna", mayManage: "workspace" };
export const CARLA: Person = { id: "carla", name: "Carla", mayManage: "channel" };
export const BERT: Person = { id: "bert", name: "Bert" };
export const DATED = { ...CAMPAIGN, id: "dated", name: { en: "Dated" }, period: { from: "10-01", to: "10-31" } };
/** The place of a private answer in the channel. */
export const aside: Place = { ...channel, private: true, thread: "t", handle: "h" };

/** Removes the comma after a weekday: whether there is one depends on the runtime's locale data. */
export const withoutCommas = (text: string | undefined) => text?.replace(/day, /g, "day ");

/** Starts the commands with a store in memory, a runner, and a clock that the test moves. */
export async function openNudgeCommands() {
  const harness = await createHarness(SUNDAY);
  const settings = new Map<string, string>();
  let woken = 0;
  let received = 0;
  /** Every message has an id of its own, as on a platform. */
  function nextId(): string {
    received += 1;
    return `q${received}`;
  }
  const commands = createNudgeCommands({
    store: harness.nudges,
    settings: {
      workspaceSetting: async (_, name) => settings.get(name),
      setWorkspaceSetting: async (_, name, value) =>
        void (value === undefined ? settings.delete(name) : settings.set(name, value)),
    },
    content: async () => ({ library: createLibrary(CONTENT, [CAMPAIGN, DATED]), areas: CONTENT.areas }),
    holidayOn,
    now: () => harness.clock.now,
    random: seededRandom(7),
    zone: BRUSSELS,
    wake: () => {
      woken += 1;
    },
    hearsNewcomers: (platform) => platform === "test",
  });
  const answerIn = (inbound: Inbound, language: Language) =>
    carryOut(harness.inbox, inbound, (changes) => commands.answer(inbound, language, changes));
  const answerIntent = (inbound: Inbound, intent: NudgeIntent) =>
    carryOut(harness.inbox, inbound, (changes) => commands.answerIntent(inbound, intent, "en", changes));
  const answer = async (inbound: Inbound): Promise<Reply | undefined> => (await answerIn(inbound, "en"))?.[0];
  const ask = (asker: Person, asked: Partial<Asked>) =>
    answer({ kind: "asked", id: nextId(), place: aside, asker, text: "", addressed: true, ...asked });
  const pressIn = (asker: Person, pressed: Pick<Pressed, "action"> & Partial<Pressed>) =>
    answer({ kind: "pressed", id: nextId(), place: aside, asker, text: "", ...pressed });
  const say = async (text: string, asker = ANNA, place = aside) => {
    const reply = await ask(asker, { text, place });
    return withoutCommas([reply?.title, ...(reply?.body ?? [])].filter((one) => one !== undefined).join("\n"));
  };
  const fill = (values: FormSubmission["values"], asker = ANNA, more: Partial<Submitted> = {}) =>
    answer({
      kind: "submitted",
      id: nextId(),
      place: aside,
      asker,
      submission: { form: "add-nudge", language: "en", values },
      ...more,
    });
  const press = async (action: Action, asker = ANNA) => withoutCommas((await pressIn(asker, { action }))?.body.join("\n"));
  const only = async (place: Place = channel) => {
    const [one] = await harness.nudges.subscriptionsOf(place);
    if (one === undefined) throw new Error("nothing is set up");
    return one;
  };
  return { ...harness, commands, answerIn, answerIntent, ask, pressIn, say, fill, press, only, woken: () => woken };
}
