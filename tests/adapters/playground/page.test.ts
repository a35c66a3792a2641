import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Adapter } from "../../../src/ports.ts";
import { actionIn, typedIn } from "../../inbound.ts";
import { auditPage, outlineStyle } from "./audit.ts";
import { chromiumPath } from "./chromium.ts";
import { createFakeHost, type FakeHost } from "./fake-host.ts";
import { makePlayground } from "./make-playground.ts";
import { type Served, serve } from "./serve.ts";

const name =
  chromiumPath === undefined
    ? "The playground (skipped: no Chromium is installed in a usual place)"
    : "The playground in Chromium";

describe.skipIf(chromiumPath === undefined)(name, { timeout: 60_000 }, () => {
  let browser: Browser;
  let adapter: Adapter;
  let host: FakeHost;
  let served: Served;
  let faults: string[];

  beforeAll(async () => {
    // Containers run the tests as root, and Chromium's own sandbox does not work for root. The page is our own, so it is not needed.
    browser = await chromium.launch({ executablePath: chromiumPath ?? "", args: ["--no-sandbox"] });
  }, 60_000);
  afterAll(() => browser.close());

  beforeEach(async () => {
    adapter = makePlayground().adapter;
    host = createFakeHost(adapter);
    await adapter.start(host);
    served = await serve(adapter);
    faults = [];
  });
  afterEach(async () => {
    for (const context of browser.contexts()) await context.close();
    await served.close();
    expect(faults).toEqual([]);
  });

  test.each([
    ["its texts", "**/languages.json"],
    ["its scripts", "**/playground/elements.js"],
  ])("sends a question that was typed before the page had loaded %s", async (_, held) => {
    const page = await (await browser.newContext({ locale: "en-GB", reducedMotion: "reduce" })).newPage();
    page.on("console", (message) => message.type() === "error" && faults.push(message.text()));
    let release = () => {};
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    await page.route(held, async (route) => {
      await released;
      await route.continue();
    });
    await page.goto(served.origin, { waitUntil: "commit" });
    const field = page.locator("#question");
    await field.fill("I clicked a phishing link");
    await field.press("Enter");
    expect(host.questions).toEqual([]);
    release();
    await page.getByText("Do not panic, and tell your IT").waitFor();
    expect(host.questions.map(typedIn)).toContain("I clicked a phishing link");
  });

  async function open(options: BrowserContextOptions = {}): Promise<Page> {
    const context = await browser.newContext({ locale: "en-GB", reducedMotion: "reduce", ...options });
    context.setDefaultTimeout(10_000);
    const page = await context.newPage();
    page.on("pageerror", (error) => faults.push(String(error)));
    page.on("console", (message) => message.type() === "error" && faults.push(message.text()));
    await page.goto(served.origin);
    await page.getByRole("button", { name: "Ransomware" }).waitFor();
    return page;
  }

  const questionField = (page: Page) => page.getByRole("combobox", { name: /your question|je vraag/i });
  const suggestions = (page: Page) => page.getByRole("listbox", { name: "Suggestions" });
  const offered = (page: Page) => suggestions(page).getByRole("option");
  const lastCard = (page: Page) => page.locator(".card").last();

  async function ask(page: Page, text: string): Promise<void> {
    await questionField(page).fill(text);
    await questionField(page).press("Enter");
  }

  test("shows example questions and areas first, and asks a question on a click", async () => {
    const page = await open();
    const areas = page.getByRole("list", { name: "Or browse by topic" }).getByRole("button");
    await expect.poll(() => areas.count()).toBe(6);
    await page.getByRole("list", { name: "Questions to start with" }).getByRole("button").first().click();
    await page.getByRole("heading", { name: "I clicked a phishing link" }).waitFor();
    await expect.poll(() => page.getByRole("heading", { name: "What would you like to know?" }).isHidden()).toBe(true);
    expect(host.questions.at(-1)).toMatchObject({ text: "I clicked a phishing link", addressed: true });
    expect(host.questions.at(-1)).not.toHaveProperty("action");
  });

  test("answers a typed question in full, and shows how it was decided", async () => {
    const page = await open();
    await ask(page, "omg I clicked a link");
    const card = lastCard(page);
    await card.getByText("First aid").waitFor();
    const text = await card.innerText();
    for (const part of ["Card Stop first", "Do not panic", "never wrong", "Feb 2026", "Reviewed on"])
      expect(text).toContain(part);
    expect(text.indexOf("Card Stop first")).toBeLessThan(text.indexOf("Do not panic"));
    const link = card.getByRole("link", { name: "Safeonweb, what to do" });
    await expect.poll(() => link.getAttribute("target")).toBe("_blank");
    await expect.poll(() => link.getAttribute("rel")).toContain("noopener");
    const panel = page.getByRole("complementary", { name: "How it was decided" });
    await expect
      .poll(() => panel.innerText())
      .toMatch(/Answer[\s\S]*English[\s\S]*0 ms[\s\S]*i-clicked-a-phishing-link[\s\S]*94%/);
    await expect.poll(() => questionField(page).inputValue()).toBe("");
    await expect.poll(() => questionField(page).evaluate((field) => field === field.ownerDocument.activeElement)).toBe(true);
  });

  test("suggests entries while a question is typed, which can be chosen with the keyboard alone", async () => {
    const page = await open();
    const field = questionField(page);
    await field.pressSequentially("phish");
    const options = offered(page);
    await options.nth(1).waitFor();
    await expect.poll(() => field.getAttribute("aria-expanded")).toBe("true");
    await expect.poll(() => field.getAttribute("aria-activedescendant")).toBeNull();
    await field.press("ArrowDown");
    await field.press("ArrowDown");
    await expect.poll(() => options.nth(1).getAttribute("aria-selected")).toBe("true");
    await expect.poll(() => field.getAttribute("aria-activedescendant")).toBe(await options.nth(1).getAttribute("id"));
    await field.press("Enter");
    await page.getByRole("heading", { name: "How do I recognise phishing?" }).waitFor();
    expect(host.questions.at(-1)).toMatchObject({ text: "", action: { kind: "show", entry: "recognise-phishing" } });
    await expect.poll(() => field.getAttribute("aria-expanded")).toBe("false");
    await expect.poll(() => field.inputValue()).toBe("");
  });

  test("hides suggestions on Escape, and keeps what was typed", async () => {
    const page = await open();
    const field = questionField(page);
    await field.pressSequentially("phish");
    await offered(page).first().waitFor();
    await field.press("ArrowUp");
    await field.press("Escape");
    await expect.poll(() => suggestions(page).isHidden()).toBe(true);
    await expect.poll(() => field.inputValue()).toBe("phish");
    await field.press("Enter");
    await page.getByText("Which one do you mean?").waitFor();
    expect(typedIn(host.questions.at(-1))).toBe("phish");
  });

  test("lets a suggestion be chosen with the mouse", async () => {
    const page = await open();
    await questionField(page).pressSequentially("ransom");
    await offered(page).filter({ hasText: "Ransomware" }).click();
    await page.locator(".card").getByRole("heading", { name: "Ransomware" }).waitFor();
  });

  test("answers a choice and “More” in the same conversation, with the focus on the answer", async () => {
    const page = await open();
    await ask(page, "phishing");
    await page.getByRole("button", { name: "I clicked a phishing link" }).click();
    const answer = page.locator(".card", { has: page.getByRole("heading", { name: "I clicked a phishing link" }) });
    await answer.waitFor();
    await expect.poll(() => answer.evaluate((card) => card === card.ownerDocument.activeElement)).toBe(true);
    await answer.getByRole("button", { name: "More" }).press("Enter");
    await page.getByText("watch your accounts").waitFor();
    const asked = host.questions.slice(-3);
    expect(asked.map((inbound) => actionIn(inbound)?.kind)).toEqual([undefined, "show", "more"]);
    expect(new Set(asked.map(({ place }) => place.thread)).size).toBe(1);
    expect(new Set(asked.map(({ id }) => id)).size).toBe(3);
  });

  test("accepts feedback, and asks for a reason only after “no”", async () => {
    const page = await open();
    await ask(page, "clicked");
    await page.getByRole("button", { name: "Not helpful" }).click();
    const reason = page.getByRole("textbox", { name: /missing or wrong/ });
    await reason.fill("I have no bank card");
    await page.getByRole("button", { name: "Send" }).click();
    await page.getByText("helps to improve").waitFor();
    expect(host.questions.at(-1)).toMatchObject({ text: "I have no bank card", action: { kind: "feedback", helpful: false } });
    await expect.poll(() => reason.count()).toBe(0);
    await page.getByRole("button", { name: "Helpful", exact: true }).click();
    await page.getByText("good to hear").waitFor();
    expect(host.questions.at(-1)).toMatchObject({ text: "", action: { kind: "feedback", helpful: true } });
  });

  test("can switch its language, tells Malinois, and remembers the choice", async () => {
    const page = await open();
    await page.getByRole("combobox", { name: "Language" }).selectOption("nl");
    await page.getByRole("heading", { name: "Wat wil je weten?" }).waitFor();
    await expect.poll(() => page.locator("html").getAttribute("lang")).toBe("nl");
    await expect.poll(() => questionField(page).getAttribute("placeholder")).toBe("Stel een vraag…");
    await page.getByRole("button", { name: "Donkere weergave" }).waitFor();
    const setting = { kind: "set-language", choice: "nl", language: "nl" };
    await expect.poll(() => host.questions.some((inbound) => actionIn(inbound)?.kind === "set-language")).toBe(true);
    expect(host.questions.map(actionIn)).toContainEqual(setting);
    await ask(page, "clicked");
    await lastCard(page).waitFor();
    expect(host.questions.at(-1)?.asker.language).toBe("nl");
    await page.reload();
    await page.getByRole("button", { name: "Nieuw gesprek" }).click();
    await page.getByRole("heading", { name: "Wat wil je weten?" }).waitFor();
    await page.getByRole("combobox", { name: "Taal" }).selectOption("auto");
    await page.getByRole("heading", { name: "What would you like to know?" }).waitFor();
  });

  test("shows first questions in the language chosen last, even if those of an earlier choice arrive later", async () => {
    const page = await open();
    let release: () => void = () => undefined;
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    await page.route("**/playground/suggest", async (route) => {
      const { language } = route.request().postDataJSON();
      if (language === "nl") await released;
      await route.fulfill({ json: [{ text: `first in ${language}`, title: "", language, action: "" }] });
    });
    const late = page.waitForResponse((response) => response.request().postData()?.includes('"nl"') === true);
    for (const language of ["nl", "fr"]) {
      const asked = page.waitForRequest((request) => request.url().endsWith("suggest"));
      await page.locator("#language").selectOption(language);
      await asked;
    }
    await page.getByRole("button", { name: "first in fr" }).waitFor();
    release();
    await (await late).finished();
    // What arrived is drawn before the next frame.
    await page.evaluate("new Promise(requestAnimationFrame)");
    expect(await page.locator("#first-questions button").allInnerTexts()).toEqual(["first in fr"]);
  });

  test("is shown in the browser's language", async () => {
    const page = await open({ locale: "de-BE" });
    await page.getByRole("heading", { name: "Was möchten Sie wissen?" }).waitFor();
    await expect.poll(() => page.getByRole("combobox", { name: "Sprache" }).inputValue()).toBe("auto");
  });

  test("is dark if the system is, can be switched, and remembers the choice", async () => {
    const page = await open({ colorScheme: "dark" });
    const ground = () => page.evaluate("getComputedStyle(document.body).backgroundColor");
    const dark = await ground();
    const toggle = page.getByRole("button", { name: "Dark mode" });
    await expect.poll(() => toggle.getAttribute("aria-pressed")).toBe("true");
    await toggle.click();
    await expect.poll(() => toggle.getAttribute("aria-pressed")).toBe("false");
    await expect.poll(ground).not.toBe(dark);
    await page.reload();
    await expect.poll(() => page.locator("html").getAttribute("data-theme")).toBe("light");
  });

  test("starts a new conversation on request", async () => {
    const page = await open();
    await ask(page, "clicked");
    await lastCard(page).waitFor();
    const { thread } = host.questions.at(-1)?.place ?? expect.fail("nothing was asked");
    await page.getByRole("button", { name: "New conversation" }).click();
    await page.getByRole("heading", { name: "What would you like to know?" }).waitFor();
    await expect.poll(() => page.locator(".card").count()).toBe(0);
    await ask(page, "clicked");
    await lastCard(page).waitFor();
    expect(host.questions.at(-1)?.place.thread).not.toBe(thread);
  });

  test("reports that Malinois cannot be reached, and tries again", async () => {
    const page = await open();
    await page.route("**/playground/ask", (route) => route.abort());
    await ask(page, "clicked");
    await page.getByText("cannot be reached").waitFor();
    await page.unroute("**/playground/ask");
    await page.getByRole("button", { name: "Try again" }).click();
    await page.getByRole("heading", { name: "I clicked a phishing link" }).waitFor();
    await expect.poll(() => page.getByText("cannot be reached").count()).toBe(0);
    faults = faults.filter((fault) => !fault.includes("ERR_FAILED"));
  });

  test("shows hostile text as text", async () => {
    const hostile = `<img src=x onerror="document.title='broken'"><script>document.title='broken'</script> @everyone`;
    host = createFakeHost(adapter, async () => ({
      kind: "answer",
      language: "en",
      title: hostile,
      body: [hostile],
      steps: { heading: hostile, items: [hostile] },
      sources: { heading: "Sources", items: [{ title: hostile, url: "javascript:document.title='broken'", asOf: hostile }] },
      choices: [],
      actions: [{ label: hostile, action: { kind: "help", language: "en" } }],
    }));
    await adapter.start(host);
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(served.origin);
    await ask(page, hostile);
    await lastCard(page).waitFor();
    await expect.poll(() => page.locator("#log img, #log script, #log a").count()).toBe(0);
    expect((await page.locator("#log").innerText()).split(hostile).length).toBeGreaterThanOrEqual(6);
    expect(await page.title()).toBe("Malinois");
  });

  test.each([
    ["light", 1280],
    ["dark", 1280],
    ["light", 360],
    ["dark", 360],
  ] as const)("names its controls, reads well and fits: %s, %i wide", async (colorScheme, width) => {
    const page = await open({ colorScheme, viewport: { width, height: 720 } });
    expect(await auditPage(page)).toEqual([]);
    await ask(page, "phishing");
    await page.getByText("Which one do you mean?").waitFor();
    await ask(page, "clicked");
    await page.getByRole("button", { name: "Not helpful" }).click();
    await ask(page, `${"averyveryverylongword".repeat(8)} who won`);
    await page.getByText("I do not know that").waitFor();
    await page.locator("#panel").evaluate((panel) => panel.setAttribute("open", ""));
    await questionField(page).pressSequentially("ph");
    await offered(page).first().waitFor();
    await questionField(page).press("ArrowDown");
    expect(await auditPage(page)).toEqual([]);
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(width);
  });

  test("has its Tab order in reading order, with visible focus", async () => {
    // On a touch device, so that the question field does not take the focus.
    const page = await open({ hasTouch: true, isMobile: true, viewport: { width: 1280, height: 720 } });
    const visited: string[] = [];
    for (let step = 0; step < 20; step += 1) {
      await page.keyboard.press("Tab");
      const focused = page.locator(":focus");
      await expect.poll(() => focused.evaluate(outlineStyle)).toBe("solid");
      visited.push((await focused.getAttribute("id")) ?? (await focused.innerText()));
    }
    expect(visited.slice(0, 4)).toEqual(["Skip to the question field", "language", "theme", "restart"]);
    expect(visited.slice(4, 6)).toEqual(["I clicked a phishing link", "Ransomware, what are the first steps?"]);
    expect(visited.slice(14)).toEqual(["question", "Ask", "Help", "Topics", "Privacy", "From here to your team"]);
  });

  test("has a skip link to the question field, and announces messages in a log", async () => {
    const page = await open({ hasTouch: true, isMobile: true, viewport: { width: 1280, height: 720 } });
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.keyboard.type("clicked");
    await page.keyboard.press("Enter");
    const log = page.getByRole("log", { name: "Conversation" });
    await log.getByText("You: clicked").waitFor();
    await log.getByRole("article").nth(1).waitFor();
    await expect.poll(() => log.getByRole("article").nth(1).getAttribute("lang")).toBe("en");
  });
});
