import { describe, expect, onTestFinished, test } from "vitest";
import { openStore } from "../../../src/store/store.ts";
import { HOUR } from "../../nudges/fixtures.ts";
import { textOf } from "../../protocol/discord/message-rules.ts";
import { fillIn } from "../../protocol/discord/nudging.ts";
import { addServer, ask, GRANTED, type Interacting, interact, write } from "../../protocol/discord/people.ts";
import { startDiscordServer } from "../../protocol/discord/server.ts";
import type { Channel, InteractionRecord, Posted, Server } from "../../protocol/discord/state.ts";
import { createHandOffStage } from "../hand-off-stage.ts";
import { createLog, makeAdapter } from "./harness.ts";
import "./patience.ts";
import { pressIn } from "./walking.ts";

// A question is passed to a person and the answer comes back, in Discord. Bot, store and runners are real; the test moves the clock.

const [ASKER, CLAIMER, OTHER] = ["1200000000000000021", "1200000000000000022", "1200000000000000023"] as const;
const CREATE_THREADS = 1n << 35n;
/** Ten o'clock in Brussels on a Tuesday. */
const TUESDAY = Date.parse("2026-11-24T09:00:00Z");

interface Walk {
  /** Whether Malinois reads messages that are not addressed to it. */
  readonly readsAll?: boolean;
  readonly mayBeginThreads?: boolean;
}

async function startWalk({ readsAll = true, mayBeginThreads = true }: Walk = {}) {
  const clock = { now: TUESDAY };
  const discord = await startDiscordServer({ now: () => clock.now });
  const permissions = mayBeginThreads ? String(BigInt(GRANTED) | CREATE_THREADS) : GRANTED;
  const server: Server & { readonly channel: Channel } = addServer(discord, { permissions });
  const help: Channel = { id: discord.ids.next(), type: 0, guild_id: server.id, name: "help" };
  server.channels.push(help);
  const store = await openStore({ dataDirectory: ":memory:" });
  const logger = createLog();
  const { adapter } = makeAdapter(discord, { messageContent: readsAll, log: logger, now: () => clock.now });
  const stage = await createHandOffStage({ store, adapter, clock, logger });
  await stage.decide({ platform: "discord", workspace: server.id }, "hand-off.channel", help.id);
  await adapter.start(stage.host);
  onTestFinished(async () => {
    await adapter.stop();
    await store.close();
    await discord.stop();
    expect(discord.violations).toEqual([]);
  });
  const posted = (id: string): readonly Posted[] =>
    discord.state.posted.filter((one) => one.channel === id && one.interaction === undefined);
  const read = (message: Pick<Posted, "body"> | undefined) => textOf(message?.body ?? {});

  /** Uses something, and returns the interaction with its first response. */
  async function use(interacting: Interacting): Promise<InteractionRecord> {
    const record = interact(discord, interacting);
    await discord.until(() => record.response !== undefined, "it is answered at once");
    return record;
  }

  /** Uses something, and returns what only that person sees. */
  async function told(interacting: Interacting): Promise<string> {
    const record = await use(interacting);
    await discord.until(() => record.original !== undefined, "the answer comes");
    await stage.tick();
    return read(record.original);
  }

  /** Opens the form behind a button of a message, and submits it. */
  async function fill(message: Posted, label: string, user: string, values: Parameters<typeof fillIn>[1], channel: Channel) {
    const opened = await use({ ...pressIn(message, label), user, channel });
    return told({ ...fillIn(opened, values), user, channel });
  }

  /** Asks a person about something that `/ask` does not know, and returns the message in the help channel. */
  async function passOn(values: Parameters<typeof fillIn>[1] = {}): Promise<Posted> {
    const asked = await use({ ...ask("who waters the office plants"), user: ASKER, channel: server.channel });
    await discord.until(() => asked.original !== undefined, "the answer to the question");
    if (asked.original === undefined) throw new Error("no answer");
    expect(await fill(asked.original, "Ask a person", ASKER, values, server.channel)).toContain("to you in a direct message");
    const [question] = posted(help.id);
    if (question === undefined) throw new Error("no question");
    return question;
  }

  async function say(writing: Parameters<typeof write>[1]): Promise<void> {
    const id = write(discord, writing);
    const isAbout = (fields: object) => JSON.stringify(fields).includes(id);
    const isDealtWith = () => logger.lines.some(({ fields, message }) => message === "answered" && isAbout(fields));
    await discord.until(isDealtWith, "what was written is dealt with");
    await stage.tick();
  }

  const direct = () => discord.state.directMessages.find(({ name }) => name === ASKER) ?? { id: "", type: 1, name: "" };
  return { ...{ clock, discord, server, help, store, logger, stage, posted, read, use, told, fill, passOn, say, direct } };
}

