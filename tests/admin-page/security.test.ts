import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { adminAccess } from "../../src/admin-page/access.ts";
import type { Pack } from "../../src/model.ts";
import { CANTEEN, toyEntry } from "../matching/toy-pack.ts";
import { type AdminStage, ELSEWHERE, FROM_PAGE, fillIn, linkIn, MINUTE, NOW, startAdmin, W1 } from "./harness.ts";

let stage: AdminStage;
beforeEach(async () => {
  stage = await startAdmin();
});
afterEach(() => stage.stop());

const settings = () => stage.store.administration.workspaceSettings(W1);
const trail = () => stage.store.administration.auditTrail(W1, 10);
const statusOf = async (cookie: Record<string, string>, path = "/admin") => (await stage.send("GET", path, cookie)).status;
const NAME = "organisation.name";

async function settingsForm(cookie: Record<string, string>, changes: Record<string, string> = {}): Promise<string> {
  return fillIn((await stage.send("GET", "/admin/settings", cookie)).body, changes);
}

describe("a link", () => {
  const link = async () => linkIn((await stage.ask("admin-page"))[0]);
  const use = (token: string) => stage.send("POST", "/admin/sign-in", FROM_PAGE, `link=${token}`);

  it("is not used up by opening its page", async () => {
    const token = await link();
    for (let looks = 0; looks < 3; looks += 1) {
      expect((await stage.send("GET", `/admin/sign-in?link=${token}`)).body).toContain("The link works once.");
    }
    expect((await use(token)).status).toBe(303);
  });

  it("signs in only once, even if several use it at the same moment", async () => {
    const token = await link();
    const answers = await Promise.all([use(token), use(token), use(token)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 403, 403]);
    expect((await use(token)).body).toContain("has been used or has expired");
  });

  it("expires after ten minutes", async () => {
    const [first, second] = [await link(), await link()];
    stage.clock.now += 10 * MINUTE - 1;
    expect((await use(first)).status).toBe(303);
    stage.clock.now += 1;
    expect((await use(second)).status).toBe(403);
  });

  it.each(["", "x".repeat(43), "' or 1=1 --", "../../etc/passwd"])(
    "with a made-up token (%j) does not sign in",
    async (token) => {
      const answer = await use(encodeURIComponent(token));
      expect(answer.status).toBe(403);
      expect(answer.headers["set-cookie"]).toBeUndefined();
    },
  );

  it("submitted by another site does not sign in, and remains valid", async () => {
    const token = await link();
    for (const headers of [
      { origin: "https://evil.example" },
      { origin: "null" },
      { ...FROM_PAGE, "sec-fetch-site": "cross-site" },
    ]) {
      expect((await stage.send("POST", "/admin/sign-in", headers, `link=${token}`)).status).toBe(403);
    }
    expect((await use(token)).status).toBe(303);
  });

  it("is given only to managers", async () => {
    stage.platform.mayManage = async () => false;
    const [reply] = await stage.ask("admin-page", { id: "U1", mayManage: "channel" });
    expect(reply?.sources).toBeUndefined();
    expect(reply?.body.join()).toContain("Only managers can see that");
  });

  it("is also given in direct messages, to people who are managers according to the platform", async () => {
    stage.platform.mayManage = async (workspace, person) => workspace === "W1" && person === "U1";
    expect(linkIn((await stage.ask("admin-page", { id: "U1" }))[0])).toHaveLength(47);
  });

  it("leaves a line in the audit trail when it is used", async () => {
    await stage.signIn();
    expect(await trail()).toMatchObject([{ actor: "U1", what: "sign-in" }]);
  });
});

