import { describe, expect, test } from "vitest";
import { OWN_LIMITS } from "../../src/knowledge/overlay/workspace-folder.ts";
import { PACK, questionsOf } from "./pack.ts";
import { createStage, fileOf, type Said, W1, W2 } from "./stage.ts";

// Entries in a workspace's folder are answered in that workspace, and nowhere else.

const BADGE = fileOf("badge", "I lost my badge", "Call extension 100, day and night.", [
  "I lost my badge, what now?",
  "my badge is gone",
  "somebody stole my badge",
  "how do I get a new badge?",
  "block my badge please",
]);
const OWN_PHISHING = fileOf("phishing", "Phishing here", "Press the red button in your mail.", [
  "what is phishing",
  "where is the red button",
  "who looks at phishing mails here",
]);

const answered = ({ decision }: Said) => (decision?.outcome === "answer" ? decision.entries[0]?.id : decision?.outcome);
const textOf = ({ replies }: Said) => JSON.stringify(replies);

test("a workspace's own entries are found by rephrased questions there, and are unknown in other workspaces", async () => {
  const stage = await createStage();
  await stage.write("chat-W1/en/practical/badge.md", BADGE);
  for (const question of ["i lost my bagde", "oh no, my badge is gone", "could you block my badge"]) {
    const here = await stage.ask(W1, question);
    expect([question, answered(here)]).toEqual([question, "badge"]);
    expect(textOf(here)).toContain("extension 100");
    const elsewhere = await stage.ask(W2, question);
    expect([question, answered(elsewhere)]).not.toEqual([question, "badge"]);
    expect(textOf(elsewhere)).not.toContain("badge");
  }
  for (const { id } of PACK.entries) {
    for (const question of questionsOf(id)) expect([question, answered(await stage.ask(W1, question))]).toEqual([question, id]);
  }
});

test("a workspace's own entries are suggested, listed and shown by a button in that workspace only", async () => {
  const stage = await createStage();
  await stage.write("chat-W1/en/office/badge.md", BADGE);
  const suggested = async (workspace: typeof W1) => (await stage.suggest(workspace, "my badge")).map(({ entry }) => entry);
  expect(await suggested(W1)).toEqual(["badge"]);
  expect(await suggested(W2)).not.toContain("badge");
  const listed = async (workspace: typeof W1) =>
    textOf(await stage.press(workspace, { kind: "topics", area: "office", language: "en" }));
  expect(await listed(W1)).toContain("I lost my badge");
  expect(await listed(W2)).not.toContain("badge");
  expect(textOf(await stage.press(W1, { kind: "show", entry: "badge", language: "en" }))).toContain("extension 100");
  expect(textOf(await stage.press(W2, { kind: "show", entry: "badge", language: "en" }))).toContain("no longer exists");
});

test("a workspace's own entry replaces the shared one with its id and language, even for the shared one's questions", async () => {
  const stage = await createStage();
  await stage.write("chat-W1/en/practical/phishing.md", OWN_PHISHING);
  for (const question of ["how can I tell a phishing mail", "where is the red button?", "what is phishing"]) {
    const here = await stage.ask(W1, question);
    expect([question, answered(here)]).toEqual([question, "phishing"]);
    expect(textOf(here)).toContain("Press the red button");
    expect(textOf(here)).not.toContain("Phishing is bait");
  }
  expect(textOf(await stage.ask(W1, "hoe herken ik phishing"))).toContain("Phishing is aas");
  expect(textOf(await stage.ask(W2, "what is phishing"))).toContain("Phishing is bait");
  expect(await stage.suggest(W1, "Recognise phishing")).not.toContainEqual(
    expect.objectContaining({ entry: "phishing", language: "en", title: "Recognise phishing" }),
  );
});

test("changes of a workspace's own entries take effect without a restart", async () => {
  const stage = await createStage();
  const ask = () => stage.ask(W1, "my badge is gone");
  expect(answered(await ask())).toBe("unknown");
  await stage.write("chat-W1/en/practical/badge.md", BADGE);
  expect(textOf(await ask())).toContain("extension 100");
  await stage.write("chat-W1/en/practical/badge.md", BADGE.replace("extension 100", "extension 200"));
  expect(textOf(await ask())).toContain("extension 200");
  await stage.write("chat-W1/off.txt", "badge # closed today\nprinters\n");
  expect(answered(await ask())).toBe("unknown");
  expect(answered(await stage.ask(W1, "are printers safe"))).toBe("unknown");
  expect(answered(await stage.ask(W2, "are printers safe"))).toBe("printers");
  await stage.remove("chat-W1/off.txt");
  expect(textOf(await ask())).toContain("extension 200");
  await stage.remove("chat-W1");
  expect(answered(await ask())).toBe("unknown");
});

