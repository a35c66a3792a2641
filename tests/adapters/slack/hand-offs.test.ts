import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type OpenStore, openStore } from "../../../src/store/store.ts";
import { at, DAY, HOUR } from "../../nudges/fixtures.ts";
import { buttonIn, type Changes, filledIn, openView } from "../../protocol/slack/filling.ts";
import { type Json, TEAM } from "../../protocol/slack/workspace.ts";
import { createHandOffStage, type HandOffStage } from "../hand-off-stage.ts";
import { type Running, startSlack, TRANSPORTS } from "./harness.ts";

// A question is passed to a person and the answer comes back, in Slack. Bot, store and runners are real; the test moves the clock.

const TUESDAY = at("2026-11-24 10:00");
const WORKSPACE = { platform: "slack", workspace: TEAM };
const [ASKER, CLAIMER, OTHER] = ["U1", "U2", "U3"] as const;
const HELP = "CHELP";

describe.each(TRANSPORTS)("hand-offs in Slack over %s", (transport) => {
  let store: OpenStore;
  let run: Running;
  let stage: HandOffStage;
  const clock = { now: TUESDAY };

  beforeEach(async () => {
    clock.now = TUESDAY;
    store = await openStore({ dataDirectory: ":memory:" });
    run = await startSlack({
      ...{ transport, now: () => clock.now },
      async makeHost(adapter, logger) {
        stage = await createHandOffStage({ store, adapter, clock, logger });
        return stage.host;
      },
    });
    const { workspace } = run.slack;
    for (const channel of ["C1", HELP]) workspace.joined.add(channel);
    for (const [user, name] of [
      [ASKER, "Anna"],
      [CLAIMER, "Bert"],
      [OTHER, "Chris"],
    ] as const)
      workspace.profiles.set(user, { tz: "Europe/Brussels", name });
    await stage.decide(WORKSPACE, "hand-off.channel", HELP);
  });

  afterEach(async () => {
    await run.stop();
    await store.close();
    expect(run.slack.violations).toEqual([]);
  });

  const { until } = { until: (check: () => boolean, what: string) => run.slack.until(check, what) };
  const posted = (channel: string) => run.slack.workspace.answers(channel);
  const ephemerals = () => run.slack.workspace.ephemerals;
  const words = (shown: unknown) => JSON.stringify(shown) ?? "";
  const view = (): Json => openView(run.slack.workspace) ?? {};

  /** Asks in the channel with a mention, and returns the answer there. */
  async function ask(text: string): Promise<Json> {
    const before = posted("C1").length;
    await run.deliver(run.people.speak({ user: ASKER, channel: "C1", text: `<@U0BOT> ${text}` }).mention);
    await until(() => posted("C1").length > before, "an answer");
    return { ...posted("C1").at(-1) };
  }

  async function open(user: string, channel: string, message: Json, label: string, isAlone = false): Promise<void> {
    const before = run.slack.workspace.views.size;
    await run.deliver(run.people.press(user, channel, message, buttonIn(message, label), isAlone));
    await until(() => run.slack.workspace.views.size > before, `the form of ${label}`);
  }

  /** Submits the open modal twice, as Slack may, and returns its text afterwards. */
  async function submit(user: string, changes: Changes = {}): Promise<string> {
    const shown = view();
    const submitted = run.people.submits(user, shown, filledIn(shown, changes));
    const [{ payload }] = await Promise.all([run.deliver(submitted), run.deliver(submitted)]);
    const { errors } = (payload ?? {}) as { errors?: unknown };
    if (errors !== undefined) return words(errors);
    await until(() => view().hash !== shown.hash, "an answer to the form");
    await stage.tick();
    return words(view());
  }

  /** Presses a button, and returns what only that person sees. */
  async function press(user: string, channel: string, message: Json, label: string): Promise<string> {
    const before = ephemerals().length;
    const direct = posted(channel).length;
    await run.deliver(run.people.press(user, channel, message, buttonIn(message, label)));
    const isDirect = channel.startsWith("D");
    await until(() => ephemerals().length > before || (isDirect && posted(channel).length > direct), `the answer to ${label}`);
    await stage.tick();
    return isDirect ? words(posted(channel).at(-1)) : words(ephemerals().at(-1));
  }

  /** Writes in the thread of a message in the help channel. */
  async function write(user: string, thread: Json, text: string): Promise<void> {
    const { ts, message } = run.people.speak({ user, channel: HELP, text, thread: String(thread.ts) });
    await run.deliver(message);
    const isAbout = (details: object) => words(details).includes(ts);
    const isDealtWith = () => run.logger.lines.some((line) => line.message === "answered" && isAbout(line.details));
    await until(isDealtWith, `what ${user} wrote is dealt with`);
    await stage.tick();
  }

  /** Asks a person, and returns the message in the help channel. */
  async function passOn(changes: Changes = {}, text = "who waters the office plants"): Promise<Json> {
    await open(ASKER, "C1", await ask(text), "Ask a person");
    await submit(ASKER, changes);
    return { ...posted(HELP).at(-1) };
  }

  it("are passed from an unknown question to a person, answered in the asker's thread, and continued until they are closed", async () => {
    const unknown = await ask("who waters the office plants");
    await open(ASKER, "C1", unknown, "Ask a person");
    expect(words(view())).toContain('"initial_value":"who waters the office plants"');
    expect(words(view())).toContain("your name to the channel where people at your organisation answer questions");
    expect(posted(HELP)).toEqual([]);
    expect(await submit(ASKER)).toContain("here in this thread");
    expect(posted(HELP)).toHaveLength(1);
    const question = { ...posted(HELP)[0] };
    expect(question.text).toContain("Anna asks, in English:");
    expect(question.text).toContain("who waters the office plants");

    expect(await press(CLAIMER, HELP, question, "I’ll take it")).toContain("It is yours.");
    expect(await press(OTHER, HELP, question, "I’ll take it")).toContain("Bert has already taken this question.");
    expect(posted(HELP)).toHaveLength(2);
    expect(posted(HELP)[1]).toMatchObject({ thread_ts: question.ts, text: expect.stringContaining("Bert has taken it.") });

    await write(OTHER, question, "I think it is Zoë?");
    const before = posted("C1").length;
    await write(CLAIMER, question, "Zoë does, every Monday.");
    await write(OTHER, question, "told you");
    expect(posted("C1")).toHaveLength(before + 1);
    const answer = { ...posted("C1").at(-1) };
    expect(answer).toMatchObject({ thread_ts: unknown.thread_ts });
    expect(answer.text).toContain("Bert has answered your question");
    expect(answer.text).toContain("Zoë does, every Monday.");

    await open(ASKER, "C1", answer, "Reply");
    expect(await submit(ASKER, { message: "And when she is away?" })).toContain("Sent.");
    expect(posted(HELP).at(-1)).toMatchObject({ thread_ts: question.ts });
    expect(posted(HELP).at(-1)?.text).toContain("Anna replies:\nAnd when she is away?");
    await write(CLAIMER, question, "Then nobody.");
    expect(posted("C1").at(-1)?.text).toContain("Then nobody.");

    expect(await press(OTHER, "C1", answer, "That answers it")).toContain("Only the people in the channel");
    expect(await press(ASKER, "C1", answer, "That answers it")).toContain("Good. The question is closed.");
    expect(posted(HELP).at(-1)?.text).toContain("The asker says that this answers it");
    const count = posted("C1").length;
    await run.deliver(run.people.speak({ user: CLAIMER, channel: HELP, text: "one more", thread: String(question.ts) }).message);
    expect(await press(OTHER, HELP, question, "I’ll take it")).toContain("This question is closed.");
    expect(posted("C1")).toHaveLength(count);
  });

  it("do not name an anonymous asker, who is forgotten when they are closed", async () => {
    const question = await passOn({ name: "hidden" });
    expect(question.text).toContain("Somebody asks anonymously");
    await press(CLAIMER, HELP, question, "I’ll take it");
    await write(CLAIMER, question, "Zoë does.");
    const [answer] = posted(`D${ASKER}`);
    expect(answer?.text).toContain("Zoë does.");
    await open(ASKER, `D${ASKER}`, { ...answer }, "Reply");
    await submit(ASKER, { message: "Thanks, and who is that?" });
    expect(posted(HELP).at(-1)?.text).toContain("The asker replies:\nThanks");
    expect(words(posted(HELP))).not.toMatch(/Anna|U1\b/);
    const [id = ""] = /[0-9a-f]{20}/.exec(words(question)) ?? [];
    expect(await store.handOffs.handOff(id)).toMatchObject({ anonymous: true, asker: { person: ASKER } });
    await press(ASKER, `D${ASKER}`, { ...answer }, "That answers it");
    const closed = await store.handOffs.handOff(id);
    expect(closed).toMatchObject({ state: "closed", question: "who waters the office plants" });
    expect(words(closed)).not.toMatch(/Anna|U1\b/);
    expect(words(run.logger.lines)).not.toMatch(/plants|Zoë|Anna/);
  });

  it("are followed by one reminder after some working hours, can then be taken again, and are finally reported as unanswered", async () => {
    const question = await passOn();
    await press(CLAIMER, HELP, question, "I’ll take it");
    await stage.tickAt(TUESDAY + 4 * HOUR - 1);
    expect(posted(HELP)).toHaveLength(2);
    await stage.tickAt(TUESDAY + 4 * HOUR);
    await stage.tickAt(TUESDAY + 4 * HOUR + 60_000);
    expect(posted(HELP)).toHaveLength(3);
    const reminder = { ...posted(HELP)[2] };
    expect(reminder.text).toContain("Still waiting for an answer");
    expect(reminder.text).toContain("Bert had taken this question.");
    expect(await press(OTHER, HELP, reminder, "I’ll take it")).toContain("It is yours.");
    // Working time from two to five in the afternoon, and one hour of the next morning.
    await stage.tickAt(at("2026-11-25 09:59"));
    expect(posted("C1")).toHaveLength(1);
    await stage.tickAt(at("2026-11-25 10:00"));
    await stage.tickAt(at("2026-11-25 11:00"));
    expect(posted("C1")).toHaveLength(2);
    expect(posted("C1")[1]?.text).toContain("Nobody has answered yet");
    expect(posted("C1")[1]?.text).toContain("https://safeonweb.be");
    await write(OTHER, reminder, "Sorry, it is Zoë.");
    expect(posted("C1").at(-1)?.text).toContain("Sorry, it is Zoë.");
    await stage.tickAt(clock.now + 15 * DAY);
    expect(await press(OTHER, HELP, reminder, "I’ll take it")).toContain("This question is closed.");
  });

  it("are taken by only one of two people who press at once, and can be answered in a form", async () => {
    const question = await passOn();
    const claim = buttonIn(question, "I’ll take it");
    await Promise.all([CLAIMER, OTHER].map((user) => run.deliver(run.people.press(user, HELP, question, claim))));
    await until(() => ephemerals().length === 2, "what both are told");
    await stage.tick();
    const told = ephemerals().map((one) => words(one));
    expect(told.filter((text) => text.includes("It is yours."))).toHaveLength(1);
    expect(told.filter((text) => text.includes("has already taken this question."))).toHaveLength(1);
    expect(posted(HELP)).toHaveLength(2);
    const [winner, loser] = posted(HELP)[1]?.text.startsWith("Bert") ? [CLAIMER, OTHER] : [OTHER, CLAIMER];
    await open(loser, HELP, question, "Answer");
    expect(await submit(loser, { message: "Me first!" })).toContain("has already taken this question.");
    await open(winner, HELP, question, "Answer");
    expect(words(view())).toContain("who waters the office plants");
    expect(await submit(winner, { message: "Zoë." })).toContain("Sent to the asker.");
    expect(posted(HELP).at(-1)).toMatchObject({ thread_ts: question.ts, text: expect.stringContaining("answered:\nZoë.") });
    expect(posted("C1").at(-1)?.text).toContain("Zoë.");
    expect(words(posted("C1"))).not.toContain("Me first!");
  });

  it("are reported to the asker at once if Malinois cannot post in the channel", async () => {
    run.slack.workspace.archived.add(HELP);
    await passOn();
    expect(posted(HELP)).toEqual([]);
    expect(posted("C1").at(-1)?.text).toContain("Your question did not get through");
    expect(posted("C1").at(-1)?.text).toContain("Safeonweb: https://safeonweb.be");
    await stage.tickAt(TUESDAY + DAY);
    expect(posted("C1")).toHaveLength(2);
  });

  it("are reported to the channel if an answer cannot be delivered", async () => {
    const question = await passOn({ name: "hidden" });
    await press(CLAIMER, HELP, question, "I’ll take it");
    const refused = { kind: "status", status: 200, body: { ok: false, error: "user_disabled" } } as const;
    run.slack.faults.order("chat.postMessage", refused, 9, ({ channel }) => channel === ASKER);
    await write(CLAIMER, question, "Zoë does.");
    expect(posted(HELP).at(-1)).toMatchObject({ thread_ts: question.ts });
    expect(posted(HELP).at(-1)?.text).toContain("I could not deliver this to the asker");
  });

  it("can become a draft, and the asker is told once that it was published", async () => {
    const question = await passOn();
    await open(CLAIMER, HELP, question, "Answer");
    await submit(CLAIMER, { message: "Zoë waters them on Mondays." });
    await open(CLAIMER, HELP, question, "Save as answer");
    expect(await submit(CLAIMER, { source: "javascript:alert(1)" })).toContain("The source must be a web address");
    expect(
      await submit(CLAIMER, { source: "https://example.org/plants", ways: "who cares for the plants\n\n plants?" }),
    ).toContain("Saved as the draft");
    expect(stage.drafts).toEqual([
      {
        ...{ id: expect.stringMatching(/^who-waters-the-office-plants-[0-9a-f]{6}$/), language: "en", origin: "hand-off" },
        title: "who waters the office plants",
        questions: ["who waters the office plants", "who cares for the plants", "plants?"],
        summary: "Zoë waters them on Mondays.",
        sources: [{ title: "example.org", url: "https://example.org/plants" }],
      },
    ]);
    const count = posted("C1").length;
    await stage.publish("another", "Something else");
    expect(posted("C1")).toHaveLength(count);
    await stage.publish(stage.drafts[0]?.id ?? "", "Who waters the plants");
    await stage.publish("yet-another", "Something else again");
    expect(posted("C1")).toHaveLength(count + 1);
    const known = { ...posted("C1").at(-1) };
    expect(known.text).toContain("Now I know: Who waters the plants");
    buttonIn(known, "Who waters the plants");
  });

  it("show the organisation's emergency contact first if the question is urgent", async () => {
    await stage.decide(WORKSPACE, "organisation.emergency", { title: "Duty officer", phone: "1234" });
    await stage.decide(WORKSPACE, "organisation.name", "Acme");
    clock.now += 11_000;
    await open(ASKER, "C1", await ask("my files are encrypted by ransomware"), "Ask a person");
    expect(words(view())).toContain("Is it urgent? Contact this first: Duty officer: 1234.");
    expect(words(view())).toContain("people at Acme answer");
    const passed = await submit(ASKER);
    expect(passed).toContain("Call first");
    expect(passed).toMatch(/Duty officer.*1234/);
    expect(posted(HELP)[0]?.text).toContain("A question for the team");
  });

  it("can be requested in plain words too, and are replaced by the contacts if there is no channel", async () => {
    await ask("who waters the office plants");
    await run.deliver(run.people.command(ASKER, "C1", "/ask", "I want to talk to a person"));
    await until(() => run.slack.workspace.views.size === 1, "the form");
    expect(words(view())).toContain("I can pass your question on to a person.");
    expect(words(view())).toContain('"initial_value":"who waters the office plants"');
    await submit(ASKER);
    expect(posted(`D${ASKER}`)).toEqual([]);
    expect(posted(HELP)).toHaveLength(1);

    await stage.decide(WORKSPACE, "hand-off.channel", undefined);
    clock.now += 11_000;
    const unknown = await ask("who waters the office plants");
    await run.deliver(run.people.press(ASKER, "C1", unknown, buttonIn(unknown, "Ask a person")));
    await until(() => words(ephemerals().at(-1)).includes("https://safeonweb.be"), "the contacts");
  });

  it("cannot be changed by people outside the channel, whatever their buttons and forms say", async () => {
    const question = await passOn();
    const claim = buttonIn(question, "I’ll take it");
    const elsewhere = { ...posted("C1")[0] };
    const before = ephemerals().length;
    await run.deliver(run.people.press(OTHER, "C1", elsewhere, claim));
    await run.deliver(run.people.press(OTHER, "C1", elsewhere, buttonIn(question, "Close")));
    await run.deliver(run.people.press(OTHER, "C1", elsewhere, buttonIn(question, "Answer")));
    await until(() => ephemerals().length === before + 3, "what they are told");
    const told = ephemerals()
      .slice(before)
      .map((one) => words(one));
    expect(told.filter((text) => text.includes("Only the people in the channel"))).toHaveLength(2);
    expect(told.filter((text) => text.includes("older message"))).toHaveLength(1);
    await open(CLAIMER, HELP, question, "Answer");
    const shown = view();
    const forged = { ...shown, private_metadata: String(shown.private_metadata).replaceAll(HELP, "C1") };
    await run.deliver(run.people.submits(OTHER, forged, filledIn(shown, { message: "No!" })));
    await until(() => words(view()).includes("Only the people in the channel"), "the refusal of the form");
    await stage.tick();
    expect(posted(HELP)).toHaveLength(1);
    expect(posted("C1")).toHaveLength(1);
  });
});
