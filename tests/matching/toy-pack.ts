import { MATCHER_OPTIONS } from "../../src/app/knowledge/matcher-options.ts";
import type { MatcherOptions } from "../../src/matching/options.ts";
import type { Entry, Language, Pack } from "../../src/model.ts";

export const TOY_OPTIONS: MatcherOptions = { ...MATCHER_OPTIONS, spokenLanguages: ["en", "nl"] };

/** Makes an entry with the minimum that the matcher needs. */
export function toyEntry(id: string, title: string, questions: readonly string[], language: Language = "en"): Entry {
  return {
    id,
    area: "all",
    language,
    title,
    questions,
    keywords: [],
    urgent: false,
    related: [],
    sources: [],
    tips: [],
    quiz: [],
    facts: [],
    summary: `${title}.`,
    points: [],
    steps: [],
    more: [],
  };
}

export function toyPack(entries: readonly Entry[]): Pack {
  return {
    id: "toy",
    name: { en: "Toy" },
    languages: [...new Set(entries.map(({ language }) => language))],
    defaultLanguage: entries[0]?.language ?? "en",
    areas: [{ id: "all", title: { en: "All" } }],
    contacts: [],
    entries,
  };
}

/** A small pack about a canteen: nothing in it occurs in the pack that ships. */
export const CANTEEN: Pack = toyPack([
  toyEntry("opening-hours", "When the canteen is open", [
    "when does the canteen open",
    "what are the opening hours of the canteen",
    "is the canteen open on friday",
    "until when can I have lunch",
    "canteen hours",
  ]),
  toyEntry("vegetarian-food", "Vegetarian dishes", [
    "do you have vegetarian dishes",
    "is there a meal without meat",
    "vegan lunch options",
    "what can a vegetarian eat here",
    "meat free menu",
  ]),
  toyEntry("pay-for-lunch", "Paying for lunch", [
    "how do I pay for my lunch",
    "can I pay with my badge",
    "is cash accepted",
    "payment by card in the canteen",
    "what does a lunch cost",
  ]),
  toyEntry("food-allergy", "Allergies", [
    "which dishes contain nuts",
    "I have a food allergy",
    "is there gluten in the soup",
    "allergen list of the menu",
    "lactose free dishes",
  ]),
  toyEntry("book-a-table", "Booking a table", [
    "can I reserve a table",
    "book a table for a group",
    "reservation for ten colleagues",
    "table for callers",
    "how to make a reservation",
  ]),
]);
