import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createDraftFolder, type DraftFolder } from "../../src/drafts/draft-folder.ts";
import { createDraftWriter, type DraftWriter } from "../../src/drafts/drafts.ts";
import { writeEntry } from "../../src/drafts/entry-text.ts";
import { mergeEntry } from "../../src/drafts/merge.ts";
import type { DraftEntry } from "../../src/drafts/ports.ts";
import { checkDrafts, publishDrafts } from "../../src/drafts/publish.ts";
import { readServed } from "../../src/knowledge/overlay/overlay.ts";
import { readEntry } from "../../src/knowledge/read/entry-file.ts";
import { writeCanteen } from "../cli/canteen-files.ts";

const NOW = Date.UTC(2026, 10, 24);
const TODAY = "2026-11-24";
const NEW: DraftEntry = {
  ...{
    id: "bike-shed",
    language: "en",
    area: "all",
    title: "Where the bike shed is",
    questions: ["where do I leave my bike", "bike shed"],
  },
  ...{
    summary: "Behind the canteen.\n- It is dry\n1. Ask for a key\n2. Lock your bike",
    sources: [{ title: "Board", url: "https://example.org" }],
  },
  origin: "hand-off",
};
const LIVE = { language: "en", id: "opening-hours" };

let folder = "";
let drafts: DraftFolder;
let writer: DraftWriter;
const pack = () => join(folder, "canteen");
const overlay = () => join(folder, "overlay");
const source = () => ({ directories: [pack()], overlay: overlay() });
const liveFile = () => join(pack(), "en/all/opening-hours.md");

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "malinois-drafts-"));
  await writeCanteen(pack());
  drafts = createDraftFolder(join(folder, "drafts"));
  writer = createDraftWriter({ folder: drafts, source: source(), now: () => NOW });
});
afterEach(() => rm(folder, { recursive: true }));

const publish = async (target = pack(), area?: string) =>
  publishDrafts(await drafts.list(), {
    folder: drafts,
    source: source(),
    target,
    own: [target, overlay()],
    over: overlay(),
    area,
    today: TODAY,
  });
async function served(id: string) {
  const reading = await readServed(source());
  if (!reading.ok) throw new Error(JSON.stringify(reading.diagnostics));
  return reading.pack.entries.find((entry) => entry.id === id);
}

