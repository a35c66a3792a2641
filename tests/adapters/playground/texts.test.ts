import { expect, test } from "vitest";
import { describeLanguages } from "../../../adapters/playground/render/page.ts";
import { readPageFiles } from "../../../adapters/playground/render/page-files.ts";
import { isTextKey, TEXT_KEYS } from "../../../adapters/playground/texts.ts";
import { decodeAction } from "../../../src/actions.ts";
import { UI_LANGUAGES } from "../../../src/languages/languages.ts";

import { SHOWN_PACK } from "./make-playground.ts";

const files = readPageFiles();
const html = files.find(({ name }) => name === "index.html")?.text ?? "";
const scripts = files.filter(({ name }) => name.endsWith(".js"));

test("the playground's page uses only texts that exist", () => {
  const named = [...html.matchAll(/\{\{([^}]*)\}\}/g)].map((match) => match[1] ?? "");
  expect(named.length).toBeGreaterThan(20);
  expect(named.filter((key) => !isTextKey(key))).toEqual([]);
  expect(isTextKey("constructor")).toBe(false);
});

test("each text of the playground is used", () => {
  const source = html + scripts.map(({ text }) => text).join();
  const isUsed = (key: string) => source.includes(`"${key}"`) || source.includes(`{{${key}}}`);
  const elsewhere = /^(outcome-.*|action-.*|urgent)$/;
  expect(TEXT_KEYS.filter((key) => !elsewhere.test(key) && !isUsed(key))).toEqual([]);
});

test("the playground has every text in each language, and actions in that language", () => {
  const languages = describeLanguages(SHOWN_PACK);
  expect(Object.keys(languages)).toEqual([...UI_LANGUAGES]);
  for (const [language, { texts, actions }] of Object.entries(languages)) {
    expect(Object.keys(texts)).toEqual([...TEXT_KEYS]);
    for (const text of Object.values(texts)) expect(text).not.toMatch(/[{}]/);
    for (const action of Object.values(actions)) expect(decodeAction(action)).toMatchObject({ language });
  }
});
