import { sayPrivacy } from "../../languages/index.ts";
import type { Reply } from "../../model.ts";
import { RETENTION_DAYS } from "../../privacy/retention.ts";
import { TOPICS, topicLine } from "../../privacy/topics.ts";
import type { Audience } from "../reader.ts";
import { simpleButton } from "./buttons.ts";

/** Returns who sees what the asker writes, what is kept, why and for how long, with the ways to see it and to erase it. */
export function privacyReply(audience: Audience): Reply {
  const { language } = audience;
  return {
    kind: "notice",
    language: audience.uiLanguage,
    title: sayPrivacy(language, "title"),
    body: [sayPrivacy(language, "who-sees"), sayPrivacy(language, "body")],
    points: { heading: sayPrivacy(language, "heading"), items: TOPICS.map((topic) => topicLine(topic, language)) },
    choices: [],
    actions: [simpleButton("my-data", audience), simpleButton("confirm-erase", audience), simpleButton("settings", audience)],
    footnote: sayPrivacy(language, "shorter"),
  };
}

/** Returns what will be erased, with the button that erases it: the only confirmation. */
export function confirmEraseReply(audience: Audience): Reply {
  const { language } = audience;
  const goes = ["erase.settings", "erase.feedback", "erase.nudges", "erase.quizzes", "erase.hand-offs"] as const;
  return {
    kind: "notice",
    language: audience.uiLanguage,
    title: sayPrivacy(language, "erase.title"),
    body: [sayPrivacy(language, "erase.body"), sayPrivacy(language, "erase.words")],
    points: { heading: sayPrivacy(language, "erase.heading"), items: goes.map((key) => sayPrivacy(language, key)) },
    choices: [],
    actions: [simpleButton("erase", audience), simpleButton("my-data", audience)],
    footnote: sayPrivacy(language, "erase.stays", { days: RETENTION_DAYS.audit }),
  };
}
