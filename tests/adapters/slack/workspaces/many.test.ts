import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { encodeAction } from "../../../../src/actions.ts";
import type { Place } from "../../../../src/model.ts";
import type { InstallationStore } from "../../../../src/ports.ts";
import type { People } from "../../../protocol/slack/payloads.ts";
import type { Json } from "../../../protocol/slack/workspace.ts";
import { notice } from "../fake-host.ts";
import { type Distributed, startDistributed } from "./harness.ts";

describe("many workspaces on one Slack adapter", () => {
  let run: Distributed;
  let one: People;
  let two: People;
  /** Whether the store fails. */
  let isBroken = false;

  const failing = (store: InstallationStore): InstallationStore => ({
    ...store,
    byId: async (id) => {
      if (isBroken) throw new Error("the store is broken");
      return store.byId(id);
    },
  });

  beforeEach(async () => {
    isBroken = false;
    run = await startDistributed({ installations: failing });
    [one, two] = [run.addTeam("T1"), run.addTeam("T2")];
    for (const team of ["T1", "T2"]) {
      run.slack.distribution.team(team).joined.add("C1");
      await run.install({ team });
    }
  });

  afterEach(async () => {
    await run.stop();
    expect(run.slack.violations).toEqual([]);
  });

  const texts = (team: string, channel: string) =>
    run.slack.distribution
      .team(team)
      .answers(channel)
      .map(({ text }) => text);
  const tokenOf = (team: string) => run.slack.distribution.tokensOf({ team })[0] ?? "";
  /** Returns the tokens of all calls to Slack after the first `since`; response addresses need none. */
  const used = (since: number) => [...new Set(run.slack.calls.slice(since).flatMap(({ token }) => token || []))];
  const ask = (people: People, bot: string, text: string) =>
    people.speak({ user: "U1", channel: "C1", text: `<@${bot}> ${text}` }).mention;

  it("are answered where the question was asked, each with its own token only", async () => {
    for (const [people, team] of [
      [one, "T1"],
      [two, "T2"],
    ] as const) {
      const before = run.slack.calls.length;
      await run.deliver(ask(people, `UBOT${team.slice(1)}`, `hello from ${team}`));
      await run.deliver(people.speak({ user: "U2", channel: "DU2", text: `direct in ${team}` }).message);
      await run.deliver(people.command("U1", "C1", "/ask", `command in ${team}`));
      await run.deliver(people.opens("U1", "home"));
      await run.deliver(people.shortcut("U1", "ask_malinois"));
      const space = run.slack.distribution.team(team);
      await run.slack.until(() => space.views.size === 1 && space.homes.size === 1 && space.ephemerals.length === 1);
      expect(texts(team, "C1")).toEqual([expect.stringContaining(`hello from ${team}`)]);
      expect(texts(team, "DU2")).toEqual([expect.stringContaining(`direct in ${team}`)]);
      expect(used(before)).toEqual([tokenOf(team)]);
    }
    expect(run.host.questions.map(({ place }) => place.workspace)).toEqual(["T1", "T1", "T1", "T1", "T2", "T2", "T2", "T2"]);
  });

  it("get unsolicited messages, and are searched, named and managed, with their own token", async () => {
    const place: Place = { platform: "slack", workspace: "T2", channel: "C1", private: false };
    run.slack.distribution.team("T2").profiles.set("U9", { is_admin: true });
    const before = run.slack.calls.length;
    await run.adapter.send(place, notice("a nudge"), "key-1");
    expect(await run.adapter.find(place, "key-1", Date.now())).toBe("sent");
    expect(await run.adapter.find({ ...place, workspace: "T1" }, "key-1", Date.now())).toBe("absent");
    expect(await run.adapter.nameOf(place)).toBe("#channel-c1 (Team 2)");
    expect(await run.adapter.mayManage("T2", "U9")).toBe(true);
    expect(await run.adapter.mayManage("T1", "U9")).toBe(false);
    expect([texts("T1", "C1"), texts("T2", "C1")]).toEqual([[], ["a nudge"]]);
    const sent = run.slack.calls.slice(before).filter(({ method }) => method === "chat.postMessage");
    expect(sent.map(({ token }) => token)).toEqual([tokenOf("T2")]);
  });

  it("are refused if the app is not installed there, and are logged once each", async () => {
    const strangers = run.addTeam("T3");
    const event = ask(strangers, "UBOT3", "hello");
    await run.deliver(event);
    await run.deliver(event);
    for (const delivery of [strangers.command("U1", "C1", "/ask", "hi"), strangers.shortcut("U1", "ask_malinois")])
      await expect(run.deliver(delivery)).rejects.toThrow(/403/);
    expect(run.host.received).toEqual([]);
    expect(run.slack.calls.filter(({ method }) => !method.startsWith("oauth") && method !== "auth.test")).toEqual([]);
    const refusals = run.logger.lines.filter(({ message }) => message.startsWith("refused"));
    expect(refusals).toEqual([expect.objectContaining({ details: { installation: "T3" } })]);
    const place: Place = { platform: "slack", workspace: "T3", channel: "C1", private: false };
    await expect(run.adapter.send(place, notice("x"))).rejects.toMatchObject({ failure: "later", message: /not installed/ });
  });

  it("do not wait for each other's rate limits", async () => {
    const limit = { kind: "status", status: 429, retryAfter: 3_600 } as const;
    run.slack.faults.order("chat.postMessage", limit, 100, (_, token) => token === tokenOf("T1"));
    const first = { platform: "slack", workspace: "T1", channel: "C1", private: false };
    await expect(run.adapter.send(first, notice("held back"))).rejects.toMatchObject({ failure: "later" });
    await run.adapter.send({ ...first, workspace: "T2" }, notice("at once"));
    expect(texts("T2", "C1")).toEqual(["at once"]);
  });

  it("get nothing twice if their history is rate limited and nobody can tell what was sent", async () => {
    const place: Place = { platform: "slack", workspace: "T1", channel: "C1", private: false };
    await run.adapter.send(place, notice("before"), "key-1");
    run.slack.faults.order("conversations.history", { kind: "status", status: 429, retryAfter: 60 }, 2);
    expect(await run.adapter.find(place, "key-1", Date.now())).toBe("unknown");
    run.slack.faults.order("chat.postMessage", { kind: "drop", processed: true });
    await expect(run.adapter.send(place, notice("in doubt"), "key-2")).rejects.toThrow(/not known whether Slack posted/);
    expect(texts("T1", "C1")).toEqual(["before", "in doubt"]);
    expect(await run.adapter.find(place, "key-2", Date.now())).toBe("sent");
  });

  it("have their own people, even if two people have the same id", async () => {
    run.slack.distribution.team("T1").locales.set("U1", "nl-BE");
    run.slack.distribution.team("T2").locales.set("U1", "fr-FR");
    await run.deliver(ask(one, "UBOT1", "hallo"));
    await run.deliver(ask(two, "UBOT2", "bonjour"));
    await run.slack.until(() => texts("T2", "C1").length === 1);
    expect(run.host.questions.map(({ asker }) => asker.language)).toEqual(["nl", "fr"]);
  });

  it("have a press in a shared channel answered by the workspace that posted the message", async () => {
    await run.adapter.send({ platform: "slack", workspace: "T1", channel: "C1", private: false }, notice("shared"));
    const [message] = run.slack.distribution.team("T1").answers("C1");
    const value = encodeAction({ kind: "help", language: "en" });
    const pressed = two.press("U7", "C1", { ...message }, { type: "button", action_id: "x", value });
    const before = run.slack.calls.length;
    await run.deliver({ ...pressed, payload: { ...pressed.payload, message: { ...message, team: "T1" } } });
    expect(run.host.questions.map(({ place }) => place.workspace)).toEqual(["T1"]);
    expect(used(before)).toEqual([tokenOf("T1")]);
  });

  it("are served while the store fails if they are cached; otherwise Slack has to deliver again", async () => {
    await run.deliver(ask(one, "UBOT1", "first"));
    isBroken = true;
    await run.deliver(ask(one, "UBOT1", "second"));
    await run.slack.until(() => texts("T1", "C1").length === 2);
    await expect(run.deliver(ask(two, "UBOT2", "hello"))).rejects.toThrow(/503/);
    isBroken = false;
    await run.deliver(ask(two, "UBOT2", "hello"));
    await run.slack.until(() => texts("T2", "C1").length === 1);
  });

  it("are all served, even if only some of them fit into memory", async () => {
    const small = await startDistributed({ slack: run.slack, store: run.store, sessions: 1, host: run.host });
    for (const round of [1, 2, 3])
      for (const [people, bot] of [
        [one, "UBOT1"],
        [two, "UBOT2"],
      ] as const)
        await small.deliver(ask(people, bot, `round ${round}`));
    await run.slack.until(() => texts("T1", "C1").length === 3 && texts("T2", "C1").length === 3);
    await small.stop();
  });

  it("remain installed after a restart, without a call to Slack", async () => {
    await run.adapter.stop();
    const before = run.slack.calls.length;
    const again = await startDistributed({ slack: run.slack, store: run.store });
    expect(again.adapter.health()).toEqual({ ok: true, detail: "listening at POST /slack/events; 2 installations" });
    expect(run.slack.calls.length).toBe(before);
    await again.deliver(ask(two, "UBOT2", "still here?"));
    await run.slack.until(() => texts("T2", "C1").length === 1);
    await again.stop();
  });
});

