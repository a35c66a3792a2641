import { z } from "zod";
import type { Language } from "../model.ts";
import { readForEach } from "./languages.ts";

/** Words separated by spaces, in several rows. */
const words = z.array(z.string()).transform((rows) => rows.join(" "));
const phrases = z.array(z.string()).readonly();

const lexiconSchema = z.strictObject({
  /** Words that name no topic: function words, and the verbs and nouns that go with anything. */
  stopWords: words,
  /** Words that point back to what was said. */
  pronouns: words,
  /** Words of people who speak of themselves. */
  firstPerson: words,
  /** What people type short in chat, without accents and apostrophes, with what it stands for. */
  chatWords: z.record(z.string(), z.string()),
  /** The beginnings of messages that continue the thread. */
  continuations: phrases,
  /** What joins two questions in one sentence. */
  conjunctions: phrases,
  /** The word after which a conjunction joins two things of one question: "the difference between a virus and a worm". */
  between: z.string(),
  /** The beginnings of questions. */
  questions: phrases,
  /** The beginnings of requests to be told something. */
  requests: phrases,
  /** The beginnings of orders to write, translate or break into something, which no entry carries out, even if it is about the same thing. */
  orders: phrases,
  /** The beginnings of messages that can be about no entry, whatever the thread: other orders to make, fetch or do something, and everyday talk. */
  offTopic: phrases,
  /** Phrases that say when a pause ends. */
  restEnds: z.strictObject({
    /** Comes before the day on which it ends. */
    until: z.string(),
    /** Comes before how long it lasts. */
    during: z.string(),
    tomorrow: z.string(),
    dayAfterTomorrow: z.string(),
    nextWeek: z.string(),
    nextMonth: z.string(),
    /** With `<weekday>`. */
    weekday: z.string(),
    /** With `<day>`, `<month>` and `<year>`. */
    date: z.string(),
    /** With `<count>`, as the next two: a number, or one of `counts`. */
    days: z.string(),
    weeks: z.string(),
    months: z.string(),
    counts: z.record(z.string(), z.number()),
  }),
});

/** What must be known about a language to follow a conversation in it. All words are compared without case and accents. */
export type Lexicon = Readonly<z.infer<typeof lexiconSchema>>;

/** Returns the lexicon of a language; that of English for a language that Malinois does not speak. */
export const lexiconOf: (language: Language) => Lexicon = readForEach("lexicon.json", lexiconSchema);
