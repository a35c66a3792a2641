import { randomUUID } from "node:crypto";
import type { Policies } from "../administration/policy.ts";
import { REAL_TIME } from "../delivery/options.ts";
import type { Instant, Pack } from "../model.ts";
import type { NudgeCommands } from "../nudges/commands/nudge-commands.ts";
import type { NudgeContent, NudgeRunnerOptions } from "../nudges/delivery/options.ts";
import { fillPlaceholders } from "../organisation/placeholders.ts";
import type { NudgePlace, PlatformInstance } from "../platform.ts";
import type { Adapter, Health, Logger, WorkspaceKey } from "../ports.ts";
import type { OpenStore } from "../store/store.ts";
import type { Config } from "./config.ts";
import type { LiveKnowledge } from "./knowledge/live-knowledge.ts";
import type { WorkspaceKnowledge } from "./knowledge/workspace-knowledge.ts";

export interface NudgeDependencies {
  readonly config: Pick<Config, "TZ_DEFAULT">;
  readonly knowledge: Pick<LiveKnowledge, "pack">;
  /** The content as each workspace has it. */
  readonly contents: Pick<WorkspaceKnowledge, "packOf">;
  readonly store: OpenStore;
  readonly platforms: readonly PlatformInstance[];
  readonly policies: Policies;
  readonly logger: Logger;
  readonly now: () => Instant;
  /** See {@link NudgeRunnerOptions}. */
  readonly onHandOffRefused?: NonNullable<NudgeRunnerOptions["onHandOffRefused"]>;
}

export interface PreparedNudges {
  readonly commands: NudgeCommands;
  /** Returns when the next nudge is sent to a place, by its platform's clock; undefined if none is set up there. Rejects if the store does. */
  nextAt(place: NudgePlace): Promise<Instant | undefined>;
  /** Makes the runner check soon for messages to send. */
  wake(): void;
  /** Starts to send what is due. Call it when the adapters have started. */
  start(): void;
  /** Stops sending. Resolves when what is being sent has been sent. */
  stop(): Promise<void>;
  health(): Health;
}

/** The timings for a clock that people can move, in ms: it is checked often, and messages are not spread out. */
const OWN_CLOCK = { every: 1_000, jitter: 0 };

/** Puts together what nudges need. Loads the calendar of public holidays only now, since it takes a moment and some memory. */
export async function prepareNudges(dependencies: NudgeDependencies): Promise<PreparedNudges> {
  const { config, knowledge, contents, store, platforms, policies, logger, now, onHandOffRefused } = dependencies;
  const { createNudgeCommands } = await import("../nudges/commands/nudge-commands.ts");
  const { createNudgeRunner } = await import("../nudges/delivery/runner.ts");
  const { nextSendAt } = await import("../nudges/decide/due.ts");
  const { createHolidays } = await import("../nudges/schedule/holidays.ts");
  const { createLibrary } = await import("../nudges/content/library.ts");

  const contentOf = (pack: Pack): NudgeContent => ({ library: createLibrary(pack, pack.campaigns ?? []), areas: pack.areas });
  let shared: { readonly pack: Pack; readonly content: NudgeContent } | undefined;
  /** Returns a workspace's content. Most workspaces have the shared one. Others are made when needed and not kept: a library takes more memory than time. */
  const content = async (workspace: WorkspaceKey): Promise<NudgeContent> => {
    const pack = await contents.packOf(workspace);
    if (pack !== knowledge.pack) return contentOf(pack);
    if (shared?.pack !== pack) shared = { pack, content: contentOf(pack) };
    return shared.content;
  };
  const policyOf = (place: WorkspaceKey) => policies.of(place).catch(() => policies.lastKnown(place));
  const common = { content, holidayOn: createHolidays(), zone: config.TZ_DEFAULT, store: store.nudges };
  const runner = (name: string, members: readonly Adapter[], clock: () => Instant, timings = {}) =>
    createNudgeRunner({
      ...{ ...common, ...(onHandOffRefused === undefined ? {} : { onHandOffRefused }) },
      complete: async (reply, place) => fillPlaceholders(reply, (await policyOf(place)).organisation),
      ...{ adapters: members, now: clock, timings, logger, leaseOwner: `${name} ${randomUUID()}` },
      ...REAL_TIME,
    });

  // A platform whose clock people can move has a runner of its own, so that the others keep the real clock.
  const [sharing, apart] = [platforms.filter(({ clock }) => clock === now), platforms.filter(({ clock }) => clock !== now)];
  const runners = [
    runner(
      "all",
      sharing.map(({ adapter }) => adapter),
      now,
    ),
    ...apart.map(({ adapter, clock }) => runner(adapter.name, [adapter], clock, OWN_CLOCK)),
  ];
  const wake = () => {
    for (const one of runners) one.wake();
  };
  const platformOf = (name: string) => platforms.find(({ adapter }) => adapter.name === name);
  const clockOf = (name: string) => platformOf(name)?.clock ?? now;
  const commands = createNudgeCommands({
    ...common,
    random: Math.random,
    settings: store,
    quietHours: async (workspace) => (await policyOf(workspace)).values["nudges.quiet-hours"],
    rightsHint: (platform, ...asked) => platformOf(platform)?.rightsHint?.(...asked),
    hearsNewcomers: (platform) => platformOf(platform)?.hearsNewcomers ?? false,
    now: (platform) => clockOf(platform)(),
    wake,
  });
  return {
    ...{ commands, wake },
    async nextAt(place) {
      const at = clockOf(place.platform)();
      const subscriptions = await store.nudges.subscriptionsOf(place);
      const next = subscriptions.flatMap((subscription) => nextSendAt(subscription, at, common.holidayOn) ?? []);
      return next.length === 0 ? undefined : Math.min(...next);
    },
    health: () => runners.map((one) => one.health()).find(({ ok }) => !ok) ?? { ok: true, detail: "running" },
    start: () => {
      for (const one of runners) one.start();
    },
    stop: async () => {
      await Promise.all(runners.map((one) => one.stop()));
    },
  };
}
