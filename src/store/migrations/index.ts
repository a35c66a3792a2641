import type { Migration } from "kysely";
import { claimsContextsSettingsFeedback } from "./001-claims-contexts-settings-feedback.ts";
import { nudges } from "./002-nudges.ts";
import { subscriptionsByRecipient } from "./003-subscriptions-by-recipient.ts";
import { standardWords } from "./004-standard-words.ts";
import { inbox } from "./005-inbox.ts";
import { audit } from "./006-audit.ts";
import { handOffs } from "./007-hand-offs.ts";
import { gaps } from "./008-gaps.ts";
import { counts } from "./009-counts.ts";
import { sessions } from "./010-sessions.ts";
import { privacy } from "./011-privacy.ts";
import { fairShares } from "./012-fair-shares.ts";
import { installations } from "./013-installations.ts";
import { gapsByTime } from "./014-gaps-by-time.ts";
import { causes } from "./015-causes.ts";
import { feedbackToClean } from "./016-feedback-to-clean.ts";

/**
 * Every change of the schema, by name, in the order of the names. A released migration is never edited or renamed:
 * a later change is a new file with the next number. A migration takes effect completely or not at all, on both databases.
 */
export const MIGRATIONS: Readonly<Record<string, Migration>> = {
  "001-claims-contexts-settings-feedback": { up: claimsContextsSettingsFeedback },
  "002-nudges": { up: nudges },
  "003-subscriptions-by-recipient": { up: subscriptionsByRecipient },
  "004-standard-words": { up: standardWords },
  "005-inbox": { up: inbox },
  "006-audit": { up: audit },
  "007-hand-offs": { up: handOffs },
  "008-gaps": { up: gaps },
  "009-counts": { up: counts },
  "010-sessions": { up: sessions },
  "011-privacy": { up: privacy },
  "012-fair-shares": { up: fairShares },
  "013-installations": { up: installations },
  "014-gaps-by-time": { up: gapsByTime },
  "015-causes": { up: causes },
  "016-feedback-to-clean": { up: feedbackToClean },
};
