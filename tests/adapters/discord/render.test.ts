import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type RenderedMessage, renderPlain, renderReply } from "../../../adapters/discord/render/render.ts";
import type { Action } from "../../../src/actions.ts";
import { encodeAction } from "../../../src/actions.ts";
import type { Button, Reply } from "../../../src/model.ts";
import { createDescriptionCheck, isDescriptionPresent } from "../../protocol/discord/description.ts";
import { componentsOf, messageViolations, type SentMessage, textOf } from "../../protocol/discord/message-rules.ts";
import { aReply } from "./harness.ts";

const checkBody = createDescriptionCheck();
const forms = [
  ["Components V2", renderReply],
  ["the plain form", renderPlain],
] as const;

const sent = (message: RenderedMessage) => message as SentMessage;
const buttons = (messages: readonly RenderedMessage[]) =>
  messages.flatMap((message) => componentsOf(sent(message)).filter(({ type }) => type === 2));
const show = (entry: string): Action => ({ kind: "show", entry, language: "en" });
const choices = (count: number, label: (position: number) => string): Button[] =>
  Array.from({ length: count }, (_, position) => ({ label: label(position), action: show(`entry-${position}`) }));

describe.each(forms)("a reply for Discord in %s", (_, render) => {
  test("has everything in reading order, with sources as links without a preview", () => {
    const messages = render(aReply());
    expect(messages).toHaveLength(1);
    expect(textOf(sent(messages[0] as RenderedMessage)).split(/\n+/)).toEqual([
      "## I clicked a phishing link",
      "Close the page and change the password.",
      "### Key points",
      "- Nothing is lost yet",
      "### What to do",
      "1. Change the password",
      "2. Tell the service commands",
      "### Sources",
      "- [Safeonweb](<https://safeonweb.be/en>) (2026-02)",
      "-# Reviewed on 2026-11-23",
      ...["More", "Share", "Yes", "No", "Ask a person"],
    ]);
  });

  test("begins with the steps if it is first aid", () => {
    const text = render(aReply({ urgent: true }))
      .map((message) => textOf(sent(message)))
      .join("\n");
    expect(text).toContain("## 🚨 I clicked a phishing link");
    expect(text.indexOf("Change the password")).toBeLessThan(text.indexOf("Close the page"));
  });

  test("notifies nobody, whatever its texts contain", () => {
    const evil = "@everyone <@123> <@&4> [x](https://evil.example) # title";
    const messages = render(aReply({ title: evil, body: [evil], steps: { heading: evil, items: [evil] }, footnote: evil }));
    for (const message of messages) {
      expect(message.allowed_mentions).toEqual({ parse: [], replied_user: false });
      expect(textOf(sent(message))).not.toMatch(/@everyone|(?<!\\)<@/);
      expect(textOf(sent(message))).not.toContain("[x](");
    }
  });

  test("is split if it is long, with the buttons at the end and nothing left out", () => {
    const body = Array.from({ length: 40 }, (_, position) => `Paragraph ${position} ${"word ".repeat(60)}`.trim());
    const messages = render(aReply({ body }));
    expect(messages.length).toBeGreaterThan(2);
    const text = messages.map((message) => textOf(sent(message))).join("\n");
    for (const paragraph of body) expect(text.replace(/\s+/g, " ")).toContain(paragraph);
    expect(buttons(messages.slice(0, -1))).toEqual([]);
    expect(buttons(messages)).toHaveLength(5);
  });

  test("numbers the choices if a label is too long for a button", () => {
    const long = "Which of the many authorities do I have to report an incident to when it concerns personal data?";
    const messages = render(aReply({ choices: [...choices(1, () => long), { label: "Short", action: show("short") }] }));
    expect(textOf(sent(messages[0] as RenderedMessage))).toContain(`1\\. ${long}\n2\\. Short`);
    expect(
      buttons(messages)
        .slice(0, 2)
        .map(({ label }) => label),
    ).toEqual(["1", "2"]);
  });

  test("has menus for many choices, with long labels in full above", () => {
    const messages = render(aReply({ choices: choices(30, (position) => `${position} ${"x".repeat(120)}`) }));
    const menus = messages.flatMap((message) => componentsOf(sent(message)).filter(({ type }) => type === 3));
    expect(menus.map(({ options }) => options?.length)).toEqual([25, 5]);
    expect(menus[0]?.options?.[0]).toEqual({ label: `0 ${"x".repeat(97)}…`, value: encodeAction(show("entry-0")) });
    expect(messages.map((message) => textOf(sent(message))).join("\n")).toContain(`30\\. 29 ${"x".repeat(120)}`);
  });

  test("has the same button only once", () => {
    const button: Button = { label: "Related", action: show("related") };
    expect(buttons(render(aReply({ choices: [button, button], actions: [button] })))).toHaveLength(1);
  });

  test("is within every limit of Discord and contains every word", () => {
    fc.assert(
      fc.property(anyReply, (reply) => {
        const messages = render(reply);
        for (const message of messages) {
          expect(messageViolations(sent(message))).toEqual([]);
          expect(checkBody("POST", "/channels/1400000000000000001/messages", message)).toBeUndefined();
        }
        const shown = letters(messages.map((message) => textOf(sent(message))).join("\n"));
        for (const text of textsOf(reply)) expect(shown).toContain(letters(text));
      }),
      { numRuns: 60 },
    );
  });
});

