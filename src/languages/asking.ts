import { z } from "zod";
import type { Language } from "../model.ts";
import { readForEach } from "./languages.ts";

/** Words in a row, with spaces between them. */
const words = z.string().transform((row) => new Set(row.split(" ").filter((word) => word !== "")));
const forms = z.array(z.string()).readonly();
const pairs = z.array(z.tuple([z.string(), z.string()])).readonly();

const askingSchema = z.strictObject({
  /** How people ask about a topic: `{x}` stands for "travel expenses". */
  topics: forms,
  /** How they ask what one thing is: `{x}` stands for a name, or for a topic that is one thing. */
  names: forms,
  /** How they ask about something that a text speaks of: `{x}` stands for "a risk analysis" or "the lessons". Taken in turn. */
  phrases: forms,
  /** How they ask about a word, whatever kind of word it is: `{x}`. Taken in turn. */
  words: forms,
  /** How they ask for help in what has happened: `{x}` stands for "I lost my badge". */
  incidents: forms,
  /** How they ask how to do something: `{verb}` in the form that it has in such a question, `{rest}` what follows. */
  tasks: forms,
  /** How they ask about a heading that names a task, "resetting …" or "changer …": `{x}` stands for all of it. */
  taskHeadings: forms,
  /** What makes a yes-or-no question of any sentence: `{x}`. Empty where the language has none that leaves the words in their order. */
  statements: forms,
  /** What a definition asks: `{verb}` and `{x}`, the thing defined. */
  definitions: forms,
  /** Headings that say nothing by themselves, with what people ask then; `{document}` stands for the title of the whole. */
  general: z.record(z.string(), forms).readonly(),
  /** Orders, with the form that the verb has in `tasks`. */
  imperatives: z.record(z.string(), z.string()).readonly(),
  /** How other orders begin, as a regular expression: no statement is made of them. Empty where none is ever made. */
  orders: z.string(),
  /** Pronouns that may follow an order: "Öffnen Sie …". */
  politePronouns: words,
  /** Parts of verbs that stand at the end of an order and join the verb in `tasks`: "rufen … an". */
  particles: words,
  /** The ending that makes the name of a task of an order: "ing". Empty where there is none. */
  gerund: z.string(),
  /** Forms of "to be" in a definition. */
  copulas: words,
  /** Verbs that change places with their subject in a question. */
  inverting: words,
  /** How a subject begins that is surely the whole of what stands before its verb. */
  subjects: words,
  /** What follows the verb of a definition. */
  defining: words,
  /** What stands before a phrase that names something, whether it is kept in a question, and what may stand right after the phrase. */
  articles: words,
  keepsArticle: z.boolean(),
  prepositions: words,
  closing: words,
  /** Words that no such phrase holds. */
  smallWords: words,
  /** Words by which a sentence leans on another: "it", "therefore". */
  dependent: words,
  /** Words that begin a clause: no subject holds them. */
  clauses: words,
  /** Words of what is said to the reader; such a sentence is left out unless its beginning is one of `persons`. */
  secondPerson: words,
  /** How a sentence to the reader begins, and how the reader says it: "you can", "I can". */
  persons: pairs,
  /** Single words that the reader says otherwise: "your", "my". */
  possessives: pairs,
  /** Where a sentence may end earlier: ", and". */
  breaks: forms,
  /** Where an order may end earlier. */
  taskBreaks: forms,
  /** How a link or a button is called that says nothing. */
  vagueLinks: forms,
  /** Regular expressions and what replaces them, after a form was filled: elisions. */
  corrections: pairs,
});

/** How people ask for things in a language, as rules by which ways of asking are proposed. */
export type Asking = Readonly<z.infer<typeof askingSchema>>;

/** The rules of a language; those of English for one that Malinois does not speak. */
export const askingOf: (language: Language) => Asking = readForEach("asking.json", askingSchema);
