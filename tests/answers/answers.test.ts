import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import { MalinoisError } from "../../src/errors.ts";
import type { Adapter } from "../../src/ports.ts";
import type { TestPlatform } from "../nudges/delivery/harness.ts";
import { createHarness, DIRECT, MINUTE, PLACE, question, SECOND } from "./harness.ts";

const ANSWER = "When the canteen is open";
const UNDELIVERED = "I could not deliver my answer where you asked. Please ask me here.";
const PRIVATE = { ...PLACE, private: true };

/** Makes an adapter that waits for a promise before it sends. */
function slowAdapter(platform: TestPlatform, until: Promise<void>): Adapter {
  return {
    ...{ name: "test", routes: [], start: async () => {}, stop: async () => {}, find: platform.find },
    health: () => ({ ok: true, detail: "" }),
    send: async (...given) => {
      await until;
      await platform.send(...given);
    },
  };
}

describe("an answer", () => {
  it("is sent once, and the question is neither kept nor logged", async () => {
    const { process, posted, inbox, logged } = await createHarness();
    const asked = question("when does the canteen open, says Alice");
    await process().receive(asked);
    await process().receive(asked);
    expect(posted()).toEqual([`C: ${ANSWER}`]);
    expect(await inbox()).toEqual([]);
    expect(logged.join()).not.toContain("Alice");
  });

  it("to a person who is then erased leaves no trace of them in any file", async () => {
    const { process, posted, directory } = await createHarness();
    const { id, place } = question();
    const asker = { id: "person-4711" };
    await process().receive(question(undefined, { asker }));
    await process().receive({
      kind: "pressed",
      id,
      place,
      asker,
      action: { kind: "set-language", choice: "nl", language: "en" },
      text: "",
    });
    const holds = async () => {
      const files = await Promise.all((await readdir(directory)).map((name) => readFile(join(directory, name), "latin1")));
      return files.some((bytes) => bytes.includes(asker.id));
    };
    expect(await holds()).toBe(true);
    await process().receive({ kind: "pressed", id: "erase", place, asker, action: { kind: "erase", language: "en" }, text: "" });
    expect(posted().at(-1)).toContain("ik ben vergeten");
    expect(await holds()).toBe(false);
  });

  it("is sent by another process if the first died before it decided", async () => {
    const { process, posted, pass, inbox, settle } = await createHarness();
    const first = process({ knowledge: { current: () => new Promise(() => undefined), suggest: async () => [] } });
    void first.receive(question());
    await settle();
    expect(await inbox()).toMatchObject([{ record: expect.stringContaining("canteen") }]);
    first.dies();
    process().start();
    await pass(20 * SECOND);
    expect(posted()).toEqual([]);
    await pass(20 * SECOND);
    expect(posted()).toEqual([`C: ${ANSWER}`]);
    expect(await inbox()).toEqual([]);
  });

  it("is not sent again if its process died after sending it", async () => {
    const { process, posted, pass, inbox, platform, settle } = await createHarness();
    const first = process();
    const send = platform.send;
    vi.spyOn(platform, "send");
    const dying = process({
      adapters: [
        {
          ...{ name: "test", routes: [], start: async () => {}, stop: async () => {}, find: platform.find },
          health: () => ({ ok: true, detail: "" }),
          send: async (...given) => {
            await send(...given);
            dying.dies();
          },
        },
      ],
    });
    void dying.receive(question());
    await settle();
    expect(await inbox()).toHaveLength(1);
    first.start();
    await pass(MINUTE);
    expect(posted()).toEqual([`C: ${ANSWER}`]);
    expect(await inbox()).toEqual([]);
  });

  it("of a dead process is not taken over by a process that is stopping", async () => {
    const { process, posted, pass, inbox, settle, store } = await createHarness();
    const first = process({ knowledge: { current: () => new Promise(() => undefined), suggest: async () => [] } });
    for (let asked = 0; asked < 3; asked += 1) void first.receive(question());
    await settle();
    first.dies();
    const second = process();
    const { takeOverLease } = store.inbox;
    let stopped: Promise<void> | undefined;
    vi.spyOn(store.inbox, "takeOverLease").mockImplementation((...given) => {
      stopped ??= second.stop();
      return takeOverLease.apply(store.inbox, given);
    });
    second.start();
    await pass(MINUTE);
    await stopped;
    expect(posted()).toEqual([`C: ${ANSWER}`]);
    expect(await inbox()).toHaveLength(2);
  });

  it("waits in the store until it can be sent, without the text of the question", async () => {
    const { process, posted, pass, inbox, platform } = await createHarness();
    platform.refuses.set("C", "later");
    const bot = process();
    bot.start();
    expect(await bot.receive(question("when does the canteen open, says Alice"))).toBeUndefined();
    const [kept] = await inbox();
    expect(kept?.record).toContain(ANSWER);
    expect(kept?.record).not.toContain("Alice");
    await pass(5 * MINUTE);
    expect(posted()).toEqual([]);
    platform.refuses.clear();
    await pass(MINUTE);
    expect(posted()).toEqual([`C: ${ANSWER}`]);
  });

  it.each(["loses-the-answer", "loses-the-message"] as const)("arrives once if the platform %s", async (behaviour) => {
    const { process, posted, pass, platform } = await createHarness();
    platform.will(behaviour);
    const bot = process();
    bot.start();
    await bot.receive(question());
    platform.canTell = "unreachable";
    await pass(5 * MINUTE);
    platform.canTell = true;
    await pass(MINUTE);
    expect(posted()).toEqual([`C: ${ANSWER}`]);
  });

  it.each(["gone", "forbidden"] as const)(
    "is reported to the asker in a direct message if its place refuses it as %s",
    async (failure) => {
      const { process, posted, platform, inbox } = await createHarness();
      platform.refuses.set("C", failure);
      await process().receive(question());
      expect(posted()).toEqual([`U1: ${UNDELIVERED}`]);
      expect(await inbox()).toEqual([]);
    },
  );

  it("that only the asker may see is sent as a direct message if its place is gone", async () => {
    const { process, posted, platform } = await createHarness();
    platform.refuses.set("C", "gone");
    await process().receive(question(undefined, { place: PRIVATE }));
    expect(posted()).toEqual([`U1: ${ANSWER}`]);
    expect(platform.posted[0]?.place).toEqual(DIRECT);
  });

  it("that only the asker may see is sent again rather than lost, and finally as a direct message", async () => {
    const { process, posted, platform, pass } = await createHarness();
    platform.canTell = false;
    platform.will("loses-the-message", "loses-the-message");
    const bot = process();
    bot.start();
    await bot.receive(question(undefined, { place: PRIVATE }));
    await pass(MINUTE);
    expect(posted()).toEqual([`U1: ${ANSWER}`]);
  });

  it("that everybody can see is not sent again if it may have arrived, and the asker is told", async () => {
    const { process, posted, platform, pass } = await createHarness();
    platform.canTell = false;
    platform.will("loses-the-answer");
    const bot = process();
    bot.start();
    await bot.receive(question());
    await pass(MINUTE);
    expect(posted()).toEqual([`C: ${ANSWER}`, `U1: ${UNDELIVERED}`]);
  });

  it("that could not be sent for an hour is given up, and the asker is told", async () => {
    const { process, posted, platform, pass, inbox } = await createHarness();
    platform.refuses.set("C", "later");
    const bot = process();
    bot.start();
    await bot.receive(question());
    await pass(59 * MINUTE);
    expect(posted()).toEqual([]);
    await pass(3 * MINUTE);
    expect(posted()).toEqual([`U1: ${UNDELIVERED}`]);
    expect(await inbox()).toEqual([]);
  });

  it("that cannot be delivered in any way is logged and discarded", async () => {
    const { process, platform, inbox, logged } = await createHarness();
    platform.refuses.set("C", "gone").set("U1", "undeliverable");
    await process().receive(question());
    expect(platform.posted).toEqual([]);
    expect(await inbox()).toEqual([]);
    expect(logged.join()).toContain("an answer could not be delivered, and its asker cannot be told");
  });

  it("with two replies is continued with the second if that one had to wait", async () => {
    const { process, posted, platform, pass } = await createHarness();
    const two = question("when does the canteen open? And can I pay with my badge?");
    platform.will("takes", "later");
    const bot = process();
    bot.start();
    await bot.receive(two);
    expect(posted()).toHaveLength(1);
    await pass(MINUTE);
    expect(posted()).toHaveLength(2);
    expect(new Set(platform.posted.map(({ key }) => key)).size).toBe(2);
    expect(platform.posted.every(({ key }) => key.length <= 64)).toBe(true);
  });

  it("that is being sent is not taken over, even if its process is slow to take over others", async () => {
    const { process, posted, store, platform, pass, settle } = await createHarness();
    const dead = process({ knowledge: { current: () => new Promise(() => undefined), suggest: async () => [] } });
    void dead.receive(question());
    await settle();
    dead.dies();
    // The platform is slow to accept the message, and the store is slow to give a lease.
    let takes: () => void = () => undefined;
    const slow = new Promise<void>((resolve) => {
      takes = resolve;
    });
    const busy = process({
      store: { ...store, inbox: { ...store.inbox, takeOverLease: () => new Promise<never>(() => undefined) } },
      adapters: [slowAdapter(platform, slow)],
    });
    busy.start();
    await pass(25 * SECOND);
    void busy.receive(question(undefined, { place: { ...PLACE, channel: "C2" } }));
    const other = process();
    other.start();
    await pass(2 * MINUTE);
    takes();
    await settle();
    await pass(MINUTE);
    expect(posted().filter((one) => one.startsWith("C2"))).toEqual([`C2: ${ANSWER}`]);
  });

  it("is taken over from a dead process in batches of fifty, so that heartbeats are in time", async () => {
    const { process, platform, pass, settle, posted } = await createHarness();
    const dead = process({ knowledge: { current: () => new Promise(() => undefined), suggest: async () => [] } });
    for (let count = 0; count < 120; count += 1) void dead.receive(question());
    await settle();
    dead.dies();
    let takes: () => void = () => undefined;
    const slow = new Promise<void>((resolve) => {
      takes = resolve;
    });
    let begun = 0;
    const adapter = slowAdapter(platform, slow);
    const send: Adapter["send"] = async (...given) => {
      begun += 1;
      await adapter.send(...given);
    };
    process({ adapters: [{ ...adapter, send }] }).start();
    await pass(MINUTE);
    expect(begun).toBe(50);
    takes();
    await pass(10 * SECOND);
    expect(posted()).toHaveLength(120);
  });

  it("that a stopping process can no longer send is sent at once by the next process", async () => {
    const { process, posted, platform, pass } = await createHarness();
    platform.refuses.set("C", "later");
    const first = process();
    await Promise.all([first.stop(), first.receive(question())]);
    platform.refuses.clear();
    process().start();
    await pass(0);
    expect(posted()).toEqual([`C: ${ANSWER}`]);
  });
});

