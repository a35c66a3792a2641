import { describe, expect, it } from "vitest";
import type { FormSubmission } from "../../../src/forms.ts";
import { UI_LANGUAGES } from "../../../src/languages/languages.ts";
import { addNudgeForm, readAddNudge } from "../../../src/nudges/commands/forms/form.ts";
import { subscriptionFor } from "../../../src/nudges/commands/forms/form-request.ts";
import { parseCommand } from "../../../src/nudges/commands/parse.ts";
import { createLibrary } from "../../../src/nudges/content/library.ts";
import { DEFAULT_QUIZ_POLICY } from "../../../src/nudges/subscription.ts";
import { CONTENT } from "../delivery/content.ts";
import { CAMPAIGN } from "../delivery/harness.ts";
import { anna, at, BRUSSELS, channel, holidayOn } from "../fixtures.ts";

/** The test begins on a Sunday. */
const SUNDAY = "2026-11-22";

describe("parsing a command", () => {
  it.each([
    ["/nudge", { kind: "help" }],
    ["/nudge what", { kind: "unknown" }],
    ["/nudge add", { kind: "add" }],
    ["  /NUDGE   List ", { kind: "list" }],
    ["/nudge pause", { kind: "pause" }],
    ["/nudge pause until 2026-12-24", { kind: "pause", until: "2026-12-24" }],
    ["/nudge pause k3f9xz until 2026-12-24", { kind: "pause", id: "k3f9xz", until: "2026-12-24" }],
    ["/nudge pause until the cows come home", { kind: "bad-date" }],
    ["/nudge pause until 31 february", { kind: "bad-date" }],
    ["/nudge pause until", { kind: "bad-date" }],
    ["/nudge pause until tomorrow", { kind: "pause", until: "2026-11-23" }],
    ["/nudge pause k3f9xz tot overmorgen", { kind: "pause", id: "k3f9xz", until: "2026-11-24" }],
    ["/nudge remove k3f9xz", { kind: "remove", id: "k3f9xz" }],
    ["/nudge campaign", { kind: "campaigns" }],
    ["/nudge campaign start first-30-days", { kind: "start-campaign", campaign: "first-30-days" }],
    ["/quiz", { kind: "quiz" }],
    ["/quiz me", { kind: "quiz-me" }],
    ["/quiz board off", { kind: "turn-board", on: false }],
    ["quiz me", { kind: "quiz" }],
    ["nudge history", { kind: "history" }],
    ["/nudge campaign list", { kind: "campaigns" }],
    ["/nudge campaign progress", { kind: "progress" }],
    ["/nudge campaign progress k3f9", { kind: "progress", id: "k3f9" }],
    ["/nudge campaign start month now", { kind: "unknown" }],
    ["/nudge newcomers", { kind: "newcomers" }],
    ["/nudge newcomers first-30-days", { kind: "newcomers", campaign: "first-30-days" }],
    ["/nudge newcomers to the team", { kind: "unknown" }],
    ["/quiz bored", { kind: "unknown" }],
    ["/quiz changes on", { kind: "turn-changes", on: true }],
    ["/quiz changes off", { kind: "turn-changes", on: false }],
    ["nudge theory, what is it?", undefined],
    ["quiz questions about passwords", undefined],
    ["what is phishing?", undefined],
  ])("understands “%s”", (text, command) => {
    expect(parseCommand(text, SUNDAY)).toEqual(command);
  });

  it.each([
    ["until tomorrow", "tot morgen", "jusqu'à demain", "bis morgen", "2026-11-23"],
    ["until the day after tomorrow", "tot overmorgen", "jusqu’à après-demain", "bis übermorgen", "2026-11-24"],
    ["until Monday", "tot maandag", "jusqu'à lundi", "bis Montag", "2026-11-23"],
    ["until next Sunday", "tot volgende zondag", "jusqu'à dimanche prochain", "bis nächsten Sonntag", "2026-11-29"],
    ["until next week", "tot volgende week", "jusqu'à la semaine prochaine", "bis nächste Woche", "2026-11-23"],
    ["till next month", "tot volgende maand", "jusqu'au mois prochain", "bis naechsten Monat", "2026-12-01"],
    ["until 1 December", "tot 1 december", "jusqu'au 1er décembre", "bis 1. Dezember", "2026-12-01"],
    ["until March 3rd", "tot 3 maart", "jusqu'au 3 mars", "bis zum 3. März", "2027-03-03"],
    ["until 15 jan 2028", "tot 15 januari 2028", "jusqu'au 15 janvier 2028", "bis 15. Januar 2028", "2028-01-15"],
    ["for 3 days", "voor drie dagen", "pendant 3 jours", "für drei Tage", "2026-11-26"],
    ["for a week", "een week", "pendant une semaine", "eine Woche", "2026-11-30"],
    ["for two months", "twee maanden", "durant deux mois", "für zwei Monate", "2027-01-23"],
    ["until 2026-12-24", "tot 2026-12-24", "jusqu'au 2026-12-24", "bis 2026-12-24", "2026-12-24"],
  ])("understands the end of a pause in four languages: %s", (...said) => {
    const until = said.at(-1);
    for (const end of said.slice(0, -1)) {
      expect([end, parseCommand(`/nudge pause ${end}`, SUNDAY)]).toEqual([end, { kind: "pause", until }]);
    }
  });
});

