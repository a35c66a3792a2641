import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openQuiz } from "../../src/nudges/content/quiz.ts";
import { DEFAULT_QUIZ_POLICY } from "../../src/nudges/subscription.ts";
import { QUESTION_OUTCOMES, type Scope } from "../../src/stats/ports.ts";
import { questionsIn } from "../../src/stats/questions-in.ts";
import { createStats, type StatsReport, TOO_FEW } from "../../src/stats/report.ts";
import { subscription } from "../nudges/fixtures.ts";
import { DATABASE_FORMS, type OpenForm, openForm } from "../store/database-forms.ts";

const ZONE = "Europe/Brussels";
const NOW = Date.UTC(2026, 10, 26, 15);
const DAY = 24 * 3_600_000;
const WORKSPACES = ["W1", "W2"] as const;
const ENTRIES = { passkeys: "accounts", passwords: "accounts", phishing: "mail" } as const;
const TABLES = [
  "inbox",
  "claims",
  "question_counts",
  "feedback",
  "deliveries",
  "quizzes",
  "quiz_answers",
  "subscriptions",
] as const;

const person = fc.integer({ min: 1, max: 9 }).map((number) => `U${number}`);
const workspace = fc.constantFrom(...WORKSPACES);
const entry = fc.constantFrom(...(Object.keys(ENTRIES) as (keyof typeof ENTRIES)[]));
/** Returns midnight in Brussels a number of days ago: in winter time or, for the earliest days, in summer time. */
const midnight = (back: number) => Date.UTC(2026, 10, 26) - back * DAY - (back > 32 ? 2 : 1) * 3_600_000;
/** Moments inside and outside the reported period, often just before, at or after midnight. */
const moment = fc.oneof(
  fc.integer({ min: NOW - 100 * DAY, max: NOW }),
  fc.tuple(fc.integer({ min: 0, max: 99 }), fc.constantFrom(-1, 0, 1)).map(([back, ms]) => midnight(back) + ms),
);

const asked = fc.record({
  ...{ kind: fc.constant("asked" as const), workspace, at: moment },
  counts: fc.array(
    fc.record({
      day: moment.map((at) => localDay(at)),
      language: fc.constantFrom("en", "nl"),
      area: fc.constantFrom("accounts", "mail", ""),
      outcome: fc.constantFrom(...QUESTION_OUTCOMES),
    }),
    { maxLength: 2 },
  ),
});
const opinion = fc.record({
  ...{ kind: fc.constant("opinion" as const), workspace, person, entry, at: moment },
  ...{ language: fc.constantFrom("en", "nl"), helpful: fc.boolean() },
});
const sent = fc.record({
  ...{ kind: fc.constant("sent" as const), workspace, at: moment },
  recipient: fc.option(person, { nil: undefined }),
  campaign: fc.option(fc.constantFrom("october", "phishing"), { nil: undefined }),
  arrives: fc.boolean(),
  answers: fc.option(
    fc.array(fc.record({ person, first: fc.integer({ min: 0, max: 1 }), changes: fc.boolean() }), { maxLength: 12 }),
    {
      nil: undefined,
    },
  ),
});
const event = fc.oneof(asked, opinion, sent);
type Event = typeof event extends fc.Arbitrary<infer Value> ? Value : never;

const localDay = (at: number) => new Intl.DateTimeFormat("en-CA", { timeZone: ZONE }).format(at);

/** Returns the Monday of a day's week. */
function mondayOf(day: string): string {
  const date = new Date(day);
  return new Date(date.getTime() - ((date.getUTCDay() + 6) % 7) * DAY).toISOString().slice(0, 10);
}

