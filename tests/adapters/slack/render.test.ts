import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { renderBlocks, renderReply, type SlackMessage } from "../../../adapters/slack/render/render.ts";
import { homeView } from "../../../adapters/slack/render/views.ts";
import type { Action } from "../../../src/actions.ts";
import type { Button, Reply } from "../../../src/model.ts";
import { blockViolations, viewViolations } from "../../protocol/slack/block-kit.ts";

const action: Action = { kind: "show", entry: "phishing", language: "en" };
const feedback = (helpful: boolean): Button => ({
  label: helpful ? "Yes" : "No",
  action: { kind: "feedback", entry: "phishing", language: "en", helpful },
});
const full: Reply = {
  kind: "answer",
  language: "en",
  title: "I clicked a phishing link",
  body: ["Stay calm.", "Act now."],
  points: { heading: "Key points", items: ["one", "two"] },
  steps: { heading: "What to do", items: ["Call Card Stop", "Change the password"] },
  sources: { heading: "Sources", items: [{ title: "Safeonweb", url: "https://safeonweb.be/?a=1&b=2", asOf: "2026-02" }] },
  choices: [{ label: "Ransomware", action }],
  actions: [{ label: "More", action: { kind: "more", entry: "phishing", language: "en" } }, feedback(true), feedback(false)],
  footnote: "Reviewed on 2026-11-23",
};

/** Returns everything that is shown, without white space. */
function shown(messages: readonly Pick<SlackMessage, "blocks">[]): string {
  const texts: string[] = [];
  const collect = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(collect);
    else if (typeof value === "object" && value !== null)
      for (const [key, inner] of Object.entries(value)) {
        if (key === "text" && typeof inner === "string") texts.push(inner);
        else collect(inner);
      }
  };
  collect(messages.map(({ blocks }) => blocks));
  return texts.join("").replace(/\s/g, "");
}

const faults = (messages: readonly SlackMessage[]): readonly string[] =>
  messages.flatMap(({ blocks }) => blockViolations(blocks, "message"));

