import { type Browser, chromium } from "playwright-core";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { USUAL_POLICIES } from "../../../src/administration/policy.ts";
import { type PreparedNudges, prepareNudges } from "../../../src/app/prepare-nudges.ts";
import type { Place, Reply } from "../../../src/model.ts";
import type { Adapter, Host } from "../../../src/ports.ts";
import { openStore } from "../../../src/store/store.ts";
import { carryOut } from "../../carry-out.ts";
import { CONTENT } from "../../nudges/delivery/content.ts";
import { CAMPAIGN } from "../../nudges/delivery/harness.ts";
import { chromiumPath } from "./chromium.ts";
import { createFakeHost } from "./fake-host.ts";
import { makePlayground } from "./make-playground.ts";
import { serve } from "./serve.ts";
import { startPlayground, turn } from "./start-playground.ts";

const nudge: Reply = { kind: "nudge", language: "en", body: ["A tip."], choices: [], actions: [] };
const channel: Place = { platform: "playground", workspace: "", channel: "page", private: false };
const toOther: Place = { ...channel, channel: "person-0002", recipient: "person-0002", private: true };

describe("the playground's mailbox", () => {
  test("keeps unsolicited messages, for everybody or for one person, and numbers them", async () => {
    const { adapter, post } = await startPlayground();
    await adapter.send(channel, nudge, "one");
    await adapter.send(toOther, nudge, "two");
    const fetchAfter = async (after: number, person: string) => (await (await post("inbox", { person, after })).json()).letters;
    expect(await fetchAfter(0, "person-0001")).toMatchObject([
      { number: 1, reply: { parts: [{ kind: "body", paragraphs: ["A tip."] }] } },
    ]);
    expect(await fetchAfter(0, "person-0002")).toHaveLength(2);
    expect(await fetchAfter(1, "person-0002")).toMatchObject([{ number: 2 }]);
  });

  test("accepts a message once and can look it up, unless it may be from before the start", async () => {
    const { adapter, post } = await startPlayground();
    await adapter.send(channel, nudge, "one");
    await adapter.send(channel, nudge, "one");
    expect((await (await post("inbox", { person: "person-0001", after: 0 })).json()).letters).toHaveLength(1);
    expect(await adapter.find(channel, "one", 10)).toBe("sent");
    expect(await adapter.find(toOther, "one", 10)).toBe("absent");
    expect(await adapter.find(channel, "two", 10)).toBe("absent");
    expect(await adapter.find(channel, "two", 0)).toBe("unknown");
  });
});

describe("the playground's clock", () => {
  test("can be moved by the page, continues from there, and can be reset", async () => {
    const { clock, post } = await startPlayground();
    const at = Date.UTC(2026, 11, 24);
    const moved = await (await post("clock", { at })).json();
    expect(moved.now).toBeGreaterThanOrEqual(at);
    expect(clock()).toBeGreaterThan(at);
    await post("clock", { at: null });
    expect(clock()).toBeLessThan(1_000);
    expect((await post("clock", { at: -1 })).status).toBe(400);
  });
});

test("a form in the playground is passed to the host as a submission, with the browser's time zone", async () => {
  const { host, post } = await startPlayground();
  await post("submit", { ...turn, zone: "Asia/Tokyo", form: "add-nudge", values: { days: ["1", "2"] } });
  expect(host.questions).toMatchObject([
    {
      asker: { zone: "Asia/Tokyo", mayManage: "workspace" },
      submission: { form: "add-nudge", language: "en", values: { days: ["1", "2"] } },
    },
  ]);
  expect((await post("submit", { ...turn, form: "another", values: {} })).status).toBe(400);
});

