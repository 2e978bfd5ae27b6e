// Writes articles while a preview of them is open in Chromium, for tests/preview/test_in_browser.py and
// benchmarks/preview.py: node browser.cjs CHROMIUM NODE_MODULES < {url, steps}.
// A step is {write?: [path, text], wait: "current" or "failed", words?, axe?, dark?, width?, edition?, script?,
// screenshot?}: it waits until the browser shows that state of the volume. Prints what is shown after each, as JSON, and
// on stderr when each begins and ends.
const fs = require("node:fs");
const path = require("node:path");
const [chromium, modules] = process.argv.slice(2);
const puppeteer = require(path.join(modules, "puppeteer"));
const axe = path.join(modules, "@daisy/axe-core-for-ace/axe.min.js");
const LIMIT = { timeout: 120_000, polling: 50 };

// The words on the page that is in the middle of the window, and in the EPUB beside it.
function shown() {
  const pane = document.querySelector(".pdf-scroll:not(.waiting)")?.getBoundingClientRect();
  const middle = pane ? (pane.top + pane.bottom) / 2 : 0;
  const pages = [...document.querySelectorAll(".pdf-scroll:not(.waiting) .page")];
  const visible = pages.filter((page) => {
    const box = page.getBoundingClientRect();
    return box.bottom > pane.top && box.top < pane.bottom;
  });
  return {
    page: document.getElementById("page").textContent,
    text: visible.map((page) => page.querySelector(".textLayer")?.textContent ?? "").join(" "),
    status: document.getElementById("status").textContent,
    findings: [...document.querySelectorAll("#findings-list li")].map((each) => each.innerText),
    marks: [...document.querySelectorAll(".mark")].map((each) => each.title),
    title: document.title,
    middle,
  };
}

async function textOfBook(page) {
  const texts = await Promise.all(page.frames().slice(1).map((frame) => frame.evaluate(() => document.body?.innerText ?? "").catch(() => "")));
  return texts.join("\n");
}

async function run(page, step, before) {
  const features = [["prefers-color-scheme", step.dark ? "dark" : "light"], ["prefers-reduced-motion", "reduce"]];
  await page.emulateMediaFeatures(features.map(([name, value]) => ({ name, value })));
  if (step.width) await page.setViewport({ width: step.width, height: 900 });
  if (step.edition) await page.select("#language", step.edition);
  console.error("begin");
  if (step.write) fs.writeFileSync(step.write[0], step.write[1]);
  const isSame = step.wait === "current" && !step.again;
  await page.waitForFunction(
    (wanted, last) => document.body.dataset.status === wanted && (!last || document.body.dataset.shown !== last),
    LIMIT, step.wait, isSame && step.write ? before : "");
  if (step.words) {
    await page.waitForFunction((words) =>
      [...document.querySelectorAll(".pdf-scroll:not(.waiting) .textLayer")].some((each) => each.textContent.includes(words)), LIMIT, step.words);
  }
  // The book is shown in frames that are drawn later than the status says.
  for (let tries = 0; step.words && tries < 300 && !(await textOfBook(page)).includes(step.words); tries += 1) {
    await new Promise((done) => setTimeout(done, 100));
  }
  console.error("end");
  const found = await page.evaluate(shown);
  found.book = await textOfBook(page);
  if (step.axe) {
    const result = await page.evaluate(() => window.axe.run({ exclude: [[".pdfViewer"]] }, { preload: false, iframes: false, runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }));
    found.violations = result.violations.map((each) => `${each.id}: ${each.nodes.map((node) => node.target.join(" ")).slice(0, 3).join("; ")}`);
  }
  if (step.script) {
    // What a script in the book would be: one within the text, and one from an address of the book.
    found.ran = await page.frames().at(-1).evaluate(async () => {
      const inline = document.createElement("script"), other = document.createElement("script");
      inline.textContent = "window.top.document.body.dataset.ran = 'inline'";
      other.src = URL.createObjectURL(new Blob(["window.top.document.body.dataset.ran = 'other'"], { type: "text/javascript" }));
      document.body.append(inline, other);
      await new Promise((done) => setTimeout(done, 300));
      return window.top.document.body.dataset.ran ?? "";
    });
  }
  if (step.screenshot) await page.screenshot({ path: step.screenshot });
  return found;
}

(async () => {
  let given = "";
  for await (const piece of process.stdin) given += piece;
  const { url, steps } = JSON.parse(given);
  const browser = await puppeteer.launch({ executablePath: chromium, headless: "new", args: ["--no-sandbox", "--disable-gpu"] });
  const origins = new Set(), errors = [], found = [];
  try {
    const page = await browser.newPage();
    await page.setViewport({ width: 1400, height: 900 });
    if (steps.some((step) => step.axe)) await page.evaluateOnNewDocument(fs.readFileSync(axe, "utf8"));
    page.on("request", (request) => origins.add(new URL(request.url()).origin));
    page.on("pageerror", (error) => errors.push(String(error)));
    page.on("response", (response) => response.status() >= 400 && errors.push(`${response.status()} ${response.url()}`));
    await page.goto(url, { waitUntil: "load" });
    for (const step of steps) {
      const before = await page.evaluate(() => document.body.dataset.shown ?? "");
      found.push(await run(page, step, before));
    }
  } finally {
    await browser.close();
  }
  process.stdout.write(JSON.stringify({ steps: found, origins: [...origins], errors }));
})().catch((error) => { console.error(error); process.exit(1); });
