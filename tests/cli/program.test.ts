import { writeFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { discord } from "../../adapters/discord/platform.ts";
import { slack } from "../../adapters/slack/platform.ts";
import { readValidPack } from "../../src/app/knowledge/live-knowledge.ts";
import { MATCHER_OPTIONS } from "../../src/app/knowledge/matcher-options.ts";
import { rememberTraining } from "../../src/app/knowledge/training.ts";
import { trainPack } from "../../src/matching/train.ts";
import { VERSION } from "../../src/version.ts";
import { writeCanteen } from "./canteen-files.ts";
import { runProgram } from "./run-program.ts";

let folder = "";
let content = "";
let dataDirectory = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "malinois-cli-"));
  content = join(folder, "canteen");
  dataDirectory = join(folder, "data");
  await writeCanteen(content);
  // The command line trains in a process of compiled code, so here the model is saved beforehand.
  const train = rememberTraining(join(dataDirectory, "models"), async (pack) => trainPack(pack, MATCHER_OPTIONS));
  await train(await readValidPack(content));
});
afterAll(() => rm(folder, { recursive: true }));

function run(args: readonly string[], input = "", environment: Record<string, string> = {}, columns?: number) {
  return runProgram(args, {
    environment: { DATA_DIR: dataDirectory, CONTENT_DIR: content, PORT: "0", ...environment },
    ...{ input: Readable.from([input]), columns, platforms: [slack, discord] },
  });
}