describe("a reply as Slack messages", () => {
  it("has all its parts in reading order", () => {
    const [message, ...others] = renderReply(full);
    expect(others).toEqual([]);
    expect(message?.blocks.map(({ type }) => type)).toEqual([
      "header",
      ...["rich_text", "rich_text"],
      ...["rich_text", "rich_text"],
      ...["rich_text", "rich_text"],
      ...["rich_text", "rich_text"],
      ...["actions", "context", "actions", "context_actions"],
    ]);
    expect(message?.text.split("\n")).toEqual([
      "I clicked a phishing link",
      "Stay calm.",
      "Act now.",
      "Key points",
      "• one",
      "• two",
      "What to do",
      "1. Call Card Stop",
      "2. Change the password",
      "Sources",
      "• Safeonweb (2026-02) https://safeonweb.be/?a=1&amp;b=2",
      "• Ransomware",
      "Reviewed on 2026-11-23",
    ]);
  });

  it("begins with the steps if it is urgent", () => {
    const [message] = renderReply({ ...full, urgent: true });
    const lines = message?.text.split("\n") ?? [];
    expect(lines.slice(0, 3)).toEqual(["🚨 I clicked a phishing link", "What to do", "1. Call Card Stop"]);
    expect(lines.indexOf("Stay calm.")).toBeGreaterThan(lines.indexOf("2. Change the password"));
  });

  it("has sources as links, or as plain text if they have no web address", () => {
    const items = [
      { title: "Law", url: "https://x.test/a" },
      { title: "Trick", url: "javascript:alert(1)" },
      { title: "", url: "https://y.test" },
    ];
    const drawn = JSON.stringify(renderReply({ ...full, sources: { heading: "Sources", items } }));
    expect(drawn).toContain('{"type":"link","url":"https://x.test/a","text":"Law"}');
    expect(drawn).toContain('{"type":"link","url":"https://y.test","text":"https://y.test"}');
    expect(drawn).toContain('{"type":"text","text":"Trick javascript:alert(1)"}');
  });

  it("uses Slack's feedback element for yes and no where it is available, and otherwise buttons", () => {
    expect(JSON.stringify(renderReply(full))).toContain("feedback_buttons");
    const view = JSON.stringify(renderBlocks(full, 100).blocks);
    expect(view).not.toContain("feedback_buttons");
    expect(view).toContain('"text":"Yes"');
  });

  it("lists labels in full if they are too long for a button", () => {
    const labels = ["short", "long ".repeat(30).trim()];
    const messages = renderReply({ ...full, choices: labels.map((label) => ({ label, action })) });
    expect(faults(messages)).toEqual([]);
    expect(messages[0]?.text).toContain(`1. ${labels[0]}\n2. ${labels[1]}`);
    expect(JSON.stringify(messages)).toContain('"text":"2. long long');
  });

  it("marks the button to erase, and adds no confirmation of its own, since the reply already asks", () => {
    const erase: Button = { label: "Forget me", action: { kind: "erase", language: "nl" } };
    const drawn = JSON.stringify(renderReply({ ...full, language: "nl", actions: [erase] }));
    expect(drawn).toContain('"style":"danger"');
    expect(drawn).not.toContain('"confirm"');
  });

  it("gives the elements of a message different ids", () => {
    const many = Array.from({ length: 60 }, (_, place) => ({ label: `choice ${place}`, action }));
    const ids = JSON.stringify(renderReply({ ...full, choices: many })).match(/"action_id":"[^"]+"/g) ?? [];
    expect(ids.length).toBe(62);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it("continues the numbers of steps from block to block and message to message", () => {
    const items = Array.from({ length: 20 }, (_, place) => `step ${place + 1} ${"x".repeat(600)}`);
    const messages = renderReply({ ...full, steps: { heading: "What to do", items } });
    expect(messages.length).toBeGreaterThan(2);
    const text = messages.map((message) => message.text).join("\n");
    for (const place of items.keys()) expect(text).toContain(`${place + 1}. step ${place + 1} `);
    expect(JSON.stringify(messages)).toMatch(/"style":"ordered",[^}]*.*"offset":4/);
  });

  const nasty = fc.oneof(
    fc.string({ unit: "binary", maxLength: 40 }),
    fc.constantFrom("<!channel>", "<@U1>", "&lt;!here&gt;", "*b*", "a\nb", "\u202eevil", "\ud800", " ", "", "&".repeat(4_000)),
    fc.string({ unit: "grapheme", maxLength: 60 }).map((text) => text.repeat(200)),
  );
  const section = fc.record({ heading: nasty, items: fc.array(nasty, { maxLength: 12 }) });
  const buttons = fc.array(fc.record({ label: nasty, action: fc.constant(action) }), { maxLength: 60 });
  const reply: fc.Arbitrary<Reply> = fc.record({
    kind: fc.constant("answer" as const),
    language: fc.constantFrom("en", "fr", "ja"),
    title: nasty,
    urgent: fc.boolean(),
    body: fc.array(nasty, { maxLength: 8 }),
    points: section,
    steps: section,
    sources: fc.record({
      heading: nasty,
      items: fc.array(fc.record({ title: nasty, url: fc.oneof(fc.webUrl(), nasty), asOf: nasty }), { maxLength: 5 }),
    }),
    choices: buttons,
    actions: buttons,
    footnote: nasty,
  });

  it("is within every limit, whatever the reply says", () => {
    fc.assert(
      fc.property(reply, (any) => {
        const messages = renderReply(any);
        expect(faults(messages)).toEqual([]);
        for (const { text } of messages) {
          expect(text.length).toBeLessThanOrEqual(4_000);
          expect(text).not.toMatch(/<|&(?!amp;|lt;|gt;)/);
        }
        expect(viewViolations({ ...homeView(any) })).toEqual([]);
        expect(blockViolations(renderBlocks(any, 30).blocks, "modal")).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it("contains every word of the reply, whatever its length", () => {
    const word = fc.string({ unit: "grapheme-ascii", minLength: 1, maxLength: 12 }).map((text) => text.replace(/\s/g, "_"));
    const long = fc.array(word, { minLength: 1, maxLength: 900 }).map((words) => words.join(" "));
    const items = fc.array(long, { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(long, items, items, items, (title, body, points, steps) => {
        const any: Reply = {
          ...full,
          title,
          body,
          points: { heading: "Points", items: points },
          steps: { heading: "Steps", items: steps },
        };
        const bare = (text: string): string => text.replace(/\s|…/g, "");
        const messages = bare(shown(renderReply(any)));
        const { blocks, rest } = renderBlocks(any, 8);
        const view = bare(shown([{ blocks }, ...rest]));
        for (const text of [title, ...body, ...points, ...steps]) {
          expect(messages).toContain(bare(text));
          expect(view).toContain(bare(text));
        }
      }),
      { numRuns: 25 },
    );
  });
});
