/** One workspace for the whole loop, with an asker, and somebody who answers in the help channel. */
export interface LoopPlace {
  readonly name: string;
  /** A manager chooses the help channel in the settings. */
  chooseHelpChannel(): Promise<void>;
  /** The asker asks. Returns what Malinois answers. */
  ask(question: string): Promise<string>;
  /** The asker passes on the last question. Resolves once it is in the help channel. */
  passOn(): Promise<void>;
  /** Somebody takes the question that was passed on last. Resolves once the channel shows it. */
  claim(): Promise<void>;
  /** The person who took the question writes in its thread. Resolves once the asker has the answer. */
  answer(text: string): Promise<void>;
  /** The person who took the question makes a draft of it. Returns the draft's id. */
  saveAsAnswer(ways: string): Promise<string>;
  /** Fetches new messages, if the platform does not push them. */
  look(): Promise<void>;
  /** Returns all messages in the help channel and its threads. */
  inChannel(): readonly string[];
  /** Returns all messages that the asker got by themselves, not as an answer to a question just asked. */
  toldAsker(): readonly string[];
}

/** Returns how many of the texts contain a part. */
export function countOf(texts: readonly string[], part: string): number {
  return texts.filter((text) => text.includes(part)).length;
}

/** Returns the id of the draft in the message that says it was saved. */
export function draftIn(said: string): string {
  const [, id] = /Saved as the draft .*?\(([a-z0-9-]+)\)/s.exec(said) ?? [];
  if (id === undefined) throw new Error(`no draft was saved: ${said}`);
  return id;
}
