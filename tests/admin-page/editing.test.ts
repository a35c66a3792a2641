import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { INSTALLATION } from "../../src/administration/ports.ts";
import { type EntryField, entryFields, withEntryFields } from "../../src/drafts/entry-form.ts";
import { listPackFolder } from "../../src/knowledge/read/pack-folder.ts";
import { ROOT } from "../repository-root.ts";
import { type AdminStage, type Answer, startAdmin } from "./harness.ts";
import { type Headers, hiddenField, post } from "./learning-forms.ts";

let stage: AdminStage;
let cookie: Headers;
const PAGE = "/admin/drafts/draft?draft=en/bikes";
beforeEach(async () => {
  stage = await startAdmin();
  cookie = await stage.signInFromTerminal();
  await stage.writer.save({
    ...{ id: "bikes", language: "en", area: "all", title: "Bikes", questions: ["where do bikes go"], sources: [] },
    ...{ summary: "Behind the canteen.", origin: "hand-off" },
  });
});
afterEach(() => stage.stop());

const trail = async () =>
  (await stage.store.administration.auditTrail(INSTALLATION, 10)).filter(({ what }) => what !== "sign-in");
const textOf = async () => (await stage.drafts.list())[0]?.text ?? "none";
const open = () => stage.send("GET", PAGE, cookie);

/** Submits the form of a page, with some fields changed. */
function edit(page: Answer, changes: Partial<Record<EntryField, string>>, what = "save"): Promise<Answer> {
  const fields = Object.entries(changes).map(([name, value]) => [`entry:${name}`, value]);
  const hidden = { token: hiddenField(page, "token"), draft: "en/bikes", version: hiddenField(page, "version") };
  return post(stage, cookie, "/admin/drafts/edit", { ...hidden, do: what, ...Object.fromEntries(fields) });
}

describe("a live answer", () => {
  const begin = (entry: string, headers = cookie) =>
    open().then((page) => post(stage, headers, "/admin/drafts/begin", { token: hiddenField(page, "token"), entry }));

  it("is changed through a draft, and can be named by its title, its id, or its language and id", async () => {
    expect((await stage.send("GET", "/admin/drafts", cookie)).body).toMatch(/<option value="en\/opening-hours">[^<]+<\/option>/);
    const address = "/admin/drafts/draft?draft=en%2Fopening-hours";
    for (const name of ["en/opening-hours", " Opening-hours", "When the canteen is open"]) {
      expect((await begin(name)).headers.location).toBe(address);
    }
    const page = await stage.send("GET", address, cookie);
    for (const text of ["Change to a live answer", "started from the live answer"]) expect(page.body).toContain(text);
    const hidden = { token: hiddenField(page, "token"), draft: "en/opening-hours", version: hiddenField(page, "version") };
    await post(stage, cookie, "/admin/drafts/edit", { ...hidden, do: "save", "entry:summary": "Open all day." });
    // Begun again, it stays as it was edited.
    expect((await begin("en/opening-hours")).status).toBe(303);
    const saved = await stage.send("GET", address, cookie);
    const published = { ...hidden, version: hiddenField(saved, "version") };
    expect((await post(stage, cookie, "/admin/drafts/publish", published)).headers.location).toBe("/admin/drafts?done=published");
    expect(await readFile(join(stage.folder, "canteen/en/all/opening-hours.md"), "utf8")).toContain("Open all day.");
  });

  it("that does not exist is not changed, and the page says so", async () => {
    const { headers } = await begin("opening");
    expect(headers.location).toBe("/admin/drafts?done=no-entry");
    expect((await stage.send("GET", String(headers.location), cookie)).body).toContain("No answer has this title or id.");
    expect(await stage.drafts.list()).toHaveLength(1);
  });
});

