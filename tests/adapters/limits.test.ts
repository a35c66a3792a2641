import { expect, it } from "vitest";
import { LIMIT as DISCORD } from "../../adapters/discord/render/limits.ts";
import { LIMIT as SLACK } from "../../adapters/slack/render/limits.ts";
import type { Action } from "../../src/actions.ts";
import { encodeAction, encodeForm } from "../../src/actions.ts";
import { REPLY_LIMITS } from "../../src/reply-limits.ts";

it("each limit of the core's texts is the smallest limit of any platform", () => {
  expect(REPLY_LIMITS.buttonLabel).toBe(Math.min(SLACK.label, DISCORD.buttonLabel, DISCORD.optionLabel));
  expect(REPLY_LIMITS.encodedAction).toBe(DISCORD.customId);
  expect(REPLY_LIMITS.formFields).toBe(DISCORD.modalFields);
  expect(REPLY_LIMITS.entriesInList).toBeLessThanOrEqual(Math.min(SLACK.buttonsInBlock, DISCORD.optionsInSelect));
});

it("every action with the longest ids fits into a button", () => {
  const id = "x".repeat(REPLY_LIMITS.id);
  const language = "xxx";
  const longest: readonly Action[] = [
    { kind: "sources", entry: id, language },
    { kind: "feedback", entry: id, helpful: true, language },
    { kind: "topics", area: id, language },
    { kind: "set-language", choice: "auto", language },
    { kind: "snooze", subscription: "x".repeat(20), days: 365, language },
    { kind: "stop-nudges", subscription: "x".repeat(20), language },
    { kind: "quiz-answer", quiz: id, option: 999, language },
    { kind: "settings", language },
    { kind: "why", entry: id, confidence: 1, matched: Array.from({ length: 9 }, () => "x".repeat(4)), language },
    { kind: "why", entry: "x", confidence: 1, matched: Array.from({ length: 99 }, () => "x".repeat(4)), language },
  ];
  for (const action of longest) expect(encodeAction(action).length).toBeLessThanOrEqual(REPLY_LIMITS.encodedAction);
  expect(encodeForm({ name: "add-nudge", language }).length).toBeLessThanOrEqual(REPLY_LIMITS.encodedAction);
});