const sources = { areas: CONTENT.areas, library: createLibrary(CONTENT, [CAMPAIGN]) };
const form = addNudgeForm(sources, "en", { zone: BRUSSELS, mayManage: true });
const read = (values: FormSubmission["values"]) => readAddNudge({ form: "add-nudge", language: "en", values }, form);

describe("the form of a new nudge", () => {
  it("has labels in each language, and its required fields among the first five", () => {
    for (const language of UI_LANGUAGES) {
      const { fields } = addNudgeForm(sources, language, { zone: BRUSSELS, mayManage: true });
      expect(fields.every(({ label }) => label.length > 0 && label.length <= 45)).toBe(true);
      expect(fields.slice(5).every(({ optional }) => optional)).toBe(true);
    }
  });

  it("is valid with its default values", () => {
    expect(read({})).toEqual({
      request: {
        where: "channel",
        content: { kind: "pack", areas: "all", kinds: ["tip", "quiz"] },
        when: { kind: "weekdays", days: [2, 4] },
        time: "09:30",
        zone: BRUSSELS,
        language: "en",
        sendPolicy: { region: "BE", dayOff: "skip" },
      },
    });
  });

  it("accepts areas, an interval, a campaign, another zone and language, and a time in another notation", () => {
    expect(
      read({
        areas: ["law", "nonsense"],
        content: ["tip"],
        every: ["14"],
        time: ["9.05"],
        zone: ["Asia/Tokyo"],
        language: ["fr"],
      }),
    ).toEqual({
      request: {
        where: "channel",
        content: { kind: "pack", areas: ["law"], kinds: ["tip"] },
        when: { kind: "interval", days: 14 },
        time: "09:05",
        zone: "Asia/Tokyo",
        language: "fr",
        sendPolicy: { region: "BE", dayOff: "skip" },
      },
    });
    expect(read({ content: ["campaign:month"], days: [] })).toMatchObject({
      request: { content: { kind: "campaign", campaign: "month" } },
    });
  });

  it.each([
    [{ content: [] }, "Choose tips, quizzes or both"],
    [{ content: ["tip", "campaign:month"] }, "Choose tips, quizzes or both"],
    [{ time: ["noon"] }, "“noon” is not a time"],
    [{ time: [] }, "“” is not a time"],
    [{ zone: ["+02:00"] }, "I do not know the time zone “+02:00”"],
    [{ every: ["0"] }, "a whole number from 1 to 366"],
    [{ every: ["400"] }, "a whole number from 1 to 366"],
    [{ days: [] }, "at least one day"],
    [{ limit: ["8"] }, "a whole number from 1 to 7"],
    [{ quiet: ["at night"] }, "quiet hours as 20:00-07:00"],
    [{ quiet: ["09:00-10:00"] }, "within the quiet hours"],
  ])("says what is wrong with %j", (values, error) => {
    expect(read(values)).toMatchObject({ problem: { text: expect.stringContaining(error) } });
  });

  it("offers only direct messages to people who may not manage the channel", () => {
    const own = addNudgeForm(sources, "en", { zone: BRUSSELS, mayManage: false });
    const submission = { form: "add-nudge", language: "en", values: { where: ["channel"] } } as const;
    expect(readAddNudge(submission, own)).toMatchObject({
      problem: { field: "where", text: expect.stringContaining("I could not confirm that you may set up nudges") },
    });
    expect(readAddNudge({ ...submission, values: {} }, own)).toMatchObject({ request: { where: "me" } });
  });
});

