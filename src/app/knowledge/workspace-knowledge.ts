import type { WorkspaceSettings } from "../../administration/workspace-settings.ts";
import { createRecentMap } from "../../common/recent-map.ts";
import type { IntentHandler } from "../../conversation/handler.ts";
import { inTime } from "../../delivery/in-time.ts";
import type { DeliveryOptions } from "../../delivery/options.ts";
import { layOver } from "../../knowledge/overlay/overlay.ts";
import type { OwnContent } from "../../knowledge/overlay/workspace-folder.ts";
import type { Suggester } from "../../matching/suggester.ts";
import type { Language, Pack } from "../../model.ts";
import type { Suggestion, WorkspaceKey } from "../../ports.ts";
import type { Handlers, WorkspaceContent } from "./handlers.ts";
import type { LiveKnowledge } from "./live-knowledge.ts";
import { HELD, type OwnContents } from "./own-contents.ts";

/** The pack and handler that answer in a workspace now. */
export interface CurrentAnswers {
  readonly pack: Pack;
  readonly handle: IntentHandler;
  /** True until the first training has ended. Absent: it has. */
  readonly isProvisional?: boolean;
}

/** The content of each workspace: the shared pack without the entries it switched off, and with its own entries. */
export interface WorkspaceKnowledge {
  /** Returns what answers in a workspace now. Rejects if the shared pack could not be trained and nothing else can answer. */
  current(workspace: WorkspaceKey): Promise<CurrentAnswers>;
  /** Returns the pack as a workspace has it. Never rejects. */
  packOf(workspace: WorkspaceKey): Promise<Pack>;
  /** Like {@link Suggester.suggest}, with the entries of a workspace. Never rejects. */
  suggest(workspace: WorkspaceKey, typed: string, language: Language | undefined, limit: number): Promise<readonly Suggestion[]>;
}

export interface WorkspaceKnowledgeOptions {
  readonly knowledge: Pick<LiveKnowledge, "pack" | "current" | "suggest" | "over">;
  readonly settings: Pick<WorkspaceSettings, "of">;
  readonly own: OwnContents;
  readonly after: DeliveryOptions["after"];
}

/** How long to wait for the list of entries that a workspace switched off, in ms; after that, the last known list is used. */
const SETTINGS_LIMIT = 1_000;

/** A workspace's content, with the parts that it was made from: if one of them changes, the content is made again. */
interface View {
  readonly shared: Pack;
  readonly off: readonly string[];
  readonly own: OwnContent | undefined;
  readonly content: WorkspaceContent;
  suggester?: Suggester;
  answers?: { readonly of: Handlers; readonly handle: IntentHandler };
}

/** Makes the content of each workspace, on demand. A workspace that changes nothing costs nothing. */
export function createWorkspaceKnowledge({ knowledge, settings, own, after }: WorkspaceKnowledgeOptions): WorkspaceKnowledge {
  const views = createRecentMap<string, View>(HELD);

  async function viewOf(workspace: WorkspaceKey, shared: Pack): Promise<View | undefined> {
    const key = JSON.stringify([workspace.platform, workspace.workspace]);
    const [off, content] = await Promise.all([offIn(workspace), own.of(workspace, shared)]);
    const known = views.get(key);
    const wanted = off ?? known?.off ?? [];
    if (wanted.length === 0 && content === undefined) return undefined;
    if (known?.shared === shared && known.own === content && isSame(known.off, wanted)) return known;
    const view = { shared, off: wanted, own: content, content: contentOf(shared, wanted, content) };
    views.set(key, view);
    return view;
  }

  async function offIn(workspace: WorkspaceKey): Promise<readonly string[] | undefined> {
    try {
      return (await inTime(settings.of(workspace), SETTINGS_LIMIT, after))["content.off"];
    } catch {
      return undefined;
    }
  }

  return {
    async current(workspace) {
      const current = await knowledge.current();
      const view = await viewOf(workspace, current.pack);
      if (view === undefined) return current;
      if (view.answers?.of !== current) view.answers = { of: current, handle: current.forWorkspace(view.content) };
      const { isProvisional = false } = current;
      return { pack: view.content.pack, handle: view.answers.handle, isProvisional };
    },
    async packOf(workspace) {
      const { pack } = knowledge;
      return (await viewOf(workspace, pack))?.content.pack ?? pack;
    },
    async suggest(workspace, typed, language, limit) {
      const view = await viewOf(workspace, knowledge.pack);
      if (view === undefined) return knowledge.suggest(typed, language, limit);
      view.suggester ??= knowledge.over(view.content.pack, view.content.own);
      return view.suggester.suggest(typed, language, limit);
    },
  };
}

/** Returns a workspace's content. An entry that is switched off stays off, even if the workspace has one of its own with that id. */
function contentOf(shared: Pack, off: readonly string[], own: OwnContent | undefined): WorkspaceContent {
  const all = new Set([...off, ...(own?.off ?? [])]);
  const entries = own?.entries.filter(({ id }) => !all.has(id)) ?? [];
  const { pack, originalOf } = layOver(shared, { entries, off: all });
  // Areas that lost all of their entries are not listed.
  const areas = pack.areas.filter(
    ({ id }) => pack.entries.some(({ area }) => area === id) || !shared.entries.some(({ area }) => area === id),
  );
  const laid = pack.entries.filter((entry) => entries.includes(originalOf.get(entry) ?? entry));
  return { pack: { ...pack, areas }, own: laid, isOff: (id) => all.has(id) };
}

function isSame(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((id, at) => id === other[at]);
}
