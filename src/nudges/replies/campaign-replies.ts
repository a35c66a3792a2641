/** How far a campaign is, and how it went. */

import { sayOfQuiz } from "../../languages/quiz-texts.ts";
import type { Language, Reply } from "../../model.ts";
import type { CampaignProgress, CampaignSummary } from "../decide/campaign.ts";
import type { Subscription } from "../types.ts";
import { formatDate } from "./describe.ts";
import { notice } from "./notice.ts";
import { subscriptionButtons } from "./nudge-reply.ts";

/** For those who look after a campaign: what was sent, left out and comes next, and who took part so far. */
export function campaignProgressReply(
  name: string,
  progress: CampaignProgress,
  summary: CampaignSummary,
  language: Language,
): Reply {
  const { total, sent, skipped, next } = progress;
  const coming =
    next === undefined
      ? sayOfQuiz(language, "campaign-over")
      : sayOfQuiz(language, "campaign-next", { date: formatDate(next.date, language) });
  const body = [sayOfQuiz(language, "campaign-progress", { total, sent, skipped }), ...participation(summary, language), coming];
  return { ...notice(language, body), title: name };
}

/** The closing summary that the last occurrence of a campaign sends to its place. */
export function campaignClosingReply(name: string, summary: CampaignSummary, subscription: Subscription): Reply {
  const { language } = subscription;
  const { total, sent, quizzes } = summary;
  const steps = sayOfQuiz(language, "campaign-steps", { total, sent, quizzes });
  return {
    kind: "nudge",
    language,
    title: sayOfQuiz(language, "campaign-closed", { campaign: name }),
    body: [steps, ...participation(summary, language), sayOfQuiz(language, "campaign-thanks")],
    choices: [],
    actions: subscriptionButtons(subscription).filter((button) => button.action.kind === "why-nudge"),
  };
}

/** Who took part in the quizzes; nothing where there were none. */
function participation({ quizzes, participants, answers, right }: CampaignSummary, language: Language): readonly string[] {
  return quizzes === 0 ? [] : [sayOfQuiz(language, "campaign-people", { people: participants, answers, right })];
}
