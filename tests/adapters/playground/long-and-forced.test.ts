/// <reference lib="dom" />
import { describe, expect, test } from "vitest";
import { faultsOf, useBrowser } from "./browser-stage.ts";
import { chromiumPath } from "./chromium.ts";

describe.skipIf(chromiumPath === undefined)("A long message", { timeout: 60_000 }, () => {
  const open = useBrowser();

  test.each([360, 1280])("is shortened, with a button to show all of it, %i px wide", async (width) => {
    const { page, ask } = await open({ context: { viewport: { width, height: 720 } } });
    await ask(`Beginning ${"word ".repeat(100_000)}end.`);
    await page.getByText("too long").waitFor();
    const bubble = page.locator(".said");
    const height = () => bubble.evaluate((said) => said.getBoundingClientRect().height);
    await expect.poll(height).toBeLessThan(720);
    expect((await bubble.innerText()).length).toBeLessThan(700);
    await bubble.getByRole("button", { name: "Show all" }).click();
    expect((await bubble.innerText()).length).toBeGreaterThan(490_000);
    await expect.poll(height).toBeLessThan(720);
    expect(await faultsOf(page)).toEqual([]);
    await bubble.getByRole("button", { name: "Show less" }).click();
    expect((await bubble.innerText()).length).toBeLessThan(700);
  });

  test("of a few sentences is shown completely", async () => {
    const { page, ask } = await open();
    await ask("clicked ".repeat(60));
    await page.locator(".card").waitFor();
    await expect.poll(() => page.locator(".said").innerText()).toContain("clicked ".repeat(60).trim());
    await expect.poll(() => page.locator(".said button").count()).toBe(0);
  });
});

describe.skipIf(chromiumPath === undefined)("Forced colours", { timeout: 60_000 }, () => {
  const open = useBrowser();

  test.each([360, 1280])("keep the bars visible and the question field opaque, %i px wide", async (width) => {
    const { page, ask } = await open({ context: { forcedColors: "active", viewport: { width, height: 720 } } });
    await ask("clicked");
    await page.locator(".card").waitFor();
    const style = (selector: string) =>
      page
        .locator(selector)
        .first()
        .evaluate((one) => {
          const { backgroundImage, backgroundColor, borderTopWidth } = getComputedStyle(one);
          return { backgroundImage, backgroundColor, borderTopWidth };
        });
    await page.locator("#panel").evaluate((panel) => panel.setAttribute("open", ""));
    expect(await style(".bar")).toMatchObject({ backgroundImage: expect.stringContaining("gradient"), borderTopWidth: "1px" });
    expect((await style(".composer")).backgroundColor).not.toMatch(/transparent|, 0\)/);
    expect((await style(".said")).borderTopWidth).toBe("1px");
    await page.getByRole("combobox", { name: "Your question" }).pressSequentially("phish");
    await page.locator("#suggestions [role=option]").first().waitFor();
    await page.keyboard.press("ArrowDown");
    const [chosen, other] = await page
      .locator("#suggestions [role=option]")
      .evaluateAll((options) => options.map((option) => getComputedStyle(option).backgroundColor));
    expect(chosen).not.toBe(other);
    expect(await faultsOf(page)).toEqual([]);
  });
});
