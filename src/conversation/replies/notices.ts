import type { MessageValues } from "../../languages/catalogue.ts";
import { type MessageKey, say } from "../../languages/index.ts";
import type { Context, Reply } from "../../model.ts";
import type { PackIndex } from "../pack-index.ts";
import type { Audience } from "../reader.ts";
import { entryButtons, simpleButton, topicsButton } from "./buttons.ts";

/** Returns a reply of one line. */
export function noticeReply(key: MessageKey, audience: Audience, values?: MessageValues): Reply {
  return { kind: "notice", language: audience.uiLanguage, body: [say(audience.language, key, values)], choices: [], actions: [] };
}

/** Returns the reply to something that can no longer be carried out, with ways to start again. */
export function goneReply(
  key: "gone.entry" | "gone.button" | "gone.context" | "gone.more" | "why.nothing",
  audience: Audience,
): Reply {
  return { ...noticeReply(key, audience), actions: [topicsButton(audience), simpleButton("help", audience)] };
}

/** Returns thanks for feedback; after "not helpful" with ways to find something better. */
export function feedbackReply(packIndex: PackIndex, helpful: boolean, nearby: readonly string[], audience: Audience): Reply {
  if (helpful) return noticeReply("feedback.helpful", audience);
  const choices = entryButtons(packIndex, nearby, audience);
  return {
    ...noticeReply(choices.length > 0 ? "feedback.not-helpful" : "feedback.not-helpful-alone", audience),
    choices,
    actions: [simpleButton("person", audience)],
  };
}

/** Returns an explanation of why the last answer in the thread was given; if all its entries are gone, a notice that it is no longer known. */
export function whyReply(packIndex: PackIndex, context: Context, audience: Audience): Reply {
  const titles = context.entries.flatMap((id) => packIndex.entry(id, audience.languages)?.title ?? []);
  const gave = context.outcome === "answer" || context.outcome === "choices";
  if (gave && titles.length === 0) return goneReply("why.nothing", audience);
  return {
    kind: "notice",
    language: audience.uiLanguage,
    title: say(audience.language, "why.title"),
    body: [whyLine(titles, context, audience), say(audience.language, "why.method")],
    choices: [],
    actions: [simpleButton("person", audience)],
  };
}

function whyLine(titles: readonly string[], { outcome, matched, confidence }: Context, audience: Audience): string {
  if (outcome === "choices") return say(audience.language, "why.choices", { titles: listOf(titles, audience) });
  if (outcome !== "answer") return say(audience.language, "why.unknown");
  const title = titles.join(" / ");
  if (confidence === 1 && matched.length === 0) return say(audience.language, "why.picked", { title });
  const percent = new Intl.NumberFormat(audience.uiLanguage, { style: "percent" }).format(Math.min(confidence, 0.99));
  if (matched.length === 0) return say(audience.language, "why.resembles", { title, confidence: percent });
  return say(audience.language, "why.matched", {
    title,
    words: matched.map((word) => quoted(word, audience)).join(", "),
    confidence: percent,
  });
}

function listOf(items: readonly string[], audience: Audience): string {
  return new Intl.ListFormat(audience.uiLanguage, { type: "conjunction" }).format(items.map((item) => quoted(item, audience)));
}

function quoted(text: string, { language }: Audience): string {
  return say(language, "quoted", { text });
}