describe("a question for a person in Discord", () => {
  test("is taken, answered in its thread and by direct message, and continued until it is closed", async () => {
    const walk = await startWalk();
    const { discord, help, posted, read, told, fill, say, direct } = walk;
    const question = await walk.passOn();
    expect(read(question)).toContain("someone asks, in English:");
    expect(read(question)).toContain("who waters the office plants");

    expect(await told({ ...pressIn(question, "I’ll take it"), user: CLAIMER, channel: help })).toContain("It is yours.");
    expect(await told({ ...pressIn(question, "I’ll take it"), user: OTHER, channel: help })).toContain("has already taken");
    const thread = discord.state.threads.find(({ id }) => id === question.id);
    if (thread === undefined) throw new Error("no thread");
    expect(posted(thread.id).map(read)).toEqual([expect.stringContaining("has taken it.")]);

    await say({ channel: thread, author: OTHER, text: "Is it Zoë?" });
    await say({ channel: thread, author: CLAIMER, text: "Zoë does, every Monday." });
    expect(posted(direct().id).map(read)).toEqual([expect.stringContaining("Zoë does, every Monday.")]);
    // Malinois ignores what the others say.
    expect(discord.state.directMessages).toHaveLength(1);
    const [answer] = posted(direct().id);
    if (answer === undefined) throw new Error("no answer");

    expect(await fill(answer, "Reply", ASKER, { message: "And when she is away?" }, direct())).toContain("Sent.");
    expect(read(posted(thread.id).at(-1))).toContain("And when she is away?");
    expect(await told({ ...pressIn(answer, "That answers it"), user: ASKER, channel: direct() })).toContain("is closed");
    expect(read(posted(thread.id).at(-1))).toContain("The asker says that this answers it");
    expect(await fill(posted(thread.id).at(-1) ?? answer, "Save as answer", CLAIMER, { summary: "Zoë." }, thread)).toContain(
      "Saved as the draft",
    );
    expect(await told({ ...pressIn(question, "I’ll take it"), user: OTHER, channel: help })).toContain("is closed");
  });

  test("is answered by a reply or in a form if Malinois cannot read other messages or start threads", async () => {
    const walk = await startWalk({ readsAll: false, mayBeginThreads: false });
    const { discord, help, posted, read, told, fill, say, direct } = walk;
    const question = await walk.passOn({ name: ["hidden"] });
    expect(read(question)).toContain("Somebody asks anonymously");
    await told({ ...pressIn(question, "I’ll take it"), user: CLAIMER, channel: help });
    expect(read(posted(help.id).at(-1))).toContain("reply to one of my messages or press “Answer”");
    const repliesTo = { id: question.id, author: discord.botId, notifies: true };
    await say({ channel: help, author: CLAIMER, text: "Zoë does.", repliesTo });
    await say({ channel: help, author: OTHER, text: "Not Zoë!", repliesTo });
    expect(posted(direct().id).map(read)).toEqual([expect.stringContaining("Zoë does.")]);
    expect(await fill(question, "Answer", CLAIMER, { message: "On Mondays." }, help)).toContain("Sent to the asker.");
    expect(read(posted(direct().id).at(-1))).toContain("On Mondays.");
    expect(read(posted(help.id).at(-1))).toContain("answered:\n\nOn Mondays.");
    expect(
      posted(help.id)
        .map(({ body }) => JSON.stringify(body))
        .join(),
    ).not.toContain(ASKER);
    expect(JSON.stringify(walk.logger.lines)).not.toMatch(/plants|Zoë|Mondays/);
  });

  test("is followed by one reminder, and finally the asker is told that nobody answered", async () => {
    const walk = await startWalk();
    const { posted, read, help, direct, stage } = walk;
    await walk.passOn();
    await stage.tickAt(TUESDAY + 4 * HOUR);
    await stage.tickAt(TUESDAY + 5 * HOUR);
    expect(posted(help.id).map(read)).toEqual([expect.anything(), expect.stringContaining("Still waiting for an answer")]);
    await stage.tickAt(TUESDAY + 24 * HOUR);
    await stage.tickAt(TUESDAY + 48 * HOUR);
    expect(posted(direct().id).map(read)).toEqual([expect.stringContaining("Nobody has answered yet")]);
    expect(read(posted(direct().id)[0])).toContain("safeonweb.be");
    expect(posted(help.id)).toHaveLength(2);
  });

  test("is returned to the asker with the contacts if the channel is gone", async () => {
    const walk = await startWalk();
    const { posted, read, server, help, direct } = walk;
    server.channels.splice(server.channels.indexOf(help), 1);
    await expect(walk.passOn()).rejects.toThrow("no question");
    expect(posted(direct().id).map(read)).toEqual([expect.stringContaining("Your question did not get through")]);
  });

  test("cannot be changed from another channel or another server", async () => {
    const walk = await startWalk();
    const { discord, server, posted, told, use } = walk;
    const question = await walk.passOn();
    const elsewhere = addServer(discord);
    for (const channel of [server.channel, elsewhere.channel]) {
      expect(await told({ ...pressIn(question, "I’ll take it"), user: OTHER, channel })).toContain("Only the people");
      expect(await told({ ...pressIn(question, "Close"), user: OTHER, channel })).toContain("Only the people");
      expect(await told({ ...pressIn(question, "Answer"), user: OTHER, channel })).toContain("older message");
      const opened = await use({ ...pressIn(question, "Answer"), user: CLAIMER, channel: walk.help });
      expect(await told({ ...fillIn(opened, { message: "No!" }), user: OTHER, channel })).toContain("Only the people");
    }
    expect(posted(walk.help.id)).toHaveLength(1);
    expect(discord.state.directMessages).toEqual([]);
  });
});
