import { describe, expect, it } from "vitest";
import { renderReply as renderForDiscord, renderPlain } from "../../adapters/discord/render/render.ts";
import { renderReply as renderForSlack } from "../../adapters/slack/render/render.ts";
import { UI_LANGUAGES } from "../../src/languages/languages.ts";
import type { Language, Reply } from "../../src/model.ts";
import { openQuiz } from "../../src/nudges/content/quiz.ts";
import { quizReply } from "../../src/nudges/replies/nudge-reply.ts";
import { snoozedReply, whyReply } from "../../src/nudges/replies/subscription-replies.ts";
import { at, BRUSSELS, channel, subscription } from "../nudges/fixtures.ts";
import { messageViolations, type SentMessage, textOf } from "../protocol/discord/message-rules.ts";
import { blockViolations } from "../protocol/slack/block-kit.ts";

const question = { question: "Who owns it?", options: ["Nobody", "Me"], answer: 1, why: "It is mine." };
const nudge = { kind: "quiz", item: "i", language: "en", entry: "phishing", entryTitle: "Phishing", question } as const;
const quiz = openQuiz("q", nudge, subscription().quiz, at("2026-11-16 09:00"), channel);
const NEXT = at("2026-11-19 09:00");
const UNTIL = at("2026-11-24 00:00");

/** The replies that name a moment, each with that moment, in milliseconds. */
const REPLIES: readonly (readonly [string, number, (language: Language) => Reply])[] = [
  ["an open quiz", quiz.closesAt, (language) => quizReply(quiz, BRUSSELS, language)],
  ["an explanation of a nudge", NEXT, (language) => whyReply({ ...subscription(), language }, { areas: [] }, NEXT)],
  ["a snoozed nudge", UNTIL, (language) => snoozedReply(subscription(), UNTIL, language)],
];
const CASES = REPLIES.flatMap(([name, moment, reply]) =>
  UI_LANGUAGES.map((language) => ({ name, language, moment: moment / 1_000, reply: reply(language) })),
);

describe.each(CASES)("the time in $name in $language", ({ moment, reply }) => {
  const fallback = reply.moments?.[0]?.text ?? "";

  it("is shown by Slack in the reader's own zone, and as text in notifications", () => {
    const [message] = renderForSlack(reply);
    const drawn = JSON.stringify(message?.blocks);
    expect(drawn).toContain(JSON.stringify({ type: "date", timestamp: moment, format: "{date_long} {time}", fallback }));
    expect(drawn.replace(JSON.stringify(fallback), "")).not.toContain(fallback);
    expect(message?.text).toContain(fallback);
    expect(blockViolations(message?.blocks, "message")).toEqual([]);
  });

  it.each([renderForDiscord, renderPlain])("is shown by Discord in the reader's own zone", (render) => {
    const messages = render(reply) as SentMessage[];
    const text = messages.map(textOf).join("\n");
    expect(text).toContain(`<t:${moment}:F>`);
    expect(text).not.toContain("\\<");
    expect(text).not.toContain(fallback);
    expect(messages.flatMap(messageViolations)).toEqual([]);
  });
});

it("text that only looks like one of Discord's times is shown as it was written", () => {
  const reply: Reply = { kind: "notice", language: "en", body: ["At <t:1763542800:F>"], choices: [], actions: [] };
  expect(textOf(renderForDiscord(reply)[0] as SentMessage)).toContain("At \\<t:1763542800:F>");
});
