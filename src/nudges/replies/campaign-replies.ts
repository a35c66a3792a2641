/** Replies about the progress and the outcome of a campaign. */

import { sayNudge } from "../../languages/index.ts";
import type { Language, Reply } from "../../model.ts";
import type { CampaignProgress, CampaignSummary } from "../decide/campaign.ts";
import type { Subscription } from "../types.ts";
import { formatDate } from "./describe.ts";
import { notice } from "./notice.ts";
import { subscriptionButtons } from "./nudge-reply.ts";

/** Tells those who look after a campaign what was sent, what was skipped, what comes next, and how many took part so far. */
export function campaignProgressReply(
  name: string,
  progress: CampaignProgress,
  summary: CampaignSummary,
  language: Language,
): Reply {
  const { total, sent, skipped, next } = progress;
  const coming =
    next === undefined
      ? sayNudge(language, "campaign.over")
      : sayNudge(language, "campaign.next", { date: formatDate(next.date, language) });
  const body = [sayNudge(language, "campaign.progress", { total, sent, skipped }), ...participation(summary, language), coming];
  return { ...notice(language, body), title: name };
}

/** Returns the closing summary, which the last occurrence of a campaign sends to its place. */
export function campaignClosingReply(name: string, summary: CampaignSummary, subscription: Subscription): Reply {
  const { language } = subscription;
  const { total, sent, quizzes } = summary;
  const steps = sayNudge(language, "campaign.steps", { total, sent, quizzes });
  return {
    kind: "nudge",
    language,
    title: sayNudge(language, "campaign.closed", { campaign: name }),
    body: [steps, ...participation(summary, language), sayNudge(language, "campaign.thanks")],
    choices: [],
    actions: subscriptionButtons(subscription).filter((button) => button.action.kind === "why-nudge"),
  };
}

/** Says how many people took part in the quizzes. Empty if there were no quizzes. */
function participation({ quizzes, participants, answers, right }: CampaignSummary, language: Language): readonly string[] {
  return quizzes === 0 ? [] : [sayNudge(language, "campaign.people", { people: participants, answers, right })];
}
