import { remember, remembered } from "./preferences.js";

// Light or dark: as the system says, until the person chooses. Runs before the page is first drawn, so that it does not flash.

const systemDark = matchMedia("(prefers-color-scheme: dark)");

function isDark() {
  const chosen = remembered("theme");
  return chosen === undefined ? systemDark.matches : chosen === "dark";
}

function applyTheme() {
  document.documentElement.dataset.theme = isDark() ? "dark" : "light";
}

applyTheme();

/** Lets a button switch the theme. @param {HTMLButtonElement} button */
export function connectTheme(button) {
  const show = () => {
    applyTheme();
    button.ariaPressed = String(isDark());
  };
  button.addEventListener("click", () => {
    remember("theme", isDark() ? "light" : "dark");
    show();
  });
  systemDark.addEventListener("change", show);
  show();
}
