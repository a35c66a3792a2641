import { SCOPES } from "../../adapters/slack/commands/scopes.ts";
import { createSlack } from "../../adapters/slack/index.ts";
import { makeAdapter } from "../adapters/discord/harness.ts";
import { createFakeHost, notice } from "../adapters/slack/fake-host.ts";
import { createRecording } from "../adapters/slack/harness.ts";
import { typedIn } from "../inbound.ts";
import { addServer, write } from "../protocol/discord/people.ts";
import { startDiscordServer } from "../protocol/discord/server.ts";
import { createPeople } from "../protocol/slack/payloads.ts";
import { startSlackServer } from "../protocol/slack/server.ts";

/** The results when many people ask in one channel at once. */
export interface BurstFigures {
  readonly platform: "Slack" | "Discord";
  readonly questions: number;
  readonly lost: number;
  readonly doubled: number;
  /** Milliseconds from the questions to the median and to the last answer. */
  readonly median: number;
  readonly last: number;
  /** Calls that were refused because of the channel's rate limit. */
  readonly rateLimited: number;
}

const QUESTIONS = 30;
/** https://docs.slack.dev/apis/web-api/rate-limits: one message per second and channel; short bursts are tolerated. */
const SLACK_LIMIT = { burst: 4, interval: 1_000 };
/** The limit of a channel in Discord's headers: five messages in five seconds. */
const DISCORD_LIMIT = { calls: 5, window: 5_000 };

/** Lets 30 people ask in one channel at once, with the platform's rate limits and the default timings. Only the platform and the answers are fake. */
export async function measureBursts(): Promise<readonly BurstFigures[]> {
  return Promise.all([inSlack(), inDiscord()]);
}

async function inSlack(): Promise<BurstFigures> {
  const slack = await startSlackServer({ scopes: Object.keys(SCOPES), channelLimit: SLACK_LIMIT });
  const host = createFakeHost();
  host.answer = (inbound) => [notice(`answer to ${typedIn(inbound)}`)];
  const { botToken, appToken, apiUrl } = slack;
  const adapter = createSlack({ botToken, appToken, apiUrl, now: Date.now, logger: createRecording() });
  host.connect(adapter);
  await adapter.start(host);
  const people = createPeople(slack.workspace, slack.responseAddress);
  slack.workspace.joined.add("C1");
  const begun = performance.now();
  const after: number[] = [];
  const texts: string[] = [];
  slack.workspace.watch(({ user, text }) => {
    if (user !== "U0BOT") return;
    after.push(performance.now() - begun);
    texts.push(text);
  });
  await Promise.all(
    Array.from({ length: QUESTIONS }, async (_, place) => {
      const { mention } = people.speak({ user: `U${place}`, channel: "C1", text: `<@U0BOT> question ${place}` });
      await slack.sockets.deliver(mention.kind, mention.payload);
    }),
  );
  await untilQuiet(() => after.length, QUESTIONS);
  await adapter.stop();
  await slack.close();
  return figuresOf("Slack", after, texts, slack.refusals.length);
}

async function inDiscord(): Promise<BurstFigures> {
  const discord = await startDiscordServer({ channelLimit: DISCORD_LIMIT });
  const { channel } = addServer(discord);
  const { adapter, bot } = makeAdapter(discord, { delays: { retry: 250 } });
  await adapter.start(bot);
  const begun = Date.now();
  for (let place = 0; place < QUESTIONS; place += 1)
    write(discord, { channel, author: String(1_200_000_000_000_000_000n + BigInt(place)), text: `@Malinois question ${place}` });
  await untilQuiet(() => discord.state.posted.length, QUESTIONS);
  await adapter.stop();
  await discord.stop();
  const { posted } = discord.state;
  const posts = discord.calls.filter(({ method, path }) => method === "POST" && path.endsWith(`${channel.id}/messages`));
  const after = posted.map(({ postedAt }) => postedAt - begun);
  const answered = posted.map(({ body }) => body.message_reference?.message_id ?? "");
  return figuresOf("Discord", after, answered, posts.length - posted.length);
}

/** Resolves when this many answers have come, or none has come for 15 seconds. */
async function untilQuiet(count: () => number, wanted: number): Promise<void> {
  let [before, idle] = [count(), 0];
  while (count() < wanted && idle < 60) {
    await new Promise((resolve) => setTimeout(resolve, 250));
    idle = count() === before ? idle + 1 : 0;
    before = count();
  }
}

function figuresOf(
  platform: BurstFigures["platform"],
  after: readonly number[],
  answered: readonly string[],
  rateLimited: number,
): BurstFigures {
  const sorted = [...after].sort((a, b) => a - b).map(Math.round);
  const distinct = new Set(answered).size;
  return {
    ...{ platform, questions: QUESTIONS, lost: QUESTIONS - distinct, doubled: answered.length - distinct, rateLimited },
    ...{ median: sorted[Math.floor(sorted.length / 2)] ?? Number.NaN, last: sorted.at(-1) ?? Number.NaN },
  };
}
