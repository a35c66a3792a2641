import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { INSTALLATION } from "../../src/administration/ports.ts";
import { CANTEEN, toyEntry } from "../matching/toy-pack.ts";
import { type AdminStage, NOW, startAdmin, W1 } from "./harness.ts";
import { acceptForm, askForBikes, type Headers, hiddenField, post } from "./learning-forms.ts";

const EVIL = `"><script>alert(1)</script><img src=x onerror=alert(2)>'`;

let stage: AdminStage;
beforeEach(async () => {
  stage = await startAdmin();
});
afterEach(() => stage.stop());

const get = (cookie: Headers, path: string) => stage.send("GET", path, cookie);
const send = (cookie: Headers, path: string, fields: Record<string, string>, headers?: Headers) =>
  post(stage, cookie, path, fields, headers);
const trail = (workspace = INSTALLATION) => stage.store.administration.auditTrail(workspace, 10);
const openGaps = async () => (await stage.store.gaps.open()).length;

describe("the list of workspaces to choose from", () => {
  it("shows a platform without workspaces under the platform's name alone", async () => {
    for (const workspace of ["", "W1"]) {
      await stage.store.administration.changeSetting({ ...W1, workspace, name: "gaps", value: '"text"' }, "U9", NOW);
    }
    const { body } = await get(await stage.signInFromTerminal(), "/admin/missing");
    expect(body).toMatch(/<option value="chat:" *>chat<\/option>/);
    expect(body).toMatch(/<option value="chat:W1" *>chat:W1<\/option>/);
  });
});

