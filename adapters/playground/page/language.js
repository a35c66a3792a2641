import { remember, remembered } from "./preferences.js";

/**
 * @import { TextKey } from "../texts.ts"
 * @import { PageAction, PageLanguage } from "../protocol.ts"
 */

// The language of the page: the chosen one, otherwise the browser's.

/** @type {Readonly<Record<string, PageLanguage>>} */
const languages = await fetch("/playground/languages.json").then((response) => response.json());

/** The language of the page as served: the first of the browser's languages that Malinois speaks. */
const browserLanguage = document.documentElement.lang;

/** @returns {string} a language, or "auto" to follow each question */
export function languageChoice() {
  const chosen = remembered("language");
  return chosen !== undefined && chosen in languages ? chosen : "auto";
}

export function pageLanguage() {
  const choice = languageChoice();
  return choice === "auto" ? browserLanguage : choice;
}

/** @param {string} choice a language, or "auto" */
export function chooseLanguage(choice) {
  remember("language", choice);
  localisePage();
}

/**
 * Returns one of the page's own texts.
 * @param {TextKey} key
 * @returns {string}
 */
export function say(key) {
  return languages[pageLanguage()]?.texts[key] ?? key;
}

/**
 * Returns the action of one of the page's own buttons.
 * @param {PageAction} name
 * @returns {string}
 */
export function pageAction(name) {
  return languages[pageLanguage()]?.actions[name] ?? "";
}

/** Returns the name of a language in the page's language. @param {string} language */
export function languageName(language) {
  return new Intl.DisplayNames(pageLanguage(), { type: "language" }).of(language) ?? language;
}

/** Writes the page's own texts again, in the current language, in every element that names one. */
export function localisePage() {
  document.documentElement.lang = pageLanguage();
  for (const element of document.querySelectorAll("[data-text]")) element.textContent = named(element, "data-text");
  for (const attribute of ["aria-label", "placeholder", "title"]) {
    for (const element of document.querySelectorAll(`[data-${attribute}]`)) {
      element.setAttribute(attribute, named(element, `data-${attribute}`));
    }
  }
}

/**
 * @param {Element} element
 * @param {string} attribute
 */
function named(element, attribute) {
  return say(/** @type {TextKey} */ (element.getAttribute(attribute)));
}
