import type { Policies, Policy } from "../administration/policy.ts";
import type { WorkspaceSettings } from "../administration/workspace-settings.ts";
import { createPackIndex } from "../conversation/pack-index.ts";
import { type Audience, audienceOf } from "../conversation/reader.ts";
import { allContacts, emergencyContacts } from "../conversation/replies/contacts.ts";
import { REAL_TIME } from "../delivery/options.ts";
import type { Drafts } from "../drafts/ports.ts";
import type { HandOffOptions } from "../hand-offs/options.ts";
import type { HandOffRunner } from "../hand-offs/runner.ts";
import type { ContactLine, Instant, Language, Place } from "../model.ts";
import type { PlatformInstance } from "../platform.ts";
import type { Feature, Logger, WorkspaceKey } from "../ports.ts";
import type { OpenStore } from "../store/store.ts";
import type { Config } from "./config.ts";
import type { LiveKnowledge } from "./knowledge/live-knowledge.ts";
import type { CurrentAnswers, WorkspaceKnowledge } from "./knowledge/workspace-knowledge.ts";

export interface HandOffDependencies {
  readonly config: Pick<Config, "TZ_DEFAULT">;
  readonly knowledge: Pick<LiveKnowledge, "pack"> & { current(): Promise<Pick<CurrentAnswers, "handle">> };
  /** The content as each workspace has it. */
  readonly contents: Pick<WorkspaceKnowledge, "packOf">;
  readonly store: Pick<OpenStore, "handOffs">;
  readonly settings: Pick<WorkspaceSettings, "of">;
  readonly policies: Policies;
  readonly platforms: readonly PlatformInstance[];
  /** Where answers are saved as draft entries. Absent: they are not. */
  readonly drafts?: Drafts;
  /** Makes the runners that send messages check soon. */
  readonly wake: () => void;
  readonly logger: Logger;
  readonly now: () => Instant;
}

export interface PreparedHandOffs extends HandOffRunner {
  readonly feature: Feature;
}

/** The time between two checks, in ms. A clock that people can move is checked more often. */
const EVERY = 10_000;
const EVERY_ON_OWN_CLOCK = 1_000;
const NOWHERE: Place = { platform: "", workspace: "", channel: "", private: true };

/** Puts together what hand-offs need. Loads the calendar of public holidays, as nudges do. */
export async function prepareHandOffs(dependencies: HandOffDependencies): Promise<PreparedHandOffs> {
  const { config, knowledge, contents, store, settings, policies, platforms, drafts, wake, logger, now } = dependencies;
  const { createHandOffFeature } = await import("../hand-offs/feature.ts");
  const { createHandOffRunner } = await import("../hand-offs/runner.ts");
  const { createHolidays } = await import("../nudges/schedule/holidays.ts");
  const platformOf = (name: string) => platforms.find(({ adapter }) => adapter.name === name);

  function audienceIn(language: Language, { organisation, values }: Policy): Audience {
    const hints = { chosen: undefined, thread: undefined, locale: undefined };
    const asker = { hints, place: NOWHERE, addsToChannel: false, manages: false, workspaceKind: "workspace" } as const;
    const circumstances = { ...asker, pack: knowledge.pack, organisation, served: values.languages };
    return audienceOf(language, circumstances);
  }

  async function contacts(workspace: WorkspaceKey, language: Language, urgent: boolean): Promise<readonly ContactLine[]> {
    const audience = audienceIn(language, await policies.of(workspace));
    const { contacts: section } = (urgent ? emergencyContacts : allContacts)(createPackIndex(knowledge.pack), audience);
    return section?.items ?? [];
  }

  const options: HandOffOptions = {
    ...{ store: store.handOffs, settings, drafts, zone: config.TZ_DEFAULT, holidayOn: createHolidays(), contacts, wake, logger },
    usualChannel: (platform) => platformOf(platform)?.handOffChannel,
    isOneConversation: (platform) => platformOf(platform)?.isOneConversation === true,
    now: (platform) => (platformOf(platform)?.clock ?? now)(),
    async isUrgent(text) {
      const { handle } = await knowledge.current();
      const question = { kind: "asked", id: "", place: NOWHERE, asker: { id: "" }, text, addressed: true } as const;
      return handle(question, {}).replies.some(({ urgent }) => urgent === true);
    },
  };
  const runner = createHandOffRunner({
    ...options,
    platforms: platforms.map(({ adapter }) => adapter.name),
    every: platforms.some(({ clock }) => clock !== now) ? EVERY_ON_OWN_CLOCK : EVERY,
    after: REAL_TIME.after,
    async titleOf(id, language, workspace) {
      const packIndex = createPackIndex(await contents.packOf(workspace));
      return packIndex.entry(id, audienceIn(language, policies.usual()).languages)?.title;
    },
  });
  return { ...runner, feature: createHandOffFeature(options) };
}
