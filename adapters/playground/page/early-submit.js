import { byId } from "./elements.js";

// Keeps a question that is submitted before main.js has loaded the page's texts and listens: the browser would submit the form to the server.

const composer = byId("composer", HTMLFormElement);
let isWaiting = false;

composer.addEventListener("submit", (event) => {
  event.preventDefault();
  isWaiting = true;
});

/** Submits the question that was kept, if there is one. */
export function submitKept() {
  if (isWaiting) composer.requestSubmit();
}