describe("the page of what is missing", () => {
  it("shows a group of questions with the closest entry, once three people have asked", async () => {
    const cookie = await stage.signIn();
    await askForBikes(stage, "W1", 2);
    expect((await get(cookie, "/admin/missing")).body).toContain("No group of questions has been asked by enough people yet.");
    const asked = await askForBikes(stage);
    const { body } = await get(cookie, "/admin/missing");
    for (const text of [...asked, "3 people or more", "Closest answer: “When the canteen is open” (40%)"])
      expect(body).toContain(text);
  });

  it("lists answers that did not help, with redacted reasons, and answers that are due for review", async () => {
    const opinion = { ...W1, person: "U1", entry: "food-allergy", language: "en", helpful: false, at: stage.clock.now };
    await stage.store.addFeedback({ ...opinion, reason: "Ask jan.peeters@example.org about nuts" });
    const { body } = await get(await stage.signIn(), "/admin/missing");
    expect(body).toContain("1 not helpful, 0 helpful");
    expect(body).toContain("Ask [mail] about nuts");
    expect(body).toContain("Not reviewed for 365 days");
    expect(body).toMatch(/en\/pay-for-lunch<\/code><\/th>\s*<td>never<\/td>\s*<td>none<\/td>/);
  });

  it("adds an accepted group to a draft of the entry, only once, and records who accepted it", async () => {
    const asked = await askForBikes(stage);
    const cookie = await stage.signIn();
    const form = await acceptForm(stage, cookie);
    const answer = await send(cookie, "/admin/missing/accept", form);
    expect([answer.status, answer.headers.location]).toEqual([303, "/admin/missing?accepted=3"]);
    expect((await get(cookie, "/admin/missing?accepted=3")).body).toContain("3 ways of asking were added to a draft.");
    const draft = await stage.drafts.find("en", "opening-hours");
    for (const text of asked) expect(draft?.text).toContain(text);
    expect(await trail(W1)).toMatchObject([
      { actor: "U1", what: "accept-gap", detail: { entry: "opening-hours", language: "en", ways: 3 } },
      { what: "sign-in" },
    ]);
    const again = await send(cookie, "/admin/missing/accept", form);
    expect([again.status, again.body.includes("This group no longer exists")]).toEqual([409, true]);
    expect(await trail(W1)).toHaveLength(2);
    expect(await readFile(join(stage.folder, "canteen/en/all/opening-hours.md"), "utf8")).not.toContain("bike");
  });

  it("makes a group the draft of a new entry when somebody gives it a title", async () => {
    await askForBikes(stage);
    const cookie = await stage.signIn();
    const { entry: _, ...form } = await acceptForm(stage, cookie);
    expect((await send(cookie, "/admin/missing/accept", { ...form, title: "  " })).status).toBe(422);
    expect((await send(cookie, "/admin/missing/accept", { ...form, title: EVIL })).status).toBe(303);
    const [draft] = await stage.drafts.list();
    expect(draft).toMatchObject({ id: "script-alert-1-script-img-src-x-onerror-alert-2", area: "unsorted" });
    const { body } = await get(await stage.signInFromTerminal(), "/admin/drafts");
    expect(body).toContain("&lt;script&gt;");
    expect(body).not.toMatch(/<script>|<img/);
  });

  it.each(["none-such", "../../etc/passwd", "", "unsorted"])(
    "refuses to add a group to an entry that does not exist (%j)",
    async (entry) => {
      await askForBikes(stage);
      const cookie = await stage.signIn();
      const answer = await send(cookie, "/admin/missing/accept", { ...(await acceptForm(stage, cookie)), entry });
      expect([answer.status, answer.body.includes("No answer has this id")]).toEqual([422, true]);
      expect([await openGaps(), await stage.drafts.list()]).toEqual([3, []]);
    },
  );

  it("refuses to add a group to the draft of a new entry, or to an entry whose file is gone", async () => {
    await askForBikes(stage);
    const unread = { id: "unread", language: "en", title: "Unread", questions: ["what is this"], summary: "Yes.", sources: [] };
    await stage.writer.save({ ...unread, origin: "hand-off" });
    await rm(join(stage.folder, "canteen/en/all/opening-hours.md"));
    const cookie = await stage.signIn();
    const form = await acceptForm(stage, cookie);
    for (const entry of ["unread", "opening-hours"]) {
      expect((await send(cookie, "/admin/missing/accept", { ...form, entry })).status, entry).toBe(422);
    }
    const drafts = await stage.drafts.list();
    expect([await openGaps(), drafts.map(({ id }) => id), drafts[0]?.text.includes("bike")]).toEqual([3, ["unread"], false]);
  });

  it("neither shows nor accepts a group of another workspace", async () => {
    await askForBikes(stage, "W2");
    const theirs = await acceptForm(stage, await stage.signInFromTerminal());
    const cookie = await stage.signIn();
    const page = await get(cookie, "/admin/missing");
    expect(page.body).not.toContain("bike");
    const form: Record<string, string> = { ...theirs, token: hiddenField(page, "token") };
    expect(theirs.group).toMatch(/^[\da-f]{8}$/);
    expect((await send(cookie, "/admin/missing/accept", form)).status).toBe(409);
    expect((await send(cookie, "/admin/missing/accept?workspace=chat:W2", form)).status).toBe(404);
    expect([await openGaps(), await stage.drafts.list()]).toEqual([3, []]);
  });

  it("accepts a group of several workspaces when it was opened from the terminal", async () => {
    for (const [at, text] of ["bike parking", "parking bikes", "bikes parking"].entries())
      await stage.noteGap(`U${at}`, text, { workspace: `W${at}` });
    const cookie = await stage.signInFromTerminal();
    expect((await send(cookie, "/admin/missing/accept", await acceptForm(stage, cookie))).status).toBe(303);
    expect(await trail()).toMatchObject([{ actor: "terminal", what: "accept-gap" }, { what: "sign-in" }]);
    expect((await get(cookie, "/admin/audit")).body).toContain("accept-gap");
    expect((await get(await stage.signIn(), "/admin/audit")).body).not.toContain("accept-gap");
  });

  it("refuses a group accepted by somebody who may no longer manage the workspace", async () => {
    await askForBikes(stage);
    const cookie = await stage.signIn();
    const form = await acceptForm(stage, cookie);
    stage.platform.mayManage = async () => false;
    expect((await send(cookie, "/admin/missing/accept", form)).status).toBe(403);
    expect([await openGaps(), await stage.drafts.list()]).toEqual([3, []]);
    expect((await get(cookie, "/admin/missing")).status).toBe(401);
  });

  it("reports that the drafts folder cannot be used", async () => {
    await askForBikes(stage);
    await writeFile(join(stage.folder, "drafts"), "no folder");
    const cookie = await stage.signIn();
    const answer = await send(cookie, "/admin/missing/accept", await acceptForm(stage, cookie));
    expect([answer.status, answer.body.includes("cannot be used")]).toEqual([503, true]);
    expect(answer.body).not.toContain(stage.folder);
    expect(await openGaps()).toBe(3);
  });
});

it("markup in gaps, reasons, drafts and owners is shown as text", async () => {
  await stage.stop();
  const evil = { ...toyEntry("evil", EVIL, [EVIL]), owner: EVIL };
  stage = await startAdmin({}, { ...CANTEEN, areas: [{ id: "odd", title: { en: EVIL } }], entries: [evil] });
  const nearest = { entry: "evil", confidence: 0.4 };
  for (const person of ["A", "B", "C"]) await stage.noteGap(person, `bike parking ${EVIL}`, { nearest });
  const opinion = { ...W1, person: "U1", entry: "evil", language: "en", helpful: false, at: stage.clock.now };
  await stage.store.addFeedback({ ...opinion, reason: `lunch ${EVIL}` });
  const text = `---\nid: evil\ntitle: ${JSON.stringify(EVIL)}\nquestions: [${JSON.stringify(EVIL)}]\n---\n${EVIL}\n`;
  await stage.drafts.write({ language: "en", area: "unsorted", id: "evil", text, about: { origin: "file" } });
  const cookie = await stage.signInFromTerminal();
  for (const path of ["/admin/missing", "/admin/drafts", "/admin/drafts/draft?draft=en/evil"]) {
    const { status, body } = await get(cookie, path);
    expect(status, path).toBe(200);
    expect(body, path).toContain("&lt;script&gt;");
    expect(body, path).not.toMatch(/<script>|<img|\son\w+="/);
  }
});
