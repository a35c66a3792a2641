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

describe("the choice of a workspace", () => {
  it("names a platform without workspaces by itself alone", async () => {
    for (const workspace of ["", "W1"]) {
      await stage.store.administration.changeSetting({ ...W1, workspace, name: "gaps", value: '"text"' }, "U9", NOW);
    }
    const { body } = await get(await stage.signInFromTerminal(), "/admin/missing");
    expect(body).toMatch(/<option value="chat:" *>chat<\/option>/);
    expect(body).toMatch(/<option value="chat:W1" *>chat:W1<\/option>/);
  });
});

describe("what is missing", () => {
  it("is shown by the largest group, with the entry that comes near, and not before three people asked", async () => {
    const cookie = await stage.signIn();
    await askForBikes(stage, "W1", 2);
    expect((await get(cookie, "/admin/missing")).body).toContain("No group of questions has been asked by enough people yet.");
    const asked = await askForBikes(stage);
    const { body } = await get(cookie, "/admin/missing");
    for (const text of [...asked, "3 people or more", "Closest answer: “When the canteen is open” (40%)"])
      expect(body).toContain(text);
  });

  it("names answers that did not help, with redacted reasons, and those that are due for review", async () => {
    const opinion = { ...W1, person: "U1", entry: "food-allergy", language: "en", helpful: false, at: stage.clock.now };
    await stage.store.addFeedback({ ...opinion, reason: "Ask jan.peeters@example.org about nuts" });
    const { body } = await get(await stage.signIn(), "/admin/missing");
    expect(body).toContain("1 not helpful, 0 helpful");
    expect(body).toContain("Ask [mail] about nuts");
    expect(body).toContain("Not reviewed for 365 days");
    expect(body).toMatch(/en\/pay-for-lunch<\/code><\/th>\s*<td>never<\/td>\s*<td>none<\/td>/);
  });

  it("goes into a draft of the entry when somebody accepts it, once, with who did", async () => {
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

  it("becomes the draft of a new entry when somebody gives it a title", async () => {
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

  it.each(["none-such", "../../etc/passwd", "", "unsorted"])("goes into no entry that does not exist (%j)", async (entry) => {
    await askForBikes(stage);
    const cookie = await stage.signIn();
    const answer = await send(cookie, "/admin/missing/accept", { ...(await acceptForm(stage, cookie)), entry });
    expect([answer.status, answer.body.includes("No answer has this id")]).toEqual([422, true]);
    expect([await openGaps(), await stage.drafts.list()]).toEqual([3, []]);
  });

  it("goes into no draft that is not of a live entry, and into no entry whose file is gone", async () => {
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

  it("of another workspace is neither shown nor accepted", async () => {
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

  it("is accepted from the terminal for the whole installation", async () => {
    for (const [at, text] of ["bike parking", "parking bikes", "bikes parking"].entries())
      await stage.noteGap(`U${at}`, text, { workspace: `W${at}` });
    const cookie = await stage.signInFromTerminal();
    expect((await send(cookie, "/admin/missing/accept", await acceptForm(stage, cookie))).status).toBe(303);
    expect(await trail()).toMatchObject([{ actor: "terminal", what: "accept-gap" }]);
    expect((await get(cookie, "/admin/audit")).body).toContain("accept-gap");
    expect((await get(await stage.signIn(), "/admin/audit")).body).not.toContain("accept-gap");
  });

  it("is not accepted by somebody who may no longer manage the workspace", async () => {
    await askForBikes(stage);
    const cookie = await stage.signIn();
    const form = await acceptForm(stage, cookie);
    stage.platform.mayManage = async () => false;
    expect((await send(cookie, "/admin/missing/accept", form)).status).toBe(403);
    expect([await openGaps(), await stage.drafts.list()]).toEqual([3, []]);
    expect((await get(cookie, "/admin/missing")).status).toBe(401);
  });

  it("says so when the folder of drafts cannot be used", async () => {
    await askForBikes(stage);
    await writeFile(join(stage.folder, "drafts"), "no folder");
    const cookie = await stage.signIn();
    const answer = await send(cookie, "/admin/missing/accept", await acceptForm(stage, cookie));
    expect([answer.status, answer.body.includes("cannot be used")]).toEqual([503, true]);
    expect(answer.body).not.toContain(stage.folder);
    expect(await openGaps()).toBe(3);
  });
});

it("hostile words in gaps, reasons, drafts and owners are shown as text", async () => {
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