describe.skipIf(chromiumPath === undefined)("nudges in the playground", { timeout: 60_000 }, () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: chromiumPath ?? "", args: ["--no-sandbox"] });
  }, 60_000);
  afterAll(() => browser.close());

  /** Opens an empty page beside a server with the adapter's routes. Both are closed after the test. */
  async function openPage(adapter: Adapter) {
    const served = await serve(adapter);
    const context = await browser.newContext({ locale: "en-GB", timezoneId: "Europe/Brussels", reducedMotion: "reduce" });
    onTestFinished(async () => {
      await context.close();
      await served.close();
    });
    context.setDefaultTimeout(15_000);
    return { page: await context.newPage(), origin: served.origin };
  }

  test("can be set up in a form, are sent when the clock is moved, and can be answered", async () => {
    const start = Date.parse("2026-11-22T11:00:00Z");
    const store = await openStore({ dataDirectory: ":memory:" });
    let upcoming: PreparedNudges["nextAt"] = async () => undefined;
    const playground = makePlayground({ now: () => start, nextNudge: (place) => upcoming(place) });
    const { adapter } = playground;
    const silent = () => undefined;
    const pack = { ...CONTENT, campaigns: [CAMPAIGN] };
    const nudges = await prepareNudges({
      ...{ store, platforms: [playground], now: () => start, logger: { info: silent, warn: silent, error: silent } },
      ...{ config: { TZ_DEFAULT: "Europe/Brussels" }, policies: USUAL_POLICIES },
      ...{ knowledge: { pack }, contents: { packOf: async () => pack } },
    });
    const fake = createFakeHost(adapter);
    const host: Host = {
      ...fake,
      async receive(question) {
        const replies = await carryOut(store.inbox, question, (changes) => nudges.commands.answer(question, "en", changes));
        if (replies === undefined) return fake.receive(question);
        for (const reply of replies) await adapter.send(question.place, reply);
        return undefined;
      },
    };
    upcoming = nudges.nextAt;
    await adapter.start(host);
    nudges.start();
    onTestFinished(async () => {
      await nudges.stop();
      await store.close();
    });
    const { page, origin } = await openPage(adapter);
    const faults: string[] = [];
    page.on("pageerror", (error) => faults.push(String(error)));
    await page.goto(origin);

    await page.getByText("Nudge clock", { exact: true }).click();
    await page.getByRole("button", { name: "To the next nudge" }).click();
    await page.getByText("No nudge is set up yet").waitFor();
    await page.getByRole("combobox", { name: /your question/i }).fill("/nudge add");
    await page.keyboard.press("Enter");
    const form = page.locator(".reply-form");
    await form.getByText("More settings").click();
    await expect.poll(() => form.getByLabel("Time zone").inputValue()).toBe("Europe/Brussels");
    await form.getByLabel("On holidays and days off").selectOption("Send it anyway");
    await form.getByRole("checkbox", { name: "Tips" }).uncheck();
    await form.getByRole("checkbox", { name: "Monday" }).check();
    await form.getByLabel("At", { exact: true }).fill("09:00");
    await form.getByRole("button", { name: "Set up" }).click();
    await page.getByText(/a quiz, every Monday, Tuesday and Thursday at 09:00/).waitFor();

    await page.getByRole("combobox", { name: /your question/i }).fill("/nudge list");
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "Change", exact: true }).click();
    await expect.poll(() => page.locator(".reply-form").count()).toBe(2);
    const edit = page.locator(".reply-form").last();
    await expect.poll(() => edit.getByLabel("At", { exact: true }).inputValue()).toBe("09:00");
    await expect.poll(() => edit.getByRole("checkbox", { name: "Tips" }).isChecked()).toBe(false);
    await edit.getByLabel("At", { exact: true }).fill("08:00");
    await edit.getByRole("button", { name: "Save" }).click();
    await page.getByText(/Changed: a quiz, every Monday, Tuesday and Thursday at 08:00/).waitFor();

    await page.getByRole("button", { name: "To the next nudge" }).click();
    await page.getByText("Monday, 23 November 2026 at 08:00").waitFor();
    await expect.poll(() => page.getByText("No nudge is set up yet").count()).toBe(0);
    const quiz = page.locator(".card.nudge").filter({ hasText: "Quick quiz" });
    await quiz.waitFor();
    await quiz.getByRole("button", { name: "No", exact: true }).click();
    await page.getByText("Right!").waitFor();
    await page.getByRole("button", { name: "One day later" }).click();
    await page.getByText("This quiz has closed; the result is further down.").waitFor();
    await expect.poll(() => quiz.first().getByRole("button", { name: "No", exact: true }).count()).toBe(0);
    await expect
      .poll(() => page.locator(".card.nudge").filter({ hasText: "Quiz closed" }).getByRole("button", { name: "Stop" }).count())
      .toBe(1);
    expect(faults).toEqual([]);
  });

  test("do not replace the welcome screen of a page that is opened later, and continue after a restart", async () => {
    const first = await startPlayground();
    await first.adapter.send(channel, nudge, "one");
    await first.adapter.send(channel, nudge, "two");
    const { page, origin } = await openPage(first.adapter);
    let post = first.post;
    const bodies: object[] = [];
    await page.route("**/playground/inbox", async (route) => {
      const body = route.request().postDataJSON();
      bodies.push(body);
      await route.fulfill({ json: await (await post("inbox", body)).json() });
    });
    await page.goto(origin);
    await expect.poll(() => bodies.length, { timeout: 15_000 }).toBeGreaterThan(1);
    await expect.poll(() => page.getByRole("heading", { name: "What would you like to know?" }).isVisible()).toBe(true);
    // The program was restarted, and counts from 1 again.
    const second = await startPlayground();
    await second.adapter.send(channel, { ...nudge, body: ["After the restart."] }, "one");
    post = second.post;
    await page.getByText("After the restart.").waitFor();
    await expect.poll(() => page.getByText("A tip.").count()).toBe(0);
  });

  test("are shown once, however long the server takes to answer", async () => {
    const { adapter, post } = await startPlayground();
    const { page, origin } = await openPage(adapter);
    let asked = 0;
    let seen = 0;
    await page.route("**/playground/inbox", async (route) => {
      const body: { after: number } = route.request().postDataJSON();
      seen = Math.max(seen, body.after);
      const json = await (await post("inbox", body)).json();
      // Longer than the page waits between two requests.
      if (++asked > 1) await new Promise((resolve) => setTimeout(resolve, 3_000));
      await route.fulfill({ json });
    });
    await page.goto(origin);
    await expect.poll(() => asked).toBe(1);
    await adapter.send({ ...channel, channel: "team" }, nudge, "one");
    await expect.poll(() => seen, { timeout: 15_000 }).toBe(1);
    await page.waitForTimeout(1_000);
    expect(await page.locator("#team-log .question").count()).toBe(1);
  });
});
