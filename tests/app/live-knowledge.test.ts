import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type LiveKnowledge, serveKnowledge } from "../../src/app/knowledge/live-knowledge.ts";
import { MATCHER_OPTIONS } from "../../src/app/knowledge/matcher-options.ts";
import type { Train } from "../../src/app/knowledge/training.ts";
import { trainPack } from "../../src/matching/train.ts";
import type { Inbound, Pack, Reply } from "../../src/model.ts";
import { writeCanteen } from "../cli/canteen-files.ts";

let directory = "";
let live: LiveKnowledge;
let packs: Pack[] = [];
let refusals: string[] = [];

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "malinois-live-"));
  await writeCanteen(directory);
  packs = [];
  refusals = [];
});
afterEach(async () => {
  live?.close();
  await rm(directory, { recursive: true });
});

const trainNow: Train = async (pack) => trainPack(pack, MATCHER_OPTIONS);

async function serve(train = trainNow, directories = [directory]): Promise<void> {
  live = await serveKnowledge({
    directories,
    train,
    onPack: (pack) => packs.push(pack),
    onRefused: (reasons) => refusals.push(...reasons),
    onUnlearned: (error) => refusals.push(String(error)),
  });
}

async function answerTo(text: string): Promise<string | undefined> {
  await live.trained();
  return (await repliesTo(text))[0]?.body.join(" ");
}

async function repliesTo(text: string): Promise<readonly Reply[]> {
  const { handle } = await live.current();
  const place = { platform: "test", workspace: "", channel: "c", private: true };
  const question: Inbound = { kind: "asked", id: "1", place, asker: { id: "u" }, text, addressed: true };
  return handle(question, {}).replies;
}

/** The time in which an edit is usually read, in ms. If it takes longer, the test proves less but does not fail. */
const NOTICED_WITHIN = 1_000;

const HOURS = "en/all/opening-hours.md";
const entry = (summary: string) =>
  `---\nid: opening-hours\ntitle: When the canteen is open\nquestions: [when does the canteen open, canteen hours]\n---\n${summary}\n`;

