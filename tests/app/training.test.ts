import { mkdtemp, readdir, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { rememberTraining, type Train, trainInProcesses } from "../../src/app/knowledge/training.ts";
import { createMatcher } from "../../src/matching/matcher.ts";
import { trainDecision, trainModel, trainPack } from "../../src/matching/train.ts";
import type { Pack } from "../../src/model.ts";
import { CANTEEN, TOY_OPTIONS } from "../matching/toy-pack.ts";

let directory = "";
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "malinois-training-"));
});
afterAll(() => rm(directory, { recursive: true }));

function countingTrain(): { train: Train; runs: () => number } {
  let runs = 0;
  return {
    train: async (pack) => {
      runs += 1;
      return trainPack(pack, TOY_OPTIONS);
    },
    runs: () => runs,
  };
}

describe("training in processes", () => {
  it("starts none if it was ended before it began", async () => {
    await expect(trainInProcesses(CANTEEN, { signal: AbortSignal.abort() })).rejects.toMatchObject({ name: "AbortError" });
  });
});

describe("remembered training", () => {
  it("trains a pack only once, and the loaded model answers like the trained one", async () => {
    const folder = join(directory, "once");
    const { train, runs } = countingTrain();
    const trained = await rememberTraining(folder, train)(CANTEEN);
    const loaded = await rememberTraining(folder, train)(CANTEEN);
    expect(runs()).toBe(1);
    const question = "vegetarian lunch on friday?";
    expect(createMatcher(CANTEEN, loaded, TOY_OPTIONS).match(question)).toEqual(
      createMatcher(CANTEEN, trained, TOY_OPTIONS).match(question),
    );
  });

  it("loads arrays that do not keep the rest of the file in memory", async () => {
    const { train } = countingTrain();
    const remember = rememberTraining(join(directory, "arrays"), train);
    await remember(CANTEEN);
    const { space, model, terms, equal, vocabulary } = await remember(CANTEEN);
    const arrays = [space, model, terms, equal, vocabulary]
      .flatMap((part) => Object.values<unknown>({ ...part }))
      .filter(ArrayBuffer.isView);
    expect(arrays.length).toBeGreaterThan(10);
    for (const array of arrays) expect(array.buffer.byteLength).toBe(array.byteLength);
  });

  it("trains again if a word of the pack has changed", async () => {
    const folder = join(directory, "changed");
    const { train, runs } = countingTrain();
    const remember = rememberTraining(folder, train);
    await remember(CANTEEN);
    const [first, ...rest] = CANTEEN.entries;
    const edited: Pack = { ...CANTEEN, entries: first === undefined ? rest : [{ ...first, title: "Opening hours" }, ...rest] };
    await remember(edited);
    expect(runs()).toBe(2);
  });

  it("does not train again for parts that are not learned, such as tips and related entries", async () => {
    const { train, runs } = countingTrain();
    const remember = rememberTraining(join(directory, "unlearned"), train);
    await remember(CANTEEN);
    const entries = CANTEEN.entries.map((entry) => ({ ...entry, tips: ["Bring your own cup."], related: ["opening-hours"] }));
    await remember({ ...CANTEEN, entries });
    expect(runs()).toBe(1);
  });

  it("trains again if a near miss or the text of an answer has changed", async () => {
    const { train, runs } = countingTrain();
    const remember = rememberTraining(join(directory, "learned"), train);
    await remember(CANTEEN);
    await remember({ ...CANTEEN, nearMisses: { en: ["who owns the canteen"] } });
    await remember({ ...CANTEEN, entries: CANTEEN.entries.map((entry) => ({ ...entry, summary: "Soup." })) });
    expect(runs()).toBe(3);
  });

  it("reports the progress of each half, and none if a model is loaded", async () => {
    const shares: number[] = [];
    const tell = { onProgress: (share: number) => void shares.push(share) };
    const remember = rememberTraining(join(directory, "told"), async (pack, control) => {
      for (const train of [trainModel, trainDecision]) {
        shares.length = 0;
        train(pack, TOY_OPTIONS, (share) => control?.onProgress?.(share));
        expect(shares.length).toBeGreaterThan(2);
        expect([...shares].sort((a, b) => a - b)).toEqual(shares);
        expect(shares.at(-1)).toBeCloseTo(1);
      }
      return trainPack(pack, TOY_OPTIONS);
    });
    await remember(CANTEEN, tell);
    shares.length = 0;
    await remember(CANTEEN, tell);
    expect(shares).toEqual([]);
  });

  it("has the same result in two halves, as in two threads, as in one", () => {
    const ignore = () => undefined;
    const halves = { ...trainModel(CANTEEN, TOY_OPTIONS, ignore), ...trainDecision(CANTEEN, TOY_OPTIONS, ignore) };
    expect(halves).toEqual(trainPack(CANTEEN, TOY_OPTIONS));
  });

  it("trains again if the file is damaged, and replaces it", async () => {
    const folder = join(directory, "broken");
    const { train, runs } = countingTrain();
    await rememberTraining(folder, train)(CANTEEN);
    const [file = ""] = await readdir(folder);
    await writeFile(join(folder, file), "no model");
    await rememberTraining(folder, train)(CANTEEN);
    await rememberTraining(folder, train)(CANTEEN);
    expect(runs()).toBe(2);
  });

  it("removes what an earlier process that was killed left half written, and not what another one is writing", async () => {
    const folder = join(directory, "killed");
    const { train } = countingTrain();
    await rememberTraining(folder, train)(CANTEEN);
    const [file = ""] = await readdir(folder);
    const [old, fresh] = ["other.model.17", "other.model.18"];
    for (const name of [old, fresh]) await writeFile(join(folder, name), "half a model");
    const yesterday = Date.now() / 1_000 - 24 * 3_600;
    await utimes(join(folder, old), yesterday, yesterday);
    await rememberTraining(folder, train)({ ...CANTEEN, nearMisses: { en: ["who owns the canteen"] } });
    const left = await readdir(folder);
    expect(left).toEqual(expect.arrayContaining([file, fresh]));
    expect(left).not.toContain(old);
  });

  it("trains even if the model cannot be saved", async () => {
    const { train, runs } = countingTrain();
    const blocked = join(directory, "file");
    await writeFile(blocked, "");
    await rememberTraining(join(blocked, "models"), train)(CANTEEN);
    expect(runs()).toBe(1);
  });
});
