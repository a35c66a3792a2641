import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createAdminSessions } from "../../src/admin-page/sessions.ts";
import { createWorkspaceSettings } from "../../src/administration/workspace-settings.ts";
import { readConfig } from "../../src/app/config.ts";
import { prepareAdminPage } from "../../src/app/prepare-admin-page.ts";
import { type HttpServer, startServer } from "../../src/app/server.ts";
import { createDraftFolder, type DraftFolder } from "../../src/drafts/draft-folder.ts";
import { createDraftWriter, type DraftWriter } from "../../src/drafts/drafts.ts";
import { checkDrafts, publishDrafts } from "../../src/drafts/publish.ts";
import { createKnownWords } from "../../src/gaps/known-words.ts";
import type { Gap } from "../../src/gaps/types.ts";
import { shippedWordLists } from "../../src/gaps/word-lists.ts";
import type { Asked, Pack, Person, Reply } from "../../src/model.ts";
import type { Directory, ManagedAdapter } from "../../src/ports.ts";
import { type OpenStore, openStore } from "../../src/store/store.ts";
import { UNSAVED } from "../carry-out.ts";
import { writeCanteen } from "../cli/canteen-files.ts";
import { CANTEEN } from "../matching/toy-pack.ts";

export const ELSEWHERE = "https://admin.example";
export const W1 = { platform: "chat", workspace: "W1" } as const;
export const NOW = Date.UTC(2026, 10, 26, 15);
export const MINUTE = 60_000;

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

export interface AdminStage {
  readonly store: OpenStore;
  readonly server: HttpServer;
  readonly clock: { now: number };
  readonly platform: {
    directory: (workspace: string) => Promise<Directory>;
    mayManage: (workspace: string, person: string) => Promise<boolean | undefined>;
  };
  readonly logged: string[];
  /** A folder used only by this stage: the canteen's pack is in "canteen", drafts are in "drafts" and the overlay is in "overlay". */
  readonly folder: string;
  readonly drafts: DraftFolder;
  readonly writer: DraftWriter;
  /** Records a gap: a question of somebody that found no answer. */
  noteGap(person: string, text: string, over?: Partial<Gap> & { readonly workspace?: string }): Promise<void>;
  /** Returns the link that is shown in the terminal at start. */
  link(): Promise<string | undefined>;
  /** Returns what a manager gets in chat for "admin" or "stats". */
  ask(intent: "admin-page" | "stats", asker?: Person): Promise<readonly Reply[]>;
  /** Sends a request with any headers, including those that only a browser itself can set. */
  send(method: "GET" | "POST", path: string, headers?: Record<string, string>, body?: string): Promise<Answer>;
  /** Signs in with a new link for a person in a workspace, and returns the header with the cookie. */
  signIn(person?: string): Promise<Record<string, string>>;
  /** Signs in with a link from the terminal, for one workspace or all. */
  signInFromTerminal(workspace?: string): Promise<Record<string, string>>;
  stop(): Promise<void>;
}

