// The pages of a PDF, by the viewer of pdf.js. New pages take the place of the old ones when they are drawn.

import * as pdfjs from "./parts/pdfjs-dist/build/pdf.min.mjs";
import { EventBus, LinkTarget, PDFLinkService, PDFViewer } from "./parts/pdfjs-dist/web/pdf_viewer.mjs";
import { Pieces, findPlace } from "./places.js";

pdfjs.GlobalWorkerOptions.workerSrc = new URL("./parts/pdfjs-dist/build/pdf.worker.min.mjs", import.meta.url).href;

const DRAWN_WITHIN = 4000; // milliseconds after which pages are shown that are not drawn yet
const ABOVE = 72; // points of the page that are shown above a place

export class PdfPane {
  #host;
  #shown = null; // {container, viewer, pdf, documents}
  #scale = "page-width";
  #marks = []; // {page, top, label, kind, onClick}
  onPage = () => {};

  constructor(host) {
    this.#host = host;
    new ResizeObserver(() => this.#rescale()).observe(host);
  }

  // Show a file. `changed` is the place to go to; without one the place that is shown now is kept.
  async show(url, documents, changed) {
    const pdf = await pdfjs.getDocument({ url, useWasm: false, isEvalSupported: false }).promise;
    const next = this.#prepare(pdf, documents);
    const target = (changed && (await locate(pdf, documents, changed))) ?? this.#kept(documents);
    await next.ready;
    next.viewer.currentScaleValue = this.#scale;
    goTo(next, target);
    await Promise.race([next.drawn(target?.page ?? 1), new Promise((done) => setTimeout(done, DRAWN_WITHIN))]);
    const old = this.#shown;
    this.#shown = next;
    next.container.classList.remove("waiting");
    if (old) {
      old.container.remove();
      old.pdf.loadingTask.destroy();
    }
    this.onPage(next.viewer.currentPageNumber, pdf.numPages);
    return target;
  }

  async goToPlace(place) {
    if (!this.#shown) return;
    const target = await locate(this.#shown.pdf, this.#shown.documents, place);
    if (target) goTo(this.#shown, target);
  }

  // Marks in the margins of pages, each at a place: {place, label, kind, onClick}.
  async mark(wanted) {
    const { pdf, documents } = this.#shown ?? {};
    if (!pdf) return;
    const found = new Map(); // by place: several findings have one mark
    for (const each of wanted) {
      const target = await locate(pdf, documents, each.place);
      if (!target) continue;
      const key = `${target.page} ${Math.round(target.top)} ${each.onClick ? "" : each.kind}`, known = found.get(key);
      if (known) known.label += `\n${each.label}`;
      else found.set(key, { ...each, ...target });
    }
    this.#marks = [...found.values()];
    for (const element of this.#shown.container.querySelectorAll(".mark")) element.remove();
    for (let index = 0; index < pdf.numPages; index += 1) this.#draw(this.#shown, index + 1);
  }

  // The id of the document that is shown now; "" if none is.
  get document() {
    const { documents, viewer } = this.#shown ?? {};
    return (documents && documentAt(documents, viewer.currentPageNumber)?.id) ?? "";
  }

  zoom(factor) {
    if (!this.#shown) return;
    const { viewer } = this.#shown;
    this.#scale = factor ? String(Math.min(4, Math.max(0.3, viewer.currentScale * factor))) : "page-width";
    viewer.currentScaleValue = this.#scale;
  }

  #rescale() {
    if (this.#shown && this.#host.clientWidth) this.#shown.viewer.currentScaleValue = this.#scale;
  }

  #prepare(pdf, documents) {
    const container = document.createElement("div"), pages = document.createElement("div");
    container.className = "pdf-scroll waiting";
    container.tabIndex = 0;
    container.role = "region";
    container.ariaLabel = "Pages of the PDF";
    pages.className = "pdfViewer";
    container.append(pages);
    this.#host.append(container);
    const eventBus = new EventBus(), linkService = new PDFLinkService({ eventBus, externalLinkTarget: LinkTarget.BLANK });
    const viewer = new PDFViewer({ container, viewer: pages, eventBus, linkService });
    linkService.setViewer(viewer);
    const ready = new Promise((done) => eventBus.on("pagesinit", done));
    const drawn = new Set(), waiting = new Map();
    const shown = { container, viewer, pdf, documents, ready };
    eventBus.on("pagerendered", ({ pageNumber }) => {
      drawn.add(pageNumber);
      waiting.get(pageNumber)?.();
      this.#draw(shown, pageNumber);
    });
    eventBus.on("pagechanging", ({ pageNumber }) => this.#shown === shown && this.onPage(pageNumber, pdf.numPages));
    shown.drawn = (page) => new Promise((done) => (drawn.has(page) ? done() : waiting.set(page, done)));
    viewer.setDocument(pdf);
    linkService.setDocument(pdf);
    return shown;
  }

  #draw({ viewer }, pageNumber) {
    const view = viewer.getPageView(pageNumber - 1);
    for (const mark of this.#marks.filter((each) => each.page === pageNumber)) {
      const top = `${Math.max(0, Math.min(97, mark.top))}%`;
      const known = [...view.div.querySelectorAll(".mark")].some((each) => each.style.top === top && each.title === mark.label);
      if (known) continue;
      const element = document.createElement(mark.onClick ? "button" : "span");
      element.className = `mark ${mark.kind}`;
      element.style.top = top;
      element.title = mark.label;
      if (mark.onClick) {
        element.textContent = "!";
        element.ariaLabel = mark.label;
        element.addEventListener("click", mark.onClick);
      }
      view.div.append(element);
    }
  }

  // The page that is shown now, in a file whose documents may begin on other pages.
  #kept(documents) {
    if (!this.#shown) return null;
    const { viewer, container } = this.#shown, number = viewer.currentPageNumber;
    const view = viewer.getPageView(number - 1).div;
    const offset = (container.scrollTop - view.offsetTop) / view.clientHeight;
    const before = documentAt(this.#shown.documents, number);
    const after = documents.find((each) => each.id === before?.id);
    const page = after ? after.page + Math.min(number - before.page, after.pages - 1) : number;
    return { page, offset };
  }
}

// The document at the top of a page: others may begin below it.
function documentAt(documents, page) {
  return documents.find((each) => each.page <= page && page < each.page + each.pages) ??
    documents.findLast((each) => each.page <= page);
}

function goTo({ viewer, container, pdf }, target) {
  if (!target) return;
  const page = Math.min(target.page, pdf.numPages);
  viewer.currentPageNumber = page;
  const view = viewer.getPageView(page - 1);
  const offset = target.offset ?? Math.max(0, target.top / 100 - ABOVE / (view.height / view.scale / (96 / 72)));
  container.scrollTop = view.div.offsetTop + offset * view.div.clientHeight;
}

// The page of a place, and how far from the top of it in per cent; of words that are not found, where the document begins.
async function locate(pdf, documents, place) {
  const found = documents.find((each) => each.id === place.document);
  if (!found) return null;
  const pieces = new Pieces();
  if (place.before || place.after) {
    for (let page = found.page; page < found.page + found.pages; page += 1) {
      const content = await (await pdf.getPage(page)).getTextContent();
      for (const item of content.items) pieces.add(item.str, { page, item });
    }
  }
  const piece = pieces.at(findPlace(pieces.text, place));
  if (!piece) return { page: found.page, top: 0 };
  const viewport = (await pdf.getPage(piece.page)).getViewport({ scale: 1 });
  const [, y] = viewport.convertToViewportPoint(piece.item.transform[4], piece.item.transform[5] + piece.item.height);
  return { page: piece.page, top: (100 * y) / viewport.height };
}
