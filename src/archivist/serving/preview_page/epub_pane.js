// The EPUB, by foliate-js. A new book takes the place of the old one when it is at its place.

import { EPUB } from "./parts/foliate-js/epub.js";
import { BlobReader, BlobWriter, TextWriter, ZipReader, configure } from "./parts/foliate-js/vendor/zip.js";
import "./parts/foliate-js/view.js";
import { Pieces, findPlace } from "./places.js";

configure({ useWebWorkers: false });

export class EpubPane {
  #host;
  #view = null;
  #urls = [];
  #shown = -1; // which of the files
  #documents = [];
  onPart = () => {};

  constructor(host) {
    this.#host = host;
  }

  // Show the EPUBs of an edition. `changed` is the place to go to; without one the place that is shown now is kept.
  async show(urls, documents, changed) {
    const kept = this.#view?.lastLocation?.cfi, number = changed ? this.#fileOf(documents, changed) : this.#shown;
    this.#urls = urls;
    this.#documents = documents;
    await this.#open(Math.min(Math.max(number, 0), urls.length - 1), async (view) => {
      if (changed && goTo(view, changed)) return;
      await view.init(kept ? { lastLocation: kept } : { showTextStart: false });
    });
  }

  async goToPlace(place) {
    const number = this.#fileOf(this.#documents, place);
    if (number < 0 || !this.#view) return;
    if (number === this.#shown) await goTo(this.#view, place);
    else await this.#open(number, (view) => goTo(view, place));
  }

  previous() {
    this.#view?.prev();
  }

  next() {
    this.#view?.next();
  }

  setTheme(theme) {
    this.#host.dataset.theme = theme;
    this.#setStyles(this.#view);
  }

  #fileOf(documents, place) {
    return documents.find((each) => each.id === place.document)?.epub ?? -1;
  }

  async #open(number, find) {
    const book = await read(this.#urls[number]);
    const view = document.createElement("foliate-view");
    view.className = "waiting";
    this.#host.append(view);
    await view.open(book);
    view.renderer.setAttribute("flow", "scrolled");
    view.renderer.setAttribute("max-inline-size", "640px");
    this.#setStyles(view);
    view.addEventListener("relocate", ({ detail }) => this.#view === view && this.onPart(detail.tocItem?.label ?? ""));
    view.addEventListener("external-link", (event) => {
      event.preventDefault();
      window.open(event.detail.href, "_blank", "noopener,noreferrer");
    });
    await find(view);
    const old = this.#view;
    [this.#view, this.#shown] = [view, number];
    view.classList.remove("waiting");
    this.onPart(view.lastLocation?.tocItem?.label ?? "");
    if (old) {
      old.close();
      old.remove();
    }
  }

  #setStyles(view) {
    const scheme = this.#host.dataset.theme || "light dark";
    view?.renderer?.setStyles?.(`html { color-scheme: ${scheme}; }`);
  }
}

// The book in a file.
async function read(url) {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
  const entries = await new ZipReader(new BlobReader(await answer.blob())).getEntries();
  const files = new Map(entries.map((entry) => [entry.filename, entry]));
  const text = async (name) => (await files.get(name)?.getData(new TextWriter())) ?? null;
  return new EPUB({
    loadText: text,
    loadBlob: async (name, type) => (await files.get(name)?.getData(new BlobWriter(type))) ?? null,
    getSize: (name) => files.get(name)?.uncompressedSize ?? 0,
  }).init();
}

// Go to a place; null if the book does not have its document.
function goTo(view, place) {
  const end = `/${place.document}.xhtml`;
  const index = view.book.sections.findIndex((section) => String(section.id).endsWith(end));
  return index < 0 ? null : view.renderer.goTo({ index, anchor: (page) => rangeOf(page, place) ?? 0 });
}

function rangeOf(page, place) {
  if (!place.before && !place.after) return null;
  const pieces = new Pieces(), walker = page.createTreeWalker(page.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) pieces.add(walker.currentNode.data, walker.currentNode);
  const node = pieces.at(findPlace(pieces.text, place));
  if (!node) return null;
  const range = page.createRange();
  range.selectNode(node);
  return range;
}