/** Starts the admin page with its store on a real HTTP server. A test can set what the platform says about rights. */
export async function startAdmin(
  environment: Record<string, string> = {},
  pack: Pack = CANTEEN,
  isPublic = false,
): Promise<AdminStage> {
  const { config } = readConfig({ ADMIN: "on", ADMIN_URL: ELSEWHERE, ...environment }, []);
  const store = await openStore({ dataDirectory: ":memory:" });
  const clock = { now: NOW };
  const folder = await mkdtemp(join(tmpdir(), "malinois-admin-"));
  const source = { directories: [join(folder, "canteen")], overlay: join(folder, "overlay") };
  await writeCanteen(join(folder, "canteen"));
  const drafts = createDraftFolder(join(folder, "drafts"));
  const writer = createDraftWriter({ folder: drafts, source, now: () => clock.now });
  const known = createKnownWords(pack, shippedWordLists());
  const logged: string[] = [];
  const log = (details: object, message: string) => void logged.push(`${message} ${JSON.stringify(details)}`);
  const platform: AdminStage["platform"] = {
    mayManage: async () => true,
    directory: async () => ({ channels: [], people: [] }),
  };
  const adapter: ManagedAdapter = {
    ...{ name: "chat", routes: [], start: async () => {}, stop: async () => {}, send: async () => {} },
    find: async () => "absent",
    health: () => ({ ok: true, detail: "" }),
    mayManage: (workspace, person) => platform.mayManage(workspace, person),
    nameOf: async () => undefined,
    directory: (workspace) => platform.directory(workspace),
  };
  const { routes, features, link } = await prepareAdminPage({
    settings: createWorkspaceSettings(store.administration, () => clock.now),
    ...{ config, store, knowledge: { pack }, exposure: { isPublic }, now: () => clock.now },
    platforms: [{ adapter, clock: () => clock.now, hearsNewcomers: false }],
    logger: { info: log, warn: log, error: log },
    ...{ source, learning: { drafts: writer, draftFolder: drafts, known } },
    draftChecks: { check: checkDrafts, publish: publishDrafts },
  });
  const server = await startServer(routes, { host: "127.0.0.1", port: 0, logger: { warn: log } });

  const stage: AdminStage = {
    ...{ store, server, clock, platform, logged, folder, drafts, writer },
    async noteGap(person, text, { workspace = "W1", ...over } = {}) {
      const place = { platform: "chat", workspace, channel: "C", private: false };
      const id = `${workspace} ${person} ${text}`;
      const asked: Asked = { kind: "asked", id, place, asker: { id: person }, text: "", addressed: true };
      await store.inbox.takeIn(asked, clock.now, clock.now + MINUTE, "me");
      const gap: Gap = { reason: "unknown", language: "en", text, keeping: "text", ...over };
      const remembering = { asker: { platform: "chat", workspace, person }, changes: [], contexts: [], gaps: [gap] };
      await store.inbox.decide(id, "me", { place, language: "en", replies: [], sent: 0 }, remembering, clock.now);
    },
    link: async () => link?.(server.address),
    async ask(intent, asker = { id: "U1", mayManage: "workspace" }) {
      const place = { ...W1, channel: "C", private: true };
      const inbound: Asked = { kind: "asked", id: "a1", place, asker, text: "", addressed: true };
      for (const feature of features) {
        const replies = await feature.answerIntent?.(inbound, intent, "en", UNSAVED);
        if (replies !== undefined) return replies;
      }
      return [];
    },
    async send(method, path, headers = {}, body) {
      const form = body === undefined ? {} : { "content-type": "application/x-www-form-urlencoded" };
      const sent = request(new URL(path, server.address), { method, headers: { ...form, ...headers } });
      sent.end(body);
      const [response] = await once(sent, "response");
      let text = "";
      for await (const chunk of response) text += chunk;
      return { status: response.statusCode, headers: response.headers, body: text };
    },
    async signIn(person = "U1") {
      const [reply] = await stage.ask("admin-page", { id: person, mayManage: "workspace" });
      return useLink(linkIn(reply));
    },
    async signInFromTerminal(workspace) {
      const scope = workspace === undefined ? undefined : { platform: "chat", workspace };
      const sessions = createAdminSessions(store.adminSessions, () => clock.now);
      return useLink(await sessions.addLink({ scope, actor: "terminal" }));
    },
    async stop() {
      await server.stop();
      await store.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
  async function useLink(link: string): Promise<Record<string, string>> {
    const answer = await stage.send("POST", "/admin/sign-in", FROM_PAGE, `link=${link}`);
    return { cookie: String(answer.headers["set-cookie"]).split(";")[0] ?? "" };
  }
  return stage;
}

/** The headers that a browser sends with a form on a page of this server. */
export const FROM_PAGE = { origin: ELSEWHERE, "sec-fetch-site": "same-origin" };

/** Returns the secret in the link of a reply. */
export function linkIn(reply: Reply | undefined): string {
  const url = reply?.sources?.items[0]?.url ?? "";
  return new URL(url).searchParams.get("link") ?? "";
}

/** Returns what a form of a page would send: its hidden and filled-in fields, with some changes. */
export function fillIn(page: string, changes: Readonly<Record<string, string>> = {}): string {
  const plain = (text: string) =>
    text.replace(
      /&(lt|gt|quot|amp|#39);/g,
      (_, name: string) => ({ lt: "<", gt: ">", quot: '"', amp: "&", "#39": "'" })[name] ?? "",
    );
  const [, form = ""] = /<form class="settings"[^>]*>([\s\S]*?)<\/form>/.exec(page) ?? [];
  const fields = new URLSearchParams();
  for (const [input] of form.matchAll(/<input[^>]*>/g)) {
    const [name = "", value = ""] = ["name", "value"].map((key) => new RegExp(`${key}="([^"]*)"`).exec(input)?.[1] ?? "");
    if (!input.includes('type="checkbox"')) fields.set(plain(name), plain(value));
    else if (/\schecked/.test(input)) fields.append(plain(name), plain(value));
  }
  for (const [, name = "", options = ""] of form.matchAll(/<select[^>]*name="([^"]*)"[^>]*>([\s\S]*?)<\/select>/g)) {
    fields.set(plain(name), plain(/<option value="([^"]*)"\s+selected/.exec(options)?.[1] ?? ""));
  }
  for (const [, name = "", text = ""] of form.matchAll(/<textarea[^>]*name="([^"]*)"[^>]*>([^<]*)<\/textarea>/g)) {
    fields.set(plain(name), plain(text));
  }
  for (const [name, value] of Object.entries(changes)) fields.set(name, value);
  return fields.toString();
}
