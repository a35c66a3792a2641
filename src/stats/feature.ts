import { isManager, type ManagerCheck, managersOnlyReply } from "../administration/managers.ts";
import type { Pack } from "../model.ts";
import type { Feature } from "../ports.ts";
import { statsReply } from "./reply.ts";
import type { Stats } from "./report.ts";

export interface StatsFeatureOptions {
  readonly stats: Stats;
  readonly pack: () => Pack;
  readonly isManager: ManagerCheck;
}

/** Returns the feature that shows a workspace's figures in chat to its managers. */
export function createStatsFeature({ stats, pack, isManager: check }: StatsFeatureOptions): Feature {
  return {
    answer: async () => undefined,
    form: async () => undefined,
    async answerIntent(inbound, intent, language) {
      if (intent !== "stats") return undefined;
      if (!(await isManager(inbound, check))) return [managersOnlyReply(language)];
      const { platform, workspace } = inbound.place;
      return [statsReply(await stats({ scope: { platform, workspace } }), language, pack())];
    },
  };
}
