import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { INSTALLATION } from "../../src/administration/ports.ts";
import { type AdminStage, FROM_PAGE, startAdmin } from "./harness.ts";
import { acceptForm, askForBikes, type Headers, hiddenField, post } from "./learning-forms.ts";

let stage: AdminStage;
beforeEach(async () => {
  stage = await startAdmin();
});
afterEach(() => stage.stop());

const get = (cookie: Headers, path: string) => stage.send("GET", path, cookie);
const send = (cookie: Headers, path: string, fields: Record<string, string>, headers?: Headers) =>
  post(stage, cookie, path, fields, headers);
const trail = async () =>
  (await stage.store.administration.auditTrail(INSTALLATION, 10)).filter(({ what }) => what !== "sign-in");
const openGaps = async () => (await stage.store.gaps.open()).length;

describe("drafts", () => {
  const NEW = {
    id: "bikes",
    language: "en",
    area: "all",
    title: "Bikes",
    questions: ["where do bikes go"],
    sources: [],
  } as const;
  const save = (summary = "Behind the canteen.", over = {}) =>
    stage.writer.save({ ...NEW, summary, origin: "hand-off", ...over });
  const draftForm = async (cookie: Headers, draft = "en/bikes") => {
    const page = await get(cookie, `/admin/drafts/draft?draft=${draft}`);
    return { token: hiddenField(page, "token"), draft, version: hiddenField(page, "version") };
  };
  const live = (path = "canteen/en/all/bikes.md") => readFile(join(stage.folder, path), "utf8").catch(() => "none");

  it("are listed with their age, origin and problems", async () => {
    await save();
    await save("", { id: "unfinished", area: "nowhere" });
    stage.clock.now += 3 * 24 * 3_600_000;
    const { body } = await get(await stage.signInFromTerminal(), "/admin/drafts");
    for (const text of ["2 drafts", "from a question passed on to a person", "3 days ago", "Ready to publish.", "New answer"])
      expect(body).toContain(text);
    for (const text of ["The summary is missing", "It has no area of the pack yet"]) expect(body).toContain(text);
  });

  it("are shown ten at a time", async () => {
    for (let number = 10; number < 22; number += 1) await save("Yes.", { id: `draft-${number}`, title: `Draft ${number}` });
    const cookie = await stage.signInFromTerminal();
    expect((await get(cookie, "/admin/drafts")).body.match(/<h2>/g)).toHaveLength(10);
    const second = (await get(cookie, "/admin/drafts?from=10")).body;
    expect(second.match(/<h2>/g)).toHaveLength(2);
    expect(second).toContain("Draft 21");
  });

  it("are published after the pack's checks, with a record of who published them", async () => {
    await save();
    const cookie = await stage.signInFromTerminal();
    const answer = await send(cookie, "/admin/drafts/publish", await draftForm(cookie));
    expect([answer.status, answer.headers.location]).toEqual([303, "/admin/drafts?done=published"]);
    expect(await live()).toContain("Behind the canteen.");
    expect(await stage.drafts.list()).toEqual([]);
    expect(await trail()).toMatchObject([
      { actor: "terminal", what: "publish", detail: { entry: "bikes", language: "en", origin: "hand-off" } },
    ]);
  });

  it("are not published if a check fails, and the page says why", async () => {
    await save("");
    const cookie = await stage.signInFromTerminal();
    const answer = await send(cookie, "/admin/drafts/publish", await draftForm(cookie));
    expect(answer.status).toBe(422);
    expect(answer.body).toMatch(/The draft was not published:[\s\S]*The summary is missing/);
    expect([await live(), (await stage.drafts.list()).length, await trail()]).toEqual(["none", 1, []]);
  });

  it("can be given their area when they are published", async () => {
    await save("Behind the canteen.", { area: "" });
    const cookie = await stage.signInFromTerminal();
    const form = await draftForm(cookie);
    for (const area of ["", "nowhere", "../.."]) {
      expect((await send(cookie, "/admin/drafts/publish", { ...form, area })).status, area).toBe(422);
    }
    expect((await send(cookie, "/admin/drafts/publish", { ...form, area: "all" })).status).toBe(303);
    expect(await live()).toContain("Behind the canteen.");
  });

  it("are published only in part if the live entry has changed meanwhile, and the page names the conflict", async () => {
    const entry = { language: "en", id: "opening-hours" };
    await stage.writer.setReviewed(entry, "2026-11-26");
    const path = join(stage.folder, "canteen/en/all/opening-hours.md");
    const text = await readFile(path, "utf8");
    await writeFile(path, text.replace("---\n", "---\nreviewed: 2026-11-25\n"));
    await stage.writer.addQuestions(entry, ["when can I eat"]);
    const cookie = await stage.signInFromTerminal();
    const answer = await send(cookie, "/admin/drafts/publish", await draftForm(cookie, "en/opening-hours"));
    expect(answer.body).toMatch(/Published in part\.[^<]*reviewed/);
    expect(await live("canteen/en/all/opening-hours.md")).toMatch(/2026-11-25[\s\S]*when can I eat/);
    expect(await stage.drafts.list()).toHaveLength(1);
  });

  it("are discarded, with a record of who discarded them", async () => {
    await save();
    const cookie = await stage.signInFromTerminal();
    const form = await draftForm(cookie);
    const answer = await send(cookie, "/admin/drafts/discard", form);
    expect([answer.status, answer.headers.location]).toEqual([303, "/admin/drafts?done=discarded"]);
    expect([await stage.drafts.list(), await live()]).toEqual([[], "none"]);
    expect(await trail()).toMatchObject([{ actor: "terminal", what: "discard-draft", detail: { entry: "bikes" } }]);
    expect((await send(cookie, "/admin/drafts/discard", form)).headers.location).toBe("/admin/drafts?done=gone");
  });

  it.each(["publish", "discard"])("stay as they are on %s if they have changed since the page was opened", async (what) => {
    await save();
    const cookie = await stage.signInFromTerminal();
    const form = await draftForm(cookie);
    await save("Somebody wrote something else.");
    const answer = await send(cookie, `/admin/drafts/${what}`, form);
    expect([answer.status, answer.body.includes("has changed since you opened it")]).toEqual([409, true]);
    expect([await live(), (await stage.drafts.list()).length, await trail()]).toEqual(["none", 1, []]);
  });

  it.each([
    ["a manager", () => stage.signIn()],
    ["a link of the terminal for one workspace", () => stage.signInFromTerminal("W1")],
  ])("are neither seen nor published by %s", async (_, signIn) => {
    await save();
    const form = await draftForm(await stage.signInFromTerminal());
    const cookie = await signIn();
    const overview = await get(cookie, "/admin");
    expect(overview.body).not.toContain("/admin/drafts");
    for (const path of ["/admin/drafts", "/admin/drafts/draft?draft=en/bikes"]) {
      const answer = await get(cookie, path);
      expect([answer.status, answer.body.includes("Behind")], path).toEqual([403, false]);
    }
    for (const path of ["/admin/drafts/edit", "/admin/drafts/publish", "/admin/drafts/discard"]) {
      expect((await send(cookie, path, { ...form, token: hiddenField(overview, "token") })).status, path).toBe(403);
    }
    expect([await live(), (await stage.drafts.list()).length, await trail()]).toEqual(["none", 1, []]);
  });

  it.each(["en/none", "../../etc/passwd", "en/../../canteen/en/all/opening-hours", ""])(
    "are not found under a name that no draft has (%j)",
    async (draft) => {
      await save();
      const cookie = await stage.signInFromTerminal();
      expect((await get(cookie, `/admin/drafts/draft?draft=${encodeURIComponent(draft)}`)).status).toBe(404);
      const form = { ...(await draftForm(cookie)), draft };
      expect((await send(cookie, "/admin/drafts/discard", form)).headers.location).toBe("/admin/drafts?done=gone");
      expect(await stage.drafts.list()).toHaveLength(1);
    },
  );

  it("that cannot be written to the pack are kept, and the page says so", async () => {
    await save();
    const cookie = await stage.signInFromTerminal();
    const form = await draftForm(cookie, "en/bikes");
    // A folder with the name of the entry's file, so that the file cannot be written.
    await mkdir(join(stage.folder, "canteen/en/all/bikes.md/x"), { recursive: true });
    const answer = await send(cookie, "/admin/drafts/publish", form);
    expect([answer.status, answer.body.includes("cannot be used"), answer.body.includes(stage.folder)]).toEqual([
      503,
      true,
      false,
    ]);
    expect([(await stage.drafts.list()).length, await trail()]).toEqual([1, []]);
  });
});

