import { readCatalogue } from "../../src/languages/catalogue.ts";
import type texts from "./texts/en.json";

/** The adapter's own texts: labels of its modals, and messages that only Slack needs. */
export const { say } = readCatalogue<keyof typeof texts>((language) => `adapters/slack/texts/${language}.json`);
