import { readFile } from "node:fs/promises";
import { join } from "node:path";
import axe from "axe-core";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { passOn } from "../../src/hand-offs/decide/transitions.ts";
import { auditPage } from "../adapters/playground/audit.ts";
import { chromiumPath } from "../adapters/playground/chromium.ts";
import { handOff } from "../hand-offs/fixtures.ts";
import { type AdminStage, NOW, startAdmin, W1 } from "./harness.ts";
import { askForBikes } from "./learning-forms.ts";

const name =
  chromiumPath === undefined
    ? "The admin page (skipped: no Chromium is installed in a usual place)"
    : "The admin page in Chromium";
const DAY = 24 * 3_600_000;

describe.skipIf(chromiumPath === undefined)(name, { timeout: 60_000 }, () => {
  let browser: Browser;
  let stage: AdminStage;
  let faults: string[];
  let context: BrowserContext;

  beforeAll(async () => {
    // Containers run the tests as root, and Chromium's own sandbox does not work for root. The page is our own, so it is not needed.
    browser = await chromium.launch({ executablePath: chromiumPath ?? "", args: ["--no-sandbox"] });
  }, 60_000);
  afterAll(() => browser.close());

  beforeEach(async () => {
    faults = [];
    stage = await startAdmin({ ADMIN: "", ADMIN_URL: "" });
    await fill(stage);
  });
  afterEach(async () => {
    await context.close();
    await stage.stop();
    expect(faults).toEqual([]);
  });

  async function signIn(options: Parameters<Browser["newContext"]>[0] = {}): Promise<Page> {
    context = await browser.newContext({ locale: "en-GB", ...options });
    context.setDefaultTimeout(10_000);
    const page = await context.newPage();
    page.on("pageerror", (error) => faults.push(String(error)));
    // Not faults of the page: browsers ask for an icon although no page names one (404), and people who are not signed in are told so (401).
    const isOurs = (text: string) => !/40[14]/.test(text);
    page.on("console", (message) => message.type() === "error" && isOurs(message.text()) && faults.push(message.text()));
    await page.goto((await stage.link()) ?? "");
    await page.getByRole("button").click();
    await page.waitForURL("**/admin");
    return page;
  }

  const pages = [
    ...["/admin", "/admin/missing", "/admin/drafts", "/admin/drafts/draft?draft=en/bikes"],
    ...["/admin/settings", "/admin/audit", "/admin/sign-in"],
  ];
  const looks = [1280, 360].flatMap((width) => (["light", "dark"] as const).map((scheme) => [width, scheme] as const));

  test.each(looks)("has no accessibility or layout problem at %i px, %s", async (width, colorScheme) => {
    const page = await signIn({ viewport: { width, height: 800 }, colorScheme });
    for (const path of pages) {
      await page.goto(`${stage.server.address}${path}`);
      await page.evaluate(axe.source);
      const { violations } = await page.evaluate(() => (window as unknown as { axe: typeof axe }).axe.run());
      expect(violations.map(({ id, nodes }) => `${path} ${id}: ${nodes[0]?.html}`)).toEqual([]);
      expect(await auditPage(page), path).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), path).toBe(0);
    }
  });

  test("draws its tables as charts, in light and dark colours", async () => {
    const page = await signIn({ colorScheme: "light" });
    const colours = () =>
      page.evaluate(() =>
        [...document.querySelectorAll("canvas")].map((canvas) => {
          const { data } = canvas.getContext("2d")?.getImageData(0, 0, canvas.width, canvas.height) ?? { data: [] };
          const found = new Set<string>();
          for (let at = 0; at < data.length; at += 4) if (data[at + 3] === 255) found.add(data.slice(at, at + 3).join());
          return [...found];
        }),
      );
    const [questions = [], opinions = []] = await colours();
    const [blue, yellow, red, grey] = ["0,114,178", "230,159,0", "213,94,0", "118,118,118"];
    expect(questions).toEqual(expect.arrayContaining([blue, yellow, red, grey]));
    expect(opinions).toEqual(expect.arrayContaining([blue]));
    await expect
      .poll(() => page.locator(".legend").first().innerText())
      .toMatch(/Answered\s+With choices\s+No answer\s+First aid/);
    await page.emulateMedia({ colorScheme: "dark" });
    await expect.poll(async () => (await colours())[0]).toEqual(expect.arrayContaining(["86,180,233"]));
  });

  test("shows all figures without a script, and hides groups of fewer than five people", async () => {
    const page = await signIn({ javaScriptEnabled: false });
    const week = page.getByRole("region", { name: "Questions by week" }).getByRole("row", { name: /^23 Nov 2026/ });
    await expect.poll(() => week.getByRole("cell").allInnerTexts()).toEqual(["4", "3", "2", "1"]);
    // There were 10, 8 and 5 questions in three weeks. Opinions of fewer than five people in a week are neither shown nor included in the total.
    const shown = await page.locator("dl.figures > div").allInnerTexts();
    expect(Object.fromEntries(shown.map((figure) => figure.split("\n")))).toMatchObject({
      ...{ Questions: "23", Answered: "6", "With choices": "8", "No answer": "6", "First aid": "3" },
      ...{ Helpful: "6", "Not helpful": "1" },
      ...{ Sent: "2", "Quiz answers": "0", "Questions passed on and still open": "1" },
    });
    const report = await (await page.request.get(`${stage.server.address}/admin/stats.json`)).json();
    expect(report.questions).toEqual({ answer: 6, choices: 8, unknown: 6, "first-aid": 3 });
    const liked = page.getByRole("region", { name: "Helpful or not, by week" });
    await expect
      .poll(() =>
        liked
          .getByRole("row", { name: /^23 Nov 2026/ })
          .getByRole("cell")
          .allInnerTexts(),
      )
      .toEqual(["6", "1"]);
    await expect
      .poll(() =>
        liked
          .getByRole("row", { name: /^16 Nov 2026/ })
          .getByRole("cell")
          .allInnerTexts(),
      )
      .toEqual(["fewer than five", "fewer than five"]);
  });

  test("lists channels, people and languages by name, and keeps chosen ones that the platform no longer lists", async () => {
    const named = (kind: string) => Array.from({ length: 30 }, (_, at) => ({ id: `${kind}${at}`, name: `${kind} number ${at}` }));
    stage.platform.directory = async (workspace) =>
      workspace === "W1" ? { channels: named("C"), people: named("U") } : { channels: [], people: [] };
    const kept = () => stage.store.administration.workspaceSettings(W1);
    await stage.store.setWorkspaceSetting(W1, "channels.off", '["CGONE","C7"]');
    const page = await signIn({ viewport: { width: 360, height: 800 } });
    const save = async (count: string) => {
      await page.getByRole("button", { name: "Save" }).click();
      await page.getByText(count).waitFor();
    };
    await page.goto(`${stage.server.address}/admin/settings?workspace=chat:W1`);
    await page.getByLabel("Day of the digest").selectOption("Friday");
    await page.getByLabel("Channel for questions passed on").selectOption("C number 3");
    await page.getByRole("group", { name: "Channels: say nothing" }).getByLabel("C number 5").check();
    await page.getByRole("group", { name: "Who else may change settings" }).getByLabel("U number 2", { exact: true }).check();
    await page.getByRole("group", { name: "Languages of answers" }).getByLabel("English").check();
    await save("Saved: 5 settings were changed.");
    const { "channels.off": off, ...others } = await kept();
    expect(JSON.parse(off ?? "").sort()).toEqual(["C5", "C7", "CGONE"]);
    expect(others).toMatchObject({ "digest.weekday": "5", "hand-off.channel": '"C3"', managers: '["U2"]', languages: '["en"]' });
    expect(await auditPage(page)).toEqual([]);
    await page.getByRole("group", { name: "Channels: say nothing" }).getByLabel("CGONE").uncheck();
    await save("Saved: 1 setting was changed.");
    expect(JSON.parse((await kept())["channels.off"] ?? "").sort()).toEqual(["C5", "C7"]);
    // Fields that nobody changed are no change, even if the list was saved in another order.
    await stage.store.setWorkspaceSetting(W1, "channels.off", '["C7","C5"]');
    await page.reload();
    await save("Nothing has changed.");
    if (process.env.SHOTS) await page.screenshot({ path: process.env.SHOTS, fullPage: true });
  });

  test("saves what is filled in, with the keyboard alone", async () => {
    const page = await signIn();
    await page.getByRole("link", { name: "Settings" }).press("Enter");
    await page.getByLabel("Name of the organisation").fill('ACME & "Sons" <b>');
    await page.getByLabel("Keep of questions without an answer").selectOption("nothing");
    await page.getByRole("button", { name: "Save" }).press("Enter");
    await expect.poll(() => page.getByRole("status").innerText()).toBe("Saved: 2 settings were changed.");
    await expect.poll(() => page.getByLabel("Name of the organisation").inputValue()).toBe('ACME & "Sons" <b>');
    await page.getByRole("link", { name: "Audit trail" }).click();
    await expect
      .poll(() => page.getByRole("row").allInnerTexts())
      .toEqual(expect.arrayContaining([expect.stringContaining("on the server"), expect.stringContaining("organisation.name")]));
    await page.getByRole("button", { name: "Sign out" }).click();
    await page.goto(`${stage.server.address}/admin/settings`);
    await page.getByText("You are not signed in").waitFor();
  });

  test("lets a manager turn what people asked into a published answer, without a script", async () => {
    const page = await signIn({ javaScriptEnabled: false });
    await page.getByRole("link", { name: "What is missing" }).click();
    await page.getByText("Choose another answer, or start a new one").click();
    await page.getByLabel("Title of the new answer").fill("Where to park a bike");
    await page.getByRole("button", { name: "Start a draft" }).press("Enter");
    await page.getByRole("status").getByRole("link", { name: "Go to the drafts" }).click();
    await page.getByRole("link", { name: "Where to park a bike" }).click();
    await expect.poll(() => page.getByLabel("Ways of asking", { exact: true }).inputValue()).toContain("parking for bikes");
    const id = "where-to-park-a-bike";
    await page.getByLabel("Summary").fill("In the shed.");
    await page.getByRole("button", { name: "Check and preview" }).click();
    await expect.poll(() => page.locator(".preview").innerText()).toContain("In the shed.");
    await page.getByRole("button", { name: "Save draft" }).click();
    await expect.poll(() => page.getByRole("status").innerText()).toBe("The draft has been saved.");
    await page.getByLabel("Area", { exact: true }).selectOption("All");
    await page.getByRole("button", { name: "Publish" }).click();
    await expect.poll(() => page.getByRole("status").innerText()).toBe("The draft has been published.");
    expect(await readFile(join(stage.folder, `canteen/en/all/${id}.md`), "utf8")).toContain("In the shed.");
  });

  test("is shown in the reader's language", async () => {
    const page = await signIn({ locale: "fr-BE" });
    await expect.poll(() => page.getByRole("heading", { level: 1 }).innerText()).toBe("Vue d’ensemble");
    await expect.poll(() => page.locator("html").getAttribute("lang")).toBe("fr");
  });
});

