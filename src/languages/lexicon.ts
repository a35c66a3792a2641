import { z } from "zod";
import type { Language } from "../model.ts";
import { readForEach } from "./languages.ts";

/** Words in rows, with spaces between them. */
const words = z.array(z.string()).transform((rows) => rows.join(" "));
const phrases = z.array(z.string()).readonly();

const lexiconSchema = z.strictObject({
  /** Words that name no topic: function words, and the verbs and nouns that go with anything. */
  stopWords: words,
  /** Words that point back to what was said. */
  pronouns: words,
  /** Words of people who tell about themselves. */
  firstPerson: words,
  /** Words that say only when something happened, or how the asker feels about it. */
  asides: words,
  /** What people type short in chat, without accents and apostrophes, with what it stands for. */
  chatWords: z.record(z.string(), z.string()),
  /** How a message begins that goes on with the thread. */
  continuations: phrases,
  /** What joins two questions in one sentence. */
  conjunctions: phrases,
  /** How a question begins. */
  questions: phrases,
  /** How a request to be told something begins. */
  requests: phrases,
  /** How a message begins that no thread explains: an order to make, fetch or do something, a question of every day. */
  offTopic: phrases,
  /** How people begin who say that it has already happened. */
  incidents: phrases,
  /** Questions that leave their topic to the thread, with words that entries about it would use. */
  ellipses: z.array(z.strictObject({ asks: phrases, means: z.string() })).readonly(),
  /** How people say when a pause ends, as phrases. */
  restEnds: z.strictObject({
    /** Leads in the day on which it ends. */
    until: z.string(),
    /** Leads in how long it lasts. */
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

/** What must be known of a language to follow a conversation in it. All words are compared without case and accents. */
export type Lexicon = Readonly<z.infer<typeof lexiconSchema>>;

/** The lexicon of a language; that of English for one that Malinois does not speak. */
export const lexiconOf: (language: Language) => Lexicon = readForEach("lexicon.json", lexiconSchema);