describe("taking in a question", () => {
  it("is acknowledged once the question is saved, and the question is dropped if the platform no longer waits", async () => {
    const { process, posted, inbox } = await createHarness();
    let kept = 0;
    const onTaken = async () => {
      kept = (await inbox()).length;
      return false;
    };
    expect(await process().receive(question(), onTaken)).toBeUndefined();
    expect(kept).toBe(1);
    expect(await inbox()).toEqual([]);
    expect(posted()).toEqual([]);
  });

  it("does not finish with a duplicate before the first copy is saved", async () => {
    const { process, store, settle } = await createHarness();
    let release: () => void = () => undefined;
    const slow = new Promise<void>((resolve) => {
      release = resolve;
    });
    const takeIn: typeof store.inbox.takeIn = async (...given) => slow.then(() => store.inbox.takeIn(...given));
    const bot = process({ store: { ...store, inbox: { ...store.inbox, takeIn } } });
    const asked = question();
    const first = bot.receive(asked);
    let isSecondDone = false;
    const second = bot.receive(asked).then(() => {
      isSecondDone = true;
    });
    await settle();
    expect(isSecondDone).toBe(false);
    release();
    await Promise.all([first, second]);
  });

  const broken = () => Promise.reject(new MalinoisError("store", "no database", "start it"));

  it("works without the store: a question is answered once, and no change is reported as saved", async () => {
    const { process, posted, store } = await createHarness();
    const inbox = { ...store.inbox, takeIn: broken };
    const bot = process({ store: { ...store, inbox, context: broken, personLanguage: broken } });
    const asked = question();
    expect((await bot.receive(asked))?.outcome).toBe("answer");
    await bot.receive(asked);
    expect(await bot.takesPart({ ...PLACE, thread: "T" })).toBe(false);
    expect(bot.storeHealth()).toEqual({ ok: false, detail: "MalinoisError: no database" });
    expect(posted()).toEqual([`C: ${ANSWER}`]);
    const { id, place, asker } = question();
    await bot.receive({ kind: "pressed", id, place, asker, action: { kind: "erase", language: "en" }, text: "" });
    expect(posted()[1]).toContain("Something went wrong");
  });

  it("waits two seconds for a slow store, then answers without it", async () => {
    const { process, posted, store, pass } = await createHarness();
    const never = () => new Promise<never>(() => undefined);
    const inbox = { ...store.inbox, takeIn: never };
    void process({ store: { ...store, inbox, context: never, personLanguage: never } }).receive(question());
    await pass(2 * SECOND);
    await pass(2 * SECOND);
    expect(posted()).toEqual([`C: ${ANSWER}`]);
  });

  it("leaves no question in the store if it was saved too late", async () => {
    const { process, posted, store, pass, inbox, settle } = await createHarness();
    let late: () => void = () => undefined;
    const slow = new Promise<void>((resolve) => {
      late = resolve;
    });
    const takeIn: typeof store.inbox.takeIn = async (...given) => slow.then(() => store.inbox.takeIn(...given));
    const bot = process({ store: { ...store, inbox: { ...store.inbox, takeIn } } });
    bot.start();
    void bot.receive(question());
    await pass(3 * SECOND);
    late();
    await settle();
    await pass(MINUTE);
    expect(posted()).toEqual([`C: ${ANSWER}`]);
    expect(await inbox()).toEqual([]);
  });

  it("results in one answer even if the store fails afterwards", async () => {
    const { process, posted, store, pass } = await createHarness();
    let isAway = true;
    const away =
      <Given extends readonly unknown[], Result>(method: (...given: Given) => Promise<Result>) =>
      (...given: Given) =>
        isAway ? broken() : method(...given);
    const inbox = { ...store.inbox, decide: away(store.inbox.decide), finish: away(store.inbox.finish) };
    const bot = process({ store: { ...store, inbox } });
    bot.start();
    expect((await bot.receive(question()))?.outcome).toBe("answer");
    isAway = false;
    await pass(MINUTE);
    expect(posted()).toEqual([`C: ${ANSWER}`]);
  });
});
