/// <reference lib="dom" />
import { describe, expect, test } from "vitest";
import { faultsOf, useBrowser } from "./browser-stage.ts";
import { chromiumPath } from "./chromium.ts";

const pack = { name: { en: "House rules", nl: "Huisregels" }, languages: ["en", "nl", "it"] };

describe.skipIf(chromiumPath === undefined)("The pack on the page", { timeout: 60_000 }, () => {
  const open = useBrowser();

  test.each([360, 1280])("is named with its languages, in the language of the page, %i px wide", async (width) => {
    const { page } = await open({ playground: { pack }, context: { viewport: { width, height: 720 } } });
    const shown = page.getByText("House rules · English, Dutch, Italian").filter({ visible: true });
    await shown.waitFor();
    await expect.poll(() => shown.count()).toBe(1);
    await page.getByText("Ask in your own words, in English, Dutch or Italian.").waitFor();
    await expect.poll(() => page.getByText(/French|German/).count()).toBe(0);
    expect(await faultsOf(page)).toEqual([]);
    await page.getByRole("combobox", { name: "Language" }).selectOption("nl");
    await page.getByText("Huisregels · Nederlands, Engels, Italiaans").filter({ visible: true }).waitFor();
    await page.getByText("in het Nederlands, Engels of Italiaans").waitFor();
  });
});
