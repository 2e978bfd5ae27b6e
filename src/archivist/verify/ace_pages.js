// How the documents that Ace checks share what the browser has done before, and spare what no rule of Ace looks at.
'use strict';

const fs = require('node:fs');

const { isContrastSure, isSilent } = require('./ace_sparing.js');

const DOCUMENTS_OF_A_PAGE = 200; // then its memory is given back

// Pages of the browser's own window; a process for a page that may be opened; a frame, with its connections, for each
// document of a page instead of one for all; documents kept in case that a page goes back.
const FEATURES_WITHOUT_USE = [
  'PreloadTopChromeWebUI',
  'SpareRendererForSitePerProcess',
  'RenderDocument',
  'BackForwardCache',
];

// Each document runs the scripts for a tenth of a second in a realm of its own, so that optimised code is thrown away
// before it has paid; bytecode is shared, and objects are few enough to stay young. Nobody sees what is drawn, and axe
// draws for itself where no graphics processor does it (`willReadFrequently`).
const BROWSER_OPTIONS = [
  '--js-flags=--no-opt,--no-maglev,--no-flush-bytecode,--min-semi-space-size=16',
  `--disable-features=${FEATURES_WITHOUT_USE.join(',')}`,
  '--disable-threaded-compositing',
  '--disable-gpu',
];

// Of the requests of a document Ace lets every one go on, but for addresses of the web, which it refuses, and documents
// of HTML, which it answers. To be asked about the others takes as long as it takes to open them.
const ASKED_ABOUT = ['http://*', 'https://*', '*.htm', '*.html'];

// Ace reports what axe finds wrong. axe need not find a selector for each element that is right, nor look for what cannot
// be wrong.
const ONLY_VIOLATIONS = `{
  const { run } = window.axe;
  ${isContrastSure}
  ${isSilent}
  window.axe.run = ({ ...options }, done) => {
    if (isContrastSure()) options.rules = { ...options.rules, 'color-contrast': { enabled: false } };
    if (isSilent()) options.preload = false;
    run.call(window.axe, { ...options, resultTypes: ['violations'] }, done);
  };
}`;

// axe reads the same few colours thousands of times. What it has read from a text it need not read again.
const COLOURS_READ_ONCE = `{
  const { prototype } = window.axe.commons.color.Color;
  const { parseString } = prototype;
  const known = new Map();
  prototype.parseString = function (text) {
    const colour = known.get(text);
    if (colour) [this.r, this.g, this.b, this.alpha] = colour;
    else {
      parseString.call(this, text);
      known.set(text, [this.r, this.g, this.b, this.alpha]);
    }
    return this;
  };
}`;

const GIVE = '__giveScriptsOfAce';

// The browser, started with options of its own, through a pipe.
function startSparingly(puppeteer) {
  const { launch } = puppeteer;
  puppeteer.launch = async ({ args = [], ...options }) =>
    keepPages(await launch.call(puppeteer, { ...options, args: [...args, ...BROWSER_OPTIONS], pipe: true }));
}

// Let documents that are checked one after another share a page of the browser: a new page is a new process, which takes
// about as long as a small document. What a document was given goes when the next one is opened.
function keepPages(browser) {
  const { newPage } = browser;
  const free = [];
  browser.newPage = async () => {
    if (free.length) return free.pop();
    const page = await newPage.call(browser);
    const asked = await askAboutFew(page);
    const { close } = page;
    let documents = 0;
    page.close = async () => {
      asked.clear(); // those of Ace for this document
      documents += 1;
      if (documents < DOCUMENTS_OF_A_PAGE) free.push(page);
      else await close.call(page);
    };
    return page;
  };
  return browser;
}

// Ask those who listen to the requests of a page about some of them only. They are returned.
async function askAboutFew(page) {
  const asked = new Set();
  const { on } = page;
  page.on = (name, listener) => (name === 'request' ? asked.add(listener) && page : on.call(page, name, listener));
  page.setRequestInterception = async () => {};
  const session = await page.createCDPSession();
  session.on('Fetch.requestPaused', (paused) => {
    const request = new PausedRequest(session, paused);
    if (asked.size) asked.forEach((listener) => listener(request));
    else request.abort(); // of a document that is checked already
  });
  await session.send('Fetch.enable', { patterns: ASKED_ABOUT.map((urlPattern) => ({ urlPattern })) });
  return asked;
}

// A request that waits, as far as Ace uses Puppeteer's.
class PausedRequest {
  constructor(session, { requestId, request, resourceType }) {
    this._send = (method, parameters) =>
      session.send(method, { requestId, ...parameters }).catch(() => {}); // the page may have gone on to another document
    this._request = request;
    this._type = resourceType.toLowerCase();
  }

  url() { return this._request.url + (this._request.urlFragment ?? ''); }

  headers() { return this._request.headers; }

  resourceType() { return this._type; }

  abort() { return this._send('Fetch.failRequest', { errorReason: 'Failed' }); }

  continue() { return this._send('Fetch.continueRequest', {}); }

  respond({ status, contentType, body }) {
    return this._send('Fetch.fulfillRequest', {
      responseCode: status,
      responseHeaders: [{ name: 'content-type', value: contentType }],
      body: Buffer.from(body, 'utf8').toString('base64'),
    });
  }
}

// The function that gives a page the scripts of Ace, as one source that is the same for every document. In an element of
// the document, as Ace puts them, they have its address, and the browser compiles them again for each. The page has the
// source from its first document on, since it is large.
function giveScripts() {
  const sources = new Map();
  const given = new WeakMap();
  return async (paths, page) => {
    const key = paths.join('\0');
    if (!sources.has(key)) {
      const scripts = paths.map((path) => fs.readFileSync(path, 'utf8'));
      sources.set(key, `function () {\n${[...scripts, ONLY_VIOLATIONS, COLOURS_READ_ONCE].join('\n;\n')}\n}`);
    }
    if (given.get(page) === key) await page.evaluate(`window.${GIVE}()`);
    else {
      await page.evaluateOnNewDocument(`window.${GIVE} = ${sources.get(key)}`);
      await page.evaluate(`(${sources.get(key)})()`);
      given.set(page, key);
    }
  };
}

module.exports = { giveScripts, startSparingly };
