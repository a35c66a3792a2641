// Keeps a question that is submitted before main.js listens: the browser would submit the form to the server. This is no module, since modules only run
// once the whole page is there, and the question field is there before.

document.addEventListener("submit", (event) => {
  if (!(event.target instanceof HTMLFormElement) || event.target.id !== "composer") return;
  event.preventDefault();
  event.target.dataset.waits = "";
});
