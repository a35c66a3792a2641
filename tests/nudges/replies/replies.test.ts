import { describe, expect, it } from "vitest";
import type { Action } from "../../../src/actions.ts";
import { decodeAction, encodeAction } from "../../../src/actions.ts";
import { UI_LANGUAGES } from "../../../src/languages/languages.ts";
import type { Language, Reply } from "../../../src/model.ts";
import { openQuiz } from "../../../src/nudges/content/quiz.ts";
import { campaignClosingReply, campaignProgressReply } from "../../../src/nudges/replies/campaign-replies.ts";
import { nudgeReply, quizReply } from "../../../src/nudges/replies/nudge-reply.ts";
import {
  answerReply,
  leaderboardReply,
  progressReply,
  quizGoneReply,
  resultReply,
} from "../../../src/nudges/replies/quiz-replies.ts";
import {
  confirmStopReply,
  failureReply,
  notYoursReply,
  snoozedReply,
  stoppedReply,
  whyReply,
} from "../../../src/nudges/replies/subscription-replies.ts";
import type { Nudge, Subscription } from "../../../src/nudges/types.ts";
import { anna, at, bert, channel, subscription } from "../fixtures.ts";

const names = { areas: ["Practical"] };
const about = { item: "i", language: "en", entry: "phishing", entryTitle: "Phishing" };
const tip: Nudge = { ...about, kind: "tip", text: "Look before you click." };
const question = { question: "Who owns it?", options: ["Nobody", "Me"], answer: 1, why: "It is mine." };
const quizNudge = { ...about, kind: "quiz", question } as const;
const quiz = openQuiz("team/2026-11-16/0900", quizNudge, subscription().quiz, at("2026-11-16 09:00"), channel);
const textOf = (reply: Reply) => JSON.stringify(reply);
const kindsOf = (reply: Reply) => reply.actions.map(({ action }) => action.kind);

describe("a nudge", () => {
  it("can be a tip with buttons to read on, snooze, stop and ask why", () => {
    expect(nudgeReply(tip, { subscription: subscription(), names, first: false })).toEqual({
      kind: "nudge",
      language: "en",
      title: "Security tip",
      body: ["Look before you click."],
      choices: [],
      actions: [
        { label: "Read more", action: { kind: "show", entry: "phishing", language: "en" } },
        { label: "Snooze for a week", action: { kind: "snooze", subscription: "team", days: 7, language: "en" } },
        { label: "Stop", action: { kind: "confirm-stop", subscription: "team", language: "en" } },
        { label: "Why am I getting this?", action: { kind: "why-nudge", subscription: "team", language: "en" } },
      ],
    });
  });

  it("explains the first time who set it up, what it is, how often it comes and why", () => {
    const first = nudgeReply(tip, { subscription: subscription(), names, first: true }).body.at(-1) ?? "";
    for (const part of [
      "Anna",
      "a tip or a quiz about “Practical”",
      "every Monday and Thursday at 09:00",
      "at most 3 a week",
      "good habits",
    ]) {
      expect(first).toContain(part);
    }
    const own = subscription({ recipient: anna });
    expect(nudgeReply(tip, { subscription: own, names, first: true }).body.at(-1)).toContain("You set them up");
    const { ownerName, ...unnamed } = subscription({ recipient: bert });
    expect(nudgeReply(tip, { subscription: unnamed, names, first: true }).body.at(-1)).toContain(
      "Someone on your team set them up",
    );
  });

  it("can be a quiz with a button for each option and its rules, but without the answer", () => {
    const reply = nudgeReply(quizNudge, { subscription: subscription(), names, first: false, quiz });
    expect(reply.choices).toEqual(
      ["Nobody", "Me"].map((label, option) => ({
        label,
        action: { kind: "quiz-answer", quiz: quiz.id, option, language: "en" },
      })),
    );
    expect(reply.body.join(" ")).toMatch(/nobody sees who chose what\. Open until Tuesday,? 17 November 2026,?( at)? 09:00\./);
    expect(textOf(reply)).not.toContain("It is mine");
    const named = { ...quiz, policy: { ...quiz.policy, anonymous: false, changeable: true } };
    const rules = quizReply(named, "Europe/Brussels", "en").body.join(" ");
    expect(rules).toContain("your name is kept");
    expect(rules).toContain("you can change your answer");
  });

  it("lists quiz options by letter if they are too long for buttons", () => {
    const long = { ...question, options: ["x".repeat(76), "Me"] };
    const open = { ...quiz, question: long };
    const reply = quizReply(open, "Europe/Brussels", "en");
    expect(reply.choices.map(({ label }) => label)).toEqual(["A", "B"]);
    expect(reply.points?.items).toEqual([`A. ${"x".repeat(76)}`, "B. Me"]);
  });

  it("can be previewed without buttons to answer", () => {
    const preview = nudgeReply(quizNudge, { subscription: subscription(), names, first: false });
    expect(preview.choices).toEqual([]);
    expect(preview.points?.items).toEqual(["A. Nobody", "B. Me"]);
  });

  it("names its step in a campaign, and its language if that is not the subscription's", () => {
    const dutch = subscription({ language: "nl" });
    const reply = nudgeReply(tip, {
      subscription: dutch,
      names: { areas: [], campaign: "NIS2" },
      first: false,
      step: { number: 3, total: 10 },
    });
    expect(reply.footnote).toBe("NIS2: stap 3 van 10 · Voorlopig alleen beschikbaar in het Engels.");
  });
});

