import { chooseMaterial } from "../nudges/choice.ts";
import { word } from "../nudges/commands/replies.ts";
import { type GradedAnswers, isRight, leaderboard, openQuiz, progressOf } from "../nudges/quiz.ts";
import { dueReviews } from "../nudges/repetition.ts";
import { quizReply } from "../nudges/replies/nudge-reply.ts";
import { leaderboardReply, progressReply } from "../nudges/replies/quiz-replies.ts";
import { notYoursReply } from "../nudges/replies/subscription-replies.ts";
import { DEFAULT_QUIZ_POLICY } from "../nudges/subscription.ts";
import type { Nudge, QuizPolicy } from "../nudges/types.ts";
import { localDate } from "../nudges/zoned-time.ts";
import type { Reply } from "../types.ts";
import type { Visit } from "./desk.ts";
import { shortId } from "./ids.ts";

/** The setting of a workspace that turns points on. */
const POINTS = "quiz-points";
const ID_LENGTH = 16;

/** How quizzes are run in the visitor's workspace: anonymous and without points, unless its people turned points on. */
export async function quizPolicy({ settings, person }: Visit): Promise<QuizPolicy> {
  const points = (await settings.workspaceSetting(person, POINTS)) === "on";
  return points ? { ...DEFAULT_QUIZ_POLICY, anonymous: false, leaderboard: true } : DEFAULT_QUIZ_POLICY;
}

/** A question for the visitor alone: one that is to come back, or one not had yet. */
export async function quizAlone(visit: Visit): Promise<Reply> {
  const { store, person, language, now, random, zone } = visit;
  const participant = await store.participant(person);
  const nudge = chooseQuestion(visit, await store.gradedAnswers({ participant }), await store.reviews(participant));
  if (nudge === undefined) return word(language, "quiz-nothing");
  const quiz = openQuiz(`quiz-${shortId(random, ID_LENGTH)}`, nudge, DEFAULT_QUIZ_POLICY, now);
  await store.addQuiz(quiz);
  return quizReply(quiz, zone, language);
}

/** A question for the whole channel, which sees the counts when it closes. */
export async function quizForChannel(visit: Visit): Promise<Reply> {
  const { store, place, language, now, random, zone, wake } = visit;
  if (place.recipient !== undefined) return quizAlone(visit);
  if (visit.mayManage === undefined) return notYoursReply(language);
  const nudge = chooseQuestion(visit, [], []);
  if (nudge === undefined) return word(language, "quiz-nothing");
  const key = `quiz-${shortId(random, ID_LENGTH)}`;
  const quiz = openQuiz(key, nudge, await quizPolicy(visit), now, place);
  await store.addMessage(
    { key, kind: "quiz", place, reply: quizReply(quiz, zone, language), item: quiz.item, dueAt: now, sendAt: now },
    now,
    quiz,
  );
  wake();
  return word(language, "quiz-posted");
}

function chooseQuestion(
  { library, language, random, now, zone }: Visit,
  graded: GradedAnswers,
  reviews: Parameters<typeof dueReviews>[0],
): Extract<Nudge, { kind: "quiz" }> | undefined {
  const timesShown = new Map<string, number>();
  const answers = new Map<string, { answers: number; wrong: number }>();
  for (const { quiz, answer } of graded) {
    timesShown.set(quiz.item, (timesShown.get(quiz.item) ?? 0) + 1);
    const before = answers.get(quiz.item) ?? { answers: 0, wrong: 0 };
    answers.set(quiz.item, { answers: before.answers + 1, wrong: before.wrong + Number(!isRight(quiz, answer.first)) });
  }
  const history = { timesShown, answers, reviews: dueReviews(reviews, localDate(now, zone), 1) };
  const chosen = chooseMaterial(library.material, { kind: "pack", areas: "all", kinds: ["quiz"] }, history, random);
  const nudge = chosen && library.nudge(chosen.id, language);
  return nudge?.kind === "quiz" ? nudge : undefined;
}

export async function ownProgress({ store, person, language }: Visit): Promise<Reply> {
  const participant = await store.participant(person);
  const [graded, reviews] = await Promise.all([store.gradedAnswers({ participant }), store.reviews(participant)]);
  return progressReply(progressOf(graded), reviews.length, language);
}

export async function board(visit: Visit): Promise<Reply> {
  const { store, person, language } = visit;
  const scores = leaderboard(
    await quizPolicy(visit),
    await store.gradedAnswers({ platform: person.platform, workspace: person.workspace }),
  );
  if (scores === undefined) return word(language, "board-is-off");
  return leaderboardReply(
    scores.map(({ person: { name, person: id }, points }) => ({ name: name ?? id, points })),
    language,
  );
}

export async function turnBoard({ settings, person, mayManage, language }: Visit, on: boolean): Promise<Reply> {
  if (mayManage !== "workspace") return notYoursReply(language);
  await settings.setWorkspaceSetting(person, POINTS, on ? "on" : undefined);
  return word(language, "board-turned", { on: on ? "yes" : "no" });
}
