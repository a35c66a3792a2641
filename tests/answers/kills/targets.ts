import { hasMarks } from "../../../adapters/discord/send/history/marks.ts";
import { SCOPES } from "../../../adapters/slack/commands/scopes.ts";
import { replyKey } from "../../../src/answers/deliver.ts";
import { startCountingPlatform } from "../../nudges/delivery/counting-platform.ts";
import {
  type FaultCounts,
  faultsOfDiscord,
  faultsOfSlack,
  SHARE,
  slackKeyOf,
  slackQuestionOf,
} from "../../protocol/delivery-faults.ts";
import { apiError } from "../../protocol/discord/faults.ts";
import { addChannel, addServer, ask, interact } from "../../protocol/discord/people.ts";
import { startDiscordServer } from "../../protocol/discord/server.ts";
import type { InteractionRecord } from "../../protocol/discord/state.ts";
import { createPeople, type Delivery } from "../../protocol/slack/payloads.ts";
import { startSlackServer } from "../../protocol/slack/server.ts";
import { BOT_USER, TEAM } from "../../protocol/slack/workspace.ts";
import { type AnswererOptions, GONE } from "./program-options.ts";

/** A platform on which questions are asked while the answering processes are killed. Now and then it loses a response or a request, or fails a lookup. */
export interface AnswerTarget {
  readonly platform: AnswererOptions["platform"];
  /**
   * Asks some process the question with a number. Returns whether it was acknowledged, or undefined if the platform itself told the person that
   * there will be no answer. The same number again means that the same question is delivered again.
   * @param ports the ports of the processes, for a platform that calls them
   */
  ask(number: number, ports: readonly number[]): Promise<boolean | undefined>;
  /** Returns how often a question was answered. */
  answers(number: number): number;
  /** Returns how often its asker was told that there is no answer. */
  told(number: number): number;
  readonly seen: FaultCounts;
  stop(): Promise<void>;
}

/** Returns whether the place of a question refuses every answer. */
export function isRefused(number: number): boolean {
  return number % 7 === 5;
}

export type MakeTarget = (random: () => number) => Promise<AnswerTarget>;

export const counting: MakeTarget = async (random) => {
  const shares = { lostAnswers: SHARE, lostRequests: SHARE, failedQuestions: SHARE };
  const { url, counts, seen, stop } = await startCountingPlatform(shares, random);
  return {
    platform: { name: "test", url },
    async ask(number, ports) {
      const port = ports[Math.floor(random() * ports.length)];
      const channel = isRefused(number) ? GONE : "C";
      const asked = port === undefined ? undefined : fetch(`http://127.0.0.1:${port}/?id=q${number}&channel=${channel}`);
      return (await asked?.catch(() => undefined))?.ok ?? false;
    },
    answers: (number) => counts.get(replyKey(`q${number}`, "0")) ?? 0,
    told: (number) => counts.get(replyKey(`q${number}`, "direct0")) ?? 0,
    ...{ seen, stop },
  };
};

/** Channels in which Slack refuses answers: one that was archived, and one that Malinois is not in. */
const SLACK_REFUSES = ["CARCHIVED", "CFOREIGN"];

/** The protocol server for Slack, over Socket Mode, with mentions in five channels and in those that refuse answers. */
export const slack: MakeTarget = async (random) => {
  const server = await startSlackServer({ scopes: Object.keys(SCOPES), now: Date.now });
  const people = createPeople(server.workspace, server.responseAddress);
  const seen = faultsOfSlack(server, "conversations.replies", random);
  const asked = new Map<number, { readonly id: string; readonly channel: string; readonly delivery: Delivery }>();
  const count = (channel: string, key: string) =>
    server.workspace.answers(channel).filter(({ metadata }) => slackKeyOf(metadata) === key).length;
  for (const channel of ["CARCHIVED", "C0", "C1", "C2", "C3", "C4"]) server.workspace.joined.add(channel);
  server.workspace.archived.add("CARCHIVED");
  function question(number: number) {
    const channel = (isRefused(number) && SLACK_REFUSES[number % SLACK_REFUSES.length]) || `C${number % 5}`;
    const { ts, mention } = people.speak({ user: "U1", channel, text: `<@${BOT_USER}> a question` });
    return { id: `slack:${TEAM}:${channel}:${ts}`, channel, delivery: mention };
  }
  return {
    platform: { name: "slack", apiUrl: server.apiUrl, botToken: server.botToken, appToken: server.appToken },
    async ask(number) {
      const isAgain = asked.has(number);
      const { delivery } = asked.get(number) ?? asked.set(number, question(number)).get(number) ?? question(number);
      const retry = isAgain ? { number: 1, reason: "timeout" } : undefined;
      return server.sockets.deliver(delivery.kind, delivery.payload, retry).then(
        () => true,
        () => false,
      );
    },
    answers(number) {
      const { id = "", channel = "" } = asked.get(number) ?? {};
      return count(channel, replyKey(id, "0"));
    },
    told(number) {
      const { id = "" } = asked.get(number) ?? {};
      const line = replyKey(id, "direct0");
      const isAbout = (metadata: unknown) => slackQuestionOf(metadata) === id || slackKeyOf(metadata) === line;
      return server.workspace.answers("DU1").filter(({ metadata }) => isAbout(metadata)).length;
    },
    seen,
    stop: () => server.close(),
  };
};

const ANSWERS = /\/webhooks\/\d+\/([^/]+)(?:\/messages|$)/;
const FIRST_PERSON = 1_200_000_000_000_000_000n;
/** Discord's own limit for the first response to an interaction, in ms. */
const FIRST_RESPONSE = 3_000;

/** The protocol server for Discord, over the gateway, with `/ask` in channels. After being acknowledged, some interactions refuse the answer. */
export const discord: MakeTarget = async (random) => {
  const server = await startDiscordServer({ now: Date.now });
  const guild = addServer(server);
  const channel = addChannel(server, guild, 0);
  const seen = faultsOfDiscord(server, ANSWERS, random);
  const asked = new Map<number, { readonly record: InteractionRecord }>();
  const over = new Set<string>();
  const { take } = server.faults;
  server.faults.take = (method, path) => {
    const token = ANSWERS.exec(path)?.[1];
    return token !== undefined && over.has(token) ? apiError(401, 50027, "Invalid Webhook Token") : take(method, path);
  };
  return {
    platform: { name: "discord", apiUrl: server.apiUrl, token: server.token, applicationId: server.applicationId },
    async ask(number) {
      // A different person for each: direct messages to one person would reach the rate limit of a conversation.
      const record = interact(server, {
        channel,
        user: String(FIRST_PERSON + BigInt(number)),
        ...ask("a question", number % 2 === 0),
      });
      asked.set(number, { record });
      if (isRefused(number)) over.add(record.token);
      for (
        const until = Date.now() + FIRST_RESPONSE;
        Date.now() < until;
        await new Promise((resolve) => setTimeout(resolve, 10))
      ) {
        if (record.response !== undefined) return true;
      }
      return undefined;
    },
    answers(number) {
      const { record } = asked.get(number) ?? {};
      return (record?.original === undefined ? 0 : 1) + (record?.followUps.length ?? 0);
    },
    told(number) {
      const id = asked.get(number)?.record.id;
      const key = replyKey(`discord:interaction:${id}`, "direct0");
      return server.state.posted.filter(({ body }) => hasMarks((body.components ?? []) as Parameters<typeof hasMarks>[0], key))
        .length;
    },
    seen,
    stop: () => server.stop(),
  };
};
