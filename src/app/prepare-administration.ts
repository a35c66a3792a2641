import { type AdminAccess, adminAccess } from "../admin-page/access.ts";
import { createAdminFeature } from "../admin-page/feature.ts";
import { createAdminSessions } from "../admin-page/sessions.ts";
import type { ManagerCheck } from "../administration/managers.ts";
import { createWorkspaceSettings } from "../administration/workspace-settings.ts";
import { describe } from "../delivery/options.ts";
import type { Instant, Pack } from "../model.ts";
import type { Exposure, PlatformInstance } from "../platform.ts";
import type { Feature, HttpRoute, Logger } from "../ports.ts";
import { createStatsFeature } from "../stats/feature.ts";
import { createStats, type Stats } from "../stats/report.ts";
import type { OpenStore } from "../store/store.ts";
import type { Config } from "./config.ts";

export interface AdministrationDependencies {
  readonly config: Config;
  readonly exposure: Exposure;
  readonly knowledge: { readonly pack: Pack };
  readonly store: OpenStore;
  readonly platforms: readonly PlatformInstance[];
  readonly logger: Logger;
  readonly now: () => Instant;
}

export interface PreparedAdministration {
  readonly features: readonly Feature[];
  readonly routes: readonly HttpRoute[];
  /** For the terminal: "admin page: off (ADMIN is off)". */
  readonly status: string;
}

/** Puts together what managers have: figures, settings and the admin page, whose files are loaded only where it is on. */
export async function prepareAdministration(dependencies: AdministrationDependencies): Promise<PreparedAdministration> {
  const { config, exposure, knowledge, store, platforms, logger, now } = dependencies;
  const pack = () => knowledge.pack;
  const zone = config.TZ_DEFAULT;
  const isManager = managerCheck(platforms, logger);
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
    ...{ ...shared, access, stats, pack, zone, now, logger, store: store.administration },
    workspaces: () => store.stats.workspaces(),
    settings: createWorkspaceSettings(store.administration, now),
  });
  return { features, routes, status: `admin page: on, at ${access.origin}/admin` };
}

/** How the settings let people reach the admin page. */
export function adminAccessOf(config: Config, { isPublic }: Exposure): AdminAccess | { readonly whyOff: string } {
  return adminAccess({ wanted: config.ADMIN, url: config.ADMIN_URL, host: config.HOST, port: config.PORT, isPublic });
}

/** Figures, with the areas of a pack. */
export function statsOf(store: Pick<OpenStore, "stats">, zone: string, now: () => Instant, pack: () => Pack): Stats {
  return createStats({
    ...{ store: store.stats, zone, now },
    areaOf: (id) => pack().entries.find((entry) => entry.id === id)?.area,
  });
}

/** Asks the platform that a workspace is on. */
function managerCheck(platforms: readonly PlatformInstance[], logger: Logger): ManagerCheck {
  return async ({ platform, workspace }, person) => {
    const adapter = platforms.find((one) => one.adapter.name === platform)?.adapter;
    if (adapter === undefined || !("mayManage" in adapter)) return "cannot-tell";
    try {
      const mayManage = await adapter.mayManage(workspace, person);
      return mayManage === undefined ? "cannot-tell" : mayManage ? "yes" : "no";
    } catch (error) {
      logger.warn({ platform, error: describe(error) }, "a platform does not say who may manage a workspace");
      return "no-answer";
    }
  };
}
