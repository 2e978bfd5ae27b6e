// How the documents that Ace checks share what the browser has done before.
'use strict';

const fs = require('node:fs');

const DOCUMENTS_OF_A_PAGE = 200; // then its memory is given back

// Ace reports what axe finds wrong. axe need not find a selector for each element that is right.
const ONLY_VIOLATIONS = `{
  const { run } = window.axe;
  window.axe.run = (options, done) => run.call(window.axe, { ...options, resultTypes: ['violations'] }, done);
}`;

// Let documents that are checked one after another share a page of the browser: a new page is a new process, which takes
// about as long as a small document. What a document was given goes when the next one is opened.
function keepPages(browser) {
  const { newPage } = browser;
  const free = [];
  browser.newPage = async () => {
    if (free.length) return free.pop();
    const page = await newPage.call(browser);
    const { close } = page;
    let documents = 0;
    page.close = async () => {
      page.removeAllListeners('request'); // those of Ace for this document
      documents += 1;
      if (documents < DOCUMENTS_OF_A_PAGE) free.push(page);
      else await close.call(page);
    };
    return page;
  };
  return browser;
}

// The function that gives a page the scripts of Ace, as one source that is the same for every document. In an element of
// the document, as Ace puts them, they have its address, and the browser compiles them again for each.
function giveScripts() {
  const sources = new Map();
  return async (paths, page) => {
    const key = paths.join('\0');
    if (!sources.has(key)) {
      const scripts = paths.map((path) => fs.readFileSync(path, 'utf8'));
      sources.set(key, [...scripts, ONLY_VIOLATIONS, 'undefined'].join('\n;\n'));
    }
    await page.evaluate(sources.get(key));
  };
}

module.exports = { giveScripts, keepPages };
