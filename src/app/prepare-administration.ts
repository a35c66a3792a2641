import { join } from "node:path";
import { type Policies, policiesWith } from "../administration/policy.ts";
import { createRateLimiter, type RateLimiter } from "../administration/rate-limit.ts";
import { createSettingsFeature } from "../administration/settings-page/feature.ts";
import { createWorkspaceSettings, type WorkspaceSettings } from "../administration/workspace-settings.ts";
import type { Instant, Pack, WorkspaceKind } from "../model.ts";
import { type OrganisationOptions, serveOrganisation } from "../organisation/live-organisation.ts";
import type { Feature, Logger } from "../ports.ts";
import type { OpenStore } from "../store/store.ts";
import type { Config } from "./config.ts";

export interface AdministrationDependencies {
  readonly config: Config;
  readonly store: Pick<OpenStore, "administration">;
  readonly pack: () => Pick<Pack, "languages" | "entries">;
  readonly workspaceKind: (platform: string) => WorkspaceKind;
  readonly logger: Logger;
  readonly now: () => Instant;
}

export interface PreparedAdministration {
  readonly settings: WorkspaceSettings;
  readonly policies: Policies;
  readonly limit: RateLimiter;
  readonly feature: Feature;
  close(): void;
}

/** Returns the path of the file that describes the organisation, and whether it must exist, which is so if the environment names it. */
export function organisationFile({ ORGANISATION_FILE, DATA_DIR }: Config): Pick<OrganisationOptions, "path" | "isWanted"> {
  return { path: ORGANISATION_FILE ?? join(DATA_DIR, "organisation.yaml"), isWanted: ORGANISATION_FILE !== undefined };
}

/** Puts together the workspaces' settings and the rate limits. Rejects with a `MalinoisError` if the organisation's file is broken. */
export async function prepareAdministration(dependencies: AdministrationDependencies): Promise<PreparedAdministration> {
  const { config, store, pack, workspaceKind, logger, now } = dependencies;
  const organisation = await serveOrganisation({ ...organisationFile(config), logger });
  const settings = createWorkspaceSettings(store.administration, now);
  const policies = policiesWith(settings, () => organisation.current);
  return {
    ...{ settings, policies },
    limit: createRateLimiter({ person: config.RATE_LIMIT_PERSON, workspace: config.RATE_LIMIT_WORKSPACE }, now),
    feature: createSettingsFeature({ policies, settings, pack, workspaceKind }),
    close: organisation.close,
  };
}
