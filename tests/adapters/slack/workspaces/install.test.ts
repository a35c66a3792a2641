import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { beginInstall, type Distributed, endInstall, startDistributed } from "./harness.ts";

const MINUTE = 60_000;

describe("installing by OAuth", () => {
  let run: Distributed;
  let now: number;

  beforeEach(async () => {
    now = Date.now();
    run = await startDistributed({ now: () => now });
    run.addTeam("T1");
  });

  afterEach(async () => {
    await run.stop();
    expect(run.slack.violations).toEqual([]);
  });

  const isInstalled = async (id: string) => (await run.store.installations("slack").byId(id))?.sealed !== undefined;

  it("requests the scopes that are used, and ends on a page that opens the app", async () => {
    const { location } = await beginInstall(run.origin);
    const { searchParams } = new URL(location);
    expect(searchParams.get("scope")?.split(",")).toEqual(
      expect.arrayContaining(["app_mentions:read", "chat:write", "commands"]),
    );
    expect(searchParams.get("scope")).not.toContain("usergroups:read");
    const page = await run.install({ team: "T1" });
    expect(page.status).toBe(200);
    const text = await page.text();
    expect(text).toContain("Malinois is installed in Team 1.");
    expect(text).toContain("https://slack.com/app_redirect?app=A0MALINOIS&amp;team=T1");
    expect(await isInstalled("T1")).toBe(true);
  });

  it("shows pages without caching, framing or referrer, in the reader's language", async () => {
    const { cookie } = await beginInstall(run.origin);
    const page = await endInstall(run.origin, "state=forged&code=c", cookie, "fr-BE,fr;q=0.9");
    expect(page.headers.get("cache-control")).toBe("no-store");
    expect(page.headers.get("referrer-policy")).toBe("no-referrer");
    expect(page.headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
    expect(await page.text()).toContain("Cette page a expiré");
  });

  it("keeps its state in a cookie for this host over HTTPS only", async () => {
    const { headers } = await fetch(`${run.origin}/slack/install`, { redirect: "manual" });
    expect(headers.get("set-cookie")).toMatch(/^__Host-[\w-]+=[\w-]{32}; Path=\/; Secure; HttpOnly; SameSite=Lax; Max-Age=600$/);
  });

  describe("is refused, without asking Slack,", () => {
    const code = (location: string) => run.slack.distribution.allow(location, { team: "T1" });

    afterEach(async () => {
      expect(run.slack.calls.filter(({ method }) => method === "oauth.v2.access")).toEqual([]);
      expect(await isInstalled("T1")).toBe(false);
    });

    it("in a browser other than the one in which it began", async () => {
      const [mine, others] = [await beginInstall(run.origin), await beginInstall(run.origin)];
      for (const cookie of [others.cookie, "", mine.cookie.replace(/.$/, "!")])
        expect((await endInstall(run.origin, code(mine.location), cookie)).status).toBe(400);
    });

    it("with a made-up or changed state", async () => {
      const { location, cookie } = await beginInstall(run.origin);
      const query = new URLSearchParams(code(location));
      const state = query.get("state") ?? "";
      const [until = "", signature = ""] = state.split(".");
      for (const forged of [
        "",
        "x",
        `${until}.`,
        `${Number(until) + 1}.${signature}`,
        `${until}.${signature.slice(1)}`,
        `.${signature}`,
      ]) {
        query.set("state", forged);
        expect((await endInstall(run.origin, query.toString(), cookie)).status).toBe(400);
      }
    });

    it("after ten minutes", async () => {
      const { location, cookie } = await beginInstall(run.origin);
      now += 10 * MINUTE + 1;
      const page = await endInstall(run.origin, code(location), cookie);
      expect(page.status).toBe(400);
      expect(await page.text()).toContain("This page has expired");
    });

    it("if the person cancelled it in Slack", async () => {
      const { location, cookie } = await beginInstall(run.origin);
      const state = new URL(location).searchParams.get("state") ?? "";
      const page = await endInstall(run.origin, new URLSearchParams({ error: "access_denied", state }).toString(), cookie);
      expect(await page.text()).toContain("Nothing was installed");
    });
  });

  it("can end on another replica than it began, within ten minutes", async () => {
    const { location, cookie } = await beginInstall(run.origin);
    now += 10 * MINUTE - 1;
    const replica = await startDistributed({ slack: run.slack, store: run.store, now: () => now });
    const page = await endInstall(replica.origin, run.slack.distribution.allow(location, { team: "T1" }), cookie);
    await replica.stop();
    expect(page.status).toBe(200);
  });

  it("reports that Slack refused the code, or could not be reached", async () => {
    const { location, cookie } = await beginInstall(run.origin);
    const query = run.slack.distribution.allow(location, { team: "T1" });
    run.slack.faults.order("oauth.v2.access", { kind: "status", status: 503 });
    const later = await endInstall(run.origin, query, cookie);
    expect([later.status, await later.text()]).toEqual([502, expect.stringContaining("try again in a minute")]);
    expect((await endInstall(run.origin, query, cookie)).status).toBe(200);
    const used = await endInstall(run.origin, query, cookie);
    expect([used.status, await used.text()]).toEqual([400, expect.stringContaining("did not confirm")]);
  });

  it("succeeds although Slack fails for a moment once the code, which is valid only once, has been exchanged", async () => {
    run.slack.faults.order("auth.test", { kind: "status", status: 503 });
    expect((await run.install({ team: "T1" })).status).toBe(200);
    expect(await run.store.installations("slack").count()).toEqual({ all: 1, usable: 1 });
  });

  it("cannot begin after the stop", async () => {
    await run.adapter.stop();
    expect((await fetch(`${run.origin}/slack/install`, { redirect: "manual" })).status).toBe(503);
  });

  it("leaves no secret in the log or in the store", async () => {
    run.slack.distribution.rotate();
    await run.install({ team: "T1" });
    run.slack.faults.order("auth.test", { kind: "status", status: 200, body: { ok: false, error: "fatal_error" } }, 20);
    await run.install({ team: "T1" });
    const kept = await run.store.installations("slack").list("", 10);
    const written = JSON.stringify([run.logger.lines, kept]);
    expect(written).toContain("the app could not be installed");
    for (const secret of ["secret-", "client-secret", "code-0"]) expect(written).not.toContain(secret);
  });
});
