import { type Browser, chromium } from "playwright-core";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { openStore } from "../../../src/store/store.ts";
import { createHandOffStage } from "../hand-off-stage.ts";
import type { Clock } from "../nudge-stage.ts";
import { auditPage } from "./audit.ts";
import { chromiumPath } from "./chromium.ts";
import { makePlayground } from "./make-playground.ts";
import { serve } from "./serve.ts";

// Somebody who tries the playground alone asks a person, and also plays the team that answers.

/** In milliseconds. The page polls every two seconds. */
const PATIENCE = { timeout: 15_000 };
const TUESDAY = Date.parse("2026-11-24T09:00:00Z");

async function startWalk() {
  const store = await openStore({ dataDirectory: ":memory:" });
  const playground = makePlayground({ now: () => TUESDAY });
  const { adapter } = playground;
  const silent = () => undefined;
  const clock: Clock = {
    get now() {
      return playground.clock();
    },
    set now(_) {
      throw new Error("the page moves this clock");
    },
  };
  const { handOffChannel: usualChannel = "", isOneConversation = false } = playground;
  const stage = await createHandOffStage({
    ...{ store, adapter, clock, usualChannel, isOneConversation },
    logger: { info: silent, warn: silent, error: silent },
  });
  await adapter.start(stage.host);
  const served = await serve(adapter);
  onTestFinished(async () => {
    await served.close();
    await adapter.stop();
    await store.close();
  });
  return { stage, origin: served.origin };
}

describe.skipIf(chromiumPath === undefined)("a question for a person in the playground", { timeout: 60_000 }, () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: chromiumPath ?? "", args: ["--no-sandbox"] });
  }, 60_000);
  afterAll(() => browser.close());

  test("is passed to the team's channel and answered by the same visitor, with a reminder when the clock is moved", async () => {
    const { stage, origin } = await startWalk();
    const context = await browser.newContext({ locale: "en-GB", reducedMotion: "reduce", viewport: { width: 360, height: 800 } });
    onTestFinished(() => context.close());
    context.setDefaultTimeout(15_000);
    const page = await context.newPage();
    const faults: string[] = [];
    page.on("pageerror", (error) => faults.push(String(error)));
    await page.goto(origin);

    await page.getByRole("combobox", { name: /your question/i }).fill("who waters the office plants");
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "Ask a person" }).click();
    const asking = page.locator("#log form").filter({ hasText: "Nothing is sent until you press" });
    await expect.poll(() => asking.getByLabel("Your question").inputValue()).toBe("who waters the office plants");
    await asking.getByLabel("Your name").selectOption("Ask anonymously");
    await asking.getByRole("button", { name: "Pass it on" }).click();
    await page.getByText("Your question is on its way to a person. The answer comes here.").waitFor();
    await expect.poll(() => asking.getByRole("button", { name: "Pass it on" }).isDisabled()).toBe(true);

    await stage.tick();
    const question = page.locator("#team-log .question");
    await question.getByText("Somebody asks anonymously, in English:").waitFor();
    await page.route("**/playground/press", (route) => route.abort());
    await question.getByRole("button", { name: "I’ll take it" }).click();
    await question.getByText("Malinois cannot be reached.").waitFor();
    await page.unroute("**/playground/press");
    await question.getByRole("button", { name: "Try again" }).click();
    await question.getByText("It is yours.").waitFor();
    await stage.tick();
    await question.getByText("Somebody has taken it. What they write in this thread goes to the asker").waitFor();
    await question.getByLabel("Write in this thread").fill("Zoë does, every Monday.");
    await page.keyboard.press("Enter");
    const answered = page.locator("#log .card").filter({ hasText: "has answered your question" });
    await expect
      .poll(async () => {
        await stage.tick();
        return answered.count();
      }, PATIENCE)
      .toBe(1);
    await expect.poll(() => answered.innerText()).toContain("Zoë does, every Monday.");

    await question.getByRole("button", { name: "Save as answer" }).click();
    await question.locator("form").getByRole("button", { name: "Save draft" }).click();
    await question.getByText("Saved as the draft “who waters the office plants”").waitFor();
    // Nothing is left in the place of the form.
    await expect
      .poll(() => question.locator(".only-you").allInnerTexts())
      .toEqual([expect.stringContaining("It is yours."), expect.stringContaining("Saved as the draft")]);

    await answered.getByRole("button", { name: "Reply" }).click();
    const replying = page.locator("#log form").filter({ hasText: "Your reply" });
    await replying.getByRole("textbox").fill("And when she is away?");
    await replying.getByRole("button", { name: "Send" }).click();
    await page.locator("#log").getByText("Sent.").waitFor();
    await stage.tick();
    await question.getByText("And when she is away?").waitFor();

    await page.getByText("Nudge clock").click();
    await page.getByLabel("Move it to").fill("2026-11-25T12:00");
    await expect
      .poll(async () => {
        await stage.tick();
        return page.locator("#team-log").getByText("Still waiting for an answer").count();
      }, PATIENCE)
      .toBe(1);
    await answered.getByRole("button", { name: "That answers it" }).click();
    await page.getByText("Good. The question is closed.").waitFor();
    expect(await auditPage(page)).toEqual([]);
    expect(await page.evaluate("document.documentElement.scrollWidth <= innerWidth")).toBe(true);
    expect(faults).toEqual([]);
  });
});