describe("the pack in use", () => {
  it("answers questions, and suggests titles while somebody types", async () => {
    await serve();
    expect(await answerTo("when does the canteen open")).toContain("From 11:30");
    expect(live.suggest("canteen h", "en", 3).map((each) => each.entry)).toContain("opening-hours");
  });

  it("includes an edit without a restart", async () => {
    await serve();
    await writeFile(join(directory, HOURS), entry("Now from noon to 15:00."));
    await vi.waitFor(() => expect(packs).toHaveLength(1), { timeout: 10_000 });
    expect(await answerTo("when does the canteen open")).toContain("noon to 15:00");
  });

  it("can consist of several packs, includes edits of each, and refuses an edit that makes ids collide", async () => {
    const other = join(directory, "other");
    await mkdir(join(other, "en", "doors"), { recursive: true });
    await writeFile(
      join(other, "pack.yaml"),
      "id: other\nname: Other\nlanguages: [en]\nareas:\n  - { id: doors, title: Doors }\n",
    );
    const cellar = (summary: string) => `---\nid: cellar\ntitle: Cellar\nquestions: [where is the cellar key]\n---\n${summary}\n`;
    await writeFile(join(other, "en", "doors", "cellar.md"), cellar("At the desk."));
    await serve(trainNow, [directory, other]);
    expect(await answerTo("where is the cellar key")).toContain("At the desk.");
    await writeFile(join(other, "en", "doors", "cellar.md"), cellar("With the porter."));
    await vi.waitFor(() => expect(packs).toHaveLength(1), { timeout: 10_000 });
    expect(await answerTo("where is the cellar key")).toContain("With the porter.");
    await writeFile(join(directory, HOURS), entry("Now from noon to 15:00."));
    await vi.waitFor(() => expect(packs).toHaveLength(2), { timeout: 10_000 });
    expect(await answerTo("when does the canteen open")).toContain("noon to 15:00");
    await writeFile(join(other, "en", "doors", "opening-hours.md"), entry("Always."));
    await vi.waitFor(() => expect(refusals.join()).toContain('The entry "opening-hours" is also in'), { timeout: 10_000 });
    expect(packs).toHaveLength(2);
  });

  it("includes one edit after the other, so that the last one wins even if the first takes longer to train", async () => {
    const trainings: { readonly pack: Pack; finish(): void }[] = [];
    let isHeld = false;
    await serve(async (pack) => {
      if (isHeld) await new Promise<void>((resolve) => trainings.push({ pack, finish: resolve }));
      return trainNow(pack);
    });
    await live.trained();
    isHeld = true;
    const edit = (summary: string) => writeFile(join(directory, HOURS), entry(summary));
    const summaryOf = (pack: Pack | undefined) => pack?.entries.find(({ id }) => id === "opening-hours")?.summary;
    await edit("The first edit.");
    await vi.waitFor(() => expect(summaryOf(trainings[0]?.pack)).toBe("The first edit."), { timeout: 10_000 });
    await edit("The second edit.");
    // If both were trained at once, the second could finish first.
    await new Promise((resolve) => setTimeout(resolve, NOTICED_WITHIN));
    expect(trainings).toHaveLength(1);
    trainings[0]?.finish();
    await vi.waitFor(() => expect(summaryOf(trainings[1]?.pack)).toBe("The second edit."), { timeout: 10_000 });
    trainings[1]?.finish();
    await vi.waitFor(() => expect(packs.map(summaryOf)).toEqual(["The first edit.", "The second edit."]), { timeout: 10_000 });
    expect(await answerTo("when does the canteen open")).toContain("The second edit.");
  });

  describe("while a changed pack is trained", () => {
    const SHELF = "en/all/parcel-shelf.md";
    const shelf =
      "---\nid: parcel-shelf\ntitle: The parcel shelf\nquestions: [where are parcels kept]\n---\nBehind the reception.\n";
    let finish: (isLearned: boolean) => void = () => {};
    const serveHolding = (isHeld: () => boolean) =>
      serve(async (pack, { onProgress } = {}) => {
        const held = new Promise<boolean>((resolve) => {
          finish = resolve;
        });
        onProgress?.(0.45);
        if (isHeld() && !(await held)) throw new Error("no memory left");
        return trainNow(pack);
      });

    it("answers new questions word for word, still understands the old ones, and no longer finds deleted entries", async () => {
      let isHeld = false;
      await serveHolding(() => isHeld);
      await live.trained();
      isHeld = true;
      await writeFile(join(directory, SHELF), shelf);
      await vi.waitFor(() => expect(packs).toHaveLength(1), { timeout: 10_000 });
      expect(await repliesTo("Where are PARCELS kept?")).toMatchObject([{ kind: "answer", title: "The parcel shelf" }]);
      expect(live.suggest("parcel", "en", 3).map((each) => each.entry)).toEqual(["parcel-shelf"]);
      // A typing error is only corrected once the pack is learned.
      expect(await repliesTo("when does the canten open")).toMatchObject([{ kind: "answer", title: "When the canteen is open" }]);
      expect((await repliesTo("when does the canten open"))[0]?.lead).toBeUndefined();

      await rm(join(directory, HOURS));
      await vi.waitFor(() => expect(packs).toHaveLength(2), { timeout: 10_000 });
      expect(JSON.stringify(await repliesTo("when does the canteen open"))).not.toContain("When the canteen is open");
      finish(true);
      await vi.waitFor(async () => expect(await repliesTo("where are parcells kept")).toMatchObject([{ kind: "answer" }]), {
        timeout: 10_000,
      });
    });

    it("answers new questions word for word during the first training too", async () => {
      await serveHolding(() => true);
      await live.current();
      await writeFile(join(directory, SHELF), shelf);
      await vi.waitFor(() => expect(packs).toHaveLength(1), { timeout: 10_000 });
      expect(await repliesTo("where are parcels kept")).toMatchObject([{ kind: "answer", title: "The parcel shelf" }]);
      finish(true);
      await live.trained();
      expect(await repliesTo("where are parcels kept")).toMatchObject([{ kind: "answer", title: "The parcel shelf" }]);
    });

    it("keeps answering in this way if the training fails, and reports why", async () => {
      let isHeld = false;
      await serveHolding(() => isHeld);
      await live.trained();
      isHeld = true;
      await writeFile(join(directory, SHELF), shelf);
      await vi.waitFor(() => expect(packs).toHaveLength(1), { timeout: 10_000 });
      finish(false);
      await vi.waitFor(() => expect(refusals.join()).toContain("no memory left"), { timeout: 10_000 });
      expect(await repliesTo("where are parcels kept")).toMatchObject([{ kind: "answer" }]);
      expect(await repliesTo("when does the canten open")).toMatchObject([{ kind: "answer" }]);
    });
  });

  it("picks up an edit after one that could not be taken into use, and says why", async () => {
    let taken = 0;
    live = await serveKnowledge({
      directories: [directory],
      train: trainNow,
      onPack(pack) {
        taken += 1;
        if (taken === 1) throw new Error("no room for this pack");
        packs.push(pack);
      },
      onRefused: (reasons) => refusals.push(...reasons),
      onUnlearned: (error) => refusals.push(String(error)),
    });
    await live.trained();
    await writeFile(join(directory, HOURS), entry("The first edit."));
    await vi.waitFor(() => expect(refusals.join()).toContain("no room for this pack"), { timeout: 10_000 });
    await writeFile(join(directory, HOURS), entry("The second edit."));
    await vi.waitFor(() => expect(packs).toHaveLength(1), { timeout: 10_000 });
    expect(await answerTo("when does the canteen open")).toContain("The second edit.");
  });

  it("remains the last valid one after an invalid edit, and reports why", async () => {
    await serve();
    await writeFile(join(directory, HOURS), "---\nid: opening-hours\n---\nNo title, no questions.\n");
    await vi.waitFor(() => expect(refusals.join()).toContain(HOURS), { timeout: 10_000 });
    expect(await answerTo("when does the canteen open")).toContain("From 11:30");
    expect(packs).toEqual([]);
  });

  it("answers word for word during the first training, and says that it is still learning", async () => {
    let finish = () => {};
    const until = new Promise<void>((resolve) => {
      finish = resolve;
    });
    await serve(async (pack, { onProgress } = {}) => {
      onProgress?.(0.45);
      await until;
      return trainNow(pack);
    });
    expect(await repliesTo("When does the canteen OPEN?!")).toMatchObject([
      { kind: "answer", title: "When the canteen is open" },
    ]);
    const [offered] = await repliesTo("is there a menu for my lunch at the canteen");
    expect(offered).toMatchObject({ kind: "choices", lead: expect.stringContaining("45") });
    expect(await repliesTo("help")).toMatchObject([{ kind: "topics" }]);
    expect((await repliesTo("help"))[0]?.lead).toBeUndefined();
    finish();
    await live.trained();
    const [answered] = await repliesTo("is there a menu for my lunch at the canteen");
    expect(answered).not.toHaveProperty("lead");
  });

  it("still answers word for word if the training failed", async () => {
    await serve(async () => {
      throw new Error("no memory left");
    });
    await expect(live.trained()).rejects.toThrow("no memory left");
    expect(await repliesTo("when does the canteen open")).toMatchObject([{ kind: "answer" }]);
  });

  it("is not trained any more once it is closed, which is nothing to report", async () => {
    let trainings = 0;
    await serve((_, { signal } = {}) => {
      trainings += 1;
      return new Promise((_, reject) => signal?.addEventListener("abort", () => reject(signal.reason)));
    });
    await writeFile(join(directory, HOURS), entry("Now from noon to 15:00."));
    await vi.waitFor(() => expect(packs).toHaveLength(1), { timeout: 10_000 });
    live.close();
    await expect(live.trained()).rejects.toMatchObject({ name: "AbortError" });
    for (let turn = 0; turn < 10; turn++) await new Promise((resolve) => setImmediate(resolve));
    expect(trainings).toBe(1);
    expect(refusals).toEqual([]);
  });

  it("is not served at all if it is invalid at the start", async () => {
    await writeFile(join(directory, HOURS), "nothing");
    await expect(serve()).rejects.toThrow(/opening-hours\.md:1/);
  });
});