describe("a session", () => {
  it("has a cookie for HTTPS alone that scripts cannot read and other sites cannot send", async () => {
    const token = linkIn((await stage.ask("admin-page"))[0]);
    const { headers } = await stage.send("POST", "/admin/sign-in", FROM_PAGE, `link=${token}`);
    expect(String(headers["set-cookie"])).toMatch(
      /^__Host-malinois-admin=mal_[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict; Max-Age=28800; Secure$/,
    );
  });

  it("lasts eight hours", async () => {
    const cookie = await stage.signIn();
    stage.clock.now += 8 * 60 * MINUTE - 1;
    expect(await statusOf(cookie)).toBe(200);
    stage.clock.now += 1;
    expect(await statusOf(cookie)).toBe(401);
  });

  it("ends when its person signs out", async () => {
    const cookie = await stage.signIn();
    const page = (await stage.send("GET", "/admin", cookie)).body;
    const token = /name="token" value="([^"]+)"/.exec(page)?.[1] ?? "";
    expect((await stage.send("POST", "/admin/sign-out", { ...FROM_PAGE, ...cookie }, `token=${token}`)).status).toBe(303);
    expect(await statusOf(cookie)).toBe(401);
  });

  it("is not opened by a made-up cookie", async () => {
    const { cookie = "" } = await stage.signIn();
    const changed = cookie.slice(0, -1) + (cookie.endsWith("A") ? "B" : "A");
    for (const forged of [
      changed,
      "__Host-malinois-admin=",
      "malinois-admin=terminal",
      `${cookie}x`,
      "__Host-malinois-admin=%00",
    ]) {
      for (const path of ["/admin", "/admin/settings", "/admin/audit", "/admin/stats.csv", "/admin/stats.json"]) {
        expect(await statusOf({ cookie: forged }, path), `${forged} ${path}`).toBe(401);
      }
    }
    expect(await statusOf({})).toBe(401);
  });

  it("can be swept and erased, and its secret is not stored", async () => {
    const { cookie = "" } = await stage.signIn();
    const [, secret = "none"] = cookie.split("=");
    expect(await stage.store.adminSessions.session(secret, NOW)).toBeUndefined();
    await stage.store.erasePerson({ ...W1, person: "U1" });
    expect(await statusOf({ cookie })).toBe(401);
    const again = await stage.signIn();
    expect(await stage.store.sweep(NOW + 9 * 60 * MINUTE)).toBe(1);
    expect(await statusOf(again)).toBe(401);
  });

  it("gives access to its own workspace only", async () => {
    for (const workspace of ["W1", "W2"]) {
      await stage.store.setWorkspaceSetting({ platform: "chat", workspace }, NAME, JSON.stringify(`Firm ${workspace}`));
    }
    const cookie = await stage.signIn();
    for (const path of ["/admin", "/admin/settings", "/admin/audit", "/admin/stats.csv", "/admin/stats.json"]) {
      expect(await statusOf(cookie, `${path}?workspace=chat:W2`), path).toBe(404);
      expect(await statusOf(cookie, `${path}?workspace=chat:W1`), path).toBe(200);
    }
    const page = (await stage.send("GET", "/admin/settings", cookie)).body;
    expect(page).toContain("Firm W1");
    // Not "W2" alone, which a random token may contain.
    for (const other of ["Firm W2", "chat:W2"]) expect(page).not.toContain(other);
    const form = fillIn(page, { [NAME]: "Taken over" });
    const answer = await stage.send("POST", "/admin/settings?workspace=chat:W2", { ...FROM_PAGE, ...cookie }, form);
    expect(answer.status).toBe(404);
    expect(await stage.store.administration.workspaceSettings({ platform: "chat", workspace: "W2" })).toEqual({
      [NAME]: '"Firm W2"',
    });
  });
});