describe("a draft", () => {
  it("is edited field by field, checked and published as it was written, and the edit is in the audit trail", async () => {
    const page = await open();
    const answer = await edit(page, {
      ...{
        title: "Where bikes go",
        questions: "bike shed\r\nwhere do bikes go\r\n",
        summary: "In the shed.\r\nIt is dry.",
        owner: "Facilities",
      },
      ...{
        points: "Lock it\n- Twice",
        steps: "1. Get a badge\n2. Park",
        more: "Open at night.\n\nFree of charge.",
        keywords: "bicycle",
      },
      ...{
        sources: "Rules | of the house | https://example.org/rules | 2026-02\nhttps://example.org/map",
        tips: "Lock your bike.",
      },
      ...{ reviewed: "2026-11-20", urgent: "true" },
      ...{ "quiz-0-question": "Where?", "quiz-0-options": "Shed\nRoof", "quiz-0-answer": "1", "quiz-0-why": "It is dry." },
    });
    expect([answer.status, answer.headers.location]).toEqual([303, "/admin/drafts/draft?draft=en%2Fbikes&done=saved"]);
    const saved = await stage.send("GET", `${PAGE}&done=saved`, cookie);
    expect(saved.body).toContain("The draft has been saved.");
    expect(saved.body).toContain("Ready to publish.");
    expect(await trail()).toMatchObject([{ actor: "terminal", what: "edit-draft", detail: { entry: "bikes", language: "en" } }]);
    expect(Object.fromEntries(entryFields(await textOf()))).toMatchObject({
      ...{
        title: "Where bikes go",
        questions: "bike shed\nwhere do bikes go",
        summary: "In the shed. It is dry.",
        owner: "Facilities",
      },
      ...{
        points: "Lock it\nTwice",
        steps: "Get a badge\nPark",
        more: "Open at night.\n\nFree of charge.",
        keywords: "bicycle",
      },
      sources: "Rules | of the house | https://example.org/rules | 2026-02\nhttps://example.org/map | https://example.org/map",
      ...{ tips: "Lock your bike.", reviewed: "2026-11-20", urgent: "true", summarises: "" },
      ...{ "quiz-0-question": "Where?", "quiz-0-options": "Shed\nRoof", "quiz-0-answer": "1", "quiz-0-why": "It is dry." },
    });
    const hidden = { token: hiddenField(saved, "token"), draft: "en/bikes", version: hiddenField(saved, "version") };
    expect((await post(stage, cookie, "/admin/drafts/publish", hidden)).headers.location).toBe("/admin/drafts?done=published");
    expect(await readFile(join(stage.folder, "canteen/en/all/bikes.md"), "utf8")).toContain("answer: 0");
  });

  it("is previewed with its diagnostics, and nothing is saved", async () => {
    const before = await textOf();
    const answer = await edit(await open(), { summary: "", title: "<b>Sheds</b>" }, "preview");
    expect(answer.status).toBe(200);
    expect(answer.body).toContain("They have not been saved yet.");
    expect(answer.body).toContain("The summary is missing");
    expect(answer.body).toContain('value="&lt;b&gt;Sheds&lt;/b&gt;"');
    expect(answer.body).not.toContain('action="/admin/drafts/publish"');
    const good = await edit(answer, { summary: "On the <i>roof</i>.", steps: "Climb" }, "preview");
    expect(good.body).toMatch(/class="preview"[\s\S]*On the &lt;i&gt;roof[\s\S]*<li>Climb<\/li>/);
    expect([await textOf(), await trail()]).toEqual([before, []]);
  });

  it("that somebody else changed meanwhile is not overwritten, and what was typed stays in the form", async () => {
    const page = await open();
    expect((await edit(page, { summary: "Theirs." })).status).toBe(303);
    const answer = await edit(page, { summary: "Mine." });
    expect(answer.status).toBe(409);
    expect(answer.body).toContain("Somebody else changed this draft while you were editing it.");
    expect(answer.body).toMatch(/<textarea[^>]*name="entry:summary"[^>]*>\s*Mine\.</);
    expect(await textOf()).toContain("Theirs.");
    expect((await edit(answer, { summary: "Mine." })).status).toBe(303);
    expect(await textOf()).toContain("Mine.");
  });

  it("is saved only once if several save it at the same moment", async () => {
    const page = await open();
    const answers = await Promise.all(["One.", "Two.", "Three."].map((summary) => edit(page, { summary })));
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 409, 409]);
    expect(await trail()).toHaveLength(1);
  });

  it("that cannot be parsed is edited as a complete file", async () => {
    const [draft] = await stage.drafts.list();
    await stage.drafts.write({ ...draft, id: "bikes", language: "en", area: "all", text: "no entry", about: { origin: "file" } });
    const page = await open();
    expect(page.body).toMatch(/<textarea[^>]*name="entry:file"[^>]*>\s*no entry</);
    const file = "---\nid: bikes\ntitle: Bikes\nquestions: [where]\n---\nIn the shed.";
    expect((await edit(page, { file })).status).toBe(303);
    expect((await open()).body).toMatch(/<textarea[^>]*name="entry:summary"[^>]*>\s*In the shed\.</);
  });
});

