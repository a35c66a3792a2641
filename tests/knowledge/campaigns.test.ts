import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { readCampaigns } from "../../src/knowledge/read/campaigns.ts";
import { readPack } from "../../src/knowledge/read/read-pack.ts";
import { UI_LANGUAGES } from "../../src/languages/languages.ts";
import type { Campaign } from "../../src/model.ts";
import { createLibrary } from "../../src/nudges/content/library.ts";
import { planCampaign } from "../../src/nudges/decide/campaign.ts";
import { createHolidays } from "../../src/nudges/schedule/holidays.ts";
import { entry, pack, subscription } from "../nudges/fixtures.ts";
import { smallPack, writePack } from "./sample-pack.ts";

const SHIPPED = "content/belgium";
const small = pack([entry("phishing", "practical"), entry("hacking", "law")]);
const folders: string[] = [];

/** Reads campaigns/<name> and returns the result. */
async function read(text: string, name = "hello.yaml", entries = small) {
  const folder = await mkdtemp(join(tmpdir(), "campaigns-"));
  folders.push(folder);
  await mkdir(join(folder, "campaigns"));
  await writeFile(join(folder, "campaigns", name), text);
  const found = await readCampaigns(folder, [`campaigns/${name}`], entries);
  return found.ok ? { ...found, value: found.value.map(({ campaign }) => campaign) } : found;
}

async function diagnosticsOf(text: string, name?: string): Promise<string[]> {
  const found = await read(text, name);
  return found.ok ? [] : found.diagnostics.map(({ file, line, message }) => `${file}:${line}: ${message}`);
}

const HEAD = "id: hello\nname: Hello\ndescription: About\naudience: { en: All, nl: Allen }\n";
const STEPS = "steps:\n  - id: one\n    day: 1\n    entry: phishing\n";

afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true });
});

describe("reading campaigns", () => {
  it("accepts the example in the guide to writing content", async () => {
    const [, text = ""] = /```yaml campaign\n(.*?)```/s.exec(await readFile("docs/content.md", "utf8")) ?? [];
    const found = await read(text, "hello.yaml", pack([entry("lost-badge", "practical"), entry("visitors", "practical")]));
    expect(found).toMatchObject({
      ok: true,
      value: [{ id: "hello", steps: [{ day: 1 }, { quiz: 0 }, { quiz: { answer: 1 } }] }],
    });
  });

  it("returns steps with the pack's texts or their own", async () => {
    const own = "  - id: two\n    day: 3\n    entry: hacking\n    tip: { en: Do it, nl: Doe het }\n";
    const quiz = "  - id: three\n    day: 3\n    entry: hacking\n    quiz: { question: Q, options: [A, B], answer: 1, why: W }\n";
    expect(await read(`${HEAD}from: "10-01"\nto: "10-31"\n${STEPS}    quiz: 0\n${own}${quiz}`)).toEqual({
      ok: true,
      value: [
        {
          id: "hello",
          name: { en: "Hello", nl: "Hello" },
          description: { en: "About", nl: "About" },
          audience: { en: "All", nl: "Allen" },
          period: { from: "10-01", to: "10-31" },
          steps: [
            { id: "one", day: 1, entry: "phishing", quiz: 0 },
            { id: "two", day: 3, entry: "hacking", tip: { en: "Do it", nl: "Doe het" } },
            {
              id: "three",
              day: 3,
              entry: "hacking",
              quiz: {
                question: { en: "Q", nl: "Q" },
                options: [
                  { en: "A", nl: "A" },
                  { en: "B", nl: "B" },
                ],
                answer: 1,
                why: { en: "W", nl: "W" },
              },
            },
          ],
        },
      ],
    });
  });

  it("returns none if the pack has no campaigns, and ignores other files", async () => {
    expect(await readPack(await writePack(smallPack()))).toMatchObject({
      ok: true,
      pack: expect.not.objectContaining({ campaigns: [] }),
    });
    const beside = { "campaigns/README.md": "what?", "campaigns/.hidden.yaml": "what?" };
    expect(await readPack(await writePack(smallPack(beside)))).toMatchObject({ ok: true });
  });

  it("is part of reading a pack, whose diagnostics include those of campaigns", async () => {
    const text = `${HEAD}${STEPS}`.replaceAll("phishing", "lost-badge");
    const ok = await readPack(await writePack(smallPack({ "campaigns/hello.yaml": text })));
    expect(ok).toMatchObject({ ok: true, pack: { campaigns: [{ id: "hello" }] } });
    const failed = await readPack(await writePack(smallPack({ "campaigns/hello.yaml": "steps: [" })));
    expect(failed).toMatchObject({ ok: false, diagnostics: [{ file: "campaigns/hello.yaml" }] });
  });

  it("does not report missing entries while entries cannot be read", async () => {
    const text = `${HEAD}${STEPS}`.replaceAll("phishing", "lost-badge");
    const reading = await readPack(
      await writePack(smallPack({ "campaigns/hello.yaml": text, "en/desk/lost-badge.md": "nothing" })),
    );
    expect(!reading.ok && reading.diagnostics.map(({ file }) => file)).toEqual(["en/desk/lost-badge.md"]);
  });

  it("reports errors with file and line", async () => {
    expect(await diagnosticsOf(HEAD)).toEqual(['campaigns/hello.yaml:1: "steps" is missing']);
    expect(await diagnosticsOf("steps: [")).toHaveLength(1);
    expect(await diagnosticsOf(`${HEAD}${STEPS}`, "other.yaml")).toEqual([
      'campaigns/other.yaml:1: The id "hello" is not the file\'s name',
    ]);
    expect(await diagnosticsOf(`${HEAD}form: "10-01"\n${STEPS}`)).toEqual(['campaigns/hello.yaml:5: Unknown field "form"']);
    expect(await diagnosticsOf(`${HEAD}from: "02-29"\nto: "03-31"\n${STEPS}`)).toEqual([
      'campaigns/hello.yaml:5: "from" is no day of the calendar',
    ]);
    for (const period of ['from: "10-01"', 'to: "10-01"', 'from: "2026-10-01"\nto: "10-31"']) {
      expect(await diagnosticsOf(`${HEAD}${period}\n${STEPS}`)).toEqual([
        "campaigns/hello.yaml:5: The period needs both a beginning and an end",
      ]);
    }
    expect(await diagnosticsOf(`${HEAD}from: "2026-10-02"\nto: "2026-10-01"\n${STEPS}`)).toEqual([
      "campaigns/hello.yaml:6: The period ends before it begins",
    ]);
    expect(await diagnosticsOf(`${HEAD}from: "10-01"\nto: "10-31"\n${STEPS.replace("day: 1", "day: 32")}`)).toEqual([
      "campaigns/hello.yaml:9: The campaign has 31 days only",
    ]);
    expect(await diagnosticsOf(`${HEAD}from: "12-20"\nto: "01-05"\n${STEPS.replace("day: 1", "day: 17")}`)).toEqual([]);
    expect(await diagnosticsOf(`${HEAD.replace("en: All, ", "")}${STEPS}`)).toEqual([
      'campaigns/hello.yaml:4: The text in the default language "en" is missing',
    ]);
  });

  it("reports steps that refer to nothing, and wrong steps", async () => {
    const step = (lines: string) => diagnosticsOf(`${HEAD}${STEPS}${lines}`);
    expect(await diagnosticsOf(`${HEAD}${STEPS.replace("phishing", "fishing")}`)).toEqual([
      'campaigns/hello.yaml:8: There is no entry "fishing"',
    ]);
    expect(await step("    tip: 7\n")).toEqual(['campaigns/hello.yaml:9: The entry "phishing" has no tip 7']);
    expect(await step("    quiz: 7\n")).toEqual(['campaigns/hello.yaml:9: The entry "phishing" has no quiz question 7']);
    expect(await step("    tip: 0\n    quiz: 0\n")).toEqual(["campaigns/hello.yaml:10: A step has a tip or a quiz, not both"]);
    expect(await step("  - id: one\n    day: 2\n    entry: hacking\n")).toEqual([
      'campaigns/hello.yaml:9: The step "one" is listed twice',
    ]);
    expect(
      await diagnosticsOf(`${HEAD}${STEPS.replace("day: 1", "day: 5")}  - id: two\n    day: 2\n    entry: hacking\n`),
    ).toEqual(["campaigns/hello.yaml:10: The day is before that of the step above"]);
    expect(await diagnosticsOf(`${HEAD}${STEPS.replace("id: one", "id: closing")}`)).toHaveLength(1);
    expect(await diagnosticsOf(`${HEAD}${STEPS.replace("day: 1", "day: 0")}`)).toHaveLength(1);
    expect(await step("    quiz: { question: Q, options: [A, B], answer: 2, why: W }\n")).toHaveLength(1);
  });
});

