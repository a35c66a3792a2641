import { describe, expect, test } from "vitest";
import { apiError } from "../../protocol/discord/faults.ts";
import { componentsOf, textOf } from "../../protocol/discord/message-rules.ts";
import { fillIn, nudge, quiz } from "../../protocol/discord/nudging.ts";
import { addChannel, GRANTED, join, press, write } from "../../protocol/discord/people.ts";
import "./patience.ts";
import { MANAGER, MEMBER, nameIn, OTHER, pressIn, type Road, startWalk } from "./walking.ts";

// Nudges in Discord from beginning to end. Bot, store, commands and runner are real; the test moves the clock.

const QUIZ = { where: ["channel"], content: ["quiz"], days: ["2"], time: "10:30" };
const TO_ME = { ...QUIZ, where: ["me"] };
const ALL_ATTEMPTS = 5;
const MESSAGES = /\/channels\/\d+\/messages$/;

describe.each<Road>(["gateway", "http"])("nudges in Discord over %s", (road) => {
  test("can be a channel's quiz, which is posted once on time, answered in private, and closes with counts", async () => {
    const walk = await startWalk({ road });
    const { use, answered, told, asManager, discord, unasked } = walk;

    const opened = await use({ ...nudge("add", { limit: 2, zone: "Europe/Brussels", "day-off": "send" }), ...asManager });
    const wrong = await use({ ...fillIn(opened, { ...QUIZ, time: "late" }), ...asManager });
    await discord.until(() => wrong.original !== undefined, "the error is told");
    expect(textOf(wrong.original?.body ?? {})).toContain("“late” is not a time.");
    expect(wrong.original?.isEphemeral).toBe(true);

    const again = await use({ ...pressIn(wrong.original ?? { body: {} }, "New nudges"), ...asManager });
    const added = await told({ ...fillIn(again, QUIZ), ...asManager });
    expect(added).toMatch(/Set up as \w+: a quiz, every Tuesday at 10:30 \(Europe\/Brussels\), in this channel/);
    const [kept] = await walk.store.nudges.subscriptionsOf({
      ...{ platform: "discord", workspace: walk.server.id, channel: walk.channel.id, private: false },
    });
    expect(kept?.sendPolicy).toMatchObject({ weeklyLimit: 2, dayOff: "send" });

    await walk.at("2026-11-24 10:29");
    expect(unasked()).toEqual([]);
    await walk.at("2026-11-24 10:30");
    await walk.at("2026-11-24 10:31");
    expect(unasked()).toHaveLength(1);
    const [shown] = unasked();
    if (shown === undefined) throw new Error("no quiz");
    // The message as it is still on the screen of somebody who has not seen that the quiz was closed.
    const question = structuredClone(shown);
    expect(textOf(question.body)).toContain("Question of");

    expect(await told({ ...pressIn(question, "No"), user: MEMBER })).toContain("Right!");
    expect(await told({ ...pressIn(question, "Yes"), user: OTHER })).toContain("Not quite. The right answer: No");
    expect(await told({ ...pressIn(question, "Perhaps"), user: MEMBER })).toContain("You have already answered this one: No");
    expect(unasked()).toHaveLength(1);

    await walk.at("2026-11-25 10:31");
    await walk.at("2026-11-25 10:32");
    expect(unasked()).toHaveLength(2);
    const result = textOf(unasked()[1]?.body ?? {});
    expect(result).toContain("2 answers, 1 right.");
    for (const person of [MEMBER, OTHER]) expect(result).not.toContain(person);
    expect(componentsOf(shown.body).filter(({ type }) => type === 2)).toEqual([]);
    expect(textOf(shown.body)).toContain("Question of");
    expect(textOf(shown.body)).toMatch(/-# This quiz has closed; the result is further down\.$/);
    expect(await told({ ...pressIn(question, "No"), user: MANAGER })).toContain("This quiz has closed. The right answer was: No");
    expect(await told({ ...quiz("me"), user: OTHER })).toContain("You answered 1 question, 0 of them right");

    const name = nameIn(added);
    expect(await told(pressIn(question, "Stop"))).toContain("Only the people who manage");
    expect(await told(nudge("pause", { name }))).toContain("Only the people who manage");
    expect(await told({ ...nudge("list") })).toContain(name);
    const asked = await answered({ ...pressIn(unasked()[1] ?? question, "Stop"), ...asManager });
    expect(textOf(asked.body)).toContain("nobody in this channel will get them any more");
    const ofBefore = await told({ ...press(`1:stop-nudges:en:${name}`), ...asManager });
    expect(ofBefore).toContain("nobody in this channel will get them any more");
    expect(await told({ ...nudge("list"), ...asManager })).toContain(name);
    expect(await told({ ...pressIn(asked, "Stop"), ...asManager })).toContain("Stopped.");
    expect(await told({ ...nudge("list"), ...asManager })).toContain("No nudges are set up here.");
    expect(discord.violations).toEqual([]);
  });

  test("are changed in a form with their current values, opened by a command or from the list", async () => {
    const walk = await startWalk({ road });
    const { use, answered, told, asManager, unasked } = walk;
    const name = nameIn(await walk.setUp({ ...QUIZ, days: ["2", "4"] }));
    await walk.at("2026-11-24 10:30");
    expect(unasked()).toHaveLength(1);

    const opened = await use({ ...nudge("edit", { name: name.toUpperCase(), zone: "europe/london", every: 3 }), ...asManager });
    expect(opened.response).toMatchObject({ type: 9, data: { title: "Change nudges" } });
    // The form shows the current settings, with those that were given in the command.
    expect(shownIn(opened)).toEqual({ content: ["quiz"], days: ["2", "4"], time: "10:30", areas: [], every: "3" });
    const wrong = await use({ ...fillIn(opened, { every: "0" }), ...asManager });
    await walk.discord.until(() => wrong.original !== undefined, "the error is told");
    expect(textOf(wrong.original?.body ?? {})).toContain("a whole number from 1 to 366");
    const again = await use({ ...pressIn(wrong.original ?? { body: {} }, "Change nudges"), ...asManager });
    expect(await told({ ...fillIn(again, { every: "", days: ["3"], time: "12:00" }), ...asManager })).toMatch(
      /Changed: a quiz, every Wednesday at 12:00 \(Europe\/London\), in this channel/,
    );

    const list = await answered({ ...nudge("list"), ...asManager });
    expect(textOf(list.body)).toContain(`${name}: a quiz, every Wednesday at 12:00`);
    const fromList = await use({ ...pressIn(list, "Change"), ...asManager });
    expect(shownIn(fromList)).toMatchObject({ days: ["3"], time: "12:00", every: "" });
    expect(await told({ ...fillIn(fromList, { time: "12:30" }), ...asManager })).toContain("at 12:30 (Europe/London)");
    await walk.at("2026-11-25 13:30");
    expect(unasked()).toHaveLength(2);
    expect(await walk.history(name)).toEqual(["sent", "sent"]);

    // Somebody without the right gets the reason instead of a form, and cannot forge one.
    expect(await told({ ...nudge("edit", { name }), user: MEMBER })).toContain("Only the people who manage");
    expect(await told({ ...fillIn(fromList, { time: "05:00" }), user: MEMBER })).toContain("Only the people who manage");
    expect(await told({ ...nudge("edit", { name: "nobody" }), ...asManager })).toContain("nothing by that name");
    expect(await told({ ...nudge("list") })).toContain("at 12:30");
    await walk.setUp({ ...QUIZ, days: ["5"] });
    const question = await answered({ ...nudge("edit"), ...asManager });
    expect(textOf(question.body)).toContain("Which one would you like to change?");
    expect(shownIn(await use({ ...pressIn(question, "Change 2"), ...asManager }))).toMatchObject({ days: ["5"] });
    expect(walk.discord.violations).toEqual([]);
  });

  test("can be a quiz by direct message, whose buttons work there", async () => {
    const walk = await startWalk({ road });
    const { told, directMessages, unasked } = walk;
    const name = nameIn(await walk.setUp({ ...TO_ME, days: ["2", "4"] }, { user: MEMBER }));
    await walk.at("2026-11-24 10:30");
    await walk.at("2026-11-24 10:31");
    expect(unasked()).toEqual([]);
    const direct = directMessages(MEMBER);
    expect(unasked(direct)).toHaveLength(1);
    const [message] = unasked(direct);
    if (message === undefined) throw new Error("no quiz");

    expect(await told({ ...pressIn(message, "No"), channel: direct })).toContain("Right!");
    expect(await told({ ...pressIn(message, "Yes"), channel: direct })).toContain("You have already answered this one: No");
    expect(await told({ ...pressIn(message, "Why"), channel: direct })).toContain("a quiz, every Tuesday and Thursday at 10:30");
    expect(await told({ ...nudge("list"), channel: direct })).toContain(name);
    expect(await told(nudge("list"))).toContain(name);
    expect(await told({ ...nudge("list"), user: OTHER })).not.toContain(name);
    expect(await told({ ...pressIn(message, "Snooze"), channel: direct })).toContain("I will be quiet here until");
    await walk.at("2026-11-26 10:30");
    expect(unasked(direct)).toHaveLength(1);
    await walk.at("2026-12-01 10:30");
    expect(unasked(direct)).toHaveLength(1);
    await walk.at("2026-12-03 10:30");
    expect(unasked(direct)).toHaveLength(2);
    expect(await told({ ...nudge("remove", { name }), channel: direct })).toContain("Removed.");
    expect(walk.discord.violations).toEqual([]);
  });
});

describe("a nudge in Discord whose response is lost", () => {
  test.each([
    ["while the connection drops", { kind: "lose-response" }],
    ["in a failure of Discord's", { kind: "fail-response", status: 500 }],
  ] as const)("%s is posted once, and recorded as sent", async (_, how) => {
    const walk = await startWalk();
    const name = nameIn(await walk.setUp(QUIZ));
    walk.discord.faults.add({ method: "POST", path: MESSAGES, how, times: ALL_ATTEMPTS });
    await walk.at("2026-11-24 10:30");
    expect(await walk.history(name)).toEqual(["sending"]);
    // Long enough for another process to take over the message, and for Discord to forget its nonce.
    for (const time of ["10:31", "10:40", "10:50"]) await walk.at(`2026-11-24 ${time}`);
    expect(await walk.history(name)).toEqual(["sent"]);
    expect(walk.unasked()).toHaveLength(1);
  });

  test("is posted later if it never arrived", async () => {
    const walk = await startWalk();
    const name = nameIn(await walk.setUp(QUIZ));
    walk.discord.faults.add({ method: "POST", path: MESSAGES, how: { kind: "lose-request" }, times: ALL_ATTEMPTS });
    await walk.at("2026-11-24 10:30");
    expect(walk.unasked()).toEqual([]);
    for (const time of ["10:31", "10:40", "10:50", "10:51"]) await walk.at(`2026-11-24 ${time}`);
    expect(await walk.history(name)).toEqual(["sent"]);
    expect(walk.unasked()).toHaveLength(1);
  });
});

describe("a nudge in Discord that cannot be delivered", () => {
  test.each([
    [
      "is gone",
      (walk: Awaited<ReturnType<typeof startWalk>>) => walk.server.channels.splice(0),
      "no longer exists",
      /Where: #general \(A server\)/,
    ],
    [
      "does not let Malinois write",
      (walk: Awaited<ReturnType<typeof startWalk>>) => {
        walk.server.permissions = String(BigInt(GRANTED) & ~(1n << 11n));
      },
      "I am not allowed to post",
      /Where: #general \(A server\)/,
    ],
  ])("because the channel %s is paused, and its owner is told once with the channel's name", async (_, break_, said, where) => {
    const walk = await startWalk();
    const name = nameIn(await walk.setUp({ ...QUIZ, days: ["2", "3"] }));
    break_(walk);
    await walk.at("2026-11-24 10:30");
    await walk.at("2026-11-24 10:31");
    await walk.at("2026-11-25 10:30");
    await walk.at("2026-11-25 10:31");
    const told = walk.unasked(walk.directMessages(MANAGER));
    expect(told).toHaveLength(1);
    expect(textOf(told[0]?.body ?? {})).toContain("I could not deliver your nudges");
    expect(textOf(told[0]?.body ?? {})).toContain(said);
    expect(textOf(told[0]?.body ?? {})).toMatch(where);
    expect((await walk.store.nudges.subscription(name))?.pause).toBeDefined();
    expect(walk.discord.violations).toEqual([]);
  });

  test("to somebody who accepts no direct messages is paused, and continues when they resume it", async () => {
    const walk = await startWalk();
    const name = nameIn(await walk.setUp(TO_ME, { user: MEMBER }));
    walk.discord.state.closedTo.add(MEMBER);
    await walk.at("2026-11-24 10:30");
    await walk.at("2026-11-24 10:31");
    expect(await walk.history(name)).toEqual(["skipped: undeliverable"]);
    expect(walk.discord.state.posted.filter(({ interaction }) => interaction === undefined)).toEqual([]);
    expect(await walk.told(nudge("list"))).toContain("Paused");
    walk.discord.state.closedTo.clear();
    expect(await walk.told(nudge("resume", { name }))).toContain("Resumed.");
    await walk.at("2026-12-01 10:30");
    expect(walk.unasked(walk.directMessages(MEMBER))).toHaveLength(1);
  });

  test("to somebody who accepts no direct messages is sent to the channel, if that was chosen", async () => {
    const walk = await startWalk();
    await walk.setUp({ ...QUIZ, where: ["me-or-channel"] });
    walk.discord.state.closedTo.add(MANAGER);
    await walk.at("2026-11-24 10:30");
    await walk.at("2026-11-24 10:31");
    expect(walk.unasked()).toHaveLength(1);
  });

  test("because of Discord's rate limit is sent later", async () => {
    const walk = await startWalk();
    const name = nameIn(await walk.setUp(QUIZ));
    walk.discord.faults.add({ method: "POST", path: MESSAGES, how: apiError(400, 1) });
    await walk.at("2026-11-24 10:30");
    expect(walk.unasked()).toEqual([]);
    await walk.at("2026-11-24 10:31");
    expect(walk.unasked()).toHaveLength(1);
    expect(await walk.history(name)).toEqual(["sent"]);
  });

  test("because it was set up in a forum, which has no messages outside posts, is reported to its owner", async () => {
    const walk = await startWalk();
    const forum = addChannel(walk.discord, walk.server, 15);
    const post = addChannel(walk.discord, walk.server, 11, forum);
    await walk.setUp(QUIZ, { ...walk.asManager, channel: post });
    await walk.at("2026-11-24 10:30");
    await walk.at("2026-11-24 10:31");
    expect(textOf(walk.unasked(walk.directMessages(MANAGER))[0]?.body ?? {})).toContain("I am not allowed to post");
  });

  test("because Malinois may not post is refused before it is set up", async () => {
    const walk = await startWalk();
    const { permissions } = walk.server;
    walk.server.permissions = "0";
    expect(await walk.setUp(QUIZ)).toContain("I cannot post in this channel yet.");
    expect(await walk.told({ ...quiz("here"), ...walk.asManager })).toContain("I cannot post in this channel yet.");
    walk.server.permissions = permissions;
    expect(await walk.setUp(QUIZ)).toContain("Set up as");
  });
});

test("newcomers in Discord get the chosen campaign once, and can stop it in their direct messages", async () => {
  const walk = await startWalk({ members: true });
  const { told, discord, server, asManager } = walk;
  expect(await told(nudge("newcomers", { campaign: "month" }))).toContain("Only administrators");
  expect(await told({ ...nudge("newcomers", { campaign: "month" }), ...asManager })).toContain("gets the campaign “Month”");
  join(discord, server, OTHER);
  join(discord, server, OTHER);
  await discord.until(() => walk.logger.lines.some(({ message }) => message === "duplicate delivery ignored"), "both arrive");
  await walk.at("2026-11-25 09:30");
  await walk.at("2026-11-25 09:31");
  await walk.at("2026-11-26 09:31");
  const direct = walk.directMessages(OTHER);
  expect(walk.unasked(direct).length).toBeGreaterThan(0);
  const count = walk.unasked(direct).length;
  const [first] = walk.unasked(direct);
  if (first === undefined) throw new Error("no welcome");
  expect(textOf(first.body)).toContain("Month: step 1 of 2");
  const asked = await walk.answered({ ...pressIn(first, "Stop"), channel: direct, user: OTHER });
  expect(textOf(asked.body)).toContain("you will not get them any more");
  expect(await told({ ...pressIn(asked, "Stop"), channel: direct, user: OTHER })).toContain("Stopped.");
  await walk.at("2026-12-10 09:31");
  expect(walk.unasked(direct)).toHaveLength(count);
  expect(await told({ ...nudge("newcomers", { campaign: "off" }), ...asManager })).toContain("anything from me any more");
  expect(discord.violations).toEqual([]);
});

test.each<Road>(["gateway", "http"])("commands in Discord messages are links with Discord's names, over %s", async (road) => {
  const walk = await startWalk({ road });
  const isSaid = () => walk.logger.lines.some(({ message }) => message.startsWith("Registered the commands"));
  await walk.discord.until(isSaid, "the commands are registered");
  const idOf = (name: string) => walk.discord.state.commands.find((command) => command.name === name)?.id;
  expect(await walk.told(nudge("list"))).toContain(`Add some with </nudge add:${idOf("nudge")}>.`);
  const help = await walk.told({ ...nudge("help"), locale: "nl" });
  expect(help).toContain(`</quiz:${idOf("quiz")}> (“Een vraag voor dit kanaal”)`);
  expect(help).toContain(`</nudge campaign list:${idOf("nudge")}>: de campagnes`);
  expect(help).toContain(`</nudge campaign start:${idOf("nudge")}>`);
  expect(help).not.toMatch(/quiz (?:here|me|board|changes)/);
  expect(walk.discord.violations).toEqual([]);
});

test("people in Discord who may not manage nudges are told which permission or command they need", async () => {
  const walk = await startWalk();
  const { told, discord, channel } = walk;
  expect(await told(quiz("here"))).toContain("On Discord that takes the Manage Server permission.");
  expect(await told({ ...quiz("changes-on"), locale: "nl" })).toContain("heb je daarvoor het recht Server beheren nodig");
  write(discord, { channel, author: MANAGER, text: "@Malinois quiz here" });
  await discord.until(() => discord.state.directMessages.some(({ name }) => name === MANAGER), "the refusal comes");
  const direct = walk.directMessages(MANAGER);
  await discord.until(() => walk.unasked(direct).length === 1, "the refusal is there");
  expect(textOf(walk.unasked(direct)[0]?.body ?? {})).toContain("Use the slash command");
  const alone = { ...quiz("board-on"), channel: direct, user: MANAGER };
  expect(await told(alone)).toContain("in a channel of the server");
});

test("a quiz in Discord can be requested by command, for the channel or in private", async () => {
  const walk = await startWalk();
  expect(await walk.told({ ...quiz("here"), ...walk.asManager })).toContain("on its way");
  await walk.at("2026-11-24 10:01");
  expect(walk.unasked()).toHaveLength(1);
  expect(await walk.told(quiz())).toContain("Question of");
  expect(walk.unasked()).toHaveLength(1);
});

/** What an open form shows, by the names of its fields. */
function shownIn(opened: Parameters<typeof fillIn>[0]): Readonly<Record<string, unknown>> {
  const { data } = fillIn(opened) as { readonly data: { readonly components: readonly { readonly component: Shown }[] } };
  return Object.fromEntries(data.components.map(({ component }) => [component.custom_id, component.values ?? component.value]));
}

interface Shown {
  readonly custom_id: string;
  readonly value?: string;
  readonly values?: readonly string[];
}
