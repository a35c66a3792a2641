import { mkdir, mkdtemp, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";
import type { Action } from "../../src/actions.ts";
import { policiesWith } from "../../src/administration/policy.ts";
import { createSettingsFeature } from "../../src/administration/settings-page/feature.ts";
import { createWorkspaceSettings } from "../../src/administration/workspace-settings.ts";
import { createBot } from "../../src/app/bot.ts";
import { type Knowledge, prepareKnowledge } from "../../src/app/knowledge/live-knowledge.ts";
import { MATCHER_OPTIONS } from "../../src/app/knowledge/matcher-options.ts";
import { createOwnContents } from "../../src/app/knowledge/own-contents.ts";
import { createWorkspaceKnowledge } from "../../src/app/knowledge/workspace-knowledge.ts";
import { prepareNudges } from "../../src/app/prepare-nudges.ts";
import { REAL_TIME } from "../../src/delivery/options.ts";
import type { FormSubmission } from "../../src/forms.ts";
import { createSuggester } from "../../src/matching/suggester.ts";
import { trainPack } from "../../src/matching/train.ts";
import type { Decision, Inbound, Person, Place, Reply } from "../../src/model.ts";
import type { Adapter, WorkspaceKey } from "../../src/ports.ts";
import { openStore } from "../../src/store/store.ts";
import { PACK } from "./pack.ts";

let known: Promise<Knowledge> | undefined;

export const W1: WorkspaceKey = { platform: "chat", workspace: "W1" };
export const W2: WorkspaceKey = { platform: "chat", workspace: "W2" };

/** The result of something that was said in a workspace. */
export interface Said {
  readonly decision: Decision | undefined;
  readonly replies: readonly Reply[];
}

/** Starts Malinois in two workspaces of a fake platform, with a clock that the test moves and a folder for the workspaces' content. All else is real. */
export async function createStage() {
  known ??= prepareKnowledge(PACK, async (pack) => trainPack(pack, MATCHER_OPTIONS));
  const knowledge = await known;
  const folder = await mkdtemp(join(tmpdir(), "malinois-own-"));
  const store = await openStore({ dataDirectory: ":memory:" });
  const clock = { now: Date.parse("2026-11-23T07:00:00Z") };
  const now = () => clock.now;
  const logged: string[] = [];
  const log = (details: object, message: string) => void logged.push(`${message} ${JSON.stringify(details)}`);
  const logger = { info: log, warn: log, error: log };
  const settings = createWorkspaceSettings(store.administration, now);
  const policies = policiesWith(settings, () => ({ contacts: [] }));
  const suggester = createSuggester(PACK);
  const live = { pack: PACK, current: async () => knowledge, suggest: suggester.suggest, over: suggester.over };
  const own = createOwnContents({ directory: folder, logger, now });
  const contents = createWorkspaceKnowledge({ knowledge: live, settings, own, after: REAL_TIME.after });
  const sent: { readonly place: Place; readonly reply: Reply }[] = [];
  const adapter: Adapter = {
    ...{ name: "chat", routes: [], start: async () => {}, stop: async () => {}, find: async () => "absent" as const },
    send: async (place, reply) => void sent.push({ place, reply }),
    health: () => ({ ok: true, detail: "" }),
  };
  const nudges = await prepareNudges({
    ...{ config: { TZ_DEFAULT: "Europe/Brussels" }, knowledge: live, contents, store, policies, logger },
    ...{ platforms: [{ adapter, clock: now, hearsNewcomers: false }], now: () => 0 },
  });
  const feature = createSettingsFeature({ policies, settings, pack: () => PACK });
  const bot = createBot({
    ...{ store, knowledge: contents, adapters: [adapter], now, logger, policies },
    ...{ features: [feature], nudges: nudges.commands },
  });
  onTestFinished(async () => {
    await bot.stop();
    await nudges.stop();
    await store.close();
    await rm(folder, { recursive: true, force: true });
  });

  let count = 0;
  type Particular = Inbound extends infer Each ? (Each extends Inbound ? Omit<Each, "id" | "place" | "asker"> : never) : never;
  async function bring(
    workspace: WorkspaceKey,
    particular: Particular,
    thread: string,
    asker: Partial<Person> = {},
  ): Promise<Said> {
    count += 1;
    const place: Place = { ...workspace, channel: "C", thread, private: false };
    const before = sent.length;
    const inbound = { ...particular, id: `i${count}`, place, asker: { id: "U1", mayManage: "workspace", ...asker } } as Inbound;
    const decision = await bot.receive(inbound);
    return { decision, replies: sent.slice(before).map(({ reply }) => reply) };
  }

  return {
    ...{ store, settings, contents, clock, logged, sent, nudges, bot, own },
    ask: (workspace: WorkspaceKey, text: string, thread = `t${count}`) =>
      bring(workspace, { kind: "asked", text, addressed: true }, thread),
    press: (workspace: WorkspaceKey, action: Action, thread = `t${count}`) =>
      bring(workspace, { kind: "pressed", action, text: "" }, thread),
    submit: (workspace: WorkspaceKey, submission: FormSubmission) =>
      bring(workspace, { kind: "submitted", submission }, `t${count}`),
    suggest: (workspace: WorkspaceKey, text: string) => contents.suggest(workspace, text, "en", 50),
    switchOff: (workspace: WorkspaceKey, ...ids: string[]) => settings.change(workspace, "content.off", ids, "U1"),
    /** Writes a file in the folder of workspaces, and moves the clock so that it is noticed. */
    async write(file: string, text: string): Promise<void> {
      const path = join(folder, file);
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, text);
      clock.now += 3_000;
      // Two edits within one tick of the file system's clock must have different times.
      count += 1;
      await utimes(path, count, count);
    },
    async remove(file: string): Promise<void> {
      await rm(join(folder, file), { recursive: true });
      clock.now += 3_000;
    },
  };
}

export type Stage = Awaited<ReturnType<typeof createStage>>;

/** Returns an entry as the text of a file. */
export function fileOf(id: string, title: string, summary: string, questions: readonly string[]): string {
  return [
    "---",
    `id: ${id}`,
    `title: ${title}`,
    "questions:",
    ...questions.map((each) => `  - ${each}`),
    "---",
    summary,
    "",
  ].join("\n");
}
