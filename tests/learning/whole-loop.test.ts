import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { SCOPES } from "../../adapters/slack/commands/scopes.ts";
import { prepareProgram, type Run, type WholeProgram } from "../privacy/running-program.ts";
import { type DiscordServer, startDiscordServer } from "../protocol/discord/server.ts";
import { type SlackServer, startSlackServer } from "../protocol/slack/server.ts";
import { loopInDiscord } from "./loop-in-discord.ts";
import { loopInPlayground } from "./loop-in-playground.ts";
import { loopInSlack } from "./loop-in-slack.ts";
import { countOf, type LoopPlace } from "./loop-place.ts";

// The compiled program on both platforms and in the playground at once. With a person's help it learns what it did not know, even if it is killed meanwhile.

/** How long something may take on a busy machine, in ms. */
const PATIENCE = { timeout: 60_000, interval: 100 };

let program: WholeProgram;
let slack: SlackServer;
let discord: DiscordServer;
let environment: Readonly<Record<string, string>>;
let places: readonly LoopPlace[];
let playground: LoopPlace;
let origin = "";
let run: Run;

beforeAll(async () => {
  [program, slack, discord] = await Promise.all([
    prepareProgram(),
    startSlackServer({ scopes: Object.keys(SCOPES) }),
    startDiscordServer(),
  ]);
  environment = {
    ...{ SLACK_BOT_TOKEN: slack.botToken, SLACK_APP_TOKEN: slack.appToken, SLACK_API_URL: slack.apiUrl },
    ...{ DISCORD_TOKEN: discord.token, DISCORD_APPLICATION_ID: discord.applicationId, DISCORD_API_URL: discord.apiUrl },
    ...{ DISCORD_MESSAGE_CONTENT: "true", PLAYGROUND: "on" },
  };
  places = [loopInSlack(slack), loopInDiscord(discord)];
  playground = loopInPlayground(() => origin);
  await start();
  await Promise.all(places.map((place) => place.chooseHelpChannel()));
}, 120_000);
afterAll(async () => {
  await program.remove();
  await Promise.all([slack.close(), discord.stop()]);
});

/** Starts the program, and waits until it has learned and both platforms are connected. */
async function start(): Promise<void> {
  const connections = slack.sockets.total();
  run = program.run(["start"], environment);
  origin = await run.said("Malinois listens at ");
  await vi.waitFor(async () => {
    expect((await fetch(`${origin}/readyz`)).status).toBe(200);
    expect(slack.sockets.total()).toBeGreaterThan(connections);
    expect(discord.gateway.connected()).toBe(1);
  }, PATIENCE);
}

/** Runs a command while the program is running, and returns what it prints. */
async function malinois(...args: string[]): Promise<string> {
  const command = program.run(args, {});
  const code = await command.ended;
  expect(code, command.printed()).toBe(0);
  return command.printed();
}

/** Returns how many messages of a kind are recorded as sent. After a kill before that, the next process sends nothing to the workspace for a while. */
function noted(step: "claim" | "answer"): number {
  return run.printed().match(new RegExp(`/${step}-\\w+","kind":"hand-off","msg":"sent"`, "g"))?.length ?? 0;
}

const everywhere = <Result>(walk: (place: LoopPlace) => Promise<Result>, among = places) => Promise.all(among.map(walk));

/** Asks a question without an answer on each platform, passes it on, and lets somebody take it. */
async function passOn(questionOn: (place: LoopPlace) => string, among = places): Promise<void> {
  await everywhere(async (place) => {
    expect(await place.ask(questionOn(place)), place.name).toContain("Ask a person");
    await place.passOn();
    await place.claim();
  }, among);
}

async function expectAnswered(
  question: (place: LoopPlace) => string,
  answer: (place: LoopPlace) => string,
  among = places,
): Promise<void> {
  for (const place of among)
    await vi.waitFor(async () => expect(await place.ask(question(place)), place.name).toContain(answer(place)), {
      ...PATIENCE,
      interval: 500,
    });
}

describe("a question without an answer", { timeout: 120_000 }, () => {
  test("is answered by a person, saved and published, after which Malinois answers it and tells the asker once", async () => {
    const question = ({ name }: LoopPlace) => `who waters the office plants on ${name} street`;
    const answer = ({ name }: LoopPlace) => `Zoë of ${name} waters them on Mondays.`;
    const all = [...places, playground];
    await passOn(question, all);
    const ids = await everywhere(async (place) => {
      await place.answer(answer(place));
      return place.saveAsAnswer(`who cares for the plants of ${place.name}`);
    }, all);
    const listed = await malinois("drafts");
    for (const id of ids) expect(listed).toContain(id);
    for (const place of all) expect(await place.ask(question(place)), place.name).not.toContain(answer(place));

    expect(await malinois("drafts", "publish", ...ids, "--area", "all")).toContain("published to");
    await vi.waitFor(async () => {
      await everywhere((place) => place.look(), all);
      for (const place of all) expect(countOf(place.toldAsker(), "Now I know"), place.name).toBe(1);
    }, PATIENCE);
    await expectAnswered(question, answer, all);
    expect(await malinois("drafts")).toContain("There are no drafts");
    for (const place of all) expect(countOf(place.toldAsker(), "Now I know"), place.name).toBe(1);
  });

  test("is neither lost nor answered twice if the program is killed before the answer, or before the asker is told", async () => {
    const question = ({ name }: LoopPlace) => `where is the parcel shelf of the ${name} wing`;
    const answer = ({ name }: LoopPlace) => `Behind the reception of ${name}.`;
    const known = places.map((place) => countOf(place.toldAsker(), "Now I know"));
    const inChannel = places.map((place) => place.inChannel().length);
    const claims = noted("claim");
    await passOn(question);
    await vi.waitFor(() => expect(noted("claim")).toBe(claims + places.length), PATIENCE);
    await run.kill();
    await start();
    const ids = await everywhere(async (place) => {
      await place.answer(answer(place));
      return place.saveAsAnswer("");
    });
    places.forEach((place, at) => {
      expect(countOf(place.toldAsker(), answer(place)), place.name).toBe(1);
      // The two new messages: the question, and who has taken it.
      expect(place.inChannel(), place.name).toHaveLength((inChannel[at] ?? 0) + 2);
    });

    await vi.waitFor(() => expect(noted("answer")).toBe(places.length), PATIENCE);
    await run.freeze();
    await malinois("drafts", "publish", ...ids, "--area", "all");
    await run.kill();
    await start();
    await vi.waitFor(() => {
      const now = places.map((place) => countOf(place.toldAsker(), "Now I know"));
      expect(now).toEqual(known.map((count) => count + 1));
    }, PATIENCE);
    await expectAnswered(question, answer);
    // After another start, nothing is sent again.
    await run.kill();
    await start();
    await everywhere((place) => place.ask("when does the canteen open"));
    expect(places.map((place) => countOf(place.toldAsker(), "Now I know"))).toEqual(known.map((count) => count + 1));
    places.forEach((place, at) => {
      expect(place.inChannel(), place.name).toHaveLength((inChannel[at] ?? 0) + 2);
    });
    expect([...slack.violations, ...discord.violations]).toEqual([]);
    expect(run.printed()).not.toMatch(/parcel|reception/);
  });
});