describe("a form about gaps or drafts", () => {
  const PATHS = ["/admin/missing/accept", "/admin/drafts/edit", "/admin/drafts/publish", "/admin/drafts/discard"];
  let cookie: Headers;
  let form: Record<string, string>;
  beforeEach(async () => {
    await askForBikes(stage);
    await stage.writer.save({
      ...{ id: "bikes", language: "en", area: "all", title: "Bikes", questions: ["where do bikes go"], sources: [] },
      ...{ summary: "Behind the canteen.", origin: "hand-off" },
    });
    cookie = await stage.signInFromTerminal();
    const page = await get(cookie, "/admin/drafts/draft?draft=en/bikes");
    form = { ...(await acceptForm(stage, cookie)), draft: "en/bikes", version: hiddenField(page, "version") };
    form = { ...form, do: "save", "entry:title": "Taken over" };
  });
  afterEach(async () => {
    expect(await openGaps()).toBe(3);
    expect((await stage.drafts.list()).map(({ id, text }) => [id, text.includes("Taken over")])).toEqual([["bikes", false]]);
    expect(await trail()).toEqual([]);
  });

  it.each([
    ["another site", { origin: "https://evil.example" }],
    ["a page without an origin", { origin: "null" }],
    ["a link of another site", { ...FROM_PAGE, "sec-fetch-site": "cross-site" }],
    ["a script that sends JSON", { ...FROM_PAGE, "content-type": "application/json" }],
  ])("is refused from %s", async (_, headers: Headers) => {
    for (const path of PATHS) expect((await send(cookie, path, form, headers)).status, path).toBe(403);
  });

  it("is refused without a token, with a made-up one, and with that of another session", async () => {
    const theirs = hiddenField(await get(await stage.signInFromTerminal(), "/admin"), "token");
    for (const path of PATHS) {
      for (const token of ["", "A".repeat(43), theirs])
        expect((await send(cookie, path, { ...form, token })).status, path).toBe(403);
    }
  });

  it("is refused without a session or as a link", async () => {
    for (const path of PATHS) {
      expect((await send({}, path, form)).status, path).toBe(401);
      expect((await send({ cookie: "__Host-malinois-admin=terminal" }, path, form)).status, path).toBe(401);
      expect((await get(cookie, `${path}?${new URLSearchParams(form)}`)).status, path).toBe(404);
    }
    for (const path of ["/admin/missing", "/admin/drafts", "/admin/drafts/draft?draft=en/bikes"]) {
      expect((await get({}, path)).status, path).toBe(401);
    }
  });
});