describe("malinois ask", () => {
  it("uses the organisation file, and reports what is wrong in it", async () => {
    const file = join(folder, "organisation.yaml");
    const asked = (text: string) => {
      writeFileSync(file, text);
      return run(["ask", "who can I talk to?"], "", { ORGANISATION_FILE: file });
    };
    const good = await asked('name: Example\nhelpdesk:\n  title: { en: Desk, nl: Balie }\n  phone: "02 555 00 00"\n');
    expect(good.out).toMatch(/Who can help\n {2}• Desk: 02 555 00 00/);
    const bad = await asked("name: Example\nhelpdesk:\n  title: Desk\n  fone: 1\ncontacts:\n  - phone: nobody\n");
    expect(bad.code).toBe(1);
    expect(bad.err).toContain('organisation.yaml:4: Unknown field "fone" (Known are: title, when, phone');
    expect(bad.err).toContain('organisation.yaml:6: "contacts[1].title" is missing (Say who it is');
    expect(bad.err).toMatch(/organisation\.yaml:6: "contacts\[1\]\.phone" is not a telephone number/);
    expect((await run(["ask", "hello"], "", { ORGANISATION_FILE: join(folder, "gone.yaml") })).err).toContain("cannot be read");
    const doctor = await run(["doctor"], "", { ORGANISATION_FILE: join(folder, "gone.yaml") });
    expect(doctor.out).toContain("PROBLEM organisation:");
  });

  it("prints the answer as text for people", async () => {
    const { code, out } = await run(["ask", "when does the canteen open"]);
    expect(code).toBe(0);
    expect(out).toContain("When the canteen is open");
    expect(out).toContain("From 11:30 to 14:00.");
  });

  it("prints the answer as one JSON object for programs", async () => {
    const { out } = await run(["ask", "--json", "when does the canteen open"]);
    expect(out.trim().split("\n")).toHaveLength(1);
    expect(JSON.parse(out)).toMatchObject({ outcome: "answer", language: "en", entries: [{ id: "opening-hours" }] });
  });

  it("answers a batch line by line, in order, each conversation with its own context", async () => {
    const lines = [
      { id: "a", q: "when does the canteen open", conversation: "one" },
      { id: "b", q: "can I pay with my badge", conversation: "two" },
      { id: "c", q: "source?", conversation: "one" },
      { id: "d", q: "qwertz asdf" },
    ];
    const { code, out } = await run(["ask", "--batch"], lines.map((line) => JSON.stringify(line)).join("\n"));
    expect(code).toBe(0);
    const answers = out
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(answers.map(({ id }) => id)).toEqual(["a", "b", "c", "d"]);
    expect(answers[0]).toMatchObject({ outcome: "answer", entries: [{ id: "opening-hours" }] });
    expect(answers[2]).toMatchObject({ action: "sources", entries: [{ id: "opening-hours" }] });
    expect(answers[3]).toMatchObject({ outcome: "unknown", entries: [] });
    for (const { ms } of answers) expect(ms).toBeGreaterThanOrEqual(0);
  });

  it("names the action of each command in a batch, in four languages", async () => {
    const said: Readonly<Record<string, readonly string[]>> = {
      help: ["what can you do?", "wat kan je allemaal doen?", "que peux-tu faire ?", "was kannst du alles?"],
      privacy: [
        "what do you store about me?",
        "wat bewaar je over mij?",
        "que gardez-vous sur moi ?",
        "was speicherst du über mich?",
      ],
      settings: ["my settings", "mijn instellingen", "mes paramètres", "meine Einstellungen"],
      erase: ["delete my data", "verwijder mijn gegevens", "supprime mes données", "lösche meine Daten"],
      about: ["who made you?", "wie heeft je gemaakt?", "qui t’a créé ?", "wer hat dich gemacht?"],
      quiz: ["quiz me", "overhoor me", "interroge-moi", "frag mich ab", "/quiz"],
      "add-nudge": [
        ...["remind me every monday", "herinner me elke maandag", "rappelle-moi tous les lundis", "erinnere mich jeden Montag"],
        "/nudge add",
      ],
      "edit-nudges": [
        ...["change my reminders", "pas de herinneringen aan", "modifie mes rappels", "ändere meine Erinnerungen"],
        "/nudge edit",
      ],
      "pause-nudges": ["pause the tips", "pauzeer de tips", "mets les conseils en pause", "pausiere die Tipps", "/nudge pause"],
      "stop-nudges": ["unsubscribe me", "schrijf me uit", "désabonne-moi", "melde mich ab", "/nudge remove"],
      person: ["who can I talk to?", "met wie kan ik praten?", "à qui puis-je parler ?", "mit wem kann ich sprechen?"],
      more: ["tell me more", "vertel me meer", "dis-m’en plus", "erzähl mir mehr"],
      sources: ["sources please", "bronnen aub", "quelles sont vos sources ?", "Quellen bitte"],
      why: ["why this?", "waarom dit?", "pourquoi cette réponse ?", "warum das?"],
      "switch-language": ["in Dutch please", "in het Frans graag", "en allemand stp", "auf Englisch bitte"],
    };
    const cases = Object.entries(said).flatMap(([action, texts]) => texts.map((q) => ({ action, q })));
    const lines = cases.flatMap(({ q }, index) => [
      { id: `about ${q}`, q: "when does the canteen open", conversation: String(index) },
      { id: q, q, conversation: String(index) },
    ]);
    const { out } = await run(["ask", "--batch"], lines.map((line) => JSON.stringify(line)).join("\n"));
    const answers = out
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    const done = answers.filter(({ id }) => !id.startsWith("about ")).map(({ id, action }) => ({ action, q: id }));
    expect(done).toEqual(cases);
  });

  it("reads a batch that begins with a byte order mark", async () => {
    const { code, out } = await run(["ask", "--batch"], '\uFEFF{"id":"1","q":"when does the canteen open"}\r\n');
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ id: "1", outcome: "answer" });
  });

  it("fails as wrong usage if a line of a batch is not a question, and names the line", async () => {
    const { code, err } = await run(["ask", "--batch"], '{"id":"1","q":"hello"}\nnonsense\n');
    expect(code).toBe(2);
    expect(err).toContain("Line 2");
  });

  it("accepts a question without quotes", async () => {
    const { code, out } = await run(["ask", "when", "does", "the", "canteen", "open"]);
    expect(code).toBe(0);
    expect(out).toContain("When the canteen is open");
  });

  it("fails as wrong usage for an unknown language", async () => {
    for (const command of ["ask", "chat"]) {
      const { code, out, err } = await run([command, "--lang", "klingon", ...(command === "ask" ? ["hello"] : [])]);
      expect({ code, out }).toEqual({ code: 2, out: "" });
      expect(err).toBe('"klingon" is not the code of a language. Write a code such as en, de, fr, nl.\n');
    }
    expect((await run(["ask", "--lang", "nl-BE", "qwertz"])).out).toContain("geen antwoord");
  });

  it("wraps lines to the terminal's width, but not in text for other programs", async () => {
    const wide = (await run(["ask", "what can you do?"])).out;
    const { out } = await run(["ask", "what can you do?"], "", {}, 40);
    expect(Math.max(...wide.split("\n").map((line) => line.length))).toBeGreaterThan(40);
    expect(Math.max(...out.split("\n").map((line) => line.length))).toBeLessThanOrEqual(40);
    expect(out.replace(/\s+/g, " ")).toBe(wide.replace(/\s+/g, " "));
  });

  it("fails as wrong usage without a question", async () => {
    expect(await run(["ask"])).toMatchObject({ code: 2, err: expect.stringContaining("no question") });
  });
});

