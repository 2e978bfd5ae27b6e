// The page of `archivist preview`: follows one edition by server-sent events and shows what each of them says.

import { EpubPane } from "./epub_pane.js";
import { listFindings } from "./findings_list.js";
import { PdfPane } from "./pdf_pane.js";

const at = (id) => document.getElementById(id);
const pdf = new PdfPane(at("pdf-pane")), epub = new EpubPane(at("epub-pane"));
let edition = new URLSearchParams(location.search).get("edition") ?? "";
let editions = [], volumes = "", generation = "", events = null, latest = null, isDrawing = false;
const inPane = { pdf: "", epub: "" }; // which files each shows

pdf.onPage = (page, pages) => (at("page").textContent = `${page} of ${pages}`);
epub.onPart = (title) => (at("part").textContent = title);

// ---------------------------------------------------------------- what is shown

function follow(name) {
  events?.close();
  [edition, generation, latest] = [name, "", null];
  history.replaceState(null, "", `?edition=${encodeURIComponent(name)}`);
  events = new EventSource(`events?edition=${encodeURIComponent(name)}`);
  events.onmessage = (event) => receive(JSON.parse(event.data));
  events.onerror = () => say("ended", "no connection: the preview has ended");
}

function receive(state) {
  latest = state;
  say(state.status, words(state));
  if (!isDrawing) draw();
}

// States that come while one is drawn are merged: only the last one is drawn after it.
async function draw() {
  isDrawing = true;
  try {
    for (let state = null; state !== latest; ) {
      state = latest;
      if (state.status !== "making") await show(state);
    }
  } catch (error) {
    say("failed", `the browser cannot show the files: ${error.message}`);
    throw error;
  } finally {
    isDrawing = false;
  }
}

async function show(state) {
  const made = state.generation ? `${state.session}/${state.generation}` : "";
  const isNew = made !== generation, isFirst = generation === "";
  let changed = null;
  if (isNew) {
    generation = made;
    at("title").textContent = document.title = state.title || "Preview";
    // In another edition, the same article.
    changed = isFirst ? state.documents.some(({ id }) => id === pdf.document) && { document: pdf.document } : state.changed;
    for (const [id, file] of [["pdf-file", state.pdf], ["epub-file", state.epubs[0]]]) {
      at(id).href = file;
      at(id).hidden = !file;
    }
  }
  await Promise.all([showPages(state, changed), showBook(state, changed)]);
  if (state.volumes !== volumes) await listEditions(state.volumes);
  const items = listFindings(at("findings-list"), state, goTo);
  await pdf.mark([...items].filter(([finding]) => finding.place).map(([finding, item]) => mark(finding, item)).concat(
    isNew && !isFirst && state.changed ? [{ place: state.changed, label: "changed here", kind: "changed" }] : []));
  document.body.dataset.shown = state.generation; // for tests
  document.body.dataset.status = state.status;
}

// A pane that is hidden shows the files when it is to be seen again.
async function showPages(state, changed) {
  if (!at("pdf").hidden && state.pdf && inPane.pdf !== generation) {
    inPane.pdf = generation;
    await pdf.show(state.pdf, state.documents, changed);
  }
}

async function showBook(state, changed) {
  if (!at("epub").hidden && state.epubs.length && inPane.epub !== generation) {
    inPane.epub = generation;
    await epub.show(state.epubs, state.documents, changed);
  }
}

function mark(finding, item) {
  const label = `${finding.severity}: ${finding.message}`;
  return { place: finding.place, label, kind: finding.severity, onClick: () => (toggle("findings", true), item.focus()) };
}

function goTo(place) {
  pdf.goToPlace(place);
  epub.goToPlace(place);
}

function say(status, text) {
  at("status").dataset.status = status;
  if (at("status").textContent !== text) at("status").textContent = text;
}

function words(state) {
  if (state.status === "making") return state.total ? `laying out ${state.done} of ${state.total}…` : "compiling…";
  if (state.status === "failed") return state.generation ? "failed; what was made before is shown" : "failed";
  return "up to date";
}

// ---------------------------------------------------------------- what can be chosen

async function listEditions(fingerprint) {
  editions = await (await fetch("editions.json")).json();
  volumes = fingerprint;
  const volume = edition.slice(0, edition.lastIndexOf(".")), language = edition.slice(edition.lastIndexOf(".") + 1);
  const titles = new Map(editions.map((each) => [each.volume, each.title]));
  for (const each of editions) if (each.language === language) titles.set(each.volume, each.title);
  fill(at("volume"), [...titles].map(([id, title]) => [id, `${title} (${id})`]), volume);
  fillLanguages(volume, language);
}

function fillLanguages(volume, language) {
  const of = editions.filter((each) => each.volume === volume);
  fill(at("language"), of.map((each) => [each.language, each.name]), language);
}

function fill(select, rows, chosen) {
  select.replaceChildren(...rows.map(([value, text]) => new Option(text, value, false, value === chosen)));
}

function choose() {
  const of = editions.filter((each) => each.volume === at("volume").value);
  const found = of.find((each) => each.language === at("language").value) ?? of[0];
  if (!found) return;
  follow(found.id);
  fillLanguages(found.volume, found.language);
}

at("volume").addEventListener("change", choose);
at("language").addEventListener("change", choose);

// ---------------------------------------------------------------- what is visible

function toggle(name, wanted) {
  const button = at(`show-${name}`), pressed = wanted ?? button.ariaPressed !== "true";
  button.ariaPressed = String(pressed);
  at(name).hidden = !pressed;
  if (pressed && latest) {
    latest = { ...latest }; // to be drawn again
    if (!isDrawing) draw();
  }
}

function setTheme(theme) {
  if (theme) document.documentElement.dataset.theme = theme;
  else delete document.documentElement.dataset.theme;
  at("theme").value = theme;
  epub.setTheme(theme);
}

["pdf", "epub", "findings"].forEach((name, index) => {
  at(`show-${name}`).addEventListener("click", () => toggle(name));
  document.addEventListener("keydown", (event) => {
    if (event.altKey && event.code === `Digit${index + 1}`) {
      event.preventDefault();
      toggle(name);
    }
  });
});
at("theme").addEventListener("change", (event) => {
  localStorage.setItem("theme", event.target.value);
  setTheme(event.target.value);
});
at("smaller").addEventListener("click", () => pdf.zoom(1 / 1.2));
at("larger").addEventListener("click", () => pdf.zoom(1.2));
at("fit").addEventListener("click", () => pdf.zoom(0));
at("previous").addEventListener("click", () => epub.previous());
at("next").addEventListener("click", () => epub.next());

setTheme(localStorage.getItem("theme") ?? "");
follow(edition);