describe("the form of an entry", () => {
  it("leaves every entry of the shipped pack as it is, and reads its own changes back unchanged", {
    timeout: 180_000,
  }, async () => {
    const pack = join(ROOT, "content/belgium");
    const { entryFiles } = await listPackFolder(pack);
    expect(entryFiles.length).toBeGreaterThan(100);
    for (const { file } of entryFiles) {
      const text = await readFile(join(pack, file), "utf8");
      const fields = entryFields(text);
      expect(fields.has("body") || fields.has("file"), file).toBe(false);
      const asSent = (field: EntryField) => fields.get(field)?.replaceAll("\n", "\r\n");
      expect(withEntryFields(text, asSent), file).toBe(text);
      const longer = (field: EntryField) => (field === "more" ? `${fields.get(field)}\n\nOne more.` : asSent(field));
      const again = Object.fromEntries(entryFields(withEntryFields(text, longer)));
      expect(again, file).toEqual({ ...Object.fromEntries(fields), more: `${fields.get("more")}\n\nOne more.`.trim() });
    }
  });

  it("keeps long texts whole if another part of the answer is changed", () => {
    const long = "A sentence that goes on. ".repeat(120).trim();
    const text = `---\nid: a\ntitle: A\nquestions: [one]\n---\nText.\n\n## Key points\n- ${long}\n\n## More\n${long}\n`;
    const changed = withEntryFields(text, (field) => (field === "summary" ? "Another text." : undefined));
    expect(changed).toBe(text.replace("Text.", "Another text."));
  });

  it("has a list under “More” whose items are typed with a hyphen, an asterisk or a number", () => {
    const text = "---\nid: a\ntitle: A\nquestions: [one]\n---\nText.\n";
    const more = "Bring:\n- a badge\n* a key\n\n1. Ring\n2) Wait\n\n– A dash begins no list.";
    const changed = withEntryFields(text, (field) => (field === "more" ? more : undefined));
    expect(entryFields(changed).get("more")).toBe("Bring:\n• a badge\n• a key\n\n1. Ring\n2. Wait\n\n– A dash begins no list.");
  });

  it.each(["True", "TRUE", "true"])(
    "shows first aid as such if the file says “urgent: %s”, and leaves the field as it is",
    (written) => {
      const text = `---\nid: a\ntitle: A\nquestions: [one]\nurgent: ${written}\nsummarises: False\n---\nText.\n`;
      const fields = entryFields(text);
      expect([fields.get("urgent"), fields.get("summarises")]).toEqual(["true", ""]);
      expect(withEntryFields(text, (field) => fields.get(field))).toBe(text);
    },
  );

  it("keeps comments, and saves questions in the order that was typed", () => {
    const text = "---\n# Ours\nid: a\ntitle: A # short\nquestions:\n  - one # first\n  - two\n---\nText.\n";
    const changed = withEntryFields(text, (field) => (field === "questions" ? "two\nthree\none" : undefined));
    expect(changed).toBe("---\n# Ours\nid: a\ntitle: A # short\nquestions:\n  - two\n  - three\n  - one # first\n---\nText.\n");
  });
});
