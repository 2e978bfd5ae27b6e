// Opens pages of a shelf in Chromium for tests/shelf/test_in_browser.py: node browser.cjs CHROMIUM NODE_MODULES < tasks.
// A task is {url, width?, dark?, script?: bool, axe?: bool, search?: [questions]}; prints a JSON array of what was found.
const path = require("node:path");
const [chromium, modules] = process.argv.slice(2);
const puppeteer = require(path.join(modules, "puppeteer"));
const axe = path.join(modules, "@daisy/axe-core-for-ace/axe.min.js");

const settled = (page) => page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 500)));

// Opens a note and closes it, scrolls, goes to the page of the volume and back to the place, as a reader does.
async function read(page, volume) {
  const found = {};
  await page.focus("a[role='doc-noteref']");
  await page.keyboard.press("Enter");
  await page.waitForSelector(".note-window:popover-open");
  found.note = await page.$eval(".note-window", (each) => each.textContent.replace(/\s+/g, " ").trim());
  found.name = await page.evaluate(() => document.activeElement.getAttribute("aria-label"));
  await page.addScriptTag({ path: axe });
  found.violations = await page.evaluate(async () => (await window.axe.run(document, { preload: false })).violations.map((each) => each.id));
  await page.keyboard.press("Escape");
  await page.waitForFunction(() => !document.querySelector(".note-window"));
  found.focused = await page.evaluate(() => document.activeElement.id);
  await page.setViewport({ width: 400, height: 300 });
  await page.evaluate(() => [...document.querySelectorAll("main > .text p")].at(-1).scrollIntoView());
  await settled(page);
  found.left = await page.evaluate(() => scrollY);
  await page.goto(volume);
  found.offered = await page.$eval(".actions .button.plain", (each) => each.textContent);
  await Promise.all([page.waitForNavigation(), page.click(".actions .button.plain")]);
  await settled(page);
  found.returned = await page.evaluate(() => scrollY);
  return found;
}

async function run(browser, task) {
  const page = await browser.newPage();
  await page.setBypassCSP(Boolean(task.axe || task.read)); // axe is not a part of the page
  await page.setJavaScriptEnabled(task.script !== false);
  await page.setViewport({ width: task.width ?? 1200, height: 900 });
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: task.dark ? "dark" : "light" }]);
  const requests = [], errors = [];
  page.on("request", (request) => requests.push(request.url()));
  page.on("requestfailed", (request) => errors.push(`failed: ${request.url()}`));
  page.on("pageerror", (error) => errors.push(String(error)));
  page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
  await page.goto(task.url, { waitUntil: "load" });
  const found = { url: page.url(), requests, errors, violations: [], results: {} };
  if (task.script !== false) {
    found.wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth + 1);
  }
  if (task.axe) {
    await page.addScriptTag({ path: axe });
    const result = await page.evaluate(() => window.axe.run(document, { preload: false, runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }));
    found.violations = result.violations.map((each) => `${each.id}: ${each.nodes.map((node) => node.target.join(" ")).slice(0, 3).join("; ")}`);
  }
  for (const question of task.search ?? []) {
    found.results[question] = await page.evaluate(async (words) => {
      const numbers = await shelfSearch.search(words, "");
      return Promise.all(numbers.map(async (number) => (await shelfSearch.describe(number))[1]));
    }, question);
  }
  found.marked = await page.$$eval("mark", (marks) => marks.map((each) => each.textContent)).catch(() => []);
  if (task.screenshot) await page.screenshot({ path: task.screenshot, fullPage: true });
  if (task.type) {
    await page.type("#search-words", task.type);
    await page.keyboard.press("Enter");
    await page.waitForSelector("#search-results li");
    found.shown = await page.$$eval("#search-results a", (links) => links.map((each) => each.href));
    found.status = await page.$eval("#search-status", (each) => each.textContent);
  }
  if (task.read) found.read = await read(page, task.read);
  await page.close();
  return found;
}

(async () => {
  let given = "";
  for await (const piece of process.stdin) given += piece;
  const browser = await puppeteer.launch({ executablePath: chromium, headless: "new", args: ["--no-sandbox", "--disable-gpu"] });
  const found = [];
  for (const task of JSON.parse(given)) found.push(await run(browser, task));
  await browser.close();
  process.stdout.write(JSON.stringify(found));
})().catch((error) => { console.error(error); process.exit(1); });
