import { notice } from "../adapters/slack/fake-host.ts";
import { startSlack, TRANSPORTS, type TransportName } from "../adapters/slack/harness.ts";
import { typedIn } from "../inbound.ts";
import { BOT_USER } from "../protocol/slack/workspace.ts";

/** The results of a load run for one transport. */
export interface SlackLoadFigures {
  readonly transport: TransportName;
  readonly questions: number;
  /** The number of deliveries. Each mention comes as two events, and every tenth is delivered again. */
  readonly deliveries: number;
  readonly lost: number;
  readonly doubled: number;
  /** Milliseconds from the first delivery of a question to its answer in the channel. */
  readonly p50: number;
  readonly p99: number;
  /** Milliseconds from a delivery to its acknowledgement; Slack allows 3,000. */
  readonly slowestAcknowledgement: number;
  /** The number of things that break Slack's rules. */
  readonly violations: number;
}

const QUESTIONS = 500;
/** A channel accepts one message a second. There are so many channels that the measurement does not depend on this limit. */
const CHANNELS = 250;
const PEOPLE = 50;
/** The number of deliveries in progress at once. */
const AT_ONCE = 20;

/** Asks 500 questions over each transport. Only Slack and the answers are fake. */
export async function runSlackLoad(): Promise<readonly SlackLoadFigures[]> {
  const figures: SlackLoadFigures[] = [];
  for (const transport of TRANSPORTS) figures.push(await load(transport));
  return figures;
}

async function load(transport: TransportName): Promise<SlackLoadFigures> {
  const timings = { channelInterval: 1_000, channelBurst: 4, callTimeout: 10_000, acknowledgeWithin: 1_500 };
  const run = await startSlack({ transport, timings: { ...timings, courtesyTimeout: 1_000, drainDeadline: 30_000 } });
  const { slack, host, people, deliver } = run;
  host.answer = (inbound) => [notice(`answer to ${typedIn(inbound)}`)];

  const begun = new Map<string, number>();
  const answeredAfter = new Map<string, number[]>();
  const acknowledgements: number[] = [];
  slack.workspace.watch(({ user, text }) => {
    if (user !== BOT_USER) return;
    const [question = ""] = /question \d+$/.exec(text) ?? [];
    const times = answeredAfter.get(question) ?? [];
    answeredAfter.set(question, [...times, performance.now() - (begun.get(question) ?? 0)]);
  });

  async function ask(place: number): Promise<void> {
    const channel = `C${place % CHANNELS}`;
    slack.workspace.joined.add(channel);
    const text = `question ${place}`;
    const { mention, message } = people.speak({ user: `U${place % PEOPLE}`, channel, text: `<@U0BOT> ${text}` });
    begun.set(text, performance.now());
    const again = place % 10 === 0 ? [deliver(mention, { number: 1, reason: "http_timeout" })] : [];
    for (const { after } of await Promise.all([deliver(mention), deliver(message), ...again])) acknowledgements.push(after);
  }

  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < QUESTIONS) {
      next += 1;
      await ask(next - 1);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  // Stopping waits for work in progress.
  await run.adapter.stop();
  const counts = Array.from({ length: QUESTIONS }, (_, place) => answeredAfter.get(`question ${place}`)?.length ?? 0);
  const times = [...answeredAfter.values()].flatMap((all) => all.slice(0, 1)).sort((a, b) => a - b);
  const figures = {
    transport,
    questions: QUESTIONS,
    deliveries: acknowledgements.length,
    lost: counts.filter((count) => count === 0).length,
    doubled: counts.filter((count) => count > 1).length,
    p50: quantile(times, 0.5),
    p99: quantile(times, 0.99),
    slowestAcknowledgement: Math.max(...acknowledgements),
    violations: slack.violations.length,
  };
  await run.stop();
  return figures;
}

function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
