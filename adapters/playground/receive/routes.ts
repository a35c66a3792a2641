import type { z } from "zod";
import type { NamedConnection } from "../../../src/platform.ts";
import type { HttpRoute } from "../../../src/ports.ts";
import { isOwnRequest } from "../../../src/web/own-request.ts";
import { preferredLanguage } from "../../../src/web/preferred-language.ts";
import {
  type AnswerResult,
  askBody,
  type ClockState,
  clockBody,
  type Inbox,
  inboxBody,
  type NextNudge,
  nextNudgeBody,
  type PageConnection,
  type PagePreview,
  type PageSuggestion,
  pressBody,
  showBody,
  submitBody,
  suggestBody,
} from "../protocol.ts";
import { describeLanguages, localisePage, type ShownPack } from "../render/page.ts";
import { readPageFiles } from "../render/page-files.ts";
import { json, readJson, refuse } from "./json.ts";

/** The page's requests. Those that may return undefined do so while the playground is not running. */
export interface PageRequests {
  ask(body: z.output<typeof askBody>): Promise<AnswerResult | undefined>;
  press(body: z.output<typeof pressBody>): Promise<AnswerResult | undefined>;
  suggest(body: z.output<typeof suggestBody>): Promise<readonly PageSuggestion[] | undefined>;
  submit(body: z.output<typeof submitBody>): Promise<AnswerResult | undefined>;
  show(body: z.output<typeof showBody>): Promise<AnswerResult | undefined>;
  inbox(body: z.output<typeof inboxBody>): Promise<Inbox>;
  clock(body: z.output<typeof clockBody>): ClockState;
  nextNudge(body: z.output<typeof nextNudgeBody>): Promise<NextNudge>;
}

/** The data that the page shows besides the conversation. */
interface PageOffers {
  readonly pack: () => ShownPack;
  readonly previews: readonly PagePreview[];
  readonly connections: readonly NamedConnection[];
}

/** Only scripts and styles from this server are used, and no text can become markup or script. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join("; ");

const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  "content-security-policy": CONTENT_SECURITY_POLICY,
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
};

/** Returns the routes: the page at `/`, its files and its POST requests under `/playground/`. */
export function createRoutes(behindLoopback: boolean, offers: PageOffers, requests: PageRequests): readonly HttpRoute[] {
  return [...pageRoutes(offers), ...postRoutes(requests)].map((route) => guarded(route, behindLoopback));
}

function pageRoutes({ pack, previews, connections }: PageOffers): HttpRoute[] {
  return [
    ...readPageFiles().map(({ name, type, text }): HttpRoute => {
      if (name !== "index.html") return get(`/playground/${name}`, () => file(text, type));
      return get("/", (request) => {
        const language = preferredLanguage(request.headers.get("accept-language") ?? "");
        const page = file(localisePage(text, language, pack()), type);
        page.headers.set("vary", "accept-language");
        return page;
      });
    }),
    get("/playground/languages.json", () => json(describeLanguages(pack()))),
    get("/playground/previews.json", () => json(previews.map(({ name, label }) => ({ name, label })))),
    get("/playground/connections.json", async () => json(await Promise.all(connections.map(describeConnection)))),
  ];
}

async function describeConnection({ name, label, find }: NamedConnection): Promise<PageConnection> {
  return { name, label, ...(await find()) };
}

function file(text: string, type: string): Response {
  return new Response(text, { headers: { "content-type": type, "cache-control": "no-cache" } });
}

function get(path: string, answer: (request: Request) => Response | Promise<Response>): HttpRoute {
  return { method: "GET", path, handle: async (request) => answer(request) };
}

function postRoutes({ ask, press, show, suggest, submit, inbox, clock, nextNudge }: PageRequests): HttpRoute[] {
  return [
    post("/playground/ask", askBody, ask),
    post("/playground/press", pressBody, press),
    post("/playground/show", showBody, show),
    post("/playground/suggest", suggestBody, suggest),
    post("/playground/submit", submitBody, submit),
    post("/playground/inbox", inboxBody, inbox),
    post("/playground/clock", clockBody, clock),
    post("/playground/next-nudge", nextNudgeBody, nextNudge),
  ];
}

function post<Schema extends z.ZodType>(path: string, schema: Schema, answer: (body: z.output<Schema>) => unknown): HttpRoute {
  return {
    method: "POST",
    path,
    async handle(request) {
      const read = await readJson(request, schema);
      if ("refusal" in read) return refuse(read.refusal);
      const result = await answer(read.body);
      return result === undefined ? refuse("stopped") : json(result);
    },
  };
}

function guarded(route: HttpRoute, behindLoopback: boolean): HttpRoute {
  return {
    ...route,
    async handle(request) {
      const response = isOwnRequest(request, behindLoopback) ? await route.handle(request) : refuse("forbidden");
      for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.headers.set(name, value);
      return response;
    },
  };
}