describe("an invalid file of a workspace", () => {
  test("is logged once, and everything else in all workspaces remains in use", async () => {
    const stage = await createStage();
    await stage.write("chat-W1/en/practical/badge.md", BADGE);
    await stage.write("chat-W1/en/practical/broken.md", "no front matter");
    await stage.write("chat-W1/en/nowhere/lost.md", fileOf("lost", "Lost", "Lost.", ["where am I"]));
    await stage.write("chat-W1/off.txt", "badges\n");
    for (let again = 0; again < 3; again += 1) expect(answered(await stage.ask(W1, "my badge is gone"))).toBe("badge");
    expect(answered(await stage.ask(W1, "what is phishing"))).toBe("phishing");
    expect(answered(await stage.ask(W2, "what is phishing"))).toBe("phishing");
    const warnings = stage.logged.filter((line) => line.includes("some of a workspace's content is invalid"));
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toContain("chat-W1/en/practical/broken.md:1");
    expect(warnings[0]).toContain('area folder \\"nowhere\\" is not declared');
    expect(warnings[0]).toContain('There is no entry \\"badges\\" to switch off (Did you mean \\"badge\\"?');
  });

  test("is left out if it exceeds the limits, and the others remain in use", async () => {
    const stage = await createStage();
    const name = (at: number) => `n${String(at).padStart(3, "0")}`;
    for (let at = 0; at <= OWN_LIMITS.entries; at += 1) {
      await stage.write(
        `chat-W1/en/office/${name(at)}.md`,
        fileOf(name(at), `Number ${at}`, `It is ${at}.`, [`what is number ${at}`]),
      );
    }
    const { entries } = await stage.contents.packOf(W1);
    expect(entries.filter(({ id }) => /^n\d/.test(id))).toHaveLength(OWN_LIMITS.entries);
    expect(stage.logged.join()).toContain(`chat-W1/en/office/${name(OWN_LIMITS.entries)}.md:2: A workspace can have`);
    await stage.write(
      "chat-W2/en/office/long.md",
      `${fileOf("long", "Long", "x", ["what is long"])}\n## More\n${"long text. ".repeat(12_000)}`,
    );
    expect((await stage.contents.packOf(W2)).entries.map(({ id }) => id)).not.toContain("long");
  });
});

test("no content of one workspace is shown in another, whatever is asked", async () => {
  const stage = await createStage();
  const secret = { W1: "violet heron", W2: "crimson otter" };
  for (const { workspace } of [W1, W2]) {
    const own = secret[workspace as "W1" | "W2"];
    const entry = (id: string) =>
      fileOf(id, `About ${own}`, `It is the ${own}.`, [`what is the ${own}`, `where is the ${own}`, "what is our secret"]);
    await stage.write(`chat-${workspace}/en/practical/secret.md`, entry("secret"));
    await stage.write(`chat-${workspace}/en/practical/backups.md`, entry("backups"));
  }
  await stage.switchOff(W1, "printers");
  const asked = [
    ...Object.values(secret).flatMap((own) => [`what is the ${own}`, own, `tell me about the ${own}`]),
    ...["what is our secret", "help", "topics", "who are you", "settings", "/quiz", "/nudge add", "/nudge list"],
    ...PACK.entries.flatMap(({ id }) => questionsOf(id)),
  ];
  const other = { W1: secret.W2, W2: secret.W1 };
  let found = 0;
  for (const workspace of [W1, W2]) {
    const foreign = other[workspace.workspace as "W1" | "W2"];
    const answers = [];
    for (const text of asked) answers.push(await stage.ask(workspace, text));
    for (const kind of ["show", "more", "sources", "share"] as const) {
      for (const entry of ["secret", "backups"]) answers.push(await stage.press(workspace, { kind, entry, language: "en" }));
    }
    for (const area of ["practical", "office"])
      answers.push(await stage.press(workspace, { kind: "topics", area, language: "en" }));
    const typed = await Promise.all(["", "what", "about", foreign].map((text) => stage.suggest(workspace, text)));
    // Replies may repeat the words of the question, but never show the other workspace's content.
    const shown = JSON.stringify([answers.map(({ replies, decision }) => [replies, decision?.entries]), typed]);
    expect(shown).not.toContain(`It is the ${foreign}`);
    expect(shown).not.toContain(`About ${foreign}`);
    if (shown.includes(`It is the ${secret[workspace.workspace as "W1" | "W2"]}`)) found += 1;
  }
  expect(found).toBe(2);
  const third = { ...W1, workspace: "W3" };
  for (const text of asked) expect(textOf(await stage.ask(third, text))).not.toMatch(/It is the|About (?:violet|crimson)/);
});

test("a workspace whose id cannot be a folder's name has no folder", async () => {
  const stage = await createStage();
  await stage.write("chat-W1/en/practical/badge.md", BADGE);
  for (const workspace of ["../chat-W1", "W1/../W1", "", "W1/"]) {
    expect(answered(await stage.ask({ platform: "chat", workspace }, "my badge is gone"))).toBe("unknown");
  }
});
