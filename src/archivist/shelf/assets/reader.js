// Reading in the browser: notes beside the text, the place where reading ended, the words that a search found.
// Without it notes are links, as in the EPUB, and reading begins at the first article.
"use strict";
(() => {
  const { volume, title } = document.currentScript.dataset;
  const text = document.querySelector("main > .text");
  const BLOCKS = "p, h1, h2, h3, h4, li, dt, dd, tr, pre, figure";
  const UNSPACED = /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\u{20000}-\u{3ffff}]/u;
  const key = `archivist place ${new URL(volume, location).href}`;

  // ---------------------------------------------------------------- the place

  // A browser may refuse to store anything, also by an exception.
  function stored() {
    try {
      return JSON.parse(localStorage.getItem(key));
    } catch {
      return null;
    }
  }

  function store() {
    const at = [...text.querySelectorAll(BLOCKS)].findIndex((each) => each.getBoundingClientRect().bottom > 0);
    try {
      localStorage.setItem(key, JSON.stringify({ page: location.href.split("#")[0], title, at: Math.max(at, 0) }));
    } catch {
      // The place is not kept.
    }
  }

  function followPlace() {
    let waiting = 0;
    addEventListener("scroll", () => {
      clearTimeout(waiting);
      waiting = setTimeout(store, 300);
    }, { passive: true });
    store();
  }

  // The page of the volume leads to the place, beside the beginning.
  function offerPlace() {
    const place = stored(), beginning = document.querySelector(".actions .button");
    if (!place?.page || !beginning) return;
    const link = document.createElement("a");
    link.className = "button plain";
    link.href = `${place.page}#at=${place.at}`;
    link.textContent = `${beginning.textContent}: ${place.title}`;
    beginning.after(" ", link);
  }

  function goToPlace(number) {
    text.querySelectorAll(BLOCKS)[number]?.scrollIntoView();
  }

  // ---------------------------------------------------------------- words that were searched for

  function matches(word) {
    const letters = word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
    const whole = UNSPACED.test(word) ? letters : `(?<![\\p{L}\\p{N}])${letters}[\\p{L}\\p{M}]*`;
    const pattern = new RegExp(whole, "giu");
    const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
    const ranges = [];
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      for (const found of node.data.matchAll(pattern)) {
        const range = new Range();
        range.setStart(node, found.index);
        range.setEnd(node, found.index + found[0].length);
        ranges.push(range);
      }
    }
    return ranges;
  }

  // A word that the text has in other forms only is found by its beginning.
  function markWord(word) {
    const characters = [...word];
    for (let length = characters.length; length >= Math.min(3, characters.length); length--) {
      const ranges = matches(characters.slice(0, length).join(""));
      for (const range of ranges.reverse()) range.surroundContents(document.createElement("mark"));
      if (ranges.length || characters.length - length >= 2) return;
    }
  }

  function goToWords(words) {
    words.forEach(markWord);
    text.querySelector("mark")?.scrollIntoView({ block: "center" });
  }

  // ---------------------------------------------------------------- notes

  function noteWindow(call, note) {
    const made = document.createElement("div");
    const heading = document.getElementById(note.closest("section")?.getAttribute("aria-labelledby"));
    made.className = "text note-window";
    made.popover = "auto";
    made.tabIndex = -1;
    made.setAttribute("role", "dialog");
    made.setAttribute("aria-label", `${heading?.textContent ?? ""} ${call.textContent}`.trim());
    made.append(...note.cloneNode(true).childNodes);
    for (const each of made.querySelectorAll("[id]")) each.removeAttribute("id");
    for (const each of made.querySelectorAll("[role='doc-backlink']")) each.replaceWith(...each.childNodes);
    return made;
  }

  function openNote(event) {
    const call = event.target.closest("a[role='doc-noteref']");
    if (!call || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const note = document.getElementById(call.getAttribute("href").slice(1));
    if (!note) return;
    event.preventDefault();
    const made = noteWindow(call, note);
    text.after(made);
    made.addEventListener("toggle", ({ newState }) => newState === "closed" && made.remove());
    made.showPopover();
    made.focus();
  }

  // ---------------------------------------------------------------- both kinds of pages

  if (!text) {
    offerPlace();
    return;
  }
  const given = new URLSearchParams(location.hash.slice(1));
  if (given.has("at")) goToPlace(Number(given.get("at")));
  if (given.has("find")) goToWords(given.get("find").split(",").filter(Boolean));
  if ("popover" in HTMLElement.prototype) text.addEventListener("click", openNote);
  followPlace();
})();
