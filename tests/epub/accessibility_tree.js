// What a browser tells a screen reader of documents. One JSON object on standard input: `modules`, the folder in which
// Puppeteer is installed, `browser`, a path or "", and `documents`, addresses. For each a line of JSON on standard
// output: everything in its accessibility tree, in reading order, with role, name, language and depth.
'use strict';

const fs = require('node:fs');
const { createRequire } = require('node:module');

const LANGUAGE = 'function () { return (this.nodeType === 1 ? this : this.parentElement).closest("[lang]")?.lang ?? "" }';

async function readingOf(client, address, page) {
  await page.goto(address);
  const { nodes } = await client.send('Accessibility.getFullAXTree');
  const byId = new Map(nodes.map((node) => [node.nodeId, node]));
  const read = [];

  async function visit(node, depth) {
    const role = node.role ? node.role.value : '';
    if (role === 'InlineTextBox') return;
    if (!node.ignored && role !== 'none' && node.backendDOMNodeId) {
      const { object } = await client.send('DOM.resolveNode', { backendNodeId: node.backendDOMNodeId });
      const { result } = await client.send('Runtime.callFunctionOn', {
        functionDeclaration: LANGUAGE, objectId: object.objectId, returnByValue: true,
      });
      read.push([role, node.name ? node.name.value : '', result.value, depth]);
    }
    for (const id of node.childIds ?? []) await visit(byId.get(id), depth + 1);
  }

  await visit(nodes.find((node) => !node.parentId), 0);
  return read;
}

async function main() {
  const given = JSON.parse(fs.readFileSync(0, 'utf8'));
  const puppeteer = createRequire(`${given.modules}/`)('puppeteer');
  const browser = await puppeteer.launch({
    executablePath: given.browser || undefined,
    args: ['--no-sandbox', '--disable-gpu'],
  });
  try {
    const page = await browser.newPage();
    const client = await page.createCDPSession();
    await client.send('Accessibility.enable');
    await client.send('DOM.enable');
    for (const address of given.documents) {
      fs.writeSync(1, JSON.stringify(await readingOf(client, address, page)) + '\n');
    }
  } finally {
    await browser.close();
  }
}

main().catch((error) => { console.error(error); process.exit(1); });
