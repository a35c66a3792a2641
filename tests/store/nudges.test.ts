import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from "vitest";
import type { Place, Reply } from "../../src/model.ts";
import { createLibrary } from "../../src/nudges/content/library.ts";
import { openQuiz } from "../../src/nudges/content/quiz.ts";
import { decideNudge } from "../../src/nudges/decide/decide.ts";
import type { DueDecision, DueSubscription, NudgeStore, OutgoingMessage } from "../../src/nudges/ports.ts";
import { DEFAULT_QUIZ_POLICY } from "../../src/nudges/subscription.ts";
import type { Occurrence, Quiz, QuizAnswer, Subscription } from "../../src/nudges/types.ts";
import type { PersonKey } from "../../src/ports.ts";
import type { StoreOptions } from "../../src/store/database.ts";
import { type OpenStore, openStore } from "../../src/store/store.ts";
import { CONTENT } from "../nudges/delivery/content.ts";
import { anna, bert, channel, HOUR, subscription } from "../nudges/fixtures.ts";
import { DATABASE_FORMS, type RunningForm } from "./database-forms.ts";

const NOW = Date.UTC(2026, 10, 24, 9);
const reply: Reply = { kind: "nudge", language: "nl", body: ["é “tip” 🐕"], choices: [], actions: [] };
const direct = (person: PersonKey): Place => ({
  ...{ platform: person.platform, workspace: person.workspace, channel: person.person },
  ...{ private: true, recipient: person.person },
});
const toAnna: Partial<Subscription> = { id: "annas", place: direct(anna), recipient: anna };

function message(key: string, changes: Partial<OutgoingMessage> = {}): OutgoingMessage {
  return {
    key,
    kind: "nudge",
    subscription: "team",
    place: channel,
    reply,
    item: "a#tip-0",
    dueAt: NOW,
    sendAt: NOW,
    ...changes,
  };
}

function occurrence(key: string): Occurrence {
  return { key, subscription: "team", date: "2026-11-24", time: "09:00", at: NOW, inGap: false };
}

const later = (changes: Partial<DueDecision> = {}): DueDecision => ({
  nextLook: { lookedUntil: NOW, nextDueAt: NOW + HOUR },
  skipped: [],
  ...changes,
});

const nudge = {
  kind: "quiz",
  ...{ item: "a#quiz-0", language: "en", entry: "a", entryTitle: "A" },
  question: { question: "?", options: ["x", "y"], answer: 1, why: "." },
} as const;
const quizIn = (id: string, place?: Place): Quiz => openQuiz(id, nudge, DEFAULT_QUIZ_POLICY, NOW, place);
const answerOf = (quiz: string, participant: string, option: number): QuizAnswer => ({
  ...{ quiz, participant, first: option, option, at: NOW },
});