describe.each(DATABASE_FORMS)("figures on $name", { timeout: 120_000 }, (form) => {
  let { store, tables, stop } = {} as OpenForm;
  beforeAll(async () => {
    ({ store, tables, stop } = await openForm(form));
  }, 60_000);
  afterAll(() => stop());
  const clear = async () => {
    for (const table of TABLES) await tables.queries.deleteFrom(table).execute();
  };
  beforeEach(clear);

  let number = 0;
  /** Applies an event through the store, as the bot and the nudges do. */
  async function happen(one: Event): Promise<void> {
    number += 1;
    const place = { platform: "chat", workspace: one.workspace, channel: "C", private: false };
    if (one.kind === "opinion") {
      const { kind: _, at, ...rest } = one;
      await store.addFeedback({ platform: "chat", ...rest, at });
    } else if (one.kind === "asked") {
      const id = `q${number}`;
      await store.inbox.takeIn(
        { kind: "asked", id, place, asker: { id: "U1" }, text: "?", addressed: true },
        one.at,
        one.at + DAY,
        "me",
      );
      const asker = { platform: "chat", workspace: one.workspace, person: "U1" };
      const answer = { place, language: "en", replies: [], sent: 0 };
      await store.inbox.decide(id, "me", answer, { asker, changes: [], contexts: [], counts: one.counts }, one.at);
    } else await send(one, place);
  }

  async function send(one: Extract<Event, { kind: "sent" }>, place: { platform: string; workspace: string }): Promise<void> {
    const key = `n${number}`;
    const to = one.recipient ?? "C";
    const where = { ...place, channel: to, private: one.recipient !== undefined, ...(one.recipient && { recipient: to }) };
    const content = one.campaign && ({ kind: "campaign", campaign: one.campaign } as const);
    const ours = subscription({ id: `s${number}`, place: where, ...(content ? { content } : {}) });
    const question = { question: "?", options: ["x", "y"], answer: 1, why: "." };
    const about = { kind: "quiz", item: "a#quiz-0", language: "en", entry: "a", entryTitle: "A", question } as const;
    const quiz = one.answers && openQuiz(key, about, DEFAULT_QUIZ_POLICY, one.at, where);
    await store.nudges.saveSubscription(ours, { lookedUntil: one.at, nextDueAt: one.at });
    await store.nudges.decideDue(["chat"], one.at, 1, () => ({
      nextLook: { lookedUntil: one.at },
      skipped: [],
      message: {
        ...{ key, kind: "nudge", subscription: ours.id, place: where, dueAt: one.at, sendAt: one.at },
        reply: { kind: "nudge", language: "en", body: ["."], choices: [], actions: [] },
      },
      ...(quiz === undefined ? {} : { quiz }),
    }));
    await store.nudges.leaseMessages(["chat"], one.at, "me", 1);
    await store.nudges.settle(key, "me", one.arrives ? { state: "sent" } : { state: "unknown" }, one.at);
    for (const { person: who, first, changes } of one.answers ?? []) {
      const participant = await store.nudges.participant({ platform: "chat", workspace: one.workspace, person: who });
      const answer = { quiz: key, participant, first, option: first, at: one.at };
      const isNew = await store.nudges.saveAnswer(answer, undefined);
      if (isNew && changes) await store.nudges.saveAnswer({ ...answer, option: 1 - first, at: one.at + 1 }, answer);
    }
  }

  /** Returns the same figures, counted row by row. */
  async function countRows(
    scope: Scope,
    first: string,
  ): Promise<Pick<StatsReport, "questions" | "weeks" | "languages" | "areas" | "campaigns">> {
    const last = localDay(NOW);
    const isOurs = (row: { platform: string; workspace: string }) => scope === undefined || row.workspace === scope.workspace;
    const isWithin = (day: string) => day >= first && day <= last;
    const counts = (await tables.queries.selectFrom("question_counts").selectAll().execute()).filter(
      (row) => isOurs(row) && isWithin(row.day),
    );
    const feedback = (await tables.queries.selectFrom("feedback").selectAll().execute()).filter(
      (row) => isOurs(row) && isWithin(localDay(row.given_at)),
    );
    const deliveries = (await tables.queries.selectFrom("deliveries").selectAll().execute()).filter(
      (row) => isOurs(row) && isWithin(localDay(row.recorded_at)) && row.state === "sent",
    );
    const answers = await tables.queries.selectFrom("quiz_answers").selectAll().execute();

    const questionsOf = (rows: typeof counts) =>
      Object.fromEntries(
        QUESTION_OUTCOMES.map((outcome) => [
          outcome,
          rows.filter((row) => row.outcome === outcome).reduce((sum, row) => sum + row.count, 0),
        ]),
      ) as StatsReport["questions"];
    const peopleOf = (rows: typeof feedback) => new Set(rows.map((row) => row.person)).size;
    const opinionsOf = (rows: typeof feedback, people = peopleOf(rows)) => {
      const helpful = rows.filter((row) => row.helpful === 1).length;
      return rows.length > 0 && people < 5 ? TOO_FEW : { helpful, unhelpful: rows.length - helpful };
    };
    const quizOf = (rows: typeof deliveries) => {
      const found = answers.filter(({ quiz }) => rows.some(({ key }) => key === quiz));
      const people = new Set(found.map(({ participant }) => participant)).size;
      if (people > 0 && people < 5) return TOO_FEW;
      return { answers: found.length, right: found.filter(({ last_option }) => last_option === 1).length, people };
    };

    const mondays = new Set<string>();
    for (let at = Date.parse(first); at <= Date.parse(last); at += DAY)
      mondays.add(mondayOf(new Date(at).toISOString().slice(0, 10)));
    const areaOf = (id: string) => ENTRIES[id as keyof typeof ENTRIES];
    const ofArea = (name: string) => feedback.filter((row) => areaOf(row.entry) === name);
    const most = (rows: typeof feedback) =>
      Math.max(0, ...Object.keys(ENTRIES).map((id) => peopleOf(rows.filter((row) => row.entry === id))));
    const named = (names: readonly string[]) => [...new Set(names)].sort();
    return {
      questions: questionsOf(counts),
      weeks: [...mondays].map((name) => ({
        name,
        questions: questionsOf(counts.filter((row) => mondayOf(row.day) === name)),
        opinions: opinionsOf(feedback.filter((row) => mondayOf(localDay(row.given_at)) === name)),
        delivered: deliveries.filter((row) => mondayOf(localDay(row.recorded_at)) === name).length,
        quiz: quizOf(deliveries.filter((row) => mondayOf(localDay(row.recorded_at)) === name)),
      })),
      languages: named([...counts.map((row) => row.language), ...feedback.map((row) => row.language)]).map((name) => ({
        name,
        questions: questionsOf(counts.filter((row) => row.language === name)),
        opinions: opinionsOf(feedback.filter((row) => row.language === name)),
      })),
      areas: named([...counts.map((row) => row.area), ...feedback.map((row) => areaOf(row.entry))]).map((name) => ({
        name,
        questions: questionsOf(counts.filter((row) => row.area === name)),
        opinions: opinionsOf(ofArea(name), most(ofArea(name))),
      })),
      campaigns: named(deliveries.flatMap((row) => row.campaign ?? [])).map((name) => {
        const rows = deliveries.filter((row) => row.campaign === name);
        const recipients = new Set(rows.flatMap((row) => row.recipient ?? [])).size;
        return {
          name,
          delivered: rows.length,
          channels: new Set(rows.filter((row) => row.recipient === null).map((row) => row.channel)).size,
          recipients: recipients > 0 && recipients < 5 ? TOO_FEW : recipients,
          quiz: quizOf(rows),
        };
      }),
    };
  }

  test("are equal to a count of rows, for any events and any request", async () => {
    const firstDay = fc.integer({ min: 0, max: 95 }).map((back) => localDay(NOW - back * DAY));
    const scopes = fc.constantFrom<Scope>(undefined, ...WORKSPACES.map((name) => ({ platform: "chat", workspace: name })));
    const requests = fc.array(fc.record({ scope: scopes, since: firstDay }), { minLength: 1, maxLength: 3 });
    const stats = createStats({
      store: store.stats,
      zone: ZONE,
      now: () => NOW,
      areaOf: (id) => ENTRIES[id as keyof typeof ENTRIES],
    });
    await fc.assert(
      fc.asyncProperty(fc.array(event, { minLength: 20, maxLength: 60 }), requests, async (events, asks) => {
        await clear();
        for (const one of events) await happen(one);
        for (const request of asks) {
          const report = await stats(request);
          const { questions, weeks, languages, areas, campaigns } = report;
          expect({ questions, weeks, languages, areas, campaigns }).toEqual(await countRows(request.scope, request.since));
          if (request.scope !== undefined) {
            // The figure that the digest shows.
            const total = Object.values(questions).reduce((sum, count) => sum + count, 0);
            const days = { first: report.first, last: report.last };
            const week = await questionsIn(store.stats)(request.scope, days);
            expect(week).toEqual({ questions: total, answered: questions.answer + questions["first-aid"] });
          }
          expect(report.delivered).toBe(weeks.reduce((sum, { delivered }) => sum + delivered, 0));
          const shown = weeks.flatMap(({ quiz }) => (quiz === TOO_FEW ? [] : [quiz]));
          expect(report.quiz.answers).toBe(shown.reduce((sum, { answers }) => sum + answers, 0));
        }
      }),
      { numRuns: form.name === "SQLite" ? 25 : 8 },
    );
  });
});
