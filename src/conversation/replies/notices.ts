import type { MessageValues } from "../../languages/catalogue.ts";
import { type MessageKey, say } from "../../languages/index.ts";
import type { Context, Reply } from "../../model.ts";
import type { Library } from "../pack-index.ts";
import type { Reader } from "../reader.ts";
import { entryButtons, simpleButton, topicsButton } from "./buttons.ts";

/** One line. */
export function noticeReply(key: MessageKey, reader: Reader, values?: MessageValues): Reply {
  return { kind: "notice", language: reader.voice, body: [say(reader.language, key, values)], choices: [], actions: [] };
}

/** To what cannot be carried out any more; with the ways to start again. */
export function goneReply(key: "gone.entry" | "gone.button" | "gone.context" | "why.nothing", reader: Reader): Reply {
  return { ...noticeReply(key, reader), actions: [topicsButton(reader), simpleButton("help", reader)] };
}

/** Thanks for a judgement; after a "not helpful" with the ways to something better. */
export function feedbackReply(library: Library, helpful: boolean, nearby: readonly string[], reader: Reader): Reply {
  if (helpful) return noticeReply("feedback.helpful", reader);
  const choices = entryButtons(library, nearby, reader);
  return {
    ...noticeReply(choices.length > 0 ? "feedback.not-helpful" : "feedback.not-helpful-alone", reader),
    choices,
    actions: [simpleButton("person", reader)],
  };
}

/** Why the thread's last answer was given, in plain words. */
export function whyReply(library: Library, context: Context, reader: Reader): Reply {
  return {
    kind: "notice",
    language: reader.voice,
    title: say(reader.language, "why.title"),
    body: [whyLine(library, context, reader), say(reader.language, "why.method")],
    choices: [],
    actions: [simpleButton("person", reader)],
  };
}

function whyLine(library: Library, { entries, outcome, matched, confidence }: Context, reader: Reader): string {
  const titles = entries.map((id) => library.entry(id, reader.languages)?.title).filter((title) => title !== undefined);
  if (outcome === "choices") return say(reader.language, "why.choices", { titles: listOf(titles, reader) });
  if (outcome !== "answer" || titles.length === 0) return say(reader.language, "why.unknown");
  const title = titles.join(" / ");
  if (confidence === 1 && matched.length === 0) return say(reader.language, "why.picked", { title });
  const percent = new Intl.NumberFormat(reader.voice, { style: "percent" }).format(Math.min(confidence, 0.99));
  if (matched.length === 0) return say(reader.language, "why.resembles", { title, confidence: percent });
  return say(reader.language, "why.matched", {
    title,
    words: matched.map((word) => quoted(word, reader)).join(", "),
    confidence: percent,
  });
}

function listOf(items: readonly string[], reader: Reader): string {
  return new Intl.ListFormat(reader.voice, { type: "conjunction" }).format(items.map((item) => quoted(item, reader)));
}

function quoted(text: string, { language }: Reader): string {
  return say(language, "quoted", { text });
}