describe("malinois chat", () => {
  const talk = async (...lines: readonly string[]) => (await run(["chat"], lines.join("\n"))).out.split("\n\n");

  it("is one conversation, with follow-ups and with choices that are picked by number", async () => {
    expect((await talk("when does the canteen open", "sources?")).join()).toMatch(/When the canteen is open.*Sources/s);
    const picked = await talk("topics", "1");
    expect(picked.join("\n")).toMatch(/\[1\] All\nAll\nI have 5 answers in this area/);
  });

  it("keeps a chosen language, and ends when told to", async () => {
    const said = await talk("always answer in Dutch", "privacy", "exit", "when does the canteen open");
    expect(said.join()).toContain("bewaar");
    expect(said.join()).not.toContain("When the canteen is open");
  });

  it("shows a prompt on a terminal", async () => {
    expect((await run(["chat"], "", {}, 80)).out).toMatch(/> $/);
  });
});

describe("malinois eval", () => {
  it("counts right and wrong answers by language and kind, and leaves out entries of other packs", async () => {
    const file = join(folder, "set.jsonl");
    const { writeFile } = await import("node:fs/promises");
    const cases = [
      { id: "1", lang: "en", kind: "in", q: "when does the canteen open", expect: ["opening-hours"] },
      { id: "2", lang: "en", kind: "in", q: "when does the canteen open", expect: ["pay-for-lunch"] },
      { id: "3", lang: "en", kind: "out", q: "qwertz asdf", expect: [] },
      { id: "4", lang: "en", kind: "in", q: "anything", expect: ["not-in-this-pack"] },
    ];
    await writeFile(file, cases.map((item) => JSON.stringify(item)).join("\n"));
    const { code, out } = await run(["eval", "--json", file]);
    expect(code).toBe(0);
    const report = JSON.parse(out);
    expect(report).toMatchObject({ questions: 3, leftOut: 1, failed: [{ id: "2", wrong: true }] });
    expect(report.rows).toContainEqual(expect.objectContaining({ kind: "in", right: 0.5, wrong: 0.5 }));
  });

  it("accepts a file that begins with a byte order mark, and begins each dialogue anew, whatever its id", async () => {
    const file = join(folder, "set.jsonl");
    const { writeFile } = await import("node:fs/promises");
    const asked = { q: "when does the canteen open", expect: ["opening-hours"], act: "answer" };
    const cases = [
      { id: "1", lang: "en", turns: [asked, { q: "source?", expect: ["opening-hours"], act: "sources" }] },
      { id: "1", lang: "en", turns: [{ q: "source?", expect: [], act: "decline" }] },
    ];
    await writeFile(file, `\uFEFF${cases.map((item) => JSON.stringify(item)).join("\r\n")}`);
    const { code, out } = await run(["eval", "--json", file]);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ questions: 3, failed: [] });
  });

  it("reports that the file does not exist", async () => {
    expect(await run(["eval", join(folder, "none.jsonl")])).toMatchObject({
      code: 2,
      err: expect.stringContaining("cannot be read"),
    });
  });
});

