import type { Organisation } from "../model.ts";
import type { WorkspaceKey } from "../ports.ts";
import { organisationOf } from "./organisation.ts";
import type { SettingValues } from "./settings.ts";
import { USUAL_SETTINGS, type WorkspaceSettings } from "./workspace-settings.ts";

/** The settings and the organisation that apply in a workspace. */
export interface Policy {
  readonly values: SettingValues;
  readonly organisation: Organisation;
}

export interface Policies {
  /** Returns the policy of a workspace. Rejects if the store does. */
  of(workspace: WorkspaceKey): Promise<Policy>;
  /** Returns the policy of a workspace as it was last read here, for when the store does not answer; the default one if it never was. */
  lastKnown(workspace: WorkspaceKey): Policy;
  /** Returns the default policy. */
  usual(): Policy;
}

/** Policies without stored settings and without an organisation's file: the defaults everywhere. */
export const USUAL_POLICIES: Policies = policiesWith({ of: async () => USUAL_SETTINGS, lastKnown: () => USUAL_SETTINGS }, () => ({
  contacts: [],
}));

/**
 * Returns the policies of workspaces, made from their settings and the organisation's file, which their settings override.
 * @param file returns the current contents of the file
 */
export function policiesWith(settings: Pick<WorkspaceSettings, "of" | "lastKnown">, file: () => Organisation): Policies {
  const policyOf = (values: SettingValues): Policy => ({ values, organisation: organisationOf(values, file()) });
  return {
    of: async (workspace) => policyOf(await settings.of(workspace)),
    lastKnown: (workspace) => policyOf(settings.lastKnown(workspace)),
    usual: () => policyOf(USUAL_SETTINGS),
  };
}
