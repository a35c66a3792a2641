import type { Action } from "../../src/actions.ts";
import { createIntentHandler, type IntentHandler, type Memory } from "../../src/conversation/handler.ts";
import { UI_LANGUAGES } from "../../src/languages/languages.ts";
import type { Matcher } from "../../src/matching/matcher.ts";
import type { Context, Decision, Inbound, Language, Pack } from "../../src/model.ts";
import { commonWords } from "../../src/text/common-words.ts";
import { createForeignLanguageReader } from "../../src/text/language-detector.ts";
import { BICYCLE_PACK } from "./bicycle-pack.ts";
import { createOverlapMatcher } from "./overlap-matcher.ts";

export interface Asker {
  readonly locale?: Language;
  readonly name?: string;
  /** The language that the asker chose in Malinois. */
  readonly chosen?: Language;
  readonly private?: boolean;
  /** Whether others can see the buttons that are pressed, as under an answer in a channel. */
  readonly amongOthers?: boolean;
  readonly addressed?: boolean;
  readonly standsAlone?: boolean;
  readonly today?: number;
}

export interface Talk {
  say(text: string): Decision;
  press(action: Action, text?: string): Decision;
  /** Returns the thread's context so far. */
  context(): Context | undefined;
}

export function handlerFor(pack: Pack, matcher: Matcher = createOverlapMatcher(pack)): IntentHandler {
  return createIntentHandler({ pack, matcher, readForeign: createForeignLanguageReader(UI_LANGUAGES, commonWords) });
}

const handleBicycles = handlerFor(BICYCLE_PACK);

/** Starts a thread with the handler. It keeps the context as the bot does. */
export function startTalk(asker: Asker = {}, handle: IntentHandler = handleBicycles): Talk {
  let context: Context | undefined;
  const decide = (text: string, action?: Action): Decision => {
    const received = {
      id: "1",
      place: { platform: "test", workspace: "w", channel: "c", private: asker.private ?? false },
      asker: {
        id: "a",
        ...(asker.locale === undefined ? {} : { language: asker.locale }),
        ...(asker.name === undefined ? {} : { name: asker.name }),
      },
    };
    const inbound: Inbound =
      action === undefined
        ? { kind: "asked", ...received, text, addressed: asker.addressed ?? true, standsAlone: asker.standsAlone ?? false }
        : { kind: "pressed", ...received, amongOthers: asker.amongOthers ?? false, action, text };
    const memory: Memory = { context, language: asker.chosen, today: asker.today };
    const decision = handle(inbound, memory);
    context = decision.context ?? context;
    return decision;
  };
  return { say: (text) => decide(text), press: (action, text = "") => decide(text, action), context: () => context };
}

/** Returns the ids of the entries that a decision answered or offered. */
export function idsOf(decision: Decision): string[] {
  return decision.entries.map(({ id }) => id);
}

/** Returns everything that a decision says as one text. */
export function textOf({ replies }: Decision): string {
  return replies
    .flatMap(({ title, body, points, steps, sources, choices, actions, footnote }) => [
      title,
      ...body,
      ...(points?.items ?? []),
      ...(steps?.items ?? []),
      ...(sources?.items.map((source) => source.title) ?? []),
      ...[...choices, ...actions].map(({ label }) => label),
      footnote,
    ])
    .filter((part) => part !== undefined)
    .join("\n");
}
