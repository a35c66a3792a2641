import type { Reply } from "../../model.ts";
import { type GradedAnswers, isRight, openQuiz, progressOf } from "../content/quiz.ts";
import { chooseMaterial, type PlaceHistory } from "../decide/choice.ts";
import { dueReviews } from "../decide/repetition.ts";
import { politeMoment } from "../decide/send-policy.ts";
import { quizReply } from "../replies/nudge-reply.ts";
import { leaderboardReply, progressReply } from "../replies/quiz-replies.ts";
import { notYoursReply } from "../replies/subscription-replies.ts";
import { localDate } from "../schedule/zoned-time.ts";
import { DEFAULT_QUIZ_POLICY, DEFAULT_SEND_POLICY } from "../subscription.ts";
import type { Nudge, QuizPolicy, Review } from "../types.ts";
import type { CommandContext } from "./command-context.ts";
import { shortId } from "./ids.ts";
import { refused, word } from "./replies.ts";

/** The workspace settings that turn points on, and that let people change their answer until the quiz closes. */
const SETTING = { points: "quiz-points", changes: "quiz-changes" } as const;
const ID_LENGTH = 16;
/** The most people on the leaderboard. Each has a line, and all must fit in one message on every platform. */
const MOST_ON_BOARD = 20;

/** Returns how quizzes are run in the caller's workspace: anonymous, without points and with final answers, unless its settings say otherwise. */
export async function quizPolicy({ settings, person }: CommandContext): Promise<QuizPolicy> {
  const [points, changes] = await Promise.all([
    settings.workspaceSetting(person, SETTING.points),
    settings.workspaceSetting(person, SETTING.changes),
  ]);
  return {
    ...DEFAULT_QUIZ_POLICY,
    ...(points === "on" ? { anonymous: false, leaderboard: true } : {}),
    ...(changes === "on" ? { changeable: true } : {}),
  };
}

/** Asks the caller alone a question: one that is due to come back, else one of those answered least often. */
export async function quizAlone(context: CommandContext): Promise<Reply> {
  const { store, person, language, now, random, zone } = context;
  const participant = await store.participant(person);
  const history = historyOf(context, await store.gradedAnswers({ participant }), await store.reviews(participant));
  const nudge = chooseQuestion(context, history);
  if (nudge === undefined) return word(language, "quiz-nothing");
  const quiz = openQuiz(`quiz-${shortId(random, ID_LENGTH)}`, nudge, DEFAULT_QUIZ_POLICY, now);
  await store.addQuiz(quiz);
  return quizReply(quiz, zone, language);
}

/** Asks the whole channel a question. The channel sees the counts when the quiz closes. */
export async function quizForChannel(context: CommandContext): Promise<Reply> {
  const { store, place, language, cause, now, zone, wake } = context;
  if (place.recipient !== undefined) return quizAlone(context);
  if (context.mayManage === undefined) return refused(notYoursReply(language), context);
  if (context.mayPost === false) return word(language, "cannot-post");
  const facts = await store.facts({ id: "", place, content: QUIZZES }, now);
  const nudge = chooseQuestion(context, { ...facts, reviews: [] });
  if (nudge === undefined) return word(language, "quiz-nothing");
  const key = `quiz-${cause}`;
  const opened = openQuiz(key, nudge, await quizPolicy(context), now, place);
  const quiz = {
    ...opened,
    closesAt: politeMoment({ zone, sendPolicy: DEFAULT_SEND_POLICY }, opened.closesAt, context.holidayOn),
  };
  await store.addMessage(
    { key, kind: "quiz", place, reply: quizReply(quiz, zone, language), item: quiz.item, dueAt: now, sendAt: now },
    now,
    quiz,
  );
  wake();
  return word(language, "quiz-posted");
}

const QUIZZES = { kind: "pack", areas: "all", kinds: ["quiz"] } as const;

function chooseQuestion(
  { library, language, random }: CommandContext,
  history: PlaceHistory,
): Extract<Nudge, { kind: "quiz" }> | undefined {
  const chosen = chooseMaterial(library.material, QUIZZES, history, random);
  const nudge = chosen && library.nudge(chosen.id, language);
  return nudge?.kind === "quiz" ? nudge : undefined;
}

/** Returns the questions that a person has had, from the answers that the person gave. */
function historyOf({ now, zone }: CommandContext, graded: GradedAnswers, reviews: readonly Review[]): PlaceHistory {
  const timesShown = new Map<string, number>();
  const answers = new Map<string, { answers: number; wrong: number }>();
  for (const { quiz, answer } of graded) {
    timesShown.set(quiz.item, (timesShown.get(quiz.item) ?? 0) + 1);
    const before = answers.get(quiz.item) ?? { answers: 0, wrong: 0 };
    answers.set(quiz.item, { answers: before.answers + 1, wrong: before.wrong + Number(!isRight(quiz, answer.first)) });
  }
  return { timesShown, answers, reviews: dueReviews(reviews, localDate(now, zone)) };
}

export async function ownProgress({ store, person, language, library }: CommandContext): Promise<Reply> {
  const participant = await store.participant(person);
  const [graded, reviews] = await Promise.all([store.gradedAnswers({ participant }), store.reviews(participant)]);
  const waiting = reviews.filter(({ item }) => library.isMaterial(item));
  return progressReply(progressOf(graded), waiting.length, language);
}

export async function board(context: CommandContext): Promise<Reply> {
  const { store, person, language } = context;
  if (!(await quizPolicy(context)).leaderboard) return word(language, "board-is-off");
  const scores = await store.points(person, MOST_ON_BOARD);
  return leaderboardReply(
    scores.map(({ person: { name, person: id }, points }) => ({ name: name ?? id, points })),
    language,
  );
}

/** Turns points, or changing an answer, on or off. This applies to quizzes and subscriptions that are set up in the workspace from now on. */
export async function switchSetting(context: CommandContext, what: keyof typeof SETTING, on: boolean): Promise<Reply> {
  const { settings, person, mayManage, language } = context;
  if (mayManage !== "workspace") return refused(word(language, "not-for-all"), context);
  await settings.setWorkspaceSetting(person, SETTING[what], on ? "on" : undefined);
  return word(language, what === "points" ? "board-turned" : "changes-turned", { on: on ? "yes" : "no" });
}
