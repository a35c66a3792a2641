import { remember, remembered } from "./preferences.js";

// The theme, light or dark: the system's, until the person chooses one. Runs before the page is first drawn, so that it does not flash.

const systemDark = matchMedia("(prefers-color-scheme: dark)");

function isDark() {
  const chosen = remembered("theme");
  return chosen === undefined ? systemDark.matches : chosen === "dark";
}

function applyTheme() {
  document.documentElement.dataset.theme = isDark() ? "dark" : "light";
}

applyTheme();

/** Makes a button switch the theme. @param {HTMLButtonElement} button */
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