describe("replies to buttons", () => {
  it("explain why a nudge was sent and when the next one is due, with buttons to snooze and stop", () => {
    const reply = whyReply(subscription(), names, at("2026-11-19 09:00"));
    const text = reply.body.join(" ");
    expect(text).toMatch(/Anna set this up on Tuesday,? 1 September 2026/);
    expect(text).toContain("Never between 20:00 and 07:00");
    expect(text).toMatch(/Next: Thursday,? 19 November 2026,?( at)? 09:00\./);
    expect(kindsOf(reply)).toEqual(["snooze", "confirm-stop"]);
  });

  it("tell participants whether their answer was right, why, and where to read on", () => {
    const answer = { quiz: quiz.id, participant: "p", first: 0, option: 0, at: 1 };
    const wrong = answerReply(quiz, { kind: "taken", answer, right: false }, true, "en");
    expect(wrong.body).toEqual([
      "Not quite. The right answer: Me",
      "It is mine.",
      "This one will come back in a while, with /quiz, so that it sticks.",
    ]);
    expect(wrong.actions).toEqual([{ label: "Read more", action: { kind: "show", entry: "phishing", language: "en" } }]);
    const right = { ...answer, option: 1 };
    expect(answerReply(quiz, { kind: "changed", answer: right, right: true }, false, "en").body).toEqual([
      "I have changed your answer.",
      "Right!",
      "It is mine.",
    ]);
    expect(answerReply(quiz, { kind: "already-answered", answer, right: false }, false, "en").body[0]).toContain("Nobody");
    expect(answerReply(quiz, { kind: "closed" }, false, "en").body[0]).toContain("The right answer was: Me");
    expect(answerReply(quiz, { kind: "no-such-option" }, false, "en")).toEqual(quizGoneReply("en"));
  });

  it("show counts but no names when a quiz closes", () => {
    const reply = resultReply(quiz, { counts: [1, 4], answers: 5, right: 4 }, "en");
    expect(reply.body).toEqual(["Who owns it?", "5 answers, 4 right.", "It is mine."]);
    expect(reply.points?.items).toEqual(["Nobody: 1", "Me: 4 (the right answer)"]);
  });
});

