import type { ReviewAction } from "../actions.ts";
import type { DraftWriter } from "../drafts/drafts.ts";
import { ownerOf } from "../gaps/stale-entries.ts";
import type { Inbound, Instant, Language, Pack, Reply } from "../model.ts";
import { localDate } from "../nudges/schedule/zoned-time.ts";
import type { Feature } from "../ports.ts";
import { reviewNotice } from "./replies.ts";

export interface ReviewOptions {
  readonly pack: () => Pack;
  readonly drafts: Pick<DraftWriter, "setReviewed" | "askForWork">;
  readonly now: () => Instant;
  /** The IANA zone whose date is written as the review date. */
  readonly zone: string;
}

/** Returns the feature that handles the owners' answers to reminders. They change only drafts, which go live when they are published. */
export function createReviewFeature({ pack, drafts, now, zone }: ReviewOptions): Feature {
  async function review({ place, asker }: Inbound, { entry: id, isRight }: ReviewAction, language: Language): Promise<Reply> {
    const versions = pack().entries.filter((entry) => entry.id === id);
    if (versions.length === 0) return reviewNotice("review.gone", language);
    // Checked at each press: the button may be old or forged, and the owner may have changed.
    const own = versions.filter(({ owner }) => ownerOf(owner, [place.platform])?.person === asker.id);
    const [first] = own;
    if (first === undefined) return reviewNotice("review.not-yours", language);
    const today = localDate(now(), zone);
    for (const version of own) {
      if (isRight) await drafts.setReviewed({ language: version.language, id }, today);
      else await drafts.askForWork({ language: version.language, id });
    }
    const { title } = own.find((version) => version.language === language) ?? first;
    return reviewNotice(isRight ? "review.right" : "review.work", language, title);
  }

  return {
    async answer(inbound, language) {
      if (inbound.kind !== "pressed" || inbound.action.kind !== "review") return undefined;
      return [await review(inbound, inbound.action, language)];
    },
    form: async () => undefined,
  };
}
