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
  form: { name: "add-nudge", language: "en", title: "Form", submit: "Send", fields: [] },
  choices: [choice],
  actions: [help],
  footnote: "Small print",
};
const kinds = (reply: Reply) => [...partsOf(reply)].map(({ kind }) => kind);

describe("the parts of a reply", () => {
  it("come in the order in which they are read", () => {
    const rest = ["sources", "form", "choices", "footnote", "actions"];
    expect(kinds(full)).toEqual(["title", "body", "points", "steps", ...rest]);
  });

  it("begin with the steps where it is urgent", () => {
    const rest = ["sources", "form", "choices", "footnote", "actions"];
    expect(kinds({ ...full, urgent: true })).toEqual(["title", "steps", "body", "points", ...rest]);
    expect([...partsOf({ ...full, urgent: true })][0]).toEqual({ kind: "title", text: "A title", urgent: true });
  });

  it("begin with what must be known first, even where it is urgent", () => {
    const texts = (reply: Reply) => [...partsOf(reply)].flatMap((part) => (part.kind === "body" ? part.paragraphs : [part.kind]));
    expect(texts({ ...full, lead: "In English." }).slice(0, 4)).toEqual(["title", "In English.", "One.", "Two."]);
    expect(texts({ ...full, lead: "In English.", urgent: true }).slice(0, 4)).toEqual(["title", "In English.", "steps", "One."]);
  });

  it("hold everything that the reply says", () => {
    expect([...partsOf(full)].slice(1)).toEqual([
      { kind: "body", paragraphs: ["One.", "Two."] },
      { kind: "points", heading: "Points", items: ["a point"] },
      { kind: "steps", heading: "Steps", items: ["a step"] },
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

  it("are cleaned, and none is empty", () => {
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

  it("name a source without a title by its address, and call only web addresses links", () => {
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