test.each([
  ["en", "The answer comes here."],
  ["nl", "Het antwoord komt hier."],
  ["fr", "La réponse viendra ici."],
  ["de", "Die Antwort kommt hier."],
])(
  "a visitor who passes on a question is told in %s where the answer will be, without direct messages",
  async (language, here) => {
    const { origin } = await startWalk();
    const turn = { message: crypto.randomUUID(), thread: "thread-0001", person: "person-0001", language };
    const asked = { ...turn, form: "ask-person", values: { question: ["who waters the plants"], name: ["shown"] } };
    const headers = { "content-type": "application/json" };
    const response = await fetch(`${origin}/playground/submit`, { method: "POST", headers, body: JSON.stringify(asked) });
    const said = JSON.stringify(await response.json());
    expect(said).toContain(here);
    expect(said).not.toMatch(/direct message|privébericht|message privé|Direktnachricht/i);
  },
);

test("a question for a person cannot be changed outside the team's channel", async () => {
  const { stage, origin } = await startWalk();
  const turn = (person: string) => ({ message: crypto.randomUUID(), thread: "thread-0001", person, language: "en" });
  const post = async (name: string, body: object) => {
    const headers = { "content-type": "application/json" };
    const response = await fetch(`${origin}/playground/${name}`, { method: "POST", headers, body: JSON.stringify(body) });
    await stage.tick();
    return JSON.stringify(await response.json());
  };
  const asked = { ...turn("person-0001"), form: "ask-person", values: { question: ["who waters the plants"], name: ["shown"] } };
  await Promise.all([post("submit", asked), post("submit", asked)]);
  const inbox = await post("inbox", { person: "person-0001", after: 0 });
  const [id = ""] = /[0-9a-f]{20}/.exec(inbox) ?? [];
  expect(inbox.match(/A question for the team/g)).toHaveLength(1);
  const claim = { ...turn("person-0002"), action: `1:claim:en:${id}` };
  expect(await post("press", claim)).toContain("Only the people in the channel");
  const answer = { ...turn("person-0002"), form: "hand-off-answer", subject: id, values: { message: ["No!"] } };
  expect(await post("submit", answer)).toContain("Only the people in the channel");
  const reply = { ...turn("person-0002"), form: "hand-off-reply", subject: id, values: { message: ["Me too"] } };
  expect(await post("submit", reply)).toContain("Only the people in the channel");
  expect(await post("press", { ...turn("person-0002"), action: "1:claim:en:0000000000" })).toContain("I no longer have this");
  expect(await post("press", { ...claim, ...turn("person-0002"), letter: 1 })).toContain("It is yours.");
});
