// Ace for several EPUBs in one process and one browser: starting both takes longer than checking a small book.
// One JSON object on standard input: `cli`, the file of the installed @daisy/ace-cli, and `jobs`, each an EPUB, the
// folder of its report and a folder for temporary files. A line of JSON on standard output for each job.
'use strict';

const fs = require('node:fs');
const { createRequire } = require('node:module');

const { giveScripts, startSparingly } = require('./ace_pages.js');

const PAGES = 2; // at a time: each compiles the scripts of Ace for itself

console.log = console.info = console.error; // what Ace prints must not mix with the answers

async function main() {
  const given = JSON.parse(fs.readFileSync(0, 'utf8'));
  const ofCli = createRequire(given.cli);
  const runner = ofCli('@daisy/ace-axe-runner-puppeteer');
  const ofShared = createRequire(ofCli.resolve('@daisy/ace-cli-shared'));
  const ace = ofShared('@daisy/ace-core');
  ofShared('@daisy/ace-logger').initLogger({ verbose: false, silent: true, fileName: 'ace-cli.log' });

  const ofRunner = createRequire(ofCli.resolve('@daisy/ace-axe-runner-puppeteer'));
  ofRunner('@daisy/puppeteer-utils').addScripts = giveScripts();
  startSparingly(ofRunner('puppeteer'));
  writeOnlyJson(createRequire(ofShared.resolve('@daisy/ace-core'))('@daisy/ace-report').Report.prototype);
  const { launch, close } = runner;
  let browser;
  runner.launch = () => (browser ??= launch());
  runner.close = async () => {};
  runner.concurrency = PAGES;

  for (const [file, outdir, tmpdir] of given.jobs) {
    const answer = {};
    try {
      const options = { cwd: process.cwd(), outdir, tmpdir, verbose: false, silent: true, jobId: '', lang: 'en' };
      await ace(file, options, runner);
    } catch (error) {
      answer.failure = String((error && error.message) || error || 'Ace does not say why').slice(0, 500);
      try {
        if (browser) await close.call(runner);
      } catch { /* it crashed */ }
      browser = undefined; // the next book gets a new one
    }
    fs.writeSync(1, JSON.stringify(answer) + '\n');
  }
  if (browser) await close.call(runner);
}

// Of what Ace writes only the JSON is read: not the same as a web page, nor the pictures that this shows.
function writeOnlyJson(report) {
  report.saveHtml = async () => {};
  report.copyData = async () => {};
}

process.on('SIGTERM', () => { // Puppeteer ends the browser at that, and not this process
  setTimeout(() => process.exit(143), 1000);
});

main().then(() => process.exit(0), (error) => { console.error(error); process.exit(1); });
