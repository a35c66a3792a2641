import type { Inbound, Instant, Outcome } from "../model.ts";
import type { Gap } from "./types.ts";

/** What may be kept of a question, with what became of it. */
export interface RecentQuestion extends Omit<Gap, "reason"> {
  readonly outcome: Outcome;
  /** What was answered or offered. */
  readonly entries: readonly string[];
}

/** The last question of each person in each place: in memory only, for a while. */
export interface RecentQuestions {
  of(inbound: Inbound): RecentQuestion | undefined;
  /** Undefined: nothing may be kept of it, and nothing of an earlier one. */
  set(inbound: Inbound, question: RecentQuestion | undefined): void;
}

/** In ms; as long as a conversation outside threads lasts. */
const HELD_FOR = 30 * 60_000;
/** People and places that are held; beyond it the oldest go. */
const MOST_HELD = 5_000;

export function createRecentQuestions(now: () => Instant): RecentQuestions {
  const held = new Map<string, { readonly question: RecentQuestion; readonly until: Instant }>();
  const keyOf = ({ place: { platform, workspace, channel }, asker }: Inbound) =>
    JSON.stringify([platform, workspace, channel, asker.id]);
  return {
    of(inbound) {
      const found = held.get(keyOf(inbound));
      return found !== undefined && found.until > now() ? found.question : undefined;
    },
    set(inbound, question) {
      const key = keyOf(inbound);
      held.delete(key);
      if (question !== undefined) held.set(key, { question, until: now() + HELD_FOR });
      for (const oldest of held.keys()) {
        if (held.size <= MOST_HELD) break;
        held.delete(oldest);
      }
    },
  };
}