describe("a change of settings", () => {
  const post = (cookie: Record<string, string>, body: string, headers: Record<string, string> = FROM_PAGE) =>
    stage.send("POST", "/admin/settings", { ...headers, ...cookie }, body);

  it("is saved, with a record of who made it", async () => {
    const cookie = await stage.signIn();
    const answer = await post(
      cookie,
      await settingsForm(cookie, { [NAME]: "ACME", gaps: "nothing", "hand-off.reminder-hours": "8" }),
    );
    expect([answer.status, answer.headers.location]).toEqual([303, "/admin/settings?saved=3"]);
    expect(await settings()).toEqual({ [NAME]: '"ACME"', gaps: '"nothing"', "hand-off.reminder-hours": "8" });
    const [last] = await trail();
    expect(last).toMatchObject({ actor: "U1", what: "setting" });
    const page = (await stage.send("GET", "/admin/settings?saved=3", cookie)).body;
    expect(page).toContain("Saved: 3 settings were changed.");
    expect((await post(cookie, fillIn(page, { gaps: "" }))).status).toBe(303);
    expect(await settings()).not.toHaveProperty("gaps");
  });

  it("can switch entries off by title, and reports a title that no entry has", async () => {
    const cookie = await stage.signIn();
    const [entry] = CANTEEN.entries;
    const wrong = await post(cookie, await settingsForm(cookie, { "content.off": `${entry?.title}\nno such thing` }));
    expect([wrong.status, wrong.body]).toEqual([422, expect.stringContaining("No answer is called “no such thing”.")]);
    await post(cookie, await settingsForm(cookie, { "content.off": `${entry?.title}\n` }));
    expect(await settings()).toEqual({ "content.off": JSON.stringify([entry?.id]) });
  });

  it("can fill in a setting of several parts", async () => {
    const cookie = await stage.signIn();
    const parts = { "organisation.helpdesk/title": "Helpdesk", "organisation.helpdesk/phone": "02 123 45 67" };
    expect((await post(cookie, await settingsForm(cookie, parts))).status).toBe(303);
    expect(JSON.parse((await settings())["organisation.helpdesk"] ?? "")).toEqual({ title: "Helpdesk", phone: "02 123 45 67" });
  });

  it.each([
    ["without a token", (form: string) => form.replace(/token=[^&]*/, "")],
    ["with another token", (form: string) => form.replace(/token=[^&]*/, `token=${"A".repeat(43)}`)],
  ])("is refused %s", async (_, forge) => {
    const cookie = await stage.signIn();
    const answer = await post(cookie, forge(await settingsForm(cookie, { [NAME]: "ACME" })));
    expect(answer.status).toBe(403);
    expect(answer.body).toContain("Nothing was changed");
    expect(await settings()).toEqual({});
  });

  it("is refused with the token of another session", async () => {
    const [mine, theirs] = [await stage.signIn("U1"), await stage.signIn("U2")];
    expect((await post(mine, await settingsForm(theirs, { [NAME]: "ACME" }))).status).toBe(403);
    expect(await settings()).toEqual({});
  });

  it.each([
    ["another site", { origin: "https://evil.example" }],
    ["a page without an origin", { origin: "null" }],
    ["a link of another site", { ...FROM_PAGE, "sec-fetch-site": "cross-site" }],
    ["a neighbouring site", { ...FROM_PAGE, "sec-fetch-site": "same-site" }],
    ["a script that sends JSON", { ...FROM_PAGE, "content-type": "application/json" }],
  ])("is refused from %s", async (_, headers: Record<string, string>) => {
    const cookie = await stage.signIn();
    expect((await post(cookie, await settingsForm(cookie, { [NAME]: "ACME" }), headers)).status).toBe(403);
    expect(await settings()).toEqual({});
  });

  it("is refused when it is too large", async () => {
    const cookie = await stage.signIn();
    const form = await settingsForm(cookie, { [NAME]: "ACME" });
    expect((await post(cookie, `${form}&x=${"x".repeat(1_100_000)}`)).status).toBe(403);
    expect(await settings()).toEqual({});
  });

  it("cannot be made by a link", async () => {
    const cookie = await stage.signIn();
    const form = await settingsForm(cookie, { [NAME]: "ACME" });
    await stage.send("GET", `/admin/settings?${form}`, cookie);
    expect(await settings()).toEqual({});
  });

  it("is refused, and ends the session, if the person may no longer manage the workspace", async () => {
    const cookie = await stage.signIn();
    const form = await settingsForm(cookie, { [NAME]: "ACME" });
    const asked: string[] = [];
    stage.platform.mayManage = async (workspace, person) => {
      asked.push(`${workspace} ${person}`);
      return false;
    };
    const answer = await post(cookie, form);
    expect([answer.status, asked]).toEqual([403, ["W1 U1"]]);
    expect(answer.body).toContain("no longer");
    expect(await settings()).toEqual({});
    expect(await statusOf(cookie)).toBe(401);
  });

  it("is refused while the platform fails to report rights, and saved if the platform has no rights to report", async () => {
    const cookie = await stage.signIn();
    const form = await settingsForm(cookie, { [NAME]: "ACME" });
    stage.platform.mayManage = async () => {
      throw new Error("away");
    };
    expect((await post(cookie, form)).status).toBe(503);
    expect(await settings()).toEqual({});
    stage.platform.mayManage = async () => undefined;
    expect((await post(cookie, form)).status).toBe(303);
    expect(await settings()).toEqual({ [NAME]: '"ACME"' });
  });

  it("made on an outdated page does not undo anybody else's change", async () => {
    const [mine, theirs] = [await stage.signIn("U1"), await stage.signIn("U2")];
    const old = await settingsForm(mine, { gaps: "text" });
    await post(theirs, await settingsForm(theirs, { [NAME]: "ACME" }));
    expect((await post(mine, old)).status).toBe(303);
    expect(await settings()).toEqual({ [NAME]: '"ACME"', gaps: '"text"' });
  });

  it("with an invalid value saves nothing, and shows what is wrong beside the field", async () => {
    const cookie = await stage.signIn();
    const wrong = { "hand-off.reminder-hours": "99", "organisation.helpdesk/phone": "1", [NAME]: "Good" };
    const answer = await post(cookie, await settingsForm(cookie, wrong));
    expect(answer.status).toBe(422);
    expect(answer.body).toContain("must be a whole number from 1 to 72");
    expect(answer.body).toMatch(/name="hand-off.reminder-hours"[^>]*aria-invalid="true"[^>]*value="99"/);
    expect(await settings()).toEqual({});
    expect(
      (await post(cookie, fillIn(answer.body, { "hand-off.reminder-hours": "9", "organisation.helpdesk/phone": "" }))).status,
    ).toBe(303);
    expect(await settings()).toEqual({ [NAME]: '"Good"', "hand-off.reminder-hours": "9" });
  });
});

