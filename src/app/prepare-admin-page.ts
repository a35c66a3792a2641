import { type AdminAccess, adminAccess } from "../admin-page/access.ts";
import { createAdminFeature, signInLink } from "../admin-page/feature.ts";
import { createAdminSessions } from "../admin-page/sessions.ts";
import type { ManagerCheck } from "../administration/managers.ts";
import { TERMINAL } from "../administration/ports.ts";
import type { WorkspaceSettings } from "../administration/workspace-settings.ts";
import { inTime } from "../delivery/in-time.ts";
import { describe, REAL_TIME } from "../delivery/options.ts";
import type { DraftChecks } from "../drafts/draft-thread.ts";
import { type OverlaidSource, publishTargets } from "../drafts/publishing.ts";
import type { Instant, Pack } from "../model.ts";
import type { Exposure, PlatformInstance } from "../platform.ts";
import type { Directory, Feature, HttpRoute, Logger, WorkspaceKey } from "../ports.ts";
import { createStatsFeature } from "../stats/feature.ts";
import { createStats, type Stats } from "../stats/report.ts";
import type { OpenStore } from "../store/store.ts";
import type { Config } from "./config.ts";
import { SHIPPED_PACK } from "./knowledge/live-knowledge.ts";
import { MATCHER_OPTIONS } from "./knowledge/matcher-options.ts";
import type { PreparedUpkeep } from "./prepare-upkeep.ts";

export interface AdminPageDependencies {
  readonly config: Config;
  readonly exposure: Exposure;
  readonly knowledge: { readonly pack: Pack };
  readonly store: OpenStore;
  readonly settings: WorkspaceSettings;
  readonly platforms: readonly PlatformInstance[];
  /** The packs that drafts are written for, and what is laid over them. */
  readonly source: OverlaidSource;
  readonly learning: Pick<PreparedUpkeep, "drafts" | "draftFolder" | "known">;
  readonly draftChecks: DraftChecks;
  readonly logger: Logger;
  readonly now: () => Instant;
}

export interface PreparedAdminPage {
  readonly features: readonly Feature[];
  readonly routes: readonly HttpRoute[];
  /** The line for the terminal: "admin page: off (ADMIN is off)". */
  readonly status: string;
  /**
   * Makes a sign-in link to show in the terminal; absent if the page is off.
   * @param address where the server listens
   */
  link?(address: string): Promise<string>;
}

/** Puts together what managers use: statistics, and the admin page, whose files are loaded only if it is on. */
export async function prepareAdminPage(dependencies: AdminPageDependencies): Promise<PreparedAdminPage> {
  const { config, exposure, knowledge, store, settings, platforms, source, learning, logger, now } = dependencies;
  const pack = () => knowledge.pack;
  const zone = config.TZ_DEFAULT;
  const isManager = managerCheck(platforms, settings, logger);
  const stats = statsOf(store, zone, now, pack);
  const sessions = createAdminSessions(store.adminSessions, now);
  const access = adminAccessOf(config, exposure);
  const shared = { sessions, isManager };
  const isOn = !("whyOff" in access);
  const features = [
    createStatsFeature({ stats, pack, isManager }),
    createAdminFeature({ ...shared, access: isOn ? access : undefined }),
  ];
  if (!isOn) return { features, routes: [], status: `admin page: off (${access.whyOff})` };
  const { adminRoutes } = await import("../admin-page/routes.ts");
  const routes = adminRoutes({
    ...{ ...shared, access, stats, pack, zone, now, logger, settings, store: store.administration },
    directory: directoryOf(platforms, logger),
    workspaces: () => store.stats.workspaces(),
    ...{ gaps: store.gaps, drafts: learning.drafts, folder: learning.draftFolder, known: learning.known, source },
    ...{ checks: dependencies.draftChecks, reviewDays: config.REVIEW_DAYS, isStopWord: MATCHER_OPTIONS.isStopWord },
    targets: () => publishTargets(source, SHIPPED_PACK),
    openHandOffs: (scope) => store.stats.openHandOffs(scope),
  });
  return {
    ...{ features, routes, status: `admin page: on, at ${access.origin}/admin; malinois admin-link prints a link` },
    async link(address) {
      const token = await sessions.addLink({ scope: undefined, actor: TERMINAL });
      return signInLink({ origin: access.isShared ? access.origin : address }, token);
    },
  };
}

/** Returns how people can reach the admin page, according to the settings, or why it is off. */
export function adminAccessOf(config: Config, { isPublic }: Exposure): AdminAccess | { readonly whyOff: string } {
  return adminAccess({ wanted: config.ADMIN, url: config.ADMIN_URL, host: config.HOST, port: config.PORT, isPublic });
}

/** Makes the statistics, with the areas that entries have in the pack. */
export function statsOf(store: Pick<OpenStore, "stats">, zone: string, now: () => Instant, pack: () => Pack): Stats {
  return createStats({
    ...{ store: store.stats, zone, now },
    areaOf: (id) => pack().entries.find((entry) => entry.id === id)?.area,
  });
}

/** How long to wait for a platform's list of channels and people, in ms: somebody who opens a page waits for it. */
const DIRECTORY_LIMIT = 3_000;

/** Asks the platform of a workspace for its channels and people. If it does not answer in time the lists are empty, and ids are typed by hand. */
function directoryOf(platforms: readonly PlatformInstance[], logger: Logger): (workspace: WorkspaceKey) => Promise<Directory> {
  return async ({ platform, workspace }) => {
    const adapter = platforms.find((one) => one.adapter.name === platform)?.adapter;
    if (adapter === undefined || !("directory" in adapter)) return { channels: [], people: [] };
    try {
      return await inTime(adapter.directory(workspace), DIRECTORY_LIMIT, REAL_TIME.after);
    } catch (error) {
      logger.warn({ platform, error: describe(error) }, "a platform could not list its channels and people");
      return { channels: [], people: [] };
    }
  };
}

/** Makes the check whether somebody may manage a workspace: it asks the workspace's platform, and then looks at the setting "managers". */
function managerCheck(platforms: readonly PlatformInstance[], settings: WorkspaceSettings, logger: Logger): ManagerCheck {
  async function platformSays({ platform, workspace }: WorkspaceKey, person: string): ReturnType<ManagerCheck> {
    const adapter = platforms.find((one) => one.adapter.name === platform)?.adapter;
    if (adapter === undefined || !("mayManage" in adapter)) return "cannot-tell";
    try {
      const mayManage = await adapter.mayManage(workspace, person);
      return mayManage === undefined ? "cannot-tell" : mayManage ? "yes" : "no";
    } catch (error) {
      logger.warn({ platform, error: describe(error) }, "a platform does not say who may manage a workspace");
      return "no-answer";
    }
  }

  return async (workspace, person) => {
    const said = await platformSays(workspace, person);
    if (said === "yes") return said;
    const { managers } = await settings.of(workspace);
    return managers.includes(person) ? "yes" : said;
  };
}
