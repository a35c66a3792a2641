import { describe, expect, test } from "vitest";
import { faultsOf, useBrowser } from "./browser-stage.ts";
import { chromiumPath } from "./chromium.ts";

describe.skipIf(chromiumPath === undefined)("While Malinois learns the content,", { timeout: 60_000 }, () => {
  const open = useBrowser();

  test.each([360, 1280])("the playground shows the progress until it is done, %i px wide", async (width) => {
    let share: number | undefined = 0.42;
    const { page } = await open({ playground: { learned: () => share }, context: { viewport: { width, height: 720 } } });
    const progress = page.getByRole("progressbar", { name: "Getting ready" });
    await progress.waitFor();
    await page.getByText("42%").waitFor();
    expect(await faultsOf(page)).toEqual([]);
    share = 0.9;
    await page.getByText("90%").waitFor();
    share = undefined;
    await progress.waitFor({ state: "hidden" });
    await expect.poll(() => page.getByText("Getting ready").filter({ visible: true }).count()).toBe(0);
  });
});