describe("a new draft", () => {
  it("keeps the one that it replaces where it cannot be written", async () => {
    await writer.save(NEW);
    const full = { ...drafts, write: async () => Promise.reject(new Error("no space left on device")) };
    const failing = createDraftWriter({ folder: full, source: source(), now: () => NOW });
    await expect(failing.save({ ...NEW, summary: "In front of the canteen." })).rejects.toThrow("no space left");
    expect((await drafts.find("en", "bike-shed"))?.text).toContain("Behind the canteen.");
  });

  it("that moves to another area keeps the one that it replaces where it cannot be written there", async () => {
    await writer.save(NEW);
    // A file where the folder of the area must be.
    const obstacle = join(drafts.directory, "en", "travel");
    await writeFile(obstacle, "");
    const moved = { ...NEW, area: "travel", summary: "In front of the canteen." };
    await expect(writer.save(moved)).rejects.toThrow("cannot be used");
    expect(await drafts.list()).toMatchObject([{ area: "all", text: expect.stringContaining("Behind the canteen.") }]);
    await rm(obstacle);
    await writer.save(moved);
    expect(await drafts.list()).toMatchObject([{ area: "travel", text: expect.stringContaining("In front of the canteen.") }]);
  });

  it("that is named by its title alone never replaces another one", async () => {
    const answer = { ...NEW, id: "", title: "VPN", origin: "hand-off" as const };
    expect(await writer.save(answer)).toEqual({ id: "vpn" });
    const other = { ...answer, questions: ["the vpn is slow"] };
    expect(await writer.save(other)).toEqual({ id: "vpn-2" });
    expect(await writer.save(answer)).toEqual({ id: "vpn" });
    expect(await writer.save(other)).toEqual({ id: "vpn-2" });
    expect((await drafts.list()).map(({ text }) => text.includes("the vpn is slow"))).toEqual([true, false]);
  });

  it("cannot be saved while the pack cannot be read, and the error says so", async () => {
    const lost = { directories: [join(folder, "nowhere")] };
    const failing = createDraftWriter({ folder: drafts, source: lost, now: () => NOW });
    const error = { name: "MalinoisError", code: "pack", message: expect.stringContaining("nowhere cannot be read: ENOENT") };
    await expect(failing.save(NEW)).rejects.toMatchObject(error);
  });

  it("never gets the id of a README, which is not read", async () => {
    for (const id of ["", "readme"]) await writer.save({ ...NEW, id, title: "README" });
    expect((await drafts.list()).map(({ id }) => id)).toEqual(["draft-2", "draft"]);
  });

  it("does not replace a file that cannot be read", async () => {
    const bytes = Buffer.from("---\nid: bike-shed\ntitle: Fahrräder\n---\nHinten.\n", "latin1");
    await mkdir(join(drafts.directory, "en/all"), { recursive: true });
    await writeFile(join(drafts.directory, "en/all/bike-shed.md"), bytes);
    expect(await writer.save(NEW)).toEqual({ id: "bike-shed-2" });
    expect(await readFile(join(drafts.directory, "en/all/bike-shed.md"))).toEqual(bytes);
    const problems = await checkDrafts(await drafts.list(), source(), TODAY);
    expect(problems.flatMap(({ errors }) => errors)).toContainEqual(expect.stringContaining("The file is not UTF-8"));
  });

  it("is an entry in the pack's own format, and is not used in answers before it is published", async () => {
    expect(await writer.save(NEW)).toEqual({ id: "bike-shed" });
    expect(await served("bike-shed")).toBeUndefined();
    expect(await publish()).toEqual([expect.objectContaining({ kind: "published", conflicts: [] })]);
    expect(await served("bike-shed")).toMatchObject({
      ...{ title: NEW.title, questions: NEW.questions, sources: NEW.sources, summary: "Behind the canteen." },
      ...{ points: ["It is dry"], steps: ["Ask for a key", "Lock your bike"] },
    });
    expect(await drafts.list()).toEqual([]);
  });

  it("that is saved again after a crash remains one draft, with the changes that an editor made", async () => {
    await writer.save(NEW);
    const [draft] = await drafts.list();
    await writeFile(join(drafts.directory, draft?.file ?? ""), `${draft?.text}\n## More\nEdited.\n`);
    expect(await writer.save(NEW)).toEqual({ id: "bike-shed" });
    expect((await drafts.list()).map(({ text }) => text.includes("Edited."))).toEqual([true]);
  });

  it("keeps what it has if other unanswered questions are to lead to a new entry of the same title", async () => {
    const ofGap = (...questions: string[]): DraftEntry => ({
      ...{ id: "", language: "en", title: "Where the bike shed is", questions, summary: "", sources: [], origin: "gap" },
    });
    const { id } = await writer.save(ofGap("where is the bike shed"));
    const draft = (await drafts.find("en", id)) ?? expect.fail();
    await writer.replaceText(draft, `${draft.text}\nBehind the canteen.\n`);
    expect(await writer.save(ofGap("can I park my bike"))).toEqual({ id });
    const text = (await drafts.find("en", id))?.text ?? "";
    for (const kept of ["where is the bike shed", "can I park my bike", "Behind the canteen."]) expect(text).toContain(kept);
    expect(await drafts.list()).toHaveLength(1);
  });

  it("gets another id if a live entry has the same one", async () => {
    expect(await writer.save({ ...NEW, id: "opening-hours" })).toEqual({ id: "opening-hours-2" });
  });

  it("without an area is only published once it is given one", async () => {
    const { area: _, ...rest } = NEW;
    await writer.save(rest);
    expect(await publish()).toEqual([expect.objectContaining({ kind: "refused", reasons: [expect.stringContaining("--area")] })]);
    expect(await publish(pack(), "all")).toEqual([expect.objectContaining({ kind: "published" })]);
    expect(await served("bike-shed")).toMatchObject({ area: "all" });
  });

  it("with a way of asking that another entry has is refused, and the diagnostic says where", async () => {
    await writer.save({ ...NEW, questions: ["canteen hours"] });
    const [problems] = await checkDrafts(await drafts.list(), source(), TODAY);
    expect(problems?.errors).toEqual([expect.stringContaining("is also in en/all")]);
    expect(await publish()).toEqual([expect.objectContaining({ kind: "refused" })]);
    expect(await drafts.list()).toHaveLength(1);
  });

  it("that is missing in the pack's other languages is published, with a hint", async () => {
    await writeFile(
      join(pack(), "pack.yaml"),
      "id: canteen\nname: Canteen\nlanguages: [en, nl]\nareas: [{ id: all, title: All }]\n",
    );
    await mkdir(join(pack(), "nl/all"), { recursive: true });
    await writeFile(join(pack(), "nl/all/opening-hours.md"), (await readFile(liveFile(), "utf8")).replace("When", "Wanneer"));
    await writer.save(NEW);
    const [problems] = await checkDrafts(await drafts.list(), source(), TODAY);
    expect(problems).toMatchObject({ errors: [], warnings: expect.arrayContaining([expect.stringContaining("missing in: nl")]) });
    expect(await publish()).toEqual([expect.objectContaining({ kind: "published" })]);
  });
});

