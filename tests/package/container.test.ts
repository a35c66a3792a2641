/** Tests the conditions in a container, without one: any user, only the data directory writable, SIGTERM, the health check. */
import { chmod, mkdir, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { writeCanteen } from "../cli/canteen-files.ts";
import { ROOT } from "../repository-root.ts";
import { type PackedProgram, packProgram, run, startProgram } from "./packed-program.ts";

/** A user id without an account, as a container platform may choose. The tests can only switch to it when they run as root. */
const UID = process.getuid?.() === 0 ? 12_345 : undefined;
/** How long orchestrators wait before they kill a container, in ms. */
const GRACE = 10_000;

const dockerfile = readFile(join(ROOT, "Dockerfile"), "utf8");
let packed: PackedProgram;
let data = "";

beforeAll(async () => {
  packed = await packProgram();
  await writeCanteen(join(packed.folder, "canteen"));
  data = join(packed.folder, "../data");
  await mkdir(data);
  await chmod(data, 0o777);
  await setWritable(packed.folder, false);
}, 180_000);
afterAll(async () => {
  await setWritable(packed.folder, true);
  await packed.remove();
});

/** Makes a folder and those below it writable or read-only; links are left alone. */
async function setWritable(folder: string, isWritable: boolean): Promise<void> {
  await chmod(folder, isWritable ? 0o755 : 0o555);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    if (entry.isDirectory()) await setWritable(join(folder, entry.name), isWritable);
  }
}

/** Returns the words of an instruction in the Dockerfile, which has the JSON form. */
async function words(instruction: string): Promise<string[]> {
  const [, json = "[]"] = new RegExp(`${instruction} (\\[.*\\])$`, "m").exec(await dockerfile) ?? [];
  return JSON.parse(json);
}

it("the program runs as a user without an account who can only write to the data directory, is healthy, and stops at SIGTERM", async () => {
  const [program = "", ...args] = await words("ENTRYPOINT");
  expect(program).toBe("node");
  const started = await startProgram([process.execPath, ...args, ...(await words("\nCMD"))], {
    cwd: packed.root,
    env: { DATA_DIR: data, CONTENT_DIR: join(packed.folder, "canteen"), PORT: "0", HOST: "127.0.0.1", HOME: "/nonexistent" },
    ...(UID === undefined ? {} : { uid: UID }),
  });
  const [node = "", ...check] = await words("  CMD");
  expect(node).toBe("node");
  const isHealthy = (port: string) => run(process.execPath, check, { env: { PORT: port } });
  await expect
    .poll(
      () =>
        isHealthy(new URL(started.address).port).then(
          () => true,
          () => false,
        ),
      { timeout: 60_000 },
    )
    .toBe(true);
  const { code, took } = await started.stop();
  expect(code).toBe(0);
  expect(took).toBeLessThan(GRACE);
  await expect(isHealthy(new URL(started.address).port)).rejects.toMatchObject({ code: 1 });
  expect(await readdir(data)).toEqual(expect.arrayContaining(["malinois.sqlite", "models"]));
}, 120_000);

it("the program says what to do if the data directory is not writable", async () => {
  const started = startProgram([process.execPath, packed.main, "start"], {
    cwd: packed.root,
    env: { DATA_DIR: join(packed.root, "data"), PORT: "0" },
    ...(UID === undefined ? {} : { uid: UID }),
  });
  const begun = performance.now();
  await expect(started).rejects.toThrow(/set DATA_DIR to another directory/);
  // It ends without waiting for the 9.5 s that a stop may take.
  expect(performance.now() - begun).toBeLessThan(9_000);
}, 60_000);
