import { rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import type { Diagnostic } from "../../src/knowledge/diagnostic.ts";
import { type PackSource, readServed } from "../../src/knowledge/overlay/overlay.ts";
import { readPack } from "../../src/knowledge/read/read-pack.ts";
import { lookAtFolders } from "../../src/knowledge/watch/folder-state.ts";
import type { WatchFolder } from "../../src/knowledge/watch/folder-watches.ts";
import { watchPack } from "../../src/knowledge/watch/watch.ts";
import type { Pack } from "../../src/model.ts";
import { entryText, SMALLEST_ENTRY, smallPack, writePack, writePackFile } from "./sample-pack.ts";

const FILE = "en/desk/lost-badge.md";
const SETTLE = 200;
const POLL = 2_000;
const SAFETY_POLL = 30_000;

/** How long to wait for files to be read, in ms, on a machine that may be busy. */
const PATIENCE = 20_000;
vi.setConfig({ testTimeout: 60_000 });

/** Makes a timer that stands still until the test says which delay is over. */
function createManualTimer() {
  const waiting = new Set<{ ms: number; run: () => void }>();
  const after = (ms: number, run: () => void) => {
    const task = { ms, run };
    waiting.add(task);
    return () => void waiting.delete(task);
  };
  /** Waits until something has started this delay, then ends the delay. */
  const pass = (ms: number) =>
    vi.waitFor(() => {
      const task = [...waiting].find((each) => each.ms === ms);
      if (task === undefined) throw new Error(`nothing waits ${ms} ms`);
      waiting.delete(task);
      task.run();
    }, PATIENCE);
  /** Ends all delays of this length. */
  const passAll = (ms: number) => {
    for (const task of [...waiting].filter((each) => each.ms === ms)) {
      waiting.delete(task);
      task.run();
    }
  };
  return { after, pass, passAll, waiting };
}

/** Makes a file system watcher that reports changes when the test says so. */
function createManualSystem() {
  const watched = new Map<string, { changed: () => void; failed: () => void }>();
  const watchFolder: WatchFolder = (folder, changed, failed) => {
    const entry = { changed, failed };
    watched.set(folder, entry);
    return () => {
      if (watched.get(folder) === entry) watched.delete(folder);
    };
  };
  return { watchFolder, watched };
}

/** Replaces a file atomically, because the watch may read it at the same time. */
async function replaceFile(directory: string, file: string, text: string): Promise<void> {
  await writePackFile(directory, `${file}.new`, text);
  await rename(join(directory, `${file}.new`), join(directory, file));
}

/** Collects reports in order, so that a test can wait for one after the other. */
function createReports(whileWaiting: () => void = () => {}) {
  const arrived: (Pack | readonly Diagnostic[])[] = [];
  let taken = 0;
  const report = (item: Pack | readonly Diagnostic[]) => void arrived.push(item);
  const next = async () => {
    await vi.waitFor(() => {
      whileWaiting();
      expect(arrived.length).toBeGreaterThan(taken);
    }, PATIENCE);
    return arrived[taken++];
  };
  return { report, next, arrived };
}

async function startManualWatch() {
  const timer = createManualTimer();
  const system = createManualSystem();
  const directory = await writePack(smallPack());
  const reading = await readPack(directory);
  if (!reading.ok) throw new Error("unexpected diagnostics");
  const reports = createReports(() => timer.passAll(SETTLE));
  const options = { current: reading.pack, after: timer.after, watchFolder: system.watchFolder };
  const watch = watchPack({ directories: [directory] }, reports.report, reports.report, options);
  onTestFinished(() => watch.close());
  await vi.waitFor(() => expect(system.watched.size).toBe(3), PATIENCE);
  const change = (folder = ".") => system.watched.get(join(directory, folder))?.changed();
  const edit = async (text: string) => {
    await replaceFile(directory, FILE, text);
    change("en/desk");
  };
  return { directory, watch, ...reports, timer, system, change, edit };
}

/** Starts a watch without a current pack, and waits for its first report. */
async function startFresh(watchFolder: WatchFolder, ready: () => boolean) {
  const directory = await writePack(smallPack());
  const timer = createManualTimer();
  const reports = createReports(() => timer.passAll(SETTLE));
  const watch = watchPack({ directories: [directory] }, reports.report, reports.report, { after: timer.after, watchFolder });
  onTestFinished(() => watch.close());
  await vi.waitFor(() => expect(ready()).toBe(true), PATIENCE);
  await timer.pass(POLL);
  expect(await reports.next()).toMatchObject({ id: "office" });
  return { directory, timer, ...reports };
}

describe("watching a pack", () => {
  test("does not read a pack again that is already known, but reads what was written since", async () => {
    const directory = await writePack(smallPack());
    const source = { directories: [directory] };
    const { state: seen } = await lookAtFolders(source);
    const reading = await readPack(directory);
    if (!reading.ok) throw new Error("unexpected diagnostics");
    const timer = createManualTimer();
    const reports = createReports(() => timer.passAll(SETTLE));
    let reads = 0;
    const read = (from: PackSource) => {
      reads += 1;
      return readServed(from);
    };
    const system = createManualSystem();
    const options = { current: reading.pack, seen, after: timer.after, watchFolder: system.watchFolder, read };
    const watch = watchPack(source, reports.report, reports.report, options);
    onTestFinished(() => watch.close());
    await vi.waitFor(() => expect(system.watched.size).toBe(3), PATIENCE);
    await timer.pass(POLL);
    // The first look at the files is over when the next one is scheduled. A change would have scheduled a read.
    const delays = () => [...timer.waiting].map(({ ms }) => ms);
    await vi.waitFor(() => expect(delays()).toContain(SAFETY_POLL), PATIENCE);
    expect(delays()).not.toContain(SETTLE);
    await replaceFile(directory, FILE, entryText({ title: "I lost my card" }));
    await timer.pass(SAFETY_POLL);
    expect(await reports.next()).toMatchObject({ entries: [{ title: "I lost my card" }] });
    expect(reads).toBe(1);
  });

  test("reports an edit once the files have stopped changing", async () => {
    const { edit, next, arrived } = await startManualWatch();
    await edit(entryText({ title: "I lost" }));
    await edit(entryText({ title: "I lost my card" }));
    expect(arrived).toEqual([]);
    expect(await next()).toMatchObject({ entries: [{ title: "I lost my card" }] });
    expect(arrived).toHaveLength(1);
  });

  test("reports the diagnostics of an invalid edit, then the fixed pack, even if that is the one in use", async () => {
    const { edit, next } = await startManualWatch();
    await edit("broken");
    expect(await next()).toMatchObject([{ file: FILE, line: 1, message: "The front matter is missing" }]);
    await edit(SMALLEST_ENTRY);
    expect(await next()).toMatchObject({ entries: [{ title: "I lost my badge" }] });
  });

  test("reports a campaign that is added, edited and made invalid", async () => {
    const { directory, change, next } = await startManualWatch();
    const campaign = (name: string) =>
      `id: hello\nname: ${name}\ndescription: D\naudience: A\nsteps:\n  - { id: one, day: 1, entry: lost-badge }\n`;
    await writePackFile(directory, "campaigns/hello.yaml", campaign("Hello"));
    change();
    expect(await next()).toMatchObject({ campaigns: [{ name: { en: "Hello" } }] });
    await replaceFile(directory, "campaigns/hello.yaml", campaign("Hello again"));
    change("campaigns");
    expect(await next()).toMatchObject({ campaigns: [{ name: { en: "Hello again" } }] });
    await replaceFile(directory, "campaigns/hello.yaml", "steps: [");
    change("campaigns");
    expect(await next()).toMatchObject([{ file: "campaigns/hello.yaml" }]);
  });

  test.each([
    ["near-misses.txt", "who sells badges\n", { nearMisses: { en: ["who sells badges"] } }],
    ["ambiguous.txt", "badge -> lost-badge, found-badge\n", { ambiguous: { en: [{ question: "badge" }] } }],
  ])("reports that %s was added and edited", async (name, text, read) => {
    const { directory, next, change } = await startManualWatch();
    await replaceFile(directory, "en/desk/found-badge.md", entryText({ id: "found-badge", title: "I found a badge" }));
    change("en/desk");
    await next();
    await replaceFile(directory, `en/${name}`, text);
    change("en");
    expect(await next()).toMatchObject(read);
    await replaceFile(directory, `en/${name}`, "# none\n");
    change("en");
    expect(await next()).not.toHaveProperty(Object.keys(read));
  });

  test("reports nothing if a file is written again unchanged", async () => {
    const { edit, timer, next, arrived } = await startManualWatch();
    await edit(SMALLEST_ENTRY);
    await timer.pass(SETTLE);
    await timer.pass(POLL);
    await edit(entryText({ title: "Another" }));
    expect(await next()).toMatchObject({ entries: [{ title: "Another" }] });
    expect(arrived).toHaveLength(1);
  });

  test("reports an edit that was made before the watch began", async () => {
    const directory = await writePack(smallPack());
    const reading = await readPack(directory);
    if (!reading.ok) throw new Error("unexpected diagnostics");
    await writePackFile(directory, FILE, entryText({ title: "Between" }));
    const timer = createManualTimer();
    const { report, next } = createReports(() => timer.passAll(SETTLE));
    const watch = watchPack({ directories: [directory] }, report, report, {
      current: reading.pack,
      after: timer.after,
      ...createManualSystem(),
    });
    onTestFinished(() => watch.close());
    await timer.pass(POLL);
    expect(await next()).toMatchObject({ entries: [{ title: "Between" }] });
  });

  test("watches added folders, and stops watching deleted ones", async () => {
    const { directory, system, change, next } = await startManualWatch();
    await writePackFile(directory, "pack.yaml", `${smallPack()["pack.yaml"]}  - { id: door, title: Door }\n`);
    await writePackFile(directory, "en/door/key.md", entryText({ id: "key", title: "Key" }));
    change();
    expect(await next()).toMatchObject({ entries: [{ id: "lost-badge" }, { id: "key" }] });
    expect(system.watched.has(join(directory, "en/door"))).toBe(true);
    await rm(join(directory, "en/desk"), { recursive: true });
    change("en");
    expect(await next()).toMatchObject({ entries: [{ id: "key" }] });
    expect(system.watched.has(join(directory, "en/desk"))).toBe(false);
  });

  test("checks the files from time to time even if the system reports nothing", async () => {
    const system = createManualSystem();
    const { directory, timer, next } = await startFresh(system.watchFolder, () => system.watched.size === 3);
    await replaceFile(directory, FILE, entryText({ title: "Silent" }));
    await timer.pass(SAFETY_POLL);
    expect(await next()).toMatchObject({ entries: [{ title: "Silent" }] });
  });

  test("checks the files often if the system cannot report changes", async () => {
    const deaf: WatchFolder = (_folder, _changed, failed) => {
      failed();
      return () => {};
    };
    const { directory, timer, next } = await startFresh(deaf, () => true);
    await replaceFile(directory, FILE, entryText({ title: "Polled" }));
    await timer.pass(POLL);
    expect(await next()).toMatchObject({ entries: [{ title: "Polled" }] });
  });

  test("discards what it read if a file changed meanwhile, and reads again", async () => {
    const directory = await writePack(smallPack());
    const timer = createManualTimer();
    const { report, next, arrived } = createReports(() => timer.passAll(SETTLE));
    let readings = 0;
    const read = async ({ directories: [folder = ""] }: PackSource) => {
      const reading = await readPack(folder);
      readings += 1;
      if (readings === 1) await replaceFile(folder, FILE, entryText({ title: "Written meanwhile" }));
      return reading;
    };
    const watch = watchPack({ directories: [directory] }, report, report, { after: timer.after, read, ...createManualSystem() });
    onTestFinished(() => watch.close());
    await timer.pass(POLL);
    expect(await next()).toMatchObject({ entries: [{ title: "Written meanwhile" }] });
    expect(arrived).toHaveLength(1);
  });

  test("reports nothing that it has read after it was closed", async () => {
    const directory = await writePack(smallPack());
    const timer = createManualTimer();
    const { report, arrived } = createReports();
    let endReading = () => {};
    const held = new Promise<void>((resolve) => {
      endReading = resolve;
    });
    const read = vi.fn(async ({ directories: [folder = ""] }: PackSource) => {
      await held;
      return readPack(folder);
    });
    const watch = watchPack({ directories: [directory] }, report, report, { after: timer.after, read, ...createManualSystem() });
    await timer.pass(POLL);
    await timer.pass(SETTLE);
    await vi.waitFor(() => expect(read).toHaveBeenCalled(), PATIENCE);
    watch.close();
    endReading();
    // Wait as long as the watch would take to look again and report.
    await read.mock.results[0]?.value;
    await readPack(directory);
    await readPack(directory);
    expect(arrived).toEqual([]);
  });

  test("reports a missing folder as a diagnostic, and reports its return", async () => {
    const { directory, change, timer, next } = await startManualWatch();
    await rename(directory, `${directory}-away`);
    change();
    expect(await next()).toMatchObject([{ message: expect.stringContaining("ENOENT") }]);
    await rename(`${directory}-away`, directory);
    await timer.pass(POLL);
    expect(await next()).toMatchObject({ id: "office" });
  });

  test("releases everything when it is closed, even if it is closed twice", async () => {
    const { watch, edit, timer, system } = await startManualWatch();
    await edit(entryText({ title: "Too late" }));
    const [watched] = system.watched.values();
    watch.close();
    watch.close();
    watched?.changed();
    expect(timer.waiting.size).toBe(0);
    expect(system.watched.size).toBe(0);
  });
});

describe("watching a pack with the system's own file watcher", () => {
  test("reports edits, files replaced by renaming, edits of those, new folders and deletions", async () => {
    const directory = await writePack(smallPack());
    const { report, next } = createReports();
    const watch = watchPack({ directories: [directory] }, report, report, { settleMs: 20, pollMs: 1, safetyPollMs: 1_000_000 });
    onTestFinished(() => watch.close());
    expect(await next()).toMatchObject({ id: "office" });
    await writePackFile(directory, FILE, entryText({ title: "Edited" }));
    expect(await next()).toMatchObject({ entries: [{ title: "Edited" }] });
    await replaceFile(directory, FILE, entryText({ title: "Replaced" }));
    expect(await next()).toMatchObject({ entries: [{ title: "Replaced" }] });
    await writePackFile(directory, FILE, entryText({ title: "Edited again" }));
    expect(await next()).toMatchObject({ entries: [{ title: "Edited again" }] });
    await writePackFile(directory, "en/door/key.md", entryText({ id: "key" }));
    expect(await next()).toMatchObject([{ message: 'The area folder "door" is not declared in pack.yaml' }]);
    await rm(join(directory, "en/door"), { recursive: true });
    expect(await next()).toMatchObject({ entries: [{ title: "Edited again" }] });
  });
});
