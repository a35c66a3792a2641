import type { Phrase } from "./pattern.ts";

/** What must be known of a language to follow a conversation in it. All words are compared without case and accents. */
export interface Lexicon {
  /** Words that name no topic: function words, and the verbs and nouns that go with anything. */
  readonly stopWords: string;
  /** Words that point back to what was said. */
  readonly pronouns: string;
  /** Words of people who tell about themselves. */
  readonly firstPerson: string;
  /** How a message begins that goes on with the thread. */
  readonly continuations: readonly Phrase[];
  /** What joins two questions in one sentence. */
  readonly conjunctions: readonly Phrase[];
  /** How a question begins. */
  readonly questions: readonly Phrase[];
  /** How a request to be told something begins. */
  readonly requests: readonly Phrase[];
  /** How a message begins that no thread explains: an order to make, fetch or do something, a question of every day. */
  readonly offTopic: readonly Phrase[];
  /** How people begin who say that it has already happened. */
  readonly incidents: readonly Phrase[];
  /** Questions that leave their topic to the thread, with words that entries about it would use. */
  readonly ellipses: readonly { readonly asks: readonly Phrase[]; readonly means: string }[];
}