describe("every nudge reply", () => {
  const campaignOf = (language: Language): Subscription =>
    subscription({
      language,
      content: { kind: "campaign", campaign: "nis2" },
      schedule: {
        kind: "campaign",
        time: "09:00",
        steps: [
          { date: "2026-11-16", step: "a" },
          { date: "2026-11-17", step: "closing" },
        ],
      },
    });
  const everyReply = (language: Language): readonly Reply[] => {
    const one = subscription({ language });
    const interval = subscription({
      language,
      recipient: anna,
      schedule: { kind: "interval", days: 1, from: "2026-11-16", time: "09:00" },
    });
    const campaign = campaignOf(language);
    const inCampaign = { areas: [], campaign: "NIS2" };
    const policy = { ...quiz.policy, anonymous: false, changeable: true };
    const answer = { quiz: quiz.id, participant: "p", first: 0, option: 0, at: 1 };
    return [
      nudgeReply(tip, { subscription: one, names, first: true }),
      nudgeReply({ ...about, kind: "entry", text: "x" }, { subscription: interval, names: { areas: [] }, first: true }),
      nudgeReply(quizNudge, { subscription: campaign, names: inCampaign, first: true, quiz, step: { number: 1, total: 2 } }),
      nudgeReply({ ...tip, language: "xx" }, { subscription: one, names, first: false }),
      quizReply({ ...quiz, policy }, one.zone, language),
      quizReply({ ...quiz, place: { ...channel, private: true } }, one.zone, language),
      ...[one, interval, campaign].map((each) => whyReply(each, inCampaign, 0)),
      snoozedReply(one, 0, language),
      stoppedReply(language, one),
      stoppedReply(language, {}),
      confirmStopReply(one, names, language),
      confirmStopReply({ ...one, recipient: one.owner }, names, language),
      notYoursReply(language),
      ...(["gone", "forbidden", "undeliverable"] as const).map((kind) => failureReply(one, names, kind, false)),
      failureReply(one, names, "undeliverable", true, "#general (Acme)"),
      ...(["taken", "changed", "already-answered"] as const).map((kind) =>
        answerReply(quiz, { kind, answer, right: true }, true, language),
      ),
      answerReply(quiz, { kind: "taken", answer, right: false }, false, language),
      answerReply(quiz, { kind: "closed" }, false, language),
      quizGoneReply(language),
      ...[0, 1, 2].map((answers) => resultReply(quiz, { counts: [0, answers], answers, right: answers }, language)),
      ...[0, 1, 2].map((answered) => progressReply({ answered, right: answered }, answered, language)),
      leaderboardReply([], language),
      leaderboardReply([{ name: "Anna", points: 2 }], language),
      campaignProgressReply(
        "NIS2",
        { total: 2, sent: 1, skipped: 0, next: { date: "2026-11-16", step: "a" } },
        { total: 2, sent: 1, quizzes: 0, participants: 0, answers: 0, right: 0 },
        language,
      ),
      campaignProgressReply(
        "NIS2",
        { total: 2, sent: 2, skipped: 0 },
        { total: 2, sent: 2, quizzes: 1, participants: 3, answers: 3, right: 2 },
        language,
      ),
      ...[0, 1, 2].map((people) =>
        campaignClosingReply(
          "NIS2",
          { total: 2, sent: 2, quizzes: people, participants: people, answers: people, right: people },
          campaign,
        ),
      ),
    ];
  };

  it("exists in each language, with its values filled in", () => {
    const english = everyReply("en");
    for (const language of UI_LANGUAGES) {
      const replies = everyReply(language);
      for (const [position, reply] of replies.entries()) {
        expect(textOf(reply)).not.toMatch(/\{\w+[,}]|undefined|NaN/);
        expect(reply.language).toBe(language);
        if (language !== "en")
          expect(textOf(reply)).not.toBe(textOf(english[position] as Reply).replaceAll('"en"', `"${language}"`));
      }
    }
  });

  it("can have buttons of an older version, which now ask before they act", () => {
    expect(decodeAction("1:stop-nudges:en:team")).toEqual({ kind: "confirm-stop", subscription: "team", language: "en" });
    expect(decodeAction("1:erase:en")).toEqual({ kind: "confirm-erase", language: "en" });
  });

  it("has buttons that are encoded in at most a hundred characters and can be decoded", () => {
    const longest: Action[] = [
      { kind: "snooze", subscription: "s".repeat(20), days: 7, language: "en" },
      { kind: "stop-nudges", subscription: "s".repeat(20), language: "en" },
      { kind: "why-nudge", subscription: "s".repeat(20), language: "en" },
      { kind: "quiz-answer", quiz: "q".repeat(64), option: 12, language: "en" },
    ];
    const shown = everyReply("de").flatMap(({ actions, choices }) => [...actions, ...choices].map(({ action }) => action));
    for (const action of [...longest, ...shown]) {
      const text = encodeAction(action);
      expect(text.length).toBeLessThanOrEqual(100);
      expect(decodeAction(text)).toEqual(action);
    }
    for (const text of ["1:snooze:en:team", "1:snooze:en::7", "1:snooze:en:team:x", "1:quiz-answer:en:q:-1", "1:stop-now:en"]) {
      expect(decodeAction(text)).toBeUndefined();
    }
  });
});
