import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { rememberTraining, type Train } from "../../src/app/training.ts";
import { createMatcher } from "../../src/matching/matcher.ts";
import { trainPack } from "../../src/matching/train.ts";
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

describe("remembered training", () => {
  it("trains a pack once, and what is loaded answers as what was trained", async () => {
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

  it("trains again when a word of the pack changed", async () => {
    const folder = join(directory, "changed");
    const { train, runs } = countingTrain();
    const remember = rememberTraining(folder, train);
    await remember(CANTEEN);
    const [first, ...rest] = CANTEEN.entries;
    const edited: Pack = { ...CANTEEN, entries: first === undefined ? rest : [{ ...first, title: "Opening hours" }, ...rest] };
    await remember(edited);
    expect(runs()).toBe(2);
  });

  it("trains again when the file is broken, and fixes it", async () => {
    const folder = join(directory, "broken");
    const { train, runs } = countingTrain();
    await rememberTraining(folder, train)(CANTEEN);
    const [file = ""] = await readdir(folder);
    await writeFile(join(folder, file), "no model");
    await rememberTraining(folder, train)(CANTEEN);
    await rememberTraining(folder, train)(CANTEEN);
    expect(runs()).toBe(2);
  });

  it("trains also where nothing can be written", async () => {
    const { train, runs } = countingTrain();
    const blocked = join(directory, "file");
    await writeFile(blocked, "");
    await rememberTraining(join(blocked, "models"), train)(CANTEEN);
    expect(runs()).toBe(1);
  });
});
