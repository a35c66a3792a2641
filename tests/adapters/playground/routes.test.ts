import { describe, expect, test } from "vitest";
import { encodeAction } from "../../../src/actions.ts";
import { MalinoisError } from "../../../src/errors.ts";
import type { Reply } from "../../../src/model.ts";
import { typedIn } from "../../inbound.ts";
import { startPlayground, turn } from "./start-playground.ts";

/** Returns the part of one kind, as the page gets it. */
// biome-ignore lint/suspicious/noExplicitAny: it is JSON
const partOf = (reply: any, kind: string) => reply.parts.find((part: { kind: string }) => part.kind === kind);
const said = (...paragraphs: readonly string[]) => [{ kind: "body", paragraphs }];
const plainReply: Reply = { kind: "answer", language: "en", body: ["A reply."], choices: [], actions: [] };

/** Makes a promise, and the function that resolves it. */
function createSignal() {
  let give = () => {};
  const given = new Promise<void>((resolve) => {
    give = resolve;
  });
  return { given, give };
}

describe("the playground's page", () => {
  test.each([
    ["nl-BE,nl;q=0.9,en;q=0.8", "nl", "Wat wil je weten?"],
    ["it,fr;q=0.5,en;q=0.3", "fr", "Que souhaitez-vous savoir\u00a0?"],
    ["ja", "en", "What would you like to know?"],
    ["", "en", "What would you like to know?"],
  ])("is shown to a browser that prefers “%s” in %s", async (acceptLanguage, language, title) => {
    const { origin } = await startPlayground();
    const html = await (await fetch(origin, { headers: { "accept-language": acceptLanguage } })).text();
    expect(html).toContain(`<html lang="${language}">`);
    expect(html).toContain(`>${title}</h3>`);
    expect(html).not.toContain("{{");
  });

  test("only loads files from this server, and has no inline script or style", async () => {
    const { origin } = await startPlayground();
    const page = await fetch(origin);
    const policy = page.headers.get("content-security-policy") ?? "";
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).not.toContain("unsafe");
    expect(policy).not.toContain("http");
    expect(page.headers.get("x-content-type-options")).toBe("nosniff");
    const html = await page.text();
    expect(html).not.toMatch(/<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)/);
    expect(html).not.toMatch(/(?:src|href)="(?:https?:)?\/\//);
  });

  test("can load each file that it names, and each module that they import", async () => {
    const { origin } = await startPlayground();
    const html = await (await fetch(origin)).text();
    const todo = [...html.matchAll(/(?:src|href)="(\/playground\/[^"]+)"/g)].map((match) => match[1] ?? "");
    const types = new Map<string, string>();
    for (const path of todo) {
      if (types.has(path)) continue;
      const response = await fetch(origin + path);
      expect(response.status, path).toBe(200);
      types.set(path, response.headers.get("content-type") ?? "");
      const imported = [...(await response.text()).matchAll(/from "(\.[\w/.-]+\.js)"/g)];
      if (path.endsWith(".js")) todo.push(...imported.map((match) => new URL(match[1] ?? "", origin + path).pathname));
    }
    expect(types.get("/playground/main.js")).toMatch(/^text\/javascript/);
    expect(types.get("/playground/suggestions.js")).toMatch(/^text\/javascript/);
    expect(types.get("/playground/previews/slack-rich-text.js")).toMatch(/^text\/javascript/);
    expect(types.get("/playground/styles/base.css")).toMatch(/^text\/css/);
    expect(types.get("/playground/mark.svg")).toMatch(/^image\/svg/);
  });
});

describe("a question in the playground", () => {
  test("is passed to the host as it was sent, and its answer is returned with the decision", async () => {
    const { host, post } = await startPlayground();
    const response = await post("ask", { ...turn, language: "nl", text: "  I clicked  a link " });
    expect(response.headers.get("cache-control")).toBe("no-store");
    const result = await response.json();
    expect(host.questions).toEqual([
      {
        id: "message-0001",
        place: expect.objectContaining({ platform: "playground", thread: "thread-0001", handle: expect.any(String) }),
        asker: { id: "person-0001", language: "nl", mayManage: "workspace" },
        text: "  I clicked  a link ",
        kind: "asked",
        addressed: true,
      },
    ]);
    expect(result.replies).toHaveLength(1);
    expect(result.replies[0]).toMatchObject({ kind: "answer", urgent: "First aid" });
    expect(partOf(result.replies[0], "title").text).toBe("I clicked a phishing link");
    expect(result.decision).toEqual({
      outcome: "answer",
      language: "en",
      candidates: [
        { id: "i-clicked-a-phishing-link", confidence: 0.94, chosen: true },
        { id: "recognise-phishing", confidence: 0.31, chosen: false },
        { id: "suspicious-sms-call-or-qr", confidence: 0.12, chosen: false },
      ],
      matched: ["clicked", "link"],
      milliseconds: 3.5,
    });
  });

  test("gets its own answer if two are asked at once, whichever is ready first", async () => {
    const signals = { first: createSignal(), second: createSignal() };
    const bothAsked = createSignal();
    let asked = 0;
    const { post } = await startPlayground(async (inbound) => {
      asked += 1;
      if (asked === 2) bothAsked.give();
      await signals[typedIn(inbound) === "first" ? "first" : "second"].given;
      return { ...plainReply, body: [`To ${typedIn(inbound)}`] };
    });
    const ask = async (text: string) => (await post("ask", { ...turn, text })).json();
    const first = ask("first");
    const second = ask("second");
    await bothAsked.given;
    signals.second.give();
    expect((await second).replies[0].parts).toEqual(said("To second"));
    signals.first.give();
    expect((await first).replies[0].parts).toEqual(said("To first"));
  });

  test("that is a duplicate or fails has no decision", async () => {
    const { post } = await startPlayground(async () => undefined);
    expect(await (await post("ask", { ...turn, text: "hello" })).json()).toEqual({ replies: [] });
  });

  test("can have 10,000 characters in any script", async () => {
    const { host, post } = await startPlayground();
    const text = "\u{1f415}".repeat(10_000);
    expect((await post("ask", { ...turn, text })).status).toBe(200);
    expect(typedIn(host.questions[0])).toBe(text);
  });

  test("and its answer keep markup as text, and lose addresses that would run code", async () => {
    const hostile = `<img src=x onerror=alert(1)> @everyone <!channel> javascript:alert(1)`;
    const { host, post } = await startPlayground(async () => ({
      ...plainReply,
      title: hostile,
      body: [hostile],
      points: { heading: hostile, items: [hostile] },
      sources: {
        heading: hostile,
        items: ["javascript:alert(1)", "data:text/html,x", "https://safe.example/", "nonsense"].map((url) => ({
          title: hostile,
          url,
        })),
      },
    }));
    const response = await post("ask", { ...turn, text: hostile });
    expect(response.headers.get("content-type")).toBe("application/json");
    const [reply] = (await response.json()).replies;
    expect(typedIn(host.questions[0])).toBe(hostile);
    expect([partOf(reply, "title").text, ...partOf(reply, "body").paragraphs, ...partOf(reply, "points").items]).toEqual([
      hostile,
      hostile,
      hostile,
    ]);
    expect(partOf(reply, "sources").items.map((source: { url?: string }) => source.url)).toEqual([
      undefined,
      undefined,
      "https://safe.example/",
      undefined,
    ]);
  });
});

