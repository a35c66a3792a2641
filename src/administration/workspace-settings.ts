import { MalinoisError } from "../errors.ts";
import type { Instant } from "../model.ts";
import type { WorkspaceKey } from "../ports.ts";
import type { AdministrationStore } from "./ports.ts";
import { readSettingValues, SETTINGS, type SettingName, type SettingValues } from "./settings.ts";

/** The settings of workspaces. */
export interface WorkspaceSettings {
  /** Returns a workspace's settings. A change by another process shows within ten seconds. Rejects if the store does. */
  of(workspace: WorkspaceKey): Promise<SettingValues>;
  /** Returns the settings that were last read here, however long ago, for when the store does not answer; the defaults if none were. */
  lastKnown(workspace: WorkspaceKey): SettingValues;
  /**
   * Changes a setting; undefined resets it to its default. Rejects with a `MalinoisError` "usage" that names what is wrong with the value.
   * @param actor the id of the person on the platform, for the audit trail
   */
  change<Name extends SettingName>(
    workspace: WorkspaceKey,
    name: Name,
    value: SettingValues[Name] | undefined,
    actor: string,
  ): Promise<void>;
}

/** The settings of a workspace that has changed none: the defaults. */
export const USUAL_SETTINGS: SettingValues = readSettingValues({});

/** How long values are cached, in ms; other replicas see a change after this time at the latest. */
const FRESH = 10_000;
/** The most workspaces whose settings are held; beyond this, those read longest ago are dropped. */
const HELD = 1_000;

/** Returns the settings of all workspaces. They are cached for some seconds, since every question needs them, and held longer for when the store fails. */
export function createWorkspaceSettings(
  store: Pick<AdministrationStore, "workspaceSettings" | "changeSetting">,
  now: () => Instant,
): WorkspaceSettings {
  const held = new Map<string, { readonly values: SettingValues; readonly until: Instant }>();
  /** The number of changes so far. Values that were read during a change may be older than it, so they are not cached. */
  let changes = 0;
  const keyOf = ({ platform, workspace }: WorkspaceKey) => JSON.stringify([platform, workspace]);

  return {
    async of(workspace) {
      const key = keyOf(workspace);
      const found = held.get(key);
      if (found !== undefined && found.until > now()) return found.values;
      const before = changes;
      const values = readSettingValues(await store.workspaceSettings(workspace));
      if (changes !== before) return values;
      held.delete(key);
      held.set(key, { values, until: now() + FRESH });
      for (const oldest of held.keys()) {
        if (held.size <= HELD) break;
        held.delete(oldest);
      }
      return values;
    },

    lastKnown: (workspace) => held.get(keyOf(workspace))?.values ?? USUAL_SETTINGS,

    async change({ platform, workspace }, name, value, actor) {
      const read = SETTINGS[name].safeParse(value);
      if (!read.success) {
        const reasons = read.error.issues.map(({ path, message }) => [...path, message].join(": ")).join("; ");
        throw new MalinoisError("usage", `${name} is not usable: ${reasons}`, "Correct the value, or leave it out");
      }
      const change = { platform, workspace, name, value: value === undefined ? undefined : JSON.stringify(read.data) };
      await store.changeSetting(change, actor, now());
      changes += 1;
      const found = held.get(keyOf(change));
      if (found !== undefined) held.set(keyOf(change), { values: { ...found.values, [name]: read.data }, until: 0 });
    },
  };
}
