import { readFile } from "node:fs/promises";
import { join } from "node:path";
import axe from "axe-core";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { PLATFORMS } from "../../../adapters/platforms.ts";
import { slackManifest } from "../../../adapters/slack/commands/manifest.ts";
import { UI_LANGUAGES } from "../../../src/languages/languages.ts";
import { typedIn } from "../../inbound.ts";
import { ROOT } from "../../repository-root.ts";
import { auditPage } from "./audit.ts";
import { chromiumPath } from "./chromium.ts";
import { createFakeHost } from "./fake-host.ts";
import { makePlayground } from "./make-playground.ts";
import { serve } from "./serve.ts";

const ID = "1300000000000000001";

describe.skipIf(chromiumPath === undefined)("the playground's next steps", { timeout: 60_000 }, () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: chromiumPath ?? "", args: ["--no-sandbox"] });
  }, 60_000);
  afterAll(() => browser.close());

  /** Opens the page, with the platforms that ship configured by an environment. */
  async function open(environment: Record<string, string> = {}, options: BrowserContextOptions = {}) {
    const configured = PLATFORMS.map((platform) => platform.configure(environment));
    const connections = configured
      .flatMap((result) => (result.ok && result.settings.connection !== undefined ? [result.settings.connection] : []))
      .map((connection) => ({ ...connection, find: () => connection.find(UI_LANGUAGES) }));
    const previews = PLATFORMS.flatMap(({ preview }) => (preview === undefined ? [] : [preview]));
    const { adapter } = makePlayground({ connections, previews });
    const host = createFakeHost(adapter);
    await adapter.start(host);
    const served = await serve(adapter);
    const context = await browser.newContext({ locale: "en-GB", reducedMotion: "reduce", ...options });
    context.setDefaultTimeout(10_000);
    onTestFinished(async () => {
      await context.close();
      await served.close();
    });
    const page = await context.newPage();
    const faults: string[] = [];
    page.on("pageerror", (error) => faults.push(String(error)));
    page.on("console", (message) => message.type() === "error" && faults.push(message.text()));
    await page.goto(served.origin);
    await page.getByRole("button", { name: "Ransomware" }).waitFor();
    await page.locator(".connection").first().waitFor();
    return { page, host, faults };
  }

  const path = (page: Page) => page.locator("#path");

  test("can show an answer as another platform does, and set up a nudge", async () => {
    const { page, host, faults } = await open();
    await path(page).getByRole("button", { name: "Discord" }).click();
    await expect.poll(() => page.getByRole("radio", { name: "Discord" }).isChecked()).toBe(true);
    await path(page).getByRole("button", { name: "Set up a nudge" }).click();
    await expect.poll(() => typedIn(host.questions.at(-1))).toBe("/nudge add");
    // The path closes when the form is shown, and opens again in a new conversation.
    await expect.poll(() => path(page).getAttribute("open")).toBeNull();
    await page.getByRole("button", { name: "New conversation" }).click();
    await expect.poll(() => path(page).getAttribute("open")).toBe("");
    expect(faults).toEqual([]);
  });

  test("offer Slack's manifest to copy, as the command line prints it", async () => {
    const { page } = await open({}, { permissions: ["clipboard-read", "clipboard-write"] });
    await page.locator(".connection summary", { hasText: "Slack" }).click();
    await page.getByRole("button", { name: "Copy the manifest" }).click();
    await page.getByText("Copied", { exact: true }).waitFor();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(JSON.parse(copied)).toEqual(JSON.parse(JSON.stringify(slackManifest({ languages: UI_LANGUAGES }))));
    await expect.poll(() => page.getByRole("textbox", { name: "Manifest (Slack)" }).inputValue()).toBe(copied);
    await expect
      .poll(() => page.getByRole("link", { name: "developers (Slack)" }).getAttribute("href"))
      .toContain("api.slack.com/apps");
  });

  test("include Discord's invite link as soon as the application's id is known", async () => {
    const { page } = await open();
    await page.locator(".connection summary", { hasText: "Discord" }).click();
    const invite = page.getByRole("link", { name: "Invite the bot" });
    const field = page.getByRole("textbox", { name: "Application ID" });
    await field.fill("not an id");
    await expect.poll(() => invite.isVisible()).toBe(false);
    await field.fill(ID);
    await expect
      .poll(() => invite.getAttribute("href"))
      .toMatch(new RegExp(`^https://discord\\.com/oauth2/authorize\\?client_id=${ID}&`));

    const known = await open({ DISCORD_APPLICATION_ID: ID });
    await known.page.locator(".connection summary", { hasText: "Discord" }).click();
    await expect.poll(() => known.page.getByRole("textbox", { name: "Application ID" }).count()).toBe(0);
    await expect
      .poll(() => known.page.getByRole("link", { name: "Invite the bot" }).getAttribute("href"))
      .toContain(`client_id=${ID}&`);
  });

  test.each([
    { width: 360, height: 780, colorScheme: "light" },
    { width: 1280, height: 900, colorScheme: "dark" },
  ] as const)("are accessible and fit at %o, expanded and in every language", async ({ colorScheme, ...viewport }) => {
    const { page } = await open({}, { viewport, colorScheme });
    for (const summary of await page.locator(".connection summary").all()) await summary.click();
    await page.evaluate(axe.source);
    for (const language of UI_LANGUAGES) {
      await page.locator("#language").selectOption(language);
      const violations = await page.evaluate(async () => {
        const { axe } = globalThis as unknown as {
          axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
        };
        return (await axe.run()).violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" | ")}`);
      });
      expect(violations, language).toEqual([]);
      expect(await auditPage(page), language).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth), language).toBeLessThanOrEqual(viewport.width);
      // Nothing stays in the previous language.
      await expect
        .poll(() => page.locator("#path h2").textContent())
        .toBe(JSON.parse(await readFile(join(ROOT, `adapters/playground/texts/${language}.json`), "utf8")).pathTitle);
    }
  });
});