describe("a button in the playground", () => {
  test("passes its action to the host, with the text that was typed", async () => {
    const { host, post } = await startPlayground();
    const action = { kind: "feedback", entry: "recognise-phishing", language: "en", helpful: false } as const;
    const response = await post("press", { ...turn, action: encodeAction(action), text: "too long" });
    expect((await response.json()).replies[0].parts).toContainEqual(said("Thank you, that helps to improve it.")[0]);
    expect(host.questions[0]).toMatchObject({ action, text: "too long" });
  });

  test("is sent to the page with its encoded action", async () => {
    const { post } = await startPlayground();
    const { replies } = await (await post("ask", { ...turn, text: "phishing" })).json();
    const shown = encodeAction({ kind: "show", entry: "recognise-phishing", language: "en" });
    expect(partOf(replies[0], "choices").buttons[1]).toEqual({
      label: "How do I recognise phishing?",
      action: shown,
      kind: "show",
    });
  });

  test("is refused if it is of another version or invalid", async () => {
    const { host, post } = await startPlayground();
    for (const action of ["0:help:en", "1:bark:en", "", 7]) {
      expect((await post("press", { ...turn, action })).status).toBe(400);
    }
    expect(host.questions).toEqual([]);
  });
});

describe("suggestions in the playground", () => {
  test("have an action that shows their entry, in the requested language or any", async () => {
    const { host, post } = await startPlayground();
    const found = await (await post("suggest", { text: "ransom", language: "en", limit: 6 })).json();
    expect(found).toEqual([
      {
        text: "Ransomware, what are the first steps?",
        title: "Ransomware, what are the first steps?",
        language: "en",
        action: encodeAction({ kind: "show", entry: "ransomware-first-steps", language: "en" }),
      },
    ]);
    await post("suggest", { text: "", limit: 4 });
    expect(host.suggested).toEqual([
      ["ransom", "en", 6],
      ["", undefined, 4],
    ]);
  });
});

describe("the playground adapter", () => {
  test("does not answer after its stop", async () => {
    const { adapter, host, post } = await startPlayground();
    expect(adapter.health().ok).toBe(true);
    await adapter.stop();
    await adapter.stop();
    expect(adapter.health()).toEqual({ ok: false, detail: "not started" });
    const response = await post("ask", { ...turn, text: "hello" });
    expect(response.status).toBe(503);
    expect(await response.json()).toEqual({ refusal: "stopped" });
    expect((await post("suggest", { text: "", limit: 4 })).status).toBe(503);
    expect(host.questions).toEqual([]);
  });

  test("finishes an answer in progress before it stops", async () => {
    const asked = createSignal();
    const mayAnswer = createSignal();
    const { adapter, post } = await startPlayground(async () => {
      asked.give();
      await mayAnswer.given;
      return plainReply;
    });
    const response = post("ask", { ...turn, text: "hello" });
    await asked.given;
    let isStopped = false;
    const stopped = adapter.stop().then(() => {
      isStopped = true;
    });
    await new Promise((resolve) => setImmediate(resolve));
    expect(isStopped).toBe(false);
    mayAnswer.give();
    await stopped;
    expect((await (await response).json()).replies[0].parts).toEqual(said("A reply."));
  });

  test("reports that no page is waiting for a message", async () => {
    const { adapter, host, post } = await startPlayground();
    await post("ask", { ...turn, text: "hello" });
    const place = host.questions[0]?.place ?? expect.fail("nothing was asked");
    await expect(adapter.send(place, plainReply)).rejects.toThrow(MalinoisError);
  });
});
