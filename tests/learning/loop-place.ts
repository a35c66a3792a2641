/** One workspace in which the loop is walked: an asker, and somebody who answers in the help channel. */
export interface LoopPlace {
  readonly name: string;
  /** A manager chooses the help channel in the settings. */
  chooseHelpChannel(): Promise<void>;
  /** The asker asks; gives what Malinois answers. */
  ask(question: string): Promise<string>;
  /** The asker passes on what was asked last; resolves once the help channel has it. */
  passOn(): Promise<void>;
  /** Somebody takes the question that was passed on last; resolves once the channel knows. */
  claim(): Promise<void>;
  /** Who took it writes in its thread; resolves once the asker has it. */
  answer(text: string): Promise<void>;
  /** Who took it makes a draft of it; gives the draft's id. */
  saveAsAnswer(ways: string): Promise<string>;
  /** Fetches what has come, where the place is not told by itself. */
  look(): Promise<void>;
  /** All that stands in the help channel and its threads. */
  inChannel(): readonly string[];
  /** All that the asker was sent without having asked right before. */
  toldAsker(): readonly string[];
}

/** How many of some texts say something. */
export function countOf(texts: readonly string[], part: string): number {
  return texts.filter((text) => text.includes(part)).length;
}

/** The id of the draft in what is said once it is saved. */
export function draftIn(said: string): string {
  const [, id] = /Saved as the draft .*?\(([a-z0-9-]+)\)/s.exec(said) ?? [];
  if (id === undefined) throw new Error(`no draft was saved: ${said}`);
  return id;
}
