import axe from "axe-core";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect } from "vitest";
import type { Inbound, Reply } from "../../../src/model.ts";
import type { Adapter } from "../../../src/ports.ts";
import { auditPage } from "./audit.ts";
import { chromiumPath } from "./chromium.ts";
import { createFakeHost, type FakeHost } from "./fake-host.ts";
import { makePlayground } from "./make-playground.ts";
import { type Served, serve } from "./serve.ts";

/** A playground as a person uses it: its page in a browser, and the host behind it. */
export interface BrowserStage {
  readonly page: Page;
  readonly adapter: Adapter;
  readonly host: FakeHost;
  readonly origin: string;
  ask(text: string): Promise<void>;
}

interface StageOptions {
  readonly answer?: (question: Inbound) => Promise<Reply | undefined>;
  readonly playground?: Parameters<typeof makePlayground>[0];
  readonly context?: BrowserContextOptions;
  /** The fragment of the page's address: "#…". */
  readonly fragment?: string;
}

/** Opens pages in Chromium. They close when the test ends, and any error in a page fails the test. */
export function useBrowser(): (options?: StageOptions) => Promise<BrowserStage> {
  let browser: Browser;
  const served: Served[] = [];
  const errors: string[] = [];
  beforeAll(async () => {
    // Containers run the tests as root, and Chromium's own sandbox does not work for root. The page is our own, so it is not needed.
    browser = await chromium.launch({ executablePath: chromiumPath ?? "", args: ["--no-sandbox"] });
  }, 60_000);
  afterAll(() => browser.close());
  afterEach(async () => {
    for (const context of browser.contexts()) await context.close();
    for (const one of served.splice(0)) await one.close();
    expect(errors.splice(0)).toEqual([]);
  });

  return async ({ answer, playground, context: options, fragment = "" } = {}) => {
    const { adapter } = makePlayground(playground);
    const host = createFakeHost(adapter, answer);
    await adapter.start(host);
    const one = await serve(adapter);
    served.push(one);
    const context = await browser.newContext({ locale: "en-GB", reducedMotion: "reduce", ...options });
    context.setDefaultTimeout(10_000);
    const page = await context.newPage();
    page.on("pageerror", (error) => errors.push(String(error)));
    await page.goto(`${one.origin}/${fragment}`);
    const field = page.getByRole("combobox", { name: "Your question" });
    await field.waitFor();
    return {
      ...{ page, adapter, host, origin: one.origin },
      async ask(text) {
        await field.fill(text);
        await field.press("Enter");
      },
    };
  };
}

/** Returns what keeps people from using a page according to axe and {@link auditPage}, and whether it must be scrolled sideways. */
export async function faultsOf(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() => (window as unknown as { axe: typeof axe }).axe.run());
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  return [
    ...violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`),
    ...(await auditPage(page)),
    ...(wide > 0 ? [`${wide} px too wide`] : []),
  ];
}
