import { addChannel, addServer, write } from "../protocol/discord/people.ts";
import type { DiscordServer } from "../protocol/discord/server.ts";
import { createPeople } from "../protocol/slack/payloads.ts";
import type { SlackServer } from "../protocol/slack/server.ts";
import { percentile } from "./figures.ts";

/** The results for questions that people asked while several processes were running. */
export interface QuestionFigures {
  readonly asked: number;
  /** A killed process may cost an answer, but must never cause a second one. */
  readonly unanswered: number;
  readonly answeredTwice: number;
  /** Milliseconds from the question to its answer. */
  readonly p50: number;
  readonly most: number;
}

export interface Questions {
  /** Asks one question on each platform. */
  ask(): Promise<void>;
  figures(): QuestionFigures;
}

interface Asked {
  readonly at: number;
  /** Returns when each of its answers came. */
  readonly answers: () => readonly number[];
}

const QUESTION = "what is phishing?";
const CHANNEL = "CQUESTIONS";

/** Prepares people who ask in separate channels. Call it before the processes connect. */
export function createQuestions(slack: SlackServer, discord: DiscordServer): Questions {
  const people = createPeople(slack.workspace, slack.responseAddress);
  slack.workspace.joined.add(CHANNEL);
  const posted = new Map<string, number[]>();
  slack.workspace.watch(({ thread_ts: thread = "" }) => {
    posted.set(thread, [...(posted.get(thread) ?? []), Date.now()]);
  });
  const channel = addChannel(discord, addServer(discord), 0);
  const asked: Asked[] = [];

  async function askSlack(): Promise<void> {
    const { ts, mention } = people.speak({ user: "UANNA", channel: CHANNEL, text: `<@U0BOT> ${QUESTION}` });
    asked.push({ at: Date.now(), answers: () => posted.get(ts) ?? [] });
    const deliver = (retry?: { number: number; reason: string }) => slack.sockets.deliver(mention.kind, mention.payload, retry);
    // Slack delivers an event again if nobody acknowledged it: https://docs.slack.dev/apis/events-api/#retries
    await deliver()
      .catch(() => deliver({ number: 1, reason: "timeout" }))
      .catch(() => undefined);
  }

  function askDiscord(): void {
    const at = Date.now();
    const id = write(discord, { channel, text: `@Malinois ${QUESTION}` });
    const isAnswer = ({ body }: DiscordServer["state"]["posted"][number]) => body.message_reference?.message_id === id;
    asked.push({ at, answers: () => discord.state.posted.filter(isAnswer).map(({ postedAt }) => postedAt) });
  }

  return {
    async ask() {
      askDiscord();
      await askSlack();
    },
    figures() {
      const answers = asked.map(({ answers }) => answers());
      const waits = asked.flatMap(({ at, answers }) =>
        answers()
          .slice(0, 1)
          .map((first) => first - at),
      );
      return {
        asked: asked.length,
        unanswered: answers.filter(({ length }) => length === 0).length,
        answeredTwice: answers.filter(({ length }) => length > 1).length,
        p50: percentile(waits, 0.5),
        most: Math.max(...waits),
      };
    },
  };
}