describe("the command line", () => {
  it("checks a pack", async () => {
    expect(await run(["check"])).toMatchObject({ code: 0 });
  });

  it("reports a pack that cannot be served", async () => {
    const { code, err } = await run(["ask", "hello", "--content", join(folder, "nowhere")]);
    expect(code).toBe(1);
    expect(err).toContain("cannot be served");
  });

  it.each([
    [["check", "canteen"], "check", "--content"],
    [["backup"], "backup", "<file>"],
    [["ask", "--batched"], "ask", "--batch"],
    [["new", "pack", "one", "two"], "new pack", "[folder]"],
  ])("says how a command is written that was written wrongly: malinois %j", async (args, command, part) => {
    const { code, err } = await run(args);
    expect(code).toBe(2);
    expect(err).toMatch(/^error: /);
    expect(err).toContain(`Usage: malinois ${command}`);
    expect(err).toContain(part);
  });

  it("reports a wrong environment variable in one line", async () => {
    const { code, err } = await run(["doctor"], "", { PORT: "many" });
    expect(code).toBe(1);
    expect(err.trim().split("\n")).toHaveLength(1);
    expect(err).toContain("PORT");
  });

  it.each(["start", "doctor"])("refuses an impossible range of shards: malinois %s", async (command) => {
    const { code, err } = await run([command], "", { DISCORD_SHARDS: "4-8/8" });
    expect(code).toBe(1);
    expect(err).toMatch(/^[^\n]*DISCORD_SHARDS: must name shards that exist[^\n]*\n$/);
  });

  it("checks content, data and store", async () => {
    const { code, out } = await run(["doctor"]);
    expect(out).toContain("pack canteen, 5 entries");
    expect(out).toContain("embedded SQLite opens");
    expect(out).toContain("ok      server: any free port is taken");
    expect(out).toContain("off     slack: SLACK_BOT_TOKEN is not set");
    expect(code).toBe(0);
  });

  it("reports where the content of workspaces is read from, and whether that folder exists", async () => {
    expect((await run(["doctor"], "", { WORKSPACES_DIR: folder })).out).toContain(
      `ok      workspaces: content of their own is read from ${folder}`,
    );
    const { code, out } = await run(["doctor"], "", { WORKSPACES_DIR: join(folder, "gone") });
    expect(out).toMatch(/PROBLEM workspaces: there is no folder .*gone\n.*→ Create the folder, or correct WORKSPACES_DIR/);
    expect(code).toBe(1);
  });

  it.each<[Record<string, string>, string]>([
    [{ SLACK_BOT_TOKEN: "xoxp-1" }, "neither SLACK_APP_TOKEN nor SLACK_SIGNING_SECRET is set"],
    [{ SLACK_APP_TOKEN: "xapp-1" }, "SLACK_BOT_TOKEN does not begin with xoxb-"],
    [{ SLACK_CLIENT_ID: "1.2" }, "SLACK_CLIENT_SECRET, SLACK_SIGNING_SECRET and TOKEN_KEYS must be set too"],
    [{ DISCORD_APPLICATION_ID: "1300000000000000001" }, "DISCORD_TOKEN is not set"],
  ])("reports a platform that is only partly set up as a problem", async (environment, message) => {
    const { code, out } = await run(["doctor"], "", { ...environment, SLACK_API_URL: "http://127.0.0.1:1/" });
    expect(code).toBe(1);
    expect(out).toMatch(/^PROBLEM/m);
    expect(out).toContain(message);
  });

  it("prints what is needed to set up each platform", async () => {
    const manifest = JSON.parse((await run(["slack", "manifest", "--url", "https://bot.example.org"])).out);
    expect(manifest.settings.event_subscriptions.request_url).toBe("https://bot.example.org/slack/events");
    const many = JSON.parse((await run(["slack", "manifest", "--distributed", "--url", "https://bot.example.org"])).out);
    expect(many.oauth_config.redirect_urls).toEqual(["https://bot.example.org/slack/oauth_redirect"]);
    expect(await run(["slack", "manifest", "--distributed"])).toMatchObject({
      code: 2,
      err: expect.stringContaining("--distributed needs --url"),
    });
    const application = { DISCORD_APPLICATION_ID: "1300000000000000001" };
    const invite = new URL((await run(["discord", "invite", "--user"], "", application)).out);
    expect(Object.fromEntries(invite.searchParams)).toMatchObject({ client_id: "1300000000000000001", integration_type: "1" });
  });

  it.each(["foo", "http://bot.example.org"])(
    "refuses %s as the address at which Slack reaches Malinois, in one line",
    async (url) => {
      const { code, out, err } = await run(["slack", "manifest", "--url", url]);
      expect({ code, out }).toEqual({ code: 2, out: "" });
      expect(err).toMatch(/^"[^\n]+" is not an https address\. [^\n]+\n$/);
    },
  );

  it("prints its version", async () => {
    expect((await run(["--version"])).out).toBe(`${VERSION}\n`);
  });

  it("names a folder that does not exist", async () => {
    const { code, out } = await run(["check", "--content", "/nowhere/pack"]);
    expect(code).toBe(1);
    expect(out).toContain("/nowhere/pack");
  });

  it("names a platform's wrong variable before it runs the platform's command", async () => {
    const { code, err } = await run(["discord", "invite"], "", { DISCORD_SHARDS: "many" });
    expect(code).toBe(1);
    expect(err).toContain("DISCORD_SHARDS: must be a whole number");
  });

  it("refuses unknown commands and options as wrong usage, and prints help", async () => {
    expect((await run(["bark"])).code).toBe(2);
    expect((await run(["ask", "x", "--loud"])).code).toBe(2);
    const { code, out } = await run(["--help"]);
    expect(code).toBe(0);
    expect(out).toContain("ask");
  });
});