describe("a page for managers", () => {
  const EVIL = `"><script>alert(1)</script><img src=x onerror=alert(2)>'`;

  it("shows markup that people wrote as text, wherever it comes from", async () => {
    const pack: Pack = {
      ...CANTEEN,
      areas: [{ id: "all", title: { en: EVIL } }],
      entries: [toyEntry("evil", EVIL, [EVIL])],
      campaigns: [{ id: "october", name: { en: EVIL }, description: {}, audience: {}, steps: [] }],
    };
    await stage.stop();
    stage = await startAdmin({}, pack);
    const counts = [{ day: "2026-11-26", language: EVIL, area: "all", outcome: "answer" as const }];
    const place = { ...W1, channel: "C", private: false };
    await stage.store.inbox.takeIn(
      { kind: "asked", id: "q", place, asker: { id: "U" }, text: "", addressed: true },
      NOW,
      NOW + 1,
      "me",
    );
    const remembering = { asker: { ...W1, person: "U" }, changes: [], contexts: [], counts };
    await stage.store.inbox.decide("q", "me", { place, language: "en", replies: [], sent: 0 }, remembering, NOW);
    await stage.store.setWorkspaceSetting(W1, NAME, JSON.stringify(EVIL));
    await stage.store.administration.audit({ ...W1, at: NOW, actor: EVIL, what: EVIL, detail: { [EVIL]: EVIL } });
    const cookie = await stage.signIn();
    for (const path of ["/admin", "/admin/settings", "/admin/audit", `/admin/sign-in?link=${encodeURIComponent(EVIL)}`]) {
      const { body } = await stage.send("GET", path, cookie);
      expect(body, path).toContain("&lt;script&gt;");
      expect(body, path).not.toMatch(/<script>|<img|onerror=alert\(2\)>/);
    }
    const refused = await stage.send(
      "POST",
      "/admin/settings",
      { ...FROM_PAGE, ...cookie },
      await settingsForm(cookie, { gaps: EVIL }),
    );
    expect([refused.status, refused.body.includes("<script>alert")]).toEqual([422, false]);
  });

  it("forbids foreign scripts, frames and caching in every response", async () => {
    const cookie = await stage.signIn();
    for (const path of ["/admin", "/admin/settings", "/admin/sign-in", "/admin/assets/charts.js", "/admin?workspace=chat:W9"]) {
      for (const headers of [cookie, {}]) {
        const answer = await stage.send("GET", path, headers);
        const policy = String(answer.headers["content-security-policy"]);
        expect(policy).toContain("default-src 'none'");
        expect(policy).toContain("frame-ancestors 'none'");
        expect(policy).not.toContain("unsafe");
        expect(answer.headers).toMatchObject({ "x-content-type-options": "nosniff", "cache-control": "no-store" });
        expect(answer.body).not.toMatch(/\sstyle="|\son\w+="|<style|<script(?![^>]*src=)/);
      }
    }
  });

  it("says that the database is not responding, and the log says so too", async () => {
    const cookie = await stage.signIn();
    await stage.store.close();
    const answer = await stage.send("GET", "/admin", cookie);
    expect(answer.status).toBe(503);
    expect(answer.body).toContain("The database is not responding.");
    expect(stage.logged.join()).toContain("the admin page could not be shown");
  });
});

