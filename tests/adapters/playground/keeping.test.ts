/// <reference lib="dom" />
import { describe, expect, test } from "vitest";
import type { Place, Reply } from "../../../src/model.ts";
import { actionIn } from "../../inbound.ts";
import { faultsOf, useBrowser } from "./browser-stage.ts";
import { chromiumPath } from "./chromium.ts";

const plain = { language: "en", choices: [], actions: [] } as const;
const CLICKED = "I clicked a phishing link";
const isFocused = "document.activeElement?.id === 'question'";

describe.skipIf(chromiumPath === undefined)("A conversation on the page", { timeout: 60_000 }, () => {
  const open = useBrowser();

  test("is restored after a reload, and continues in the same thread", async () => {
    const { page, host, ask } = await open();
    await ask("clicked");
    await page.getByRole("heading", { name: CLICKED }).waitFor();
    await page.reload();
    await page.getByRole("heading", { name: CLICKED }).waitFor();
    await expect.poll(() => page.getByText("You: clicked").count()).toBe(1);
    await expect.poll(() => page.getByRole("heading", { name: "What would you like to know?" }).isHidden()).toBe(true);
    await expect.poll(() => page.getByRole("complementary").innerText()).toContain("i-clicked-a-phishing-link");
    await page.getByRole("button", { name: "More", exact: true }).click();
    await page.getByText("watch your accounts").waitFor();
    const said = host.questions.filter((question) => question.kind === "asked" || actionIn(question)?.kind === "more");
    expect(said).toHaveLength(2);
    expect(new Set(said.map(({ place }) => place.thread)).size).toBe(1);
    await page.reload();
    await page.getByText("watch your accounts").waitFor();
    await page.getByRole("button", { name: "New conversation" }).click();
    await page.reload();
    await page.getByRole("heading", { name: "What would you like to know?" }).waitFor();
    await expect.poll(() => page.locator(".card").count()).toBe(0);
  });

  test("is stored up to a size limit, with the latest messages kept", async () => {
    const long: Reply = { ...plain, kind: "answer", body: ["long ".repeat(30_000)] };
    const { page, ask } = await open({ answer: async (question) => (question.kind === "asked" ? long : undefined) });
    for (let turn = 0; turn < 12; turn += 1) {
      await ask(`question ${turn}`);
      await page.locator(".card").nth(turn).waitFor();
    }
    const size = await page.evaluate("sessionStorage.getItem('malinois.transcript').length");
    expect(size).toBeLessThanOrEqual(1_000_000);
    await page.reload();
    await page.getByText("You: question 11").waitFor();
    await expect.poll(() => page.getByText("You: question 0", { exact: true }).count()).toBe(0);
  });

  test("includes the nudges that were sent before and during a reload", async () => {
    const place: Place = { platform: "playground", workspace: "", channel: "page", private: false };
    const nudge = (text: string): Reply => ({ ...plain, kind: "nudge", body: [text] });
    const { page, adapter } = await open();
    await page.waitForFunction("sessionStorage.getItem('malinois.inbox') !== null");
    await adapter.send(place, nudge("Before."), "one");
    await page.getByText("Before.").waitFor();
    const { href } = new URL(page.url());
    await page.goto("about:blank");
    await adapter.send(place, nudge("Meanwhile."), "two");
    await page.goto(href);
    await page.getByText("Meanwhile.").waitFor();
    await expect.poll(() => page.getByText("Before.").count()).toBe(1);
  });
});

describe.skipIf(chromiumPath === undefined)("An answer on the page", { timeout: 60_000 }, () => {
  const open = useBrowser();

  test("is opened once by its link, and another answer by another link", async () => {
    const { page, host } = await open({ fragment: "#entry=i-clicked-a-phishing-link&lang=nl" });
    await page.getByRole("heading", { name: CLICKED }).waitFor();
    const shown = () => host.questions.map(actionIn).filter((action) => action?.kind === "show");
    expect(shown()).toEqual([{ kind: "show", entry: "i-clicked-a-phishing-link", language: "nl" }]);
    await page.reload();
    await page.getByRole("heading", { name: CLICKED }).waitFor();
    expect(shown()).toHaveLength(1);
    await page.evaluate("location.hash = '#entry=ransomware-first-steps&lang=en'");
    await page.getByRole("heading", { name: "Ransomware, what are the first steps?" }).waitFor();
    await page.getByRole("button", { name: "New conversation" }).click();
    expect(new URL(page.url()).hash).toBe("");
  });

  test.each(["#entry=../../x&lang=en", "#entry=&lang=en", "#entry=a&lang=<b>", "#question"])(
    "is not opened by “%s”",
    async (fragment) => {
      const { page, host } = await open({ fragment });
      await page.getByRole("button", { name: "Ransomware" }).waitFor();
      expect(host.questions.map(actionIn).filter((action) => action?.kind === "show")).toEqual([]);
    },
  );

  test.each([360, 1280])("can be copied as plain text or as a link, %i px wide", async (width) => {
    const { page, ask, origin } = await open({
      context: { viewport: { width, height: 720 }, permissions: ["clipboard-read", "clipboard-write"] },
    });
    await ask("clicked");
    const card = page.locator(".card");
    await card.getByRole("button", { name: "Copy", exact: true }).click();
    await card.getByRole("status").getByText("Copied").waitFor();
    const copied = () => page.evaluate(() => navigator.clipboard.readText());
    const text = await copied();
    expect(text).toMatch(/^I clicked a phishing link\n\nWhat to do\n1\. Bank data/);
    expect(text).toContain("\n\nKey points\n- Reporting quickly is never wrong.\n- A click");
    expect(text).toContain("- Card Stop (2026): https://cardstop.be/en/");
    expect(text).not.toMatch(/Helpful|Why this/);
    await card.getByRole("link", { name: "Link to this answer" }).click();
    await card.getByText("Link copied").waitFor();
    expect(await copied()).toBe(`${origin}/#entry=i-clicked-a-phishing-link&lang=en`);
    expect(page.url()).toBe(await copied());
    await expect.poll(() => page.locator(".card").count()).toBe(1);
    expect(await faultsOf(page)).toEqual([]);
  });

  test("is selected if the browser does not allow copying, and its link is put in the address bar", async () => {
    const { page, ask } = await open();
    await page.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })");
    await ask("clicked");
    await page.getByRole("button", { name: "Copy", exact: true }).click();
    await page.getByText("copy it with your keyboard").waitFor();
    expect(await page.evaluate("getSelection().toString()")).toContain("Card Stop first");
    await page.getByRole("link", { name: "Link to this answer" }).click();
    await page.getByText("in the address bar").waitFor();
    expect(page.url()).toContain("#entry=i-clicked-a-phishing-link&lang=en");
  });
});

describe.skipIf(chromiumPath === undefined)("The question field", { timeout: 60_000 }, () => {
  const open = useBrowser();

  test("is focused if there is a keyboard", async () => {
    const { page } = await open();
    await expect.poll(() => page.evaluate(isFocused)).toBe(true);
  });

  test("is not focused on a phone, whose keyboard would cover the page", async () => {
    const { page } = await open({ context: { hasTouch: true, isMobile: true, viewport: { width: 360, height: 720 } } });
    await page.getByRole("button", { name: "Ransomware" }).waitFor();
    expect(await page.evaluate(isFocused)).toBe(false);
  });
});