describe("an organisation that installs the app for its workspaces", () => {
  let run: Distributed;

  beforeEach(async () => {
    run = await startDistributed();
    for (const team of ["T1", "T2"]) {
      run.addTeam(team, "E1");
      run.slack.distribution.team(team).joined.add(`C${team}`);
    }
    await run.install({ enterprise: "E1" });
  });

  afterEach(async () => {
    await run.stop();
    expect(run.slack.violations).toEqual([]);
  });

  const texts = (team: string) =>
    run.slack.distribution
      .team(team)
      .answers(`C${team}`)
      .map(({ text }) => text);
  const speak = (team: string) =>
    run.membersOf(team).speak({ user: `U${team}`, channel: `C${team}`, text: `<@UBOT1> hello from ${team}` }).mention;

  it("is answered in each workspace separately", async () => {
    for (const team of ["T1", "T2"]) await run.deliver(speak(team));
    await run.deliver(run.membersOf("T2").command("UT2", "CT2", "/ask", "a command"));
    await run.slack.until(() => run.slack.distribution.team("T2").ephemerals.length === 1);
    expect([texts("T1"), texts("T2")]).toEqual([[expect.stringContaining("T1")], [expect.stringContaining("T2")]]);
    expect(run.host.questions.map(({ place }) => place.workspace)).toEqual(["T1", "T2", "T2"]);
    expect(run.slack.distribution.tokensOf({ enterprise: "E1" })).toHaveLength(1);
  });

  it("gets unsolicited messages in a workspace that has been used before, even after a restart", async () => {
    await run.deliver(speak("T2"));
    await run.adapter.stop();
    const again = await startDistributed({ slack: run.slack, store: run.store });
    const place: Place = { platform: "slack", workspace: "T2", channel: "CT2", private: false };
    await again.adapter.send(place, notice("a nudge"));
    expect(texts("T2")).toContain("a nudge");
    run.slack.distribution.team("T2").profiles.set("U8", { name: "Zoë" });
    expect(await again.adapter.directory("T2")).toEqual({
      channels: [{ id: "CT2", name: "#channel-ct2" }],
      people: [{ id: "U8", name: "Zoë" }],
    });
    await expect(again.adapter.send({ ...place, workspace: "T7" }, notice("x"))).rejects.toMatchObject({ failure: "later" });
    // Nobody can tell where the owner of an entry is to be written to: it is not tried again and again.
    await expect(again.adapter.send({ ...place, workspace: "" }, notice("x"))).rejects.toMatchObject({ failure: "gone" });
    await again.stop();
  });

  it("is forgotten workspace by workspace, or completely", async () => {
    for (const team of ["T1", "T2"]) await run.deliver(speak(team));
    await run.deliver(run.membersOf("T1").event({ type: "team_access_revoked", team_ids: ["T1", "T9"] } as Json));
    expect(run.host.workspacesLeft).toEqual([{ platform: "slack", workspace: "T1" }]);
    await run.deliver(speak("T2"));
    run.slack.distribution.revoke({ enterprise: "E1" }, "account_inactive");
    await run.deliver(run.membersOf("T2").event({ type: "app_uninstalled" }));
    expect(run.host.workspacesLeft.slice(1)).toEqual([{ platform: "slack", workspace: "T2" }]);
    expect(await run.store.installations("slack").count()).toEqual({ all: 0, usable: 0 });
  });
});