describe("the shipped campaigns", async () => {
  const reading = await readPack(SHIPPED);
  if (!reading.ok) throw new Error("the shipped pack cannot be read");
  const campaigns: readonly Campaign[] = reading.pack.campaigns ?? [];
  const library = createLibrary(reading.pack, campaigns);
  const ownTexts = campaigns.flatMap((one) => [
    ...[one.name, one.description, one.audience],
    ...one.steps.flatMap(({ tip, quiz }) => [
      ...(typeof tip === "object" ? [tip] : []),
      ...(typeof quiz === "object" ? [quiz.question, quiz.why, ...quiz.options] : []),
    ]),
  ]);

  it("are three valid ones", () => {
    expect(campaigns.map(({ id }) => id)).toEqual(["european-cybersecurity-month", "first-30-days", "nis2-in-ten-days"]);
  });

  it("have their own texts in every language, short enough for a chat", () => {
    for (const text of ownTexts) {
      expect(Object.keys(text).sort()).toEqual([...UI_LANGUAGES].sort());
      for (const written of Object.values(text)) expect(written.length).toBeLessThanOrEqual(260);
    }
  });

  it("have a text for each step in every language", () => {
    for (const { id, steps } of campaigns) {
      for (const step of steps) {
        for (const language of UI_LANGUAGES) {
          const nudge = library.step(id, step.id, language);
          expect(nudge?.kind).toBe(step.quiz === undefined ? (step.tip === undefined ? "entry" : "tip") : "quiz");
          if (nudge?.kind === "quiz") expect(nudge.question.options[nudge.question.answer]).toBeDefined();
        }
      }
    }
  });

  it("fit into their days with a weekly limit of five", () => {
    const { steps: _, ...draft } = { ...subscription({}, { weeklyLimit: 5 }), steps: [] };
    const holidays = createHolidays();
    for (const campaign of campaigns) {
      for (let year = 2026; year < 2036; year++) {
        const start = Date.parse(`${year}-09-28T06:00Z`);
        const one = { ...draft, schedule: { kind: "campaign", steps: [], time: "09:00" } as const };
        const { steps } = planCampaign(campaign, one, start, holidays);
        expect(steps).toHaveLength(campaign.steps.length + 1);
      }
    }
  });
});
