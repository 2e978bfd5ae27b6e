// Reads both catalogues of a shelf with r2-opds-js, the library with which Thorium reads them, and prints a line of JSON
// for each: the publications that are found by following links from the first feed. `opds_reader.cjs MODULES FOLDER`
const fs = require("fs");
const path = require("path");

const [modules, folder] = process.argv.slice(2);
const load = (name) => require(path.join(modules, name));

const { convertOpds1ToOpds2 } = load("r2-opds-js");
const { initGlobalConverters_OPDS } = load("r2-opds-js/dist/es8-es2017/src/opds/init-globals");
const { OPDS } = load("r2-opds-js/dist/es8-es2017/src/opds/opds1/opds");
const { OPDSFeed } = load("r2-opds-js/dist/es8-es2017/src/opds/opds2/opds2");
const { initGlobalConverters_GENERIC } = load("r2-shared-js/dist/es8-es2017/src/init-globals");
const { XML } = load("r2-utils-js/dist/es8-es2017/src/_utils/xml-js-mapper");
const { TaJsonDeserialize } = load("r2-lcp-js/dist/es8-es2017/src/serializable");
const { DOMParser } = load("@xmldom/xmldom");

initGlobalConverters_OPDS();
initGlobalConverters_GENERIC();

const readers = {
  json: (text) => TaJsonDeserialize(JSON.parse(text), OPDSFeed),
  xml: (text) => convertOpds1ToOpds2(XML.deserialize(new DOMParser().parseFromString(text, "text/xml"), OPDS)),
};

function crawl(kind) {
  const waiting = [`opds/index.${kind}`], seen = new Set(), found = {};
  while (waiting.length) {
    const page = waiting.pop();
    if (seen.has(page)) continue;
    seen.add(page);
    const feed = readers[kind](fs.readFileSync(path.join(folder, page), "utf8"));
    const resolve = (link) => path.posix.normalize(path.posix.join(path.posix.dirname(page), decodeURI(link.Href)));
    const further = (feed.Links || []).filter((link) => link.Rel && link.Rel.includes("next"));
    waiting.push(...[...(feed.Navigation || []), ...further].map(resolve));
    for (const { Metadata, Links, Images } of feed.Publications || []) {
      found[Metadata.Identifier] = {
        title: Metadata.Title,
        language: Metadata.Language,
        subjects: (Metadata.Subject || []).map((each) => each.Name).sort(),
        files: Links.filter((link) => link.Rel.some((each) => each.includes("/acquisition/"))).map(resolve).sort(),
        pictures: Images.map(resolve).sort(),
      };
    }
  }
  return Object.fromEntries(Object.entries(found).sort());
}

for (const kind of ["json", "xml"]) console.log(JSON.stringify(crawl(kind)));