/** Fills a workspace with some weeks of figures, a setting and its change, gaps, feedback and drafts. */
async function fill(stage: AdminStage): Promise<void> {
  const { store, writer } = stage;
  await askForBikes(stage);
  const unhelpful = { ...W1, person: "U9", entry: "pay-for-lunch", language: "en", helpful: false };
  await store.addFeedback({ ...unhelpful, reason: "It does not say whether meal vouchers are accepted.", at: NOW });
  const bikes = { id: "bikes", language: "en", title: "Where the bike shed is", questions: ["where do bikes go"], sources: [] };
  await writer.save({ ...bikes, area: "all", summary: "Behind the canteen.", origin: "hand-off" });
  await writer.save({ ...bikes, id: "car-park", title: "The car park", area: "nowhere", summary: "", origin: "import" });
  await writer.askForWork({ language: "en", id: "opening-hours" });
  const outcomes = { answer: 4, choices: 3, unknown: 2, "first-aid": 1 } as const;
  const counted = Object.entries(outcomes).flatMap(([outcome, count]) =>
    Array.from({ length: count }, () => ({
      ...{ day: "2026-11-26", language: "en", area: outcome === "unknown" ? "" : "all" },
      outcome: outcome as keyof typeof outcomes,
    })),
  );
  const place = { ...W1, channel: "C", private: false };
  for (const [week, counts] of [counted, counted.slice(2), counted.slice(5)].entries()) {
    const id = `q${week}`;
    const day = new Date(NOW - 7 * week * DAY).toISOString().slice(0, 10);
    await store.inbox.takeIn({ kind: "asked", id, place, asker: { id: "U" }, text: "", addressed: true }, NOW, NOW + DAY, "me");
    const ofWeek = counts.map((one) => ({ ...one, day }));
    const remembering = { asker: { ...W1, person: "U" }, changes: [], contexts: [], counts: ofWeek };
    await store.inbox.decide(id, "me", { place, language: "en", replies: [], sent: 0 }, remembering, NOW);
  }
  for (let person = 0; person < 6; person += 1) {
    const opinion = { ...W1, person: `U${person}`, language: "en", helpful: true };
    await store.addFeedback({ ...opinion, entry: "opening-hours", at: NOW });
    if (person < 4) await store.addFeedback({ ...opinion, entry: "food-allergy", at: NOW - 7 * DAY });
  }
  for (const key of ["sent/1", "sent/2"]) {
    const message = {
      key,
      kind: "nudge",
      place,
      reply: { kind: "nudge", language: "en", body: ["x"], choices: [], actions: [] },
    } as const;
    await store.nudges.addMessage({ ...message, dueAt: NOW, sendAt: NOW }, NOW);
    for (const leased of await store.nudges.leaseMessages([W1.platform], NOW, "me", 1))
      await store.nudges.settle(leased.key, "me", { state: "sent" }, NOW);
  }
  await store.handOffs.add(passOn(handOff(W1), NOW, true), NOW);
  await store.administration.changeSetting(
    { ...W1, name: "organisation.emergency", value: '{"title":"CERT","phone":"1"}' },
    "U1",
    NOW,
  );
}
