import { type Policies, policiesWith } from "../../src/administration/policy.ts";
import { createRateLimiter, type RateLimits } from "../../src/administration/rate-limit.ts";
import { createSettingsFeature } from "../../src/administration/settings-page/feature.ts";
import { createWorkspaceSettings, type WorkspaceSettings } from "../../src/administration/workspace-settings.ts";
import { createBot } from "../../src/app/bot.ts";
import { prepareHandOffs } from "../../src/app/prepare-hand-offs.ts";
import type { Organisation } from "../../src/model.ts";
import type { Adapter, Host, Logger } from "../../src/ports.ts";
import { type OpenStore, openStore } from "../../src/store/store.ts";
import { createNudgeStage } from "../adapters/nudge-stage.ts";
import { BRUSSELS } from "../nudges/fixtures.ts";
import { KNOWLEDGE, PACK } from "./pack.ts";

export interface MalinoisOptions {
  readonly limits?: RateLimits;
  readonly file?: Organisation;
}

/** Malinois with a clock that the test moves. Everything except the platform is real. */
export interface Malinois {
  readonly store: OpenStore;
  readonly settings: WorkspaceSettings;
  readonly policies: Policies;
  readonly clock: { now: number };
  /** Returns the bot for an adapter. It also counts what it has finished. */
  host(adapter: Adapter, logger: Logger): Host;
  /** Returns how many messages, presses, forms and checks of participation are finished. */
  dealtWith(): number;
  /** Returns whether something is still in progress. */
  isBusy(): boolean;
}

export async function createMalinois({
  limits = { person: 0, workspace: 0 },
  file = { contacts: [] },
}: MalinoisOptions = {}): Promise<Malinois> {
  const store = await openStore({ dataDirectory: ":memory:" });
  const clock = { now: Date.parse("2026-11-24T09:00:00Z") };
  const settings = createWorkspaceSettings(store.administration, () => clock.now);
  const policies = policiesWith(settings, () => file);
  const silent = () => undefined;
  const handOffs = await prepareHandOffs({
    ...{ store, settings, policies, platforms: [], config: { TZ_DEFAULT: BRUSSELS }, wake: silent },
    ...{ knowledge: { pack: PACK, current: async () => KNOWLEDGE }, contents: { packOf: async () => PACK } },
    ...{ logger: { info: silent, warn: silent, error: silent }, now: () => clock.now },
  });
  let [done, open] = [0, 0];
  async function counted<Result>(work: Promise<Result>): Promise<Result> {
    open += 1;
    return work.finally(() => {
      open -= 1;
      done += 1;
    });
  }
  return {
    ...{ store, settings, policies, clock },
    dealtWith: () => done,
    isBusy: () => open > 0,
    host(adapter, logger) {
      const quietHours: NonNullable<Parameters<typeof createNudgeStage>[4]>["quietHours"] = async (workspace) =>
        (await policies.of(workspace)).values["nudges.quiet-hours"];
      const workspaceKind = (platform: string) => (platform === "discord" ? ("server" as const) : ("workspace" as const));
      const bot = createBot({
        ...{ store, policies, workspaceKind, adapters: [adapter], logger, now: () => clock.now },
        knowledge: { current: async () => KNOWLEDGE, suggest: async () => [] },
        nudges: createNudgeStage(store, adapter, clock, logger, { quietHours }).commands,
        features: [handOffs.feature, createSettingsFeature({ policies, settings, pack: () => PACK, workspaceKind })],
        limit: createRateLimiter(limits, () => clock.now),
      });
      return {
        ...bot,
        receive: (...asked) => counted(bot.receive(...asked)),
        form: (...wanted) => counted(bot.form(...wanted)),
        async takesPart(...talk) {
          open += 1;
          const isWanted = await bot.takesPart(...talk);
          // If it takes part, the message is received next, and a test could not wait for anything in between.
          setImmediate(() => {
            open -= 1;
            done += 1;
          });
          return isWanted;
        },
      };
    },
  };
}