describe("a draft of a live entry", () => {
  it("adds ways of asking and changes nothing else of the file", async () => {
    const before = await readFile(liveFile(), "utf8");
    await writer.addQuestions(LIVE, ["is it open at noon", "Canteen hours?", "is it open at noon"]);
    await publish();
    const added = (await readFile(liveFile(), "utf8")).split("\n").filter((line) => !before.split("\n").includes(line));
    expect(added).toEqual(["  - is it open at noon"]);
  });

  it("is written to the overlay if that is the target, and the pack's own file does not change", async () => {
    const before = await readFile(liveFile(), "utf8");
    await writer.setReviewed(LIVE, TODAY);
    await publish(overlay());
    expect(await readFile(liveFile(), "utf8")).toBe(before);
    expect(await served("opening-hours")).toMatchObject({ reviewed: TODAY });
    // From now on, the entry in the overlay is the live one.
    await writer.addQuestions(LIVE, ["open at noon?"]);
    await publish();
    expect(await served("opening-hours")).toMatchObject({
      reviewed: TODAY,
      questions: expect.arrayContaining(["open at noon?"]),
    });
  });

  it("is merged with later changes of the live entry that do not conflict", async () => {
    await writer.addQuestions(LIVE, ["is it open at noon"]);
    await writeFile(
      liveFile(),
      (await readFile(liveFile(), "utf8")).replace("14:00", "15:00").replace("- canteen hours", "- hours of the canteen"),
    );
    expect(await publish()).toEqual([expect.objectContaining({ kind: "published", conflicts: [] })]);
    const entry = await served("opening-hours");
    expect(entry?.summary).toBe("From 11:30 to 15:00.");
    expect(entry?.questions).toEqual(expect.arrayContaining(["hours of the canteen", "is it open at noon"]));
    expect(entry?.questions).not.toContain("canteen hours");
  });

  it("is published except for conflicts, which are reported and remain in the draft", async () => {
    await writer.addQuestions(LIVE, ["is it open at noon"]);
    const [draft] = await drafts.list();
    const edited = draft?.text.replace("14:00", "13:00") ?? "";
    await writeFile(join(drafts.directory, draft?.file ?? ""), edited);
    await writeFile(liveFile(), (await readFile(liveFile(), "utf8")).replace("14:00", "15:00"));
    expect(await publish()).toEqual([expect.objectContaining({ kind: "published", conflicts: ["text"] })]);
    expect(await served("opening-hours")).toMatchObject({
      summary: "From 11:30 to 15:00.",
      questions: expect.arrayContaining(["is it open at noon"]),
    });
    const [left] = await drafts.list();
    expect(left?.text).toContain("13:00");
    // After somebody has seen both versions and edited the draft, all of it is published.
    expect(await publish()).toEqual([expect.objectContaining({ kind: "published", conflicts: [] })]);
    expect(await served("opening-hours")).toMatchObject({ summary: "From 11:30 to 13:00." });
  });

  it("that is published again after a conflict keeps other changes of the live entry", async () => {
    await writer.addQuestions(LIVE, ["is it open at noon"]);
    const [draft] = await drafts.list();
    await writeFile(join(drafts.directory, draft?.file ?? ""), draft?.text.replace("14:00", "13:00") ?? "");
    const changed = (await readFile(liveFile(), "utf8"))
      .replace("14:00", "15:00")
      .replace(/^title: .*$/m, "title: When we are open");
    await writeFile(liveFile(), changed);
    expect(await publish()).toEqual([expect.objectContaining({ kind: "published", conflicts: ["text"] })]);
    expect(await publish()).toEqual([expect.objectContaining({ kind: "published", conflicts: [] })]);
    expect(await served("opening-hours")).toMatchObject({ title: "When we are open", summary: "From 11:30 to 13:00." });
  });

  it("that was added as a file is refused once because it differs from the live entry, then published", async () => {
    const text = (await readFile(liveFile(), "utf8")).replace("14:00", "13:00");
    await drafts.write({ ...LIVE, area: "all", text, about: { origin: "file" } });
    const [problems] = await checkDrafts(await drafts.list(), source(), TODAY);
    expect(problems?.warnings[0]).toContain("Since the draft was begun, the live entry has changed too: text");
    const [refused] = await publish();
    expect(refused).toMatchObject({
      kind: "refused",
      reasons: [expect.stringContaining("changed too: text"), expect.any(String)],
    });
    expect(await served("opening-hours")).toMatchObject({ summary: "From 11:30 to 14:00." });
    expect(await publish()).toEqual([expect.objectContaining({ kind: "published", conflicts: [] })]);
    expect(await served("opening-hours")).toMatchObject({ summary: "From 11:30 to 13:00." });
  });

  it("that changes nothing is deleted when it is published", async () => {
    await writer.askForWork(LIVE);
    expect((await drafts.list())[0]?.about).toMatchObject({ origin: "review", needsWork: true });
    expect(await publish()).toEqual([expect.objectContaining({ kind: "nothing-new" })]);
    expect(await drafts.list()).toEqual([]);
  });

  it("keeps what was added to it while it was published, also where its entry is new", async () => {
    await writer.addQuestions(LIVE, ["when can I eat"]);
    await writer.save(NEW);
    const begun = await drafts.list();
    const bikes = { ...LIVE, id: "bike-shed" };
    await writer.addQuestions(LIVE, ["is it open at noon"]);
    await writer.addQuestions(bikes, ["bicycle parking"]);
    const options = { folder: drafts, source: source(), target: pack(), own: [pack()], over: overlay(), today: TODAY };
    expect((await publishDrafts(begun, options)).map(({ kind }) => kind)).toEqual(["published", "published"]);
    expect((await drafts.list()).map(({ id }) => id).sort()).toEqual(["bike-shed", "opening-hours"]);
    expect(await publish()).toEqual(
      Array.from({ length: 2 }, () => expect.objectContaining({ kind: "published", conflicts: [] })),
    );
    expect((await served(LIVE.id))?.questions).toEqual(expect.arrayContaining(["when can I eat", "is it open at noon"]));
    expect((await served("bike-shed"))?.questions).toEqual([...NEW.questions, "bicycle parking"]);
    expect(await drafts.list()).toEqual([]);
  });

  it.each([
    ["is not UTF-8", Buffer.from("---\nid: opening-hours\ntitle: Öffnungszeiten\n---\nVon 9 bis 17.\n", "latin1")],
    ["is no entry", Buffer.from("---\nid: opening-hours\nquestions: [open\n---\nFrom 9 to 17.\n")],
  ])("that was added as a file and %s is left as it is, and what cannot be added to it is refused", async (_, bytes) => {
    const file = join(drafts.directory, "en/all/opening-hours.md");
    await mkdir(join(drafts.directory, "en/all"), { recursive: true });
    await writeFile(file, bytes);
    const unusable = {
      name: "MalinoisError",
      message: expect.stringContaining("en/all/opening-hours.md cannot be read as an entry"),
    };
    await expect(writer.addQuestions(LIVE, ["is it open at noon"])).rejects.toMatchObject(unusable);
    await expect(writer.setReviewed(LIVE, TODAY)).rejects.toMatchObject(unusable);
    await writer.begin(LIVE);
    await writer.askForWork(LIVE);
    expect(await readFile(file)).toEqual(bytes);
    expect((await drafts.find("en", "opening-hours"))?.about.needsWork).toBe(true);
  });

  it("is published where the live entry is, also if that was moved to another area meanwhile", async () => {
    await writer.addQuestions(LIVE, ["is it open at noon"]);
    await writeFile(
      join(pack(), "pack.yaml"),
      "id: canteen\nname: Canteen\nlanguages: [en]\nareas: [{ id: canteen, title: Canteen }]\n",
    );
    await rename(join(pack(), "en/all"), join(pack(), "en/canteen"));
    expect((await checkDrafts(await drafts.list(), source(), TODAY))[0]?.errors).toEqual([]);
    expect(await publish()).toEqual([expect.objectContaining({ kind: "published", conflicts: [] })]);
    expect(await served("opening-hours")).toMatchObject({
      area: "canteen",
      questions: expect.arrayContaining(["is it open at noon"]),
    });
  });

  it("that has conflicts stays a single draft if an area is named when it is published", async () => {
    const { area: _, ...rest } = NEW;
    await writer.save(rest);
    await mkdir(join(overlay(), "en/all"), { recursive: true });
    await writeFile(join(overlay(), "en/all/bike-shed.md"), writeEntry({ ...NEW, summary: "In front." }, "bike-shed"));
    expect(await publish(pack(), "all")).toEqual([expect.objectContaining({ kind: "refused" })]);
    expect((await drafts.list()).map(({ file, about }) => [file, about.origin])).toEqual([["en/all/bike-shed.md", "hand-off"]]);
    expect(await publish(pack(), "all")).toEqual([expect.objectContaining({ kind: "published", conflicts: [] })]);
    expect(await drafts.list()).toEqual([]);
  });

  it("cannot be begun for an entry that does not exist", async () => {
    await expect(writer.addQuestions({ language: "en", id: "nothing" }, ["x"])).rejects.toThrow('There is no entry "nothing"');
  });

  it("loses no change if several are made at once", async () => {
    await Promise.all(["one", "two", "three"].map((word) => writer.addQuestions(LIVE, [`open at ${word}`])));
    await publish();
    expect((await served("opening-hours"))?.questions).toEqual(
      expect.arrayContaining(["open at one", "open at two", "open at three"]),
    );
  });
});

