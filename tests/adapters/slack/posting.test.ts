import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { MalinoisError } from "../../../src/errors.ts";
import type { Place } from "../../../src/model.ts";
import type { Json } from "../../protocol/slack/workspace.ts";
import { notice } from "./fake-host.ts";
import { type Running, startSlack } from "./harness.ts";

const inChannel = (name: string) => (parameters: Json) => parameters.channel === name;

describe("posting in Slack", () => {
  let run: Running;
  let place: Place;

  beforeEach(async () => {
    // The tests in which Slack never answers wait for this long.
    run = await startSlack({ transport: "http", timings: { callTimeout: 1_000, responseTimeout: 1_000 } });
    run.slack.workspace.joined.add("C1").add("C2");
    const { ts } = run.people.speak({ user: "U1", channel: "C1", text: "phishing?" });
    const handle = JSON.stringify({ question: `slack:T0MALINOIS:C1:${ts}`, asker: "U1" });
    place = { platform: "slack", workspace: "T0MALINOIS", channel: "C1", thread: ts, private: false, handle };
  });

  afterEach(async () => {
    await run.stop();
    expect(run.slack.violations).toEqual([]);
  });

  const texts = (channel: string): readonly string[] => run.slack.workspace.answers(channel).map(({ text }) => text);
  const posts = (channel: string): number =>
    run.slack.calls.filter(({ method, parameters }) => method === "chat.postMessage" && parameters.channel === channel).length;

  it("writes the question's id into the message's metadata", async () => {
    await run.adapter.send(place, notice("hello"));
    const [answer] = run.slack.workspace.answers("C1");
    expect(answer?.metadata).toMatchObject({
      event_type: "malinois_reply",
      event_payload: { question: JSON.parse(place.handle ?? "").question },
    });
  });

  it.each([
    ["the connection is cut after the post", { kind: "drop", processed: true }],
    ["the answer never comes", { kind: "hang", processed: true }],
    ["Slack answers 500 although it posted", { kind: "status", status: 500, processed: true }],
    [
      "Slack speaks of an inner error although it posted",
      { kind: "status", status: 200, body: { ok: false, error: "fatal_error" }, processed: true },
    ],
  ] as const)("does not post again when %s", async (_, fault) => {
    run.slack.faults.order("chat.postMessage", fault);
    await run.adapter.send(place, notice("hello"));
    expect(texts("C1")).toEqual(["hello"]);
    expect(posts("C1")).toBe(1);
  });

  it.each([
    ["the connection is cut before the post", { kind: "drop" }],
    ["nothing happens for too long", { kind: "hang" }],
    ["Slack answers 503", { kind: "status", status: 503 }],
  ] as const)("posts again when %s and the message is not there", async (_, fault) => {
    run.slack.faults.order("chat.postMessage", fault, 2);
    await run.adapter.send(place, notice("hello"));
    expect(texts("C1")).toEqual(["hello"]);
    expect(posts("C1")).toBe(3);
  });

  it("distinguishes a lost answer from an earlier one to the same question", async () => {
    await run.adapter.send(place, notice("first"));
    run.slack.faults.order("chat.postMessage", { kind: "drop" });
    await run.adapter.send(place, notice("second"));
    expect(texts("C1")).toEqual(["first", "second"]);
  });

  it("looks through several pages of a channel for a message outside threads", async () => {
    for (let place = 0; place < 250; place += 1) run.people.speak({ user: "U2", channel: "C2", text: `talk ${place}` });
    run.slack.faults.order("chat.postMessage", { kind: "drop", processed: true });
    await run.adapter.send({ platform: "slack", workspace: "T0MALINOIS", channel: "C2", private: false }, notice("tip"));
    expect(texts("C2")).toEqual(["tip"]);
    expect(run.slack.calls.filter(({ method }) => method === "conversations.history")).toHaveLength(2);
  });

  it("does not post again if it cannot look whether the message is there", async () => {
    run.slack.faults.order("chat.postMessage", { kind: "drop", processed: true });
    run.slack.faults.order("conversations.replies", { kind: "status", status: 500 }, 10);
    await expect(run.adapter.send(place, notice("hello"))).rejects.toThrow(MalinoisError);
    expect(texts("C1")).toEqual(["hello"]);
  });

  it("gives up with a clear error if Slack remains unreachable", async () => {
    run.slack.faults.order("chat.postMessage", { kind: "status", status: 503 }, 100);
    await expect(run.adapter.send(place, notice("secret words"))).rejects.toThrow(/Slack did not answer/);
    expect(posts("C1")).toBe(4);
  });

  it("waits as long as Slack asks, without delaying other channels", async () => {
    run.slack.faults.order("chat.postMessage", { kind: "status", status: 429, retryAfter: 2 }, 1, inChannel("C1"));
    const begun = performance.now();
    const slow = run.adapter.send(place, notice("slow"));
    await run.slack.until(() => posts("C1") === 1);
    await run.adapter.send(
      { ...place, channel: "C2", thread: run.people.speak({ user: "U1", channel: "C2", text: "x" }).ts },
      notice("quick"),
    );
    await run.deliver(run.people.speak({ user: "U7", channel: "D7", text: "me too" }).message);
    await run.slack.until(() => texts("D7").length === 1);
    expect(texts("C2")).toEqual(["quick"]);
    expect(texts("C1")).toEqual([]);
    await slow;
    expect(performance.now() - begun).toBeGreaterThanOrEqual(2_000);
    expect(texts("C1")).toEqual(["slow"]);
    expect(posts("C1")).toBe(2);
  });

  it("does not wait for hours, even if Slack asks for it", async () => {
    run.slack.faults.order("chat.postMessage", { kind: "status", status: 429, retryAfter: 7_200 });
    await expect(run.adapter.send(place, notice("hello"))).rejects.toThrow(/holding back/);
  });

  it("is not delayed by another channel that hangs", async () => {
    run.slack.faults.order("chat.postMessage", { kind: "hang" }, 1, inChannel("C1"));
    const hanging = run.adapter.send(place, notice("late"));
    await run.slack.until(() => posts("C1") === 1);
    await run.adapter.send(
      { ...place, channel: "C2", thread: run.people.speak({ user: "U1", channel: "C2", text: "x" }).ts },
      notice("quick"),
    );
    expect(texts("C1")).toEqual([]);
    await hanging;
    expect(texts("C1")).toEqual(["late"]);
  });

  it.each(["token_revoked", "account_inactive"])(
    "makes the health fail at %s, and succeed again after a call that works",
    async (error) => {
      run.slack.faults.order("chat.postMessage", { kind: "status", status: 200, body: { ok: false, error } });
      await expect(run.adapter.send(place, notice("hello"))).rejects.toThrow(error);
      expect(run.adapter.health()).toMatchObject({ ok: false, detail: expect.stringContaining("its token revoked at") });
      await run.adapter.send(place, notice("hello again"));
      expect(run.adapter.health().ok).toBe(true);
      await run.deliver(run.people.event({ type: "app_uninstalled" }));
      expect(run.adapter.health().ok).toBe(false);
      await run.adapter.send(place, notice("installed again"));
      expect(run.adapter.health().ok).toBe(true);
    },
  );

  it("reports the channel's problem and its fix once if Slack refuses permanently", async () => {
    const gone = { platform: "slack", workspace: "T0MALINOIS", channel: "C9", private: false };
    await expect(run.adapter.send(gone, notice("hello"))).rejects.toMatchObject({
      failure: "forbidden",
      message: expect.stringContaining("Malinois is not in that channel"),
      fix: expect.stringContaining("/invite @malinois"),
    });
    await run.adapter.send({ ...gone, handle: JSON.stringify({ asker: "U1" }) }, notice("hello"));
    expect(texts("DU1")[0]).toContain("/invite @malinois");
    expect(posts("C9")).toBe(2);
  });

  it("uses plain text if Slack refuses the blocks", async () => {
    run.slack.faults.order("chat.postMessage", { kind: "status", status: 200, body: { ok: false, error: "invalid_blocks" } });
    await run.adapter.send(place, notice("hello"));
    expect(run.slack.workspace.answers("C1")).toEqual([expect.objectContaining({ text: "hello" })]);
    expect(run.slack.workspace.answers("C1")[0]).not.toHaveProperty("blocks");
  });

  it("splits a long reply into several messages, in order, even if one response is lost", async () => {
    const body = Array.from({ length: 6 }, (_, part) => `${part} ${"word ".repeat(450)}`);
    run.slack.faults.order("chat.postMessage", { kind: "drop", processed: true });
    await run.adapter.send(place, notice("", { body }));
    expect(texts("C1").length).toBeGreaterThan(2);
    const all = texts("C1").join("\n");
    expect(body.map((_, part) => all.indexOf(`${part} word`))).toEqual(
      [...body.keys()].map((part) => all.indexOf(`${part} word`)).sort((a, b) => a - b),
    );
    expect(all.match(/\d word/g)).toEqual(body.map((_, part) => `${part} word`));
  });

  it("finds a lost direct message too, if only the person's id is known", async () => {
    run.slack.faults.order("chat.postMessage", { kind: "drop", processed: true });
    await run.adapter.send(
      { platform: "slack", workspace: "T0MALINOIS", channel: "U5", private: true, recipient: "U5" },
      notice("tip"),
    );
    expect(texts("DU5")).toEqual(["tip"]);
  });

  describe("with a key", () => {
    const key = "k".repeat(64);

    it("finds only what was sent, even by another process", async () => {
      const before = Date.now();
      await run.adapter.send(place, notice("hello"), key);
      const other = await startSlack({ transport: "http", slack: run.slack });
      expect(await other.adapter.find(place, key, before)).toBe("sent");
      expect(await other.adapter.find(place, "another", before)).toBe("absent");
      expect(await other.adapter.find({ ...place, channel: "C2" }, key, before)).toBe("absent");
      expect(await other.adapter.find(place, key, Date.now() + 600_000)).toBe("absent");
      await other.stop();
    });

    it("cannot tell whether an ephemeral message was sent", async () => {
      const address = JSON.stringify({ asker: "U1", response: run.slack.responseAddress("C1", "U1") });
      for (const unseen of [{ private: true }, { private: true, handle: address }, { handle: '{"home":"U1"}' }])
        expect(await run.adapter.find({ ...place, ...unseen }, key, 0)).toBe("unknown");
    });

    it("fails to look a message up if Slack cannot be reached", async () => {
      run.slack.faults.order("conversations.replies", { kind: "status", status: 500 }, 10);
      await expect(run.adapter.find(place, key, 0)).rejects.toThrow(MalinoisError);
    });

    it.each([
      ["not at all, and may be sent later", { kind: "status", status: 429, retryAfter: 7_200 }, { failure: "later" }],
      [
        "not at all, because the channel is gone",
        { kind: "status", status: 200, body: { ok: false, error: "is_archived" } },
        { failure: "gone" },
      ],
    ] as const)("reports that a reply was sent %s", async (_, fault, expected) => {
      run.slack.faults.order("chat.postMessage", fault);
      await expect(run.adapter.send(place, notice("hello"), key)).rejects.toMatchObject(expected);
    });

    it("does not report that nothing was sent if that is unknown, or if a part was sent", async () => {
      run.slack.faults.order("chat.postMessage", { kind: "drop", processed: true });
      run.slack.faults.order("conversations.replies", {
        kind: "status",
        status: 200,
        body: { ok: false, error: "missing_scope" },
      });
      await expect(run.adapter.send(place, notice("hello"), key)).rejects.not.toHaveProperty("failure");
      const body = Array.from({ length: 4 }, () => "word ".repeat(500));
      const archived = { kind: "status", status: 200, body: { ok: false, error: "is_archived" } } as const;
      run.slack.faults.order("chat.postMessage", archived, 1, ({ metadata }) => JSON.stringify(metadata).includes("other/1"));
      await expect(run.adapter.send(place, notice("", { body }), "other")).rejects.not.toHaveProperty("failure");
      expect(await run.adapter.find(place, "other", 0)).toBe("sent");
    });
  });

  describe("through a response address, for everybody", () => {
    const long = notice("", { body: ["first ".repeat(450), "second ".repeat(450), "third ".repeat(450)] });
    /** A channel that Malinois is not in, where somebody shares an answer. */
    const elsewhere = (): Place => ({
      ...{ platform: "slack", workspace: "T0MALINOIS", channel: "C9", private: false },
      handle: JSON.stringify({ asker: "U1", response: run.slack.responseAddress("C9", "U1") }),
    });

    it("does not report that nothing was sent if a part was sent", async () => {
      const limited = { kind: "status", status: 429, retryAfter: 7_200 } as const;
      run.slack.faults.order("respond", limited, 1, ({ text }) => String(text).includes("second"));
      await expect(run.adapter.send(elsewhere(), long)).rejects.not.toHaveProperty("failure");
      expect(texts("C9")).toHaveLength(1);
      run.slack.faults.order("respond", limited);
      await expect(run.adapter.send(elsewhere(), long)).rejects.toMatchObject({ failure: "later" });
    });
  });

  describe("to one person", () => {
    /** Returns the place of a mention that has not begun a thread yet. */
    const aside = (): Place => ({
      ...place,
      private: true,
      handle: JSON.stringify({ asker: "U1", opens: place.thread }),
    });
    const address = (): string => run.slack.responseAddress("C9", "U1");
    const byAddress = (response: string): Place => ({
      platform: "slack",
      workspace: "T0MALINOIS",
      channel: "C9",
      private: true,
      handle: JSON.stringify({ asker: "U1", response }),
    });

    it("uses an ephemeral message if there is no response address", async () => {
      await run.adapter.send(aside(), notice("psst"));
      expect(run.slack.workspace.ephemerals).toEqual([expect.objectContaining({ channel: "C1", user: "U1", text: "psst" })]);
      expect(texts("C1")).toEqual([]);
    });

    it("posts an ephemeral message in a thread that exists, and in the channel if the thread would be new", async () => {
      await run.adapter.send(aside(), notice("beside"));
      await run.adapter.send(place, notice("for all"));
      await run.adapter.send({ ...place, private: true }, notice("inside"));
      const threads = run.slack.workspace.ephemerals.map(({ text, thread_ts: thread }) => [text, thread]);
      expect(threads).toEqual([
        ["beside", undefined],
        ["inside", place.thread],
      ]);
    });

    it("uses a direct message if the channel accepts no ephemeral messages from Malinois", async () => {
      await run.adapter.send({ ...aside(), channel: "C9" }, notice("psst"));
      expect(texts("DU1")).toEqual(["psst"]);
    });

    it("repeats an ephemeral message whose response was lost rather than losing it", async () => {
      run.slack.faults.order("chat.postEphemeral", { kind: "drop", processed: false });
      await run.adapter.send(aside(), notice("psst"));
      expect(run.slack.workspace.ephemerals).toHaveLength(1);
      run.slack.faults.order("chat.postEphemeral", { kind: "drop", processed: true });
      await run.adapter.send(aside(), notice("psst"));
      expect(run.slack.workspace.ephemerals).toHaveLength(3);
    });

    it("waits for a rate-limited response address, and repeats what may have arrived rather than losing it", async () => {
      run.slack.faults.order("respond", { kind: "status", status: 429, retryAfter: 0 });
      await run.adapter.send(byAddress(address()), notice("psst"));
      for (const fault of [{ kind: "drop" }, { kind: "hang" }, { kind: "status", status: 500 }] as const) {
        run.slack.faults.order("respond", { ...fault, processed: false });
        await run.adapter.send(byAddress(address()), notice("psst"));
      }
      expect(run.slack.workspace.ephemerals).toHaveLength(4);
    });

    it.each(["chat.postEphemeral", "respond"])("uses a direct message if %s fails again and again", async (method) => {
      run.slack.faults.order(method, { kind: "status", status: 500 }, 20);
      await run.adapter.send(method === "respond" ? byAddress(address()) : aside(), notice("psst"));
      expect(run.slack.workspace.ephemerals).toEqual([]);
      expect(texts("DU1")).toEqual(["psst"]);
    });

    it("uses a response address five times, then a direct message", async () => {
      const response = address();
      for (let time = 0; time < 7; time += 1) await run.adapter.send(byAddress(response), notice(`psst ${time}`));
      expect(run.slack.workspace.ephemerals).toHaveLength(5);
      expect(texts("DU1")).toEqual(["psst 5", "psst 6"]);
      expect(run.slack.calls.filter(({ method }) => method === "respond")).toHaveLength(5);
    });

    it("uses a direct message if the response address has expired", async () => {
      await run.adapter.send(byAddress(`${run.slack.apiUrl.replace("api/", "")}gone`), notice("psst"));
      expect(texts("DU1")).toEqual(["psst"]);
    });

    it("redirects Slack's own response addresses to the configured server", async () => {
      const { pathname } = new URL(address());
      await run.adapter.send(byAddress(`https://hooks.slack.com${pathname}`), notice("psst"));
      expect(run.slack.workspace.ephemerals).toHaveLength(1);
    });
  });
});
