/// <reference lib="dom" />
import { describe, expect, test } from "vitest";
import type { Reply } from "../../../src/model.ts";
import { faultsOf, useBrowser } from "./browser-stage.ts";
import { chromiumPath } from "./chromium.ts";

const plain = { language: "en", choices: [], actions: [] } as const;

const firstAid: Reply = {
  ...plain,
  kind: "answer",
  title: "A first-aid page",
  urgent: true,
  body: ["Tell suspicious@safeonweb.be, or see https://safeonweb.be/en/."],
  steps: {
    heading: "What to do",
    items: [
      "Call Card Stop first, 078 170 170, then your bank (+32 (0)2 501 05 60).",
      "In danger? Call 112. From abroad: +32 78 170 170.",
      "Report it at https://www.police.be/online.",
    ],
  },
  contacts: {
    heading: "Contacts",
    items: [
      { text: "Card Stop", way: { kind: "phone", value: "078 170 170" } },
      { text: "Safeonweb", way: { kind: "email", value: "suspicious@safeonweb.be" } },
      { text: "CCB", way: { kind: "url", value: "https://ccb.belgium.be/" } },
      { text: "Broken", way: { kind: "url", value: "javascript:alert(1)" } },
    ],
  },
};

const knowledge: Reply = {
  ...plain,
  kind: "answer",
  body: [
    "Example: https://safeonweb.be.example.com/pay is a fake page. javascript:alert(1) data:text/html,x http://plain.example ftp://old.example",
    "Between 2016 and 2026, on 01.02.2026, 112% more: 0308.357.159 is a company, 300 000 000 euro a sum, 2022/2555 a directive, 10.0.112.1 a host.",
  ],
};

describe.skipIf(chromiumPath === undefined)("Links in answers", { timeout: 60_000 }, () => {
  const open = useBrowser();

  test.each([360, 1280])("are telephone numbers, mail addresses and web pages, %i px wide", async (width) => {
    const { page, ask } = await open({ answer: async () => firstAid, context: { viewport: { width, height: 720 } } });
    await ask("help");
    await page.locator(".card").waitFor();
    const links = await page
      .locator(".card a")
      .evaluateAll((all) => all.map((link) => [link.textContent, link.getAttribute("href")]));
    expect(links).toEqual([
      ["078 170 170", "tel:078170170"],
      ["+32 (0)2 501 05 60", "tel:+3225010560"],
      ["112", "tel:112"],
      ["+32 78 170 170", "tel:+3278170170"],
      ["https://www.police.be/online", "https://www.police.be/online"],
      ["078 170 170", "tel:078170170"],
      ["suspicious@safeonweb.be", "mailto:suspicious@safeonweb.be"],
      ["https://ccb.belgium.be/", "https://ccb.belgium.be/"],
      ["suspicious@safeonweb.be", "mailto:suspicious@safeonweb.be"],
      ["https://safeonweb.be/en/", "https://safeonweb.be/en/"],
    ]);
    // However narrow the card is, a telephone number is never broken into two lines.
    await page.locator(".card").evaluate((card) => card.style.setProperty("width", "9rem"));
    const lines = page.locator(".card a[href^='tel:']").evaluateAll((all) => all.map((link) => link.getClientRects().length));
    expect(new Set(await lines)).toEqual(new Set([1]));
    await page.locator(".card").evaluate((card) => card.style.removeProperty("width"));
    expect(await faultsOf(page)).toEqual([]);
  });

  test("are never made of example addresses, numbers that are not telephone numbers, or addresses that would run code", async () => {
    const { page, ask } = await open({ answer: async () => knowledge });
    await ask("what is a fake page?");
    await page.locator(".card").waitFor();
    await expect.poll(() => page.locator(".card a").count()).toBe(0);
    await expect.poll(() => page.locator(".card").innerText()).toContain("https://safeonweb.be.example.com/pay");
  });
});