test.skipIf(!isDescriptionPresent)("the check against Discord's API description recognises a wrong body", () => {
  const path = "/channels/1400000000000000001/messages";
  expect(checkBody("POST", path, { ...renderReply(aReply())[0], flags: "none" })).toContain("flags must be integer");
  expect(checkBody("POST", path, { ...renderReply(aReply())[0], mentions: "closed" })).toContain("additional properties");
});

test("an id that is too long for a button is an error", () => {
  expect(() => renderReply(aReply({ choices: [{ label: "x", action: show("x".repeat(100)) }] }))).toThrow(
    "too long for a Discord button",
  );
});

/** Keeps only letters and digits: they must survive escaping and splitting. */
function letters(text: string): string {
  return text.replace(/[^\p{L}\p{N}]/gu, "");
}

function textsOf({ title = "", body, points, steps, sources, footnote = "" }: Reply): string[] {
  return [
    title,
    ...body,
    ...(points?.items ?? []),
    ...(steps?.items ?? []),
    ...(sources?.items ?? []).map((source) => source.title),
    footnote,
  ];
}

const text = (maxLength: number) =>
  fc.string({
    unit: fc.oneof(
      fc.constantFrom(..."abc \n*_<@#[](1.", "word ", "https://a.be/x ", "@everyone", "😀"),
      fc.string({ maxLength: 3 }),
    ),
    maxLength,
  });
const sized = fc.oneof(text(30), text(400), fc.constant("long ".repeat(900)), fc.constant("y".repeat(5_000)));
const section = fc.option(fc.record({ heading: text(20), items: fc.array(sized, { maxLength: 12 }) }), { nil: undefined });
const someButtons = (prefix: string, maxLength: number) =>
  fc
    .array(fc.string({ minLength: 1, maxLength: 150, unit: fc.constantFrom(..."abc é") }), { maxLength })
    .map((labels) =>
      labels.map((label, position): Button => ({ label: `${prefix}${label}`, action: show(`${prefix}-${position}`) })),
    );
const anyReply: fc.Arbitrary<Reply> = fc
  .record({
    title: fc.option(text(200), { nil: undefined }),
    urgent: fc.boolean(),
    body: fc.array(sized, { maxLength: 6 }),
    points: section,
    steps: section,
    sources: fc.option(
      fc.record({
        heading: text(20),
        items: fc.array(
          fc.record({ title: text(80), url: fc.oneof(fc.webUrl(), text(60), fc.constant(`https://a.be/${"z".repeat(3_000)}`)) }),
          { maxLength: 8 },
        ),
      }),
      { nil: undefined },
    ),
    choices: someButtons("c", 60),
    actions: someButtons("a", 8),
    footnote: fc.option(text(200), { nil: undefined }),
  })
  .map(
    (reply) =>
      ({
        kind: "answer",
        language: "en",
        ...Object.fromEntries(Object.entries(reply).filter(([, value]) => value !== undefined)),
      }) as Reply,
  );