describe("a subscription for a request", () => {
  const dependencies = {
    ...{ id: "a", place: channel, owner: anna, ownerName: "Anna", recipient: anna, quiz: DEFAULT_QUIZ_POLICY, holidayOn },
    ...{ now: at("2026-11-22 12:00"), library: sources.library },
  };
  const requestOf = (values: FormSubmission["values"]) => {
    const found = read(values);
    if ("problem" in found) throw new Error(found.problem.text);
    return subscriptionFor(found.request, dependencies);
  };

  it("has a send policy that does not block what was asked for", () => {
    const late = requestOf({ time: ["22:00"], days: ["6", "7"] });
    expect(late?.sendPolicy).not.toHaveProperty("quietHours");
    expect(late?.sendPolicy.workingDays).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(requestOf({ days: ["1", "2", "3", "4", "5"] })?.sendPolicy).toMatchObject({
      weeklyLimit: 5,
      quietHours: { from: "20:00" },
    });
  });

  it.each(UI_LANGUAGES)("has the default weekly limit that the form's hint names in %s", (language) => {
    const asked = addNudgeForm(sources, language, { zone: BRUSSELS, mayManage: true });
    const hint = asked.fields.find(({ name }) => name === "limit")?.hint;
    expect(requestOf({ days: ["1", "2", "3", "4"] })?.sendPolicy.weeklyLimit).toBe(4);
    const least = requestOf({ days: ["2", "4"] })?.sendPolicy.weeklyLimit;
    expect(hint).toMatch(new RegExp(`(?:at least|minstens|au moins|mindestens aber) ${least}$`));
  });

  it("has the send policy that was chosen", () => {
    const chosen = requestOf({ region: ["BE-VLG"], limit: ["2"], quiet: ["12:00 - 13:30"], "day-off": ["move"] });
    expect(chosen?.sendPolicy).toMatchObject({
      ...{ region: "BE-VLG", weeklyLimit: 2, quietHours: { from: "12:00", to: "13:30" }, dayOff: "move" },
    });
    expect(requestOf({ region: ["nowhere"] })?.sendPolicy.region).toBe("BE");
  });

  it("has no holidays and no quiet hours if none were chosen", () => {
    const { sendPolicy } = requestOf({ region: ["none"], quiet: [] }) ?? {};
    expect(sendPolicy).not.toHaveProperty("region");
    expect(sendPolicy).not.toHaveProperty("quietHours");
    expect(requestOf({ quiet: ["none"] })?.sendPolicy).not.toHaveProperty("quietHours");
  });

  it("for direct messages is sent to the asker, and has a fallback only if one was chosen", () => {
    const place = { channel: "anna", recipient: "anna", private: true };
    expect(requestOf({ where: ["me"] })).toMatchObject({ recipient: anna, place });
    expect(requestOf({ where: ["me"] })).not.toHaveProperty("fallback");
    expect(requestOf({ where: ["me-or-channel"] })).toMatchObject({ recipient: anna, place, fallback: channel });
  });

  it("for a campaign has its steps planned", () => {
    expect(requestOf({ content: ["campaign:month"] })?.schedule).toMatchObject({
      steps: [{ step: "one" }, { step: "two" }, { step: "closing" }],
    });
  });
});
