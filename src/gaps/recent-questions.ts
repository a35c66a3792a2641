import type { Inbound, Instant, Outcome } from "../model.ts";
import type { PersonKey } from "../ports.ts";
import type { Gap } from "./types.ts";

/** What may be kept of a question, with its outcome. */
export interface RecentQuestion extends Omit<Gap, "reason"> {
  readonly outcome: Outcome;
  /** The ids of the entries that were shown or offered. */
  readonly entries: readonly string[];
}

/** The last question of each person in each place, held in memory for a limited time. */
export interface RecentQuestions {
  of(inbound: Inbound): RecentQuestion | undefined;
  /** Replaces the last question. Undefined: nothing may be kept of it; the earlier one is deleted too. */
  set(inbound: Inbound, question: RecentQuestion | undefined): void;
  /** Deletes all questions of a person; if `workspace` is empty, from all workspaces of the platform. */
  forget(person: PersonKey): void;
}

/** How long a question is held, in ms: as long as a conversation outside threads lasts. */
const HELD_FOR = 30 * 60_000;
/** The most questions held. Beyond that, the oldest are deleted. */
const MOST_HELD = 5_000;

export function createRecentQuestions(now: () => Instant): RecentQuestions {
  const held = new Map<string, { readonly by: PersonKey; readonly question: RecentQuestion; readonly until: Instant }>();
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
      const { place, asker } = inbound;
      const by = { platform: place.platform, workspace: place.workspace, person: asker.id };
      if (question !== undefined) held.set(key, { by, question, until: now() + HELD_FOR });
      for (const oldest of held.keys()) {
        if (held.size <= MOST_HELD) break;
        held.delete(oldest);
      }
    },
    forget({ platform, workspace, person }) {
      for (const [key, { by }] of held) {
        const isTheirs = by.platform === platform && by.person === person && (workspace === "" || by.workspace === workspace);
        if (isTheirs) held.delete(key);
      }
    },
  };
}
