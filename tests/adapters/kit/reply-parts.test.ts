import { describe, expect, it } from "vitest";
import { partsOf } from "../../../adapters/kit/reply-parts.ts";
import type { Button, Reply } from "../../../src/model.ts";

const choice: Button = { label: "Ransomware", action: { kind: "show", entry: "ransomware", language: "en" } };
const help: Button = { label: "Help", action: { kind: "help", language: "en" } };
const full: Reply = {
  kind: "answer",
  language: "en",
  title: "A title",
  body: ["One.", "Two."],
  points: { heading: "Points", items: ["a point"] },
  steps: { heading: "Steps", items: ["a step"] },
  sources: { heading: "Sources", items: [{ title: "Safeonweb", url: "https://safeonweb.be/", asOf: "2026-02" }] },
  contacts: { heading: "Call", items: [{ text: "Help", way: { kind: "phone", value: "02 555 00 00" } }] },
  form: { name: "add-nudge", language: "en", title: "Form", submit: "Send", fields: [] },
  choices: [choice],
  actions: [help],
  footnote: "Small print",
};
const kinds = (reply: Reply) => [...partsOf(reply)].map(({ kind }) => kind);

describe("the parts of a reply", () => {
  it("are in reading order", () => {
    const rest = ["sources", "form", "choices", "footnote", "actions"];
    expect(kinds(full)).toEqual(["title", "body", "points", "steps", "contacts", ...rest]);
  });

  it("begin with the steps and contacts if the reply is urgent", () => {
    const rest = ["sources", "form", "choices", "footnote", "actions"];
    expect(kinds({ ...full, urgent: true })).toEqual(["title", "steps", "contacts", "body", "points", ...rest]);
    expect([...partsOf({ ...full, urgent: true })][0]).toEqual({ kind: "title", text: "A title", urgent: true });
  });

  it("begin with the lead, even if the reply is urgent", () => {
    const texts = (reply: Reply) => [...partsOf(reply)].flatMap((part) => (part.kind === "body" ? part.paragraphs : [part.kind]));
    expect(texts({ ...full, lead: "In English." }).slice(0, 4)).toEqual(["title", "In English.", "One.", "Two."]);
    expect(texts({ ...full, lead: "In English.", urgent: true }).slice(0, 5)).toEqual([
      ...["title", "In English.", "steps", "contacts", "One."],
    ]);
  });

  it("link a contact to a telephone number, mail address or web page only", () => {
    const shown = (kind: "phone" | "email" | "url", value: string) => {
      const [part] = [
        ...partsOf({ ...full, contacts: { heading: "Call", items: [{ text: "Help", way: { kind, value } }] } }),
      ].filter((one) => one.kind === "contacts");
      return part?.kind === "contacts" ? part.items[0] : undefined;
    };
    expect(shown("phone", "+32 (0)2 555.00.00")).toEqual({ text: "Help", way: "+32 (0)2 555.00.00", href: "tel:+3225550000" });
    expect(shown("phone", "0032 (0)2 555 00 00")?.href).toBe("tel:003225550000");
    expect(shown("phone", "(02) 555 00 00")?.href).toBe("tel:025550000");
    expect(shown("email", "help@example.org")).toEqual({
      text: "Help",
      way: "help@example.org",
      href: "mailto:help@example.org",
    });
    expect(shown("url", "https://example.org/a b")?.href).toBe("https://example.org/a%20b");
    for (const [kind, value] of [
      ["url", "javascript:alert(1)"],
      ["email", "no mail"],
      ["phone", "ask"],
    ] as const) {
      expect(shown(kind, value)).toEqual({ text: "Help", way: value });
    }
    expect(shown("phone", " \u202e ")).toEqual({ text: "Help" });
  });

  it("contain everything that the reply says", () => {
    expect([...partsOf(full)].slice(1)).toEqual([
      { kind: "body", paragraphs: ["One.", "Two."] },
      { kind: "points", heading: "Points", items: ["a point"] },
      { kind: "steps", heading: "Steps", items: ["a step"] },
      { kind: "contacts", heading: "Call", items: [{ text: "Help", way: "02 555 00 00", href: "tel:025550000" }] },
      {
        kind: "sources",
        heading: "Sources",
        items: [{ name: "Safeonweb", address: "https://safeonweb.be/", isLink: true, asOf: "2026-02" }],
      },
      { kind: "form", form: full.form },
      { kind: "choices", buttons: [choice] },
      { kind: "footnote", text: "Small print" },
      { kind: "actions", buttons: [help] },
    ]);
  });

  it("are cleaned, and omitted if they are empty", () => {
    const empty: Reply = {
      kind: "notice",
      language: "en",
      title: " ",
      body: ["", "\u0000"],
      choices: [],
      actions: [],
      footnote: "",
    };
    expect([...partsOf(empty)]).toEqual([]);
    expect(kinds({ ...empty, points: { heading: "Points", items: [" "] }, sources: { heading: "Sources", items: [] } })).toEqual(
      [],
    );
    expect(kinds({ ...empty, choices: [{ ...choice, label: "\u202e" }] })).toEqual([]);
    expect([...partsOf({ ...empty, body: [" a\u202eb "] })]).toEqual([{ kind: "body", paragraphs: ["ab"] }]);
  });

  it("use the address as the name of a source without a title, and make links of web addresses only", () => {
    const urls = ["https://a.be", "javascript:alert(1)", "nonsense"];
    const sources = { heading: "Sources", items: urls.map((url, place) => ({ title: place === 0 ? "" : "Title", url })) };
    const [part] = partsOf({ kind: "notice", language: "en", body: [], choices: [], actions: [], sources });
    expect(part).toMatchObject({
      items: [
        { name: "https://a.be", isLink: true },
        { name: "Title", address: "javascript:alert(1)", isLink: false },
        { name: "Title", isLink: false },
      ],
    });
  });
});
