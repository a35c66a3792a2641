import { buttonIn, type Changes, filledIn, openView } from "../protocol/slack/filling.ts";
import { createPeople, type Delivery } from "../protocol/slack/payloads.ts";
import type { SlackServer } from "../protocol/slack/server.ts";
import type { Json, Message } from "../protocol/slack/workspace.ts";
import { countOf, draftIn, type LoopPlace } from "./loop-place.ts";

const [ASKER, HELPER, MANAGER] = ["U1", "U2", "U3"] as const;
const [TALK, HELP] = ["C1", "CHELP"] as const;

/** Prepares the loop in Slack: the asker asks with a mention and gets the answer in that thread. */
export function loopInSlack(slack: SlackServer): LoopPlace {
  const { workspace } = slack;
  for (const channel of [TALK, HELP]) workspace.joined.add(channel);
  workspace.profiles.set(ASKER, { name: "Anna" });
  workspace.profiles.set(HELPER, { name: "Bert" });
  workspace.profiles.set(MANAGER, { is_admin: true, name: "Chris" });
  const people = createPeople(workspace, slack.responseAddress);
  const deliver = ({ kind, payload }: Delivery) => slack.sockets.deliver(kind, payload);
  const texts = (channel: string) => workspace.answers(channel).map(({ text, blocks }) => `${text}\n${JSON.stringify(blocks)}`);
  /** The direct answers to questions, which do not count as messages that came by themselves. */
  const answers = new Set<Message>();
  let asked: Json = {};
  let question: Json = {};

  /** Presses a button, and returns what only that person sees. */
  async function press(user: string, channel: string, message: Json, label: string, isAlone = false): Promise<Json> {
    const before = workspace.ephemerals.length;
    await deliver(people.press(user, channel, message, buttonIn(message, label), isAlone));
    await slack.until(() => workspace.ephemerals.length > before, `the answer to ${label}`);
    return { ...workspace.ephemerals.at(-1) };
  }

  /** Opens a form with its button, submits it, and returns its text afterwards. */
  async function fill(user: string, channel: string, message: Json, label: string, changes: Changes, isAlone = false) {
    const before = workspace.views.size;
    await deliver(people.press(user, channel, message, buttonIn(message, label), isAlone));
    await slack.until(() => workspace.views.size > before, `the form of ${label}`);
    const shown = openView(workspace) ?? {};
    await deliver(people.submits(user, shown, filledIn(shown, changes)));
    await slack.until(() => openView(workspace)?.hash !== shown.hash, `an answer to the form of ${label}`);
    return JSON.stringify(openView(workspace));
  }

  return {
    name: "Slack",
    inChannel: () => texts(HELP),
    toldAsker: () =>
      [TALK, `D${ASKER}`].flatMap((channel) =>
        workspace
          .answers(channel)
          .filter((message) => !answers.has(message))
          .map(({ text }) => text),
      ),
    look: async () => undefined,
    async chooseHelpChannel() {
      const before = workspace.ephemerals.length;
      await deliver(people.command(MANAGER, TALK, "/malinois", "settings"));
      await slack.until(() => workspace.ephemerals.length > before, "the settings");
      const settings = { ...workspace.ephemerals.at(-1) };
      const said = await fill(MANAGER, TALK, settings, "Ask a person", { "hand-off.channel": [HELP] }, true);
      if (!said.includes("Saved.")) throw new Error(`the channel was not chosen: ${said}`);
    },
    async ask(text) {
      const { ts, mention } = people.speak({ user: ASKER, channel: TALK, text: `<@U0BOT> ${text}` });
      const answer = () => workspace.answers(TALK).find(({ thread_ts }) => thread_ts === ts);
      await deliver(mention);
      await slack.until(() => answer() !== undefined, "an answer");
      const found = answer();
      if (found !== undefined) answers.add(found);
      asked = { ...found };
      return JSON.stringify(asked);
    },
    async passOn() {
      const before = workspace.answers(HELP).length;
      await fill(ASKER, TALK, asked, "Ask a person", {});
      await slack.until(() => workspace.answers(HELP).length > before, "the question in the help channel");
      question = { ...workspace.answers(HELP).at(-1) };
    },
    async claim() {
      await press(HELPER, HELP, question, "I’ll take it");
      const isKnown = () => workspace.answers(HELP).some(({ thread_ts }) => thread_ts === question.ts);
      await slack.until(isKnown, "the word in the thread that somebody has taken it");
    },
    async answer(text) {
      await deliver(people.speak({ user: HELPER, channel: HELP, text, thread: String(question.ts) }).message);
      await slack.until(() => countOf(this.toldAsker(), text) > 0, "the answer");
    },
    saveAsAnswer: async (ways) => draftIn(await fill(HELPER, HELP, question, "Save as answer", { ways })),
  };
}
