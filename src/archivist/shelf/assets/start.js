// The start page in the reader's language: the first one that the browser asks for and the shelf has.
"use strict";
(() => {
  const choices = [...document.querySelectorAll("[data-start]")];
  const primary = (tag) => tag.toLowerCase().split("-")[0];
  for (const wanted of navigator.languages ?? [navigator.language]) {
    const exact = choices.find((each) => each.dataset.start.toLowerCase() === wanted.toLowerCase());
    const found = exact ?? choices.find((each) => primary(each.dataset.start) === primary(wanted));
    if (found && !location.hash) {
      location.replace(found.getAttribute("href"));
      return;
    }
  }
})();
