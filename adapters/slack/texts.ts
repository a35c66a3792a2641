import { readCatalogue } from "../../src/languages/catalogue.ts";
import type texts from "./texts/en.json";

/** What the adapter itself says in Slack: labels of its modals and what only Slack needs to have said. */
export const { say } = readCatalogue<keyof typeof texts>((language) => `adapters/slack/texts/${language}.json`);
