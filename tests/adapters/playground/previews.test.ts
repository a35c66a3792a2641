import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { renderReply as renderForDiscord } from "../../../adapters/discord/render/render.ts";
import { renderReply as renderForSlack } from "../../../adapters/slack/render/render.ts";
import type { Reply } from "../../../src/model.ts";
import type { Preview } from "../../../src/platform.ts";
import { actionIn } from "../../inbound.ts";
import { auditPage, outlineStyle } from "./audit.ts";
import { chromiumPath } from "./chromium.ts";
import { createFakeHost } from "./fake-host.ts";
import { makePlayground } from "./make-playground.ts";
import { serve } from "./serve.ts";

const slack: Preview = { name: "slack", label: "Slack", draw: async (reply) => renderForSlack(reply) };
const discord: Preview = { name: "discord", label: "Discord", draw: async (reply) => renderForDiscord(reply) };
const both = [slack, discord];

const bare: Reply = { kind: "answer", language: "en", body: [], choices: [], actions: [] };

const name =
  chromiumPath === undefined ? "The preview (skipped: no Chromium is installed in a usual place)" : "The preview in Chromium";

describe.skipIf(chromiumPath === undefined)(name, { timeout: 60_000 }, () => {
  let browser: Browser;
  let faults: string[] = [];

  beforeAll(async () => {
    // Containers run the tests as root, and Chromium's own sandbox does not work for root. The page is our own, so it is not needed.
    browser = await chromium.launch({ executablePath: chromiumPath ?? "", args: ["--no-sandbox"] });
  }, 60_000);
  afterAll(() => browser.close());
  afterEach(() => {
    expect(faults).toEqual([]);
  });

  interface Stage {
    readonly previews?: readonly Preview[];
    /** The reply that replaces the host's own answers. */
    readonly reply?: Reply;
    readonly browserOptions?: BrowserContextOptions;
  }

  async function open({ previews = both, reply, browserOptions = {} }: Stage = {}) {
    const { adapter } = makePlayground({ previews });
    const host = createFakeHost(adapter, reply && (async () => reply));
    await adapter.start(host);
    const served = await serve(adapter);
    const context = await browser.newContext({ locale: "en-GB", reducedMotion: "reduce", ...browserOptions });
    context.setDefaultTimeout(10_000);
    onTestFinished(async () => {
      await context.close();
      await served.close();
    });
    faults = [];
    const page = await context.newPage();
    page.on("pageerror", (error) => faults.push(String(error)));
    page.on("console", (message) => message.type() === "error" && faults.push(message.text()));
    await page.goto(served.origin);
    await page.getByRole("button", { name: "Ransomware" }).waitFor();
    return { page, host, context, origin: served.origin };
  }

  const choice = (page: Page) => page.getByRole("group", { name: "Show answers as in" });
  const choose = (page: Page, label: string) => choice(page).getByText(label, { exact: true }).click();
  const preview = (page: Page) => page.locator(".preview").last();

  async function ask(page: Page, text: string): Promise<void> {
    const field = page.getByRole("combobox", { name: "Your question" });
    await field.fill(text);
    await field.press("Enter");
    await page.locator("#log article:not(.said)").last().waitFor();
  }

  test.each(["Slack", "Discord"])("shows a complete answer as %s draws it, with buttons that work", async (label) => {
    const { page, host } = await open();
    await ask(page, "clicked");
    await choose(page, label);
    const drawn = preview(page);
    await drawn.getByRole("heading", { name: "🚨 I clicked a phishing link" }).waitFor();
    await expect.poll(() => drawn.getByRole("listitem").allInnerTexts()).toHaveLength(9);
    const text = await drawn.innerText();
    const order = ["Card Stop first", "then delete it", "Do not panic", "never wrong", "what to do when you", "Reviewed on"];
    const places = order.map((part) => text.indexOf(part));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(places[0]).toBeGreaterThan(0);
    const link = drawn.getByRole("link", { name: "Card Stop (opens in a new tab)" });
    await expect.poll(() => link.getAttribute("href")).toBe("https://cardstop.be/en/");
    await expect.poll(() => link.getAttribute("rel")).toContain("noopener");
    await drawn.getByRole("button", { name: "More" }).press("Enter");
    await preview(page).getByText("watch your accounts").waitFor();
    expect(host.questions.at(-1)).toMatchObject({ text: "", action: { kind: "more", entry: "i-clicked-a-phishing-link" } });
    await expect.poll(() => page.locator(".card").count()).toBe(0);
    await expect.poll(() => preview(page).evaluate((card) => card === card.ownerDocument.activeElement)).toBe(true);
  });

  test("does not keep the answers of conversations that are over", async () => {
    const { page, context } = await open();
    for (const _ of ["one", "two"]) {
      await ask(page, "clicked");
      await page.evaluate("(globalThis.over ??= []).push(new WeakRef(document.querySelector('#log .card')))");
      await page.getByRole("button", { name: "New conversation" }).click();
    }
    await ask(page, "clicked");
    const devtools = await context.newCDPSession(page);
    // The second one may still be held, since the page waits for it before the next question.
    const isGone = async () => {
      await devtools.send("HeapProfiler.collectGarbage");
      return page.evaluate("globalThis.over[0].deref() === undefined");
    };
    await expect.poll(isGone).toBe(true);
    await choose(page, "Slack");
    await preview(page).getByRole("heading", { name: "🚨 I clicked a phishing link" }).waitFor();
    await expect.poll(() => page.locator(".card").count()).toBe(0);
  });

  test("shows a time in the browser's zone, in every look", async () => {
    const at = Date.UTC(2026, 10, 30, 8);
    const moment = { text: "Monday 30 November 2026 at 09:00", at };
    const reply: Reply = { ...bare, body: [`Next: ${moment.text}.`], moments: [moment] };
    const { page } = await open({ reply, browserOptions: { timezoneId: "Asia/Tokyo" } });
    await ask(page, "when?");
    for (const look of ["Malinois", "Slack", "Discord"]) {
      await choose(page, look);
      const time = page.locator("#log time").last();
      await time.waitFor();
      await expect.poll(() => time.innerText()).toMatch(/30 November 2026.* 17:00$/);
      await expect.poll(() => page.locator("#log").innerText()).not.toContain("09:00");
    }
  });

  test("asks for a reason after Slack's thumbs down, and keeps what is being typed in another look", async () => {
    const { page, host } = await open();
    await ask(page, "clicked");
    await choose(page, "Slack");
    await page.getByRole("button", { name: "Not helpful" }).click();
    const reason = page.getByRole("textbox", { name: /missing or wrong/ });
    await reason.fill("I have no bank card");
    await choose(page, "Discord");
    await expect.poll(() => reason.inputValue()).toBe("I have no bank card");
    await choose(page, "Malinois");
    await page.getByRole("button", { name: "Send" }).click();
    await page.getByText("helps to improve").waitFor();
    expect(host.questions.at(-1)).toMatchObject({ text: "I have no bank card", action: { kind: "feedback", helpful: false } });
    await expect.poll(() => page.locator(".preview").count()).toBe(0);
  });

  test("is chosen with the arrow keys for all answers, and remembered for this tab only", async () => {
    const { page, context, origin } = await open();
    await ask(page, "phishing");
    await ask(page, "clicked");
    const own = choice(page).getByRole("radio", { name: "Malinois" });
    await expect.poll(() => own.isChecked()).toBe(true);
    await own.focus();
    await page.keyboard.press("ArrowRight");
    await expect.poll(() => page.locator(".preview .slack").count()).toBe(2);
    await page.keyboard.press("ArrowRight");
    await expect.poll(() => page.locator(".preview .discord").count()).toBe(2);
    await expect.poll(() => page.locator("#log article").count()).toBe(4);
    await expect.poll(() => page.locator("label:has(:focus-visible)").evaluate(outlineStyle)).toBe("solid");
    await page.reload();
    await expect.poll(() => choice(page).getByRole("radio", { name: "Discord" }).isChecked()).toBe(true);
    await ask(page, "clicked");
    await expect.poll(() => page.locator(".preview .discord").count()).toBe(3);
    const other = await context.newPage();
    await other.goto(origin);
    await expect.poll(() => choice(other).getByRole("radio", { name: "Malinois" }).isChecked()).toBe(true);
  });

  test.each(both)("shows what $label would be sent as JSON", async ({ label, draw }) => {
    const reply: Reply = { ...bare, title: "<b>Title</b>", body: ["Body."] };
    const { page } = await open({ reply });
    await choose(page, label);
    await ask(page, "anything");
    const json = preview(page).locator(".source pre");
    await expect.poll(() => json.isVisible()).toBe(false);
    await preview(page).getByText("as JSON").click();
    await expect.poll(() => json.innerText()).toContain("Body.");
    expect(JSON.parse(await json.innerText())).toEqual(await draw(reply));
  });

  test.each(["Slack", "Discord"])("shows all of a long answer, in as many messages as %s would have", async (label) => {
    const steps = Array.from({ length: 60 }, (_, place) => `Step number ${place} ${"with many words in it ".repeat(6)}`.trim());
    const { page } = await open({ reply: { ...bare, title: "Long", steps: { heading: "Steps", items: steps } } });
    await choose(page, label);
    await ask(page, "anything");
    const messages = await preview(page).locator(".message").count();
    expect(messages).toBeGreaterThan(1);
    await expect.poll(() => preview(page).innerText()).toContain(`Messages: ${messages}`);
    await expect.poll(() => preview(page).getByRole("listitem").allInnerTexts()).toEqual(steps);
    const starts = await preview(page)
      .locator("ol")
      .evaluateAll((lists) => lists.map((list) => [Number(list.getAttribute("start")), list.childElementCount] as const));
    expect(starts.length).toBeGreaterThan(1);
    for (const [place, [start]] of starts.entries()) {
      expect(start).toBe(1 + starts.slice(0, place).reduce((sum, [, length]) => sum + length, 0));
    }
  });

  test("opens Discord's menu, whose choices work", async () => {
    const choices = Array.from({ length: 12 }, (_, place) => ({
      label: `Choice ${place}`,
      action: { kind: "show", entry: `entry-${place}`, language: "en" } as const,
    }));
    const { page, host } = await open({ reply: { ...bare, kind: "topics", title: "Topics", choices } });
    await choose(page, "Discord");
    await ask(page, "topics");
    await page.getByText("Make a selection").click();
    await page.getByRole("button", { name: "Choice 11" }).click();
    await expect.poll(() => actionIn(host.questions.at(-1))).toEqual({ kind: "show", entry: "entry-11", language: "en" });
  });

  test.each(["Slack", "Discord"])("shows hostile text as text, as %s would", async (label) => {
    // biome-ignore format: a list of texts
    const hostile = [
      `<img src=x onerror="document.title='!'"><script>document.title='!'</script>`,
      "# not a heading", "- no item", "-# no small print", "1. no number", "> no quote",
      "[no link](<evil.example>) \\[nor this](https://evil.example)", "<!channel> <@U123> <@&456> <#789> &lt;b&gt;",
      "*bold* _italic_ ~strike~ `code` ||spoiler|| \\ back\\\\slash",
    ];
    const { page } = await open({
      reply: {
        ...bare,
        body: hostile,
        points: { heading: "Points", items: hostile },
        sources: { heading: "Sources", items: hostile.map((title) => ({ title, url: "javascript:document.title='broken'" })) },
        actions: hostile.map((text, place) => ({ label: text, action: { kind: "show", entry: `e${place}`, language: "en" } })),
      },
    });
    await choose(page, label);
    await ask(page, "anything");
    const shown = ((await preview(page).locator(".frame").textContent()) ?? "").replaceAll(/\u200b| \(opens in a new tab\)/g, "");
    for (const text of hostile) expect(shown.split(text).length, text).toBeGreaterThanOrEqual(5);
    const drawn = preview(page).locator(".frame");
    await expect
      .poll(() => drawn.locator(".message img:not([src='/playground/mark.svg']), script, b:not(.author b, p > b)").count())
      .toBe(0);
    await expect
      .poll(() => drawn.locator("a[href^=javascript], h4:not(:text('Points'), :text('Sources')), .small").count())
      .toBe(0);
    expect(await page.title()).toBe("Malinois");
  });

  test("shows unknown elements as JSON, disables buttons that are not Malinois's, and links to the web only", async () => {
    const elements = [
      { type: "button", text: { type: "plain_text", text: "Foreign" }, value: "not-ours" },
      { type: "datepicker", action_id: "day" },
    ];
    const inline = [
      { type: "link", url: "javascript:alert(1)", text: "No link" },
      { type: "emoji", name: "wave" },
    ];
    const rich = { type: "rich_text", elements: [{ type: "rich_text_section", elements: inline }] };
    const forSlack = [{ blocks: [{ type: "carousel", cards: 3 }, { type: "actions", elements }, rich] }];
    const forDiscord = [
      {
        components: [
          { type: 12, items: "gallery" },
          { type: 1, components: [{ type: 2, label: "Foreign" }] },
        ],
      },
    ];
    const { page } = await open({
      previews: [
        { ...slack, draw: async () => forSlack },
        { ...discord, draw: async () => forDiscord },
        { name: "other", label: "Other", draw: async () => [{ words: "from elsewhere" }] },
      ],
    });
    await ask(page, "clicked");
    const unknown = () => preview(page).locator(".frame pre").allInnerTexts();
    await choose(page, "Slack");
    expect((await unknown()).map((text) => JSON.parse(text).type)).toEqual(["carousel", "datepicker", "emoji"]);
    await expect.poll(() => preview(page).getByRole("button", { name: "Foreign" }).isDisabled()).toBe(true);
    await expect.poll(() => preview(page).getByText("No link").count()).toBe(1);
    await expect.poll(() => preview(page).locator(".frame a").count()).toBe(0);
    await choose(page, "Discord");
    expect((await unknown()).map((text) => JSON.parse(text).items)).toEqual(["gallery"]);
    await expect.poll(() => preview(page).getByRole("button", { name: "Foreign" }).isDisabled()).toBe(true);
    await choose(page, "Other");
    expect((await unknown()).map((text) => JSON.parse(text))).toEqual([{ words: "from elsewhere" }]);
  });

  test("shows the page's own look if a preview fails, and says so", async () => {
    const failing: Preview = { ...slack, draw: () => Promise.reject(new Error("no")) };
    const { page } = await open({ previews: [failing, discord] });
    await choose(page, "Slack");
    await ask(page, "clicked");
    const card = page.locator(".card").last();
    await card.getByText("cannot be shown in that style").waitFor();
    await expect.poll(() => card.innerText()).toContain("Card Stop first");
  });

  test.each([
    ["light", 1280],
    ["dark", 1280],
    ["light", 360],
    ["dark", 360],
  ] as const)("names its controls, reads well and fits: %s, %i wide", async (colorScheme, width) => {
    const { page } = await open({ browserOptions: { colorScheme, viewport: { width, height: 720 } } });
    await ask(page, "phishing");
    await ask(page, `${"averyveryverylongword".repeat(8)} who won`);
    await ask(page, "clicked");
    for (const label of ["Slack", "Discord"]) {
      await choose(page, label);
      await preview(page).getByText("as JSON").click();
      expect(await auditPage(page)).toEqual([]);
      expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(width);
    }
  });
});

test("the functions that draw previews do not load Slack's or Discord's packages", async () => {
  const reply: Reply = { ...bare, title: "Title", body: ["Body."] };
  expect(await slack.draw(reply)).toHaveLength(1);
  expect(await discord.draw(reply)).toHaveLength(1);
  const { createRequire } = await import("node:module");
  const loaded = () => Object.keys(createRequire(import.meta.url).cache).filter((file) => /@slack|discord\.js/.test(file));
  expect(loaded()).toEqual([]);
  await import("discord.js");
  expect(loaded()).not.toEqual([]);
});