describe.each(DATABASE_FORMS)("nudges in the store on $name", { timeout: 60_000 }, (form) => {
  let running: RunningForm;
  let store: OpenStore;
  let other: OpenStore;
  let nudges: NudgeStore;
  let options: StoreOptions;
  beforeAll(async () => {
    running = await form.start();
  }, 60_000);
  afterAll(() => running.stop());
  beforeEach(async () => {
    options = await running.empty();
    store = await openStore(options);
    // SQLite has one connection per process. The fault suite tests two processes.
    other = options.databaseUrl === undefined ? store : await openStore(options);
    nudges = store.nudges;
    return async () => {
      await store.close();
      if (other !== store) await other.close();
    };
  });

  /** Opens a store as another process would. Its connections begin with an isolation level, if the database has such levels. */
  async function isolated(level: string): Promise<OpenStore> {
    if (options.databaseUrl === undefined) return store;
    const setting = encodeURIComponent(`-c default_transaction_isolation=${level.replace(" ", "\\ ")}`);
    const opened = await openStore({ ...options, databaseUrl: `${options.databaseUrl}?options=${setting}` });
    onTestFinished(() => opened.close());
    return opened;
  }

  const due = { lookedUntil: NOW - HOUR, nextDueAt: NOW };
  const save = (changes: Partial<Subscription> = {}) => nudges.saveSubscription(subscription(changes), due);
  const decided = async (decide: (seen: DueSubscription) => DueDecision = () => later(), now = NOW) => {
    const seen: DueSubscription[] = [];
    await nudges.decideDue(["test"], now, 10, (one) => {
      seen.push(one);
      return decide(one);
    });
    return seen;
  };

  describe("subscriptions", () => {
    test("are returned as they were saved, by id and by place", async () => {
      await save();
      await save(toAnna);
      expect(await nudges.subscription("team")).toEqual({ ...subscription(), nextLook: due });
      expect(await nudges.subscriptionsOf(channel)).toEqual([{ ...subscription(), nextLook: due }]);
      expect((await nudges.subscriptionsOf(direct(anna))).map(({ id }) => id)).toEqual(["annas"]);
      expect(await nudges.subscription("nobody")).toBeUndefined();
    });

    test("lose no change if many are made at once", async () => {
      await save({ ownerName: "" });
      const change = (one: OpenStore) =>
        one.nudges.changeSubscription("team", (found, nextLook) => ({
          subscription: { ...found, ownerName: `${found.ownerName}x` },
          nextLook,
        }));
      await Promise.all(Array.from({ length: 20 }, (_, index) => change(index % 2 === 0 ? store : other)));
      expect((await nudges.subscription("team"))?.ownerName).toBe("x".repeat(20));
    });

    test("that are removed send nothing more, but keep their ledger", async () => {
      await save();
      await nudges.addMessage(message("team/1"), NOW);
      await nudges.removeSubscription("team", NOW);
      expect(await nudges.subscription("team")).toBeUndefined();
      expect(await nudges.leaseMessages(["test"], NOW, "h", 9)).toEqual([]);
      expect(await nudges.ledger("team", 9)).toMatchObject([{ key: "team/1", state: "skipped", reason: "paused" }]);
    });
  });

  describe("a due subscription", () => {
    // With a stricter default isolation, a transaction would not see what was decided while it waited for the lock.
    const isolations = form.name === "PostgreSQL" ? ["read committed", "repeatable read"] : ["read committed"];
    test.each(isolations)(
      "does not exceed the weekly limit of its place if two processes decide at once with isolation level %s",
      async (isolation) => {
        const two = [await isolated(isolation), await isolated(isolation)];
        const options = { content: { library: createLibrary(CONTENT, []), areas: CONTENT.areas }, holidayOn: () => undefined };
        const decide = (one: DueSubscription) => decideNudge(one, NOW, { ...options, jitterMs: 0 });
        for (let round = 0; round < 20; round += 1) {
          const place = { ...channel, channel: `busy-${round}` };
          const ids = [`a${round}`, `b${round}`];
          const schedule = { kind: "weekdays", days: [2], time: "10:00" } as const;
          for (const id of ids) {
            const one = subscription({ id, place, schedule }, { dayOff: "send", weeklyLimit: 2 });
            await nudges.saveSubscription(one, { lookedUntil: NOW - HOUR, nextDueAt: NOW });
          }
          await nudges.addMessage(message(`earlier/${round}`, { subscription: "earlier", place }), NOW - HOUR);
          await Promise.all(two.map((one) => one.nudges.decideDue(["test"], NOW, 1, decide)));
          const lines = (await Promise.all(ids.map((id) => nudges.ledger(id, 9)))).flat();
          expect(lines.map(({ state, reason }) => reason ?? state).sort()).toEqual(["pending", "weekly-limit"]);
        }
      },
    );

    test("is decided once when its time has come, with its message, its skipped occurrences and its next look", async () => {
      await save();
      expect(await decided(undefined, NOW - 1)).toEqual([]);
      const skipped = [{ occurrence: occurrence("team/0"), reason: "holiday" as const }];
      const seen = await decided(() => later({ message: message("team/1"), skipped }));
      expect(seen).toMatchObject([{ subscription: subscription(), lookedUntil: NOW - HOUR, facts: { first: true } }]);
      expect(await decided()).toEqual([]);
      expect((await nudges.ledger("team", 9)).map(({ key, state, reason }) => [key, state, reason]).sort()).toEqual([
        ["team/0", "skipped", "holiday"],
        ["team/1", "pending", undefined],
      ]);
      expect(await decided(undefined, NOW + HOUR)).toHaveLength(1);
    });

    test("is decided by only one of two processes", async () => {
      for (let index = 0; index < 20; index += 1) await save({ id: `s${index}` });
      const ids: string[] = [];
      const work = async ({ nudges: mine }: OpenStore) => {
        const decide = ({ subscription: { id } }: DueSubscription) => {
          ids.push(id);
          return later();
        };
        while ((await mine.decideDue(["test"], NOW, 3, decide)) > 0);
      };
      await Promise.all([work(store), work(other)]);
      expect(ids.sort()).toEqual(Array.from({ length: 20 }, (_, index) => `s${index}`).sort());
    });

    test("is not decided by a process for other platforms", async () => {
      await save();
      expect(await nudges.decideDue(["elsewhere"], NOW, 10, () => later())).toBe(0);
    });

    test("stays due if deciding fails", async () => {
      await save();
      const failing = decided(() => {
        throw new Error("no");
      });
      await expect(failing).rejects.toThrow("no");
      expect(await decided()).toHaveLength(1);
    });

    test("is decided again after a clock that was ahead has been corrected", async () => {
      await nudges.saveSubscription(subscription(), { lookedUntil: NOW + 48 * HOUR, nextDueAt: NOW + 72 * HOUR });
      const skipped = [{ occurrence: occurrence("team/1"), reason: "superseded" as const }];
      await decided(() => later({ skipped }), NOW + 48 * HOUR + 1);
      await nudges.saveSubscription(subscription(), { lookedUntil: NOW + 48 * HOUR, nextDueAt: NOW + 72 * HOUR });
      expect(await decided(() => later({ message: message("team/1") }))).toHaveLength(1);
      expect(await nudges.leaseMessages(["test"], NOW, "h", 9)).toMatchObject([{ key: "team/1" }]);
    });

    test("is decided with everything that its place was sent, by whichever subscription", async () => {
      await save();
      await save({ id: "second" });
      await nudges.addMessage(message("second/1", { subscription: "second" }), NOW - HOUR);
      await nudges.addMessage(message("second/2", { subscription: "second", item: "b#quiz-0" }), NOW - 1, quizIn("q", channel));
      await nudges.addMessage(message("report", { kind: "report" }), NOW - 1);
      await nudges.saveAnswer(answerOf("q", "p", 0), undefined);
      await nudges.saveAnswer(answerOf("q", "r", 1), undefined);
      const [team] = (await decided()).filter(({ subscription: { id } }) => id === "team");
      expect(team?.facts).toMatchObject({
        sentToPlace: [NOW - HOUR, NOW - 1],
        timesShown: new Map([
          ["a#tip-0", 1],
          ["b#quiz-0", 1],
        ]),
        last: "b#quiz-0",
        answers: new Map([["a#quiz-0", { answers: 2, wrong: 1 }]]),
        first: true,
      });
    });
  });

  describe("messages", () => {
    test("are leased once, by one process and not too early, exactly as they were added", async () => {
      expect(await nudges.addMessage(message("k", { step: "one" }), NOW)).toBe(true);
      expect(await nudges.addMessage(message("k"), NOW)).toBe(false);
      expect(await nudges.leaseMessages(["test"], NOW - 1, "h", 9)).toEqual([]);
      const taken = await Promise.all([store, other].map((one) => one.nudges.leaseMessages(["test"], NOW, "h", 9)));
      expect(taken.flat()).toEqual([message("k", { step: "one" })]);
    });

    test("that are settled are not leased again", async () => {
      for (const [key, settlement] of [
        ["a", { state: "sent" }],
        ["b", { state: "unknown" }],
        ["c", { state: "skipped", reason: "gone" }],
      ] as const) {
        await nudges.addMessage(message(key), NOW);
        await nudges.leaseMessages(["test"], NOW, "h", 1);
        expect(await nudges.settle(key, "h", settlement, NOW)).toBe(true);
        expect(await nudges.settle(key, "h", { state: "sent" }, NOW)).toBe(false);
        expect(await nudges.ledger("team", 9)).toContainEqual(expect.objectContaining({ key, ...settlement }));
      }
      expect(await nudges.leaseMessages(["test"], NOW + HOUR, "h", 9)).toEqual([]);
      expect(await nudges.messagesInFlight(["test"])).toEqual([]);
    });

    test("that are postponed can be leased later, with a new place if that was decided", async () => {
      await nudges.addMessage(message("k"), NOW);
      await nudges.leaseMessages(["test"], NOW, "h", 9);
      const place = { ...channel, channel: "d" };
      await nudges.settle("k", "h", { state: "pending", sendAt: NOW + HOUR, place }, NOW);
      expect(await nudges.leaseMessages(["test"], NOW, "i", 9)).toEqual([]);
      expect(await nudges.leaseMessages(["test"], NOW + HOUR, "i", 9)).toMatchObject([{ key: "k", place, reply }]);
    });

    test("of a dead process are taken over by only one other, and those of a live one are not", async () => {
      await nudges.addMessage(message("k"), NOW);
      await nudges.leaseMessages(["test"], NOW, "dead", 9);
      const [seen] = await nudges.messagesInFlight(["test"]);
      expect(seen).toMatchObject({ key: "k", leaseOwner: "dead" });
      if (seen === undefined) return;
      await nudges.heartbeat(["k"], "dead");
      expect(await nudges.takeOverLease(seen, "new")).toBeUndefined();
      const [again] = await nudges.messagesInFlight(["test"]);
      if (again === undefined) return;
      const taken = await Promise.all([store, other].map((one, index) => one.nudges.takeOverLease(again, `new${index}`)));
      expect(taken.filter((one) => one !== undefined)).toMatchObject([{ key: "k", startedAt: NOW, reply }]);
      expect(await nudges.settle("k", "dead", { state: "sent" }, NOW)).toBe(false);
    });

    test("that their process leased again meanwhile are not taken over", async () => {
      await nudges.addMessage(message("k"), NOW);
      await nudges.leaseMessages(["test"], NOW, "h", 9);
      const [seen] = await nudges.messagesInFlight(["test"]);
      await nudges.settle("k", "h", { state: "pending", sendAt: NOW }, NOW);
      expect(await nudges.leaseMessages(["test"], NOW, "h", 9)).toHaveLength(1);
      expect(seen && (await nudges.takeOverLease(seen, "other"))).toBeUndefined();
      const [now] = await nudges.messagesInFlight(["test"]);
      expect(now).not.toEqual(seen);
    });
  });

  describe("quizzes", () => {
    test("keep one answer for each participant, which can only be replaced if it is the current one", async () => {
      await nudges.addQuiz(quizIn("q"));
      expect(await nudges.quiz("q")).toEqual(quizIn("q"));
      const first = answerOf("q", "p", 0);
      const won = await Promise.all([store, other].map((one) => one.nudges.saveAnswer(first, undefined)));
      expect(won.sort()).toEqual([false, true]);
      const changed = { ...first, option: 1, at: NOW + 1 };
      expect(await nudges.saveAnswer(changed, first)).toBe(true);
      expect(await nudges.saveAnswer({ ...first, at: NOW + 2 }, first)).toBe(false);
      expect(await nudges.quizAnswer("q", "p")).toEqual(changed);
      expect(await nudges.gradedAnswers({ participant: "p" })).toEqual([{ quiz: quizIn("q"), answer: changed }]);
    });

    test("give people with a name points for right first choices, listed with the best first and up to a limit", async () => {
      const in_ = { platform: "test", workspace: "w" };
      for (const id of ["q1", "q2", "q3"]) await nudges.addQuiz(quizIn(id, channel));
      const named = (quiz: string, person: PersonKey, option: number, name = person.person) => ({
        ...answerOf(quiz, `p-${person.person}`, option),
        person: { ...person, name },
      });
      for (const quiz of ["q1", "q2"]) await nudges.saveAnswer(named(quiz, anna, 1), undefined, in_);
      await nudges.saveAnswer({ ...named("q3", anna, 1, "Anna"), at: NOW + 1 }, undefined, in_);
      const wrong = named("q1", bert, 0);
      await nudges.saveAnswer(wrong, undefined, in_);
      await nudges.saveAnswer({ ...wrong, option: 1, at: NOW + 1 }, wrong, in_);
      await nudges.saveAnswer(named("q2", bert, 1), undefined, in_);
      await nudges.saveAnswer(answerOf("q2", "nobody", 1), undefined, in_);
      await nudges.saveAnswer(named("q3", { ...bert, person: "carl" }, 1), undefined, { ...in_, workspace: "elsewhere" });
      const elsewhere = { ...named("q4", anna, 1, "her name elsewhere"), at: NOW + 2 };
      await nudges.saveAnswer(elsewhere, undefined, { ...in_, workspace: "elsewhere" });
      const scores = await nudges.points(in_, 9);
      expect(scores.map(({ person: { name }, points }) => [name, points])).toEqual([
        ["Anna", 3],
        ["bert", 1],
      ]);
      expect(await nudges.points(in_, 1)).toHaveLength(1);
    });

    test("are closed once, in channels only, with their answers and a review for the place", async () => {
      const quiz = quizIn("q", channel);
      await nudges.addMessage(message("q", { kind: "quiz" }), NOW, quiz);
      await nudges.addMessage(message("d", { kind: "quiz" }), NOW, quizIn("d", direct(anna)));
      await nudges.saveAnswer(answerOf("q", "p", 0), undefined);
      const closing = (one: OpenStore, now: number) => {
        const closed: [Quiz, readonly QuizAnswer[]][] = [];
        const review = { item: quiz.item, rung: 0, dueOn: "2026-11-25" };
        return one.nudges
          .closeQuizzes(["test"], now, 9, ({ quiz: found, answers, subscription: of }) => {
            closed.push([found, answers]);
            expect(of).toBe("team");
            return { message: message("q/result", { kind: "result" }), review };
          })
          .then(() => closed);
      };
      expect(await closing(store, quiz.closesAt - 1)).toEqual([]);
      const both = await Promise.all([closing(store, quiz.closesAt), closing(other, quiz.closesAt)]);
      expect(both.flat()).toEqual([[quiz, [answerOf("q", "p", 0)]]]);
      await save();
      const [team] = await decided();
      expect(team?.facts.reviews).toEqual([{ item: quiz.item, rung: 0, dueOn: "2026-11-25" }]);
    });

    test("know a participant by a pseudonym that is the same in every process but differs between installations", async () => {
      const names = await Promise.all([store, other].map((one) => one.nudges.participant(anna)));
      expect(new Set(names).size).toBe(1);
      expect(names[0]).not.toContain("anna");
      expect(await nudges.participant(bert)).not.toBe(names[0]);
      const elsewhere = await openStore(await running.empty());
      expect(await elsewhere.nudges.participant(anna)).not.toBe(names[0]);
      await elsewhere.close();
    });

    test("have reviews that can be saved, replaced and deleted", async () => {
      await nudges.setReview("p", "a", { item: "a", rung: 0, dueOn: "2026-11-25" });
      await nudges.setReview("p", "a", { item: "a", rung: 1, dueOn: "2026-11-28" });
      expect(await nudges.reviews("p")).toEqual([{ item: "a", rung: 1, dueOn: "2026-11-28" }]);
      await nudges.setReview("p", "a", undefined);
      expect(await nudges.reviews("p")).toEqual([]);
    });
  });

  test("of a person who is erased are deleted, and those of a channel lose the person's name", async () => {
    await save();
    await save(toAnna);
    await save({ id: "berts", place: direct(bert), recipient: bert, owner: bert });
    await nudges.addMessage(message("annas/1", { subscription: "annas", place: direct(anna) }), NOW);
    await nudges.addMessage(message("q", { kind: "quiz" }), NOW, quizIn("q", channel));
    const participant = await nudges.participant(anna);
    await nudges.saveAnswer({ ...answerOf("q", participant, 1), person: anna }, undefined);
    await nudges.setReview(participant, "a", { item: "a", rung: 0, dueOn: "2026-11-25" });
    await store.erasePerson(anna);

    expect(await nudges.subscription("annas")).toBeUndefined();
    expect(await nudges.ledger("annas", 9)).toEqual([]);
    expect((await nudges.subscription("berts"))?.owner).toEqual(bert);
    const team = await nudges.subscription("team");
    expect(team?.owner.person).toBe("");
    expect(team).not.toHaveProperty("ownerName");
    expect(await nudges.reviews(participant)).toEqual([]);
    expect(await nudges.gradedAnswers({ participant })).toEqual([]);
    const left = await nudges.gradedAnswers({ platform: "test", workspace: "w" });
    expect(left).toMatchObject([{ answer: { option: 1 } }]);
    expect(left[0]?.answer).not.toHaveProperty("person");
  });
});