describe("the admin page on this machine", () => {
  beforeEach(async () => {
    await stage.stop();
    stage = await startAdmin({ ADMIN: "", ADMIN_URL: "" });
  });
  const local = () => ({ host: new URL(stage.server.address).host, origin: stage.server.address });
  const token = async () => new URL((await stage.link()) ?? "").searchParams.get("link");

  it("opens once with the link that is shown in the terminal", async () => {
    const link = (await stage.link()) ?? "";
    expect(link).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/admin\/sign-in\?link=mal_[\w-]{43}$/);
    const secret = new URL(link).searchParams.get("link");
    const signedIn = await stage.send("POST", "/admin/sign-in", local(), `link=${secret}`);
    expect(signedIn.status).toBe(303);
    const cookie = String(signedIn.headers["set-cookie"]);
    expect(cookie).toMatch(/^malinois-admin=mal_[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict; Max-Age=28800$/);
    expect(await statusOf({ cookie: cookie.split(";")[0] ?? "" }, "/admin/drafts")).toBe(200);
    expect((await stage.send("POST", "/admin/sign-in", local(), `link=${secret}`)).status).toBe(403);
  });

  it.each([
    ["a request that looks like this machine's, as a proxy without headers passes it on", {}],
    ["one that a proxy passed on", { "x-forwarded-for": "1.2.3.4" }],
    ["one that names another host", { host: "evil.example" }],
  ])("does not open without a link for %s", async (_, headers: Record<string, string>) => {
    for (const path of ["/admin", "/admin/settings", "/admin/drafts", "/admin/sign-in"]) {
      const answer = await stage.send("GET", path, { ...local(), ...headers });
      expect(answer.status, path).toBe(401);
      expect(answer.body).toContain("malinois admin-link");
      expect(answer.body).not.toContain("<form");
    }
    const answer = await stage.send("POST", "/admin/sign-in", { ...local(), ...headers }, "");
    expect([401, 403]).toContain(answer.status);
    expect(answer.headers["set-cookie"]).toBeUndefined();
  });

  it.each([
    ["it names another host", { host: "evil.example" }],
    ["another site sent it", { origin: "https://evil.example" }],
  ])("refuses a link if %s", async (_, headers: Record<string, string>) => {
    const answer = await stage.send("POST", "/admin/sign-in", { ...local(), ...headers }, `link=${await token()}`);
    expect(answer.status).toBe(403);
    expect(answer.headers["set-cookie"]).toBeUndefined();
  });

  it("tells managers in chat how to switch it on instead of giving them a link that does not work for them", async () => {
    const [reply] = await stage.ask("admin-page");
    expect(reply?.body.join()).toContain("ADMIN=on");
  });
});

describe("the admin page is", () => {
  const settled = { wanted: undefined, url: undefined, host: "127.0.0.1", port: 3000, isPublic: false } as const;

  it.each([
    ["on for this machine only, by default", {}, { isLocal: true, isShared: false, origin: "http://127.0.0.1:3000" }],
    [
      "on for others if it has an address",
      { wanted: "on", url: ELSEWHERE },
      { isLocal: false, isShared: true, origin: ELSEWHERE },
    ],
    ["never treated as local if others can reach the server", { wanted: "on", isPublic: true }, { isLocal: false }],
    ["off by default if others can reach the server", { isPublic: true }, { whyOff: expect.stringContaining("ADMIN=on") }],
    ["off if it is switched off", { wanted: "off" }, { whyOff: "ADMIN is off" }],
    [
      "off if it has no address for links",
      { wanted: "on", host: "0.0.0.0", isPublic: true },
      { whyOff: expect.stringContaining("ADMIN_URL") },
    ],
  ] as const)("%s", (_, changes, expected) => {
    expect(adminAccess({ ...settled, ...changes })).toMatchObject(expected);
  });
});
