import type { Organisation } from "../model.ts";
import type { WorkspaceKey } from "../ports.ts";
import { organisationOf } from "./organisation.ts";
import type { SettingValues } from "./settings.ts";
import { USUAL_SETTINGS, type WorkspaceSettings } from "./workspace-settings.ts";

/** What holds in a workspace. */
export interface Policy {
  readonly values: SettingValues;
  readonly organisation: Organisation;
}

export interface Policies {
  /** Rejects when the store does. */
  of(workspace: WorkspaceKey): Promise<Policy>;
  /** What holds where the store is not asked, or does not answer. */
  usual(): Policy;
}

/** Of nothing but what holds everywhere. */
export const USUAL_POLICIES: Policies = policiesWith({ of: async () => USUAL_SETTINGS }, () => ({ contacts: [] }));

/**
 * What holds in workspaces: their settings, and where they have none, what the organisation's file says.
 * @param file what the file says now
 */
export function policiesWith(settings: Pick<WorkspaceSettings, "of">, file: () => Organisation): Policies {
  const policyOf = (values: SettingValues): Policy => ({ values, organisation: organisationOf(values, file()) });
  return {
    of: async (workspace) => policyOf(await settings.of(workspace)),
    usual: () => policyOf(USUAL_SETTINGS),
  };
}