const HOSTILE = [
  "@everyone",
  "<!channel>",
  "---",
  "## More",
  "- [ ] x",
  "1. y",
  "&a *a !!js/function",
  "{{x}}",
  "<script>alert(1)</script>",
  '"',
  "'",
  "key: value",
  "#",
  "\u0000\u202e",
  "- - -",
  "# Heading",
];
const text = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 80 }),
  fc.array(fc.constantFrom(...HOSTILE, "word", "\n"), { maxLength: 8 }).map((parts) => parts.join(" ")),
  fc.array(fc.constantFrom(...HOSTILE), { maxLength: 4 }).map((parts) => parts.join("\n")),
);

describe("text that people typed", () => {
  it("never becomes a heading, list, field or reference in a draft", () => {
    fc.assert(
      fc.property(text, fc.array(text, { maxLength: 4 }), text, (title, questions, summary) => {
        const written = writeEntry({ ...NEW, title, questions, summary: `Start. ${summary}` }, "x");
        const read = readEntry(written, { file: "x.md", language: "en", area: "all", id: "x" });
        if (!read.ok) throw new Error(`${JSON.stringify(read.diagnostics)}\n${written}`);
        const { entry } = read.value;
        expect(Object.keys(entry).sort()).toEqual(
          Object.keys(entry)
            .sort()
            .filter((key) => key !== "urgent" || entry.urgent === false),
        );
        expect(entry).toMatchObject({ id: "x", urgent: false, related: [], tips: [], quiz: [] });
        expect(entry.summary.startsWith("Start.")).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });

  it.each(["# #", "# # x", "## # ##", "#\t#"])("of heading marks only, such as %j, is not read as a heading", (paragraph) => {
    const written = writeEntry({ ...NEW, summary: `Start.\n\n${paragraph}\n\nEnd.` }, "x");
    const read = readEntry(written, { file: "x.md", language: "en", area: "all", id: "x" });
    expect(read).toMatchObject({ ok: true, value: { entry: { summary: "Start." } } });
  });

  it("keeps a word whole that has a soft hyphen or another character without width", () => {
    const summary = "Das Netz\u00adwerk ist\u200b lang\u2060sam.\u0000Neu\tstarten.";
    const written = writeEntry({ ...NEW, title: "Netz\u00adwerk", summary }, "x");
    const read = readEntry(written, { file: "x.md", language: "de", area: "all", id: "x" });
    expect(read).toMatchObject({
      ok: true,
      value: { entry: { title: "Netzwerk", summary: "Das Netzwerk ist langsam. Neu starten." } },
    });
  });

  it("keeps the mark of a word such as #StopRansomware, which begins no heading", () => {
    const summary = "#StopRansomware is a campaign.";
    const written = writeEntry({ ...NEW, summary: `${summary}\n\n#2 is another.` }, "x");
    const read = readEntry(written, { file: "x.md", language: "en", area: "all", id: "x" });
    expect(read).toMatchObject({ ok: true, value: { entry: { summary, more: ["#2 is another."] } } });
  });

  it.each(["- - x", "1. 2. x", "- # x", "* • x", "- 12) x", "#\n## x"])(
    "that begins with marks of lists or headings, such as %j, still gives the draft a summary",
    (summary) => {
      const written = writeEntry({ ...NEW, summary }, "x");
      const read = readEntry(written, { file: "x.md", language: "en", area: "all", id: "x" });
      expect(read.ok && read.value.entry.summary).toMatch(/x$/);
    },
  );

  it("that is used as an id cannot name a file outside the drafts directory", async () => {
    const ids = ["../../etc/passwd", "..", "/abs", "a/b", "", "CON", "ä".repeat(300)];
    for (const [at, id] of ids.entries()) await writer.save({ ...NEW, id, title: `Title ${at}` });
    const files = (await drafts.list()).map(({ file }) => file);
    expect(files).toHaveLength(ids.length);
    for (const file of files) expect(file).toMatch(/^en\/all\/[a-z0-9-]{1,64}\.md$/);
    await expect(writer.save({ ...NEW, language: "../x" })).rejects.toThrow("no language");
  });
});

describe("merging a draft into a live entry", () => {
  const entry = (questions: string[], body: string, extra = "") =>
    `---\nid: x\ntitle: T\nquestions: [${questions.join(", ")}]\n${extra}---\n${body}\n`;

  it("keeps what either side added to a list, and removes what either side removed", () => {
    const words = fc.uniqueArray(fc.constantFrom("a", "b", "c", "d", "e", "f"), { minLength: 1 });
    fc.assert(
      fc.property(words, words, words, (base, draft, live) => {
        const merged = mergeEntry(entry(base, "S."), entry(draft, "S."), entry(live, "S."));
        const list = /questions: \[(.*)\]/.exec(merged?.text ?? "")?.[1]?.split(", ") ?? [];
        for (const word of [...draft, ...live]) {
          const isRemoved = base.includes(word) && !(draft.includes(word) && live.includes(word));
          expect(list.includes(word)).toBe(!isRemoved);
        }
        expect(merged?.conflicts).toEqual([]);
      }),
    );
  });

  it("keeps the comments and the style of the live file", () => {
    const live = "---\n# Ours.\nid: x\ntitle: 'T'\nquestions:\n  # Hard ones first.\n  - a # why\n  - b\n---\nS.\n";
    expect(mergeEntry(entry(["a", "b"], "S."), entry(["a", "b", "c"], "S."), live)?.text).toBe(
      live.replace("  - b\n", "  - b\n  - c\n"),
    );
  });
});
