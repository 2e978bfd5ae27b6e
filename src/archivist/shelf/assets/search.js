// The search of the shelf. The index is in scripts, which a page may load also without a server (docs/shelf.md).
"use strict";
const shelfSearch = (() => {
  const root = document.currentScript.dataset.root;
  const UNSPACED = /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\u{20000}-\u{3ffff}]/u;
  const WORD = /[\p{L}\p{N}][\p{L}\p{N}\p{M}\u00ad\u200b-\u200d\u2060]*/gu;
  const SHOWN = 20; // results at a time
  // Days as on the other pages: plain “en” is British (languages.py).
  const dates = document.documentElement.lang === "en" ? "en-GB" : document.documentElement.lang;
  const MOST_BEGINNINGS = 40; // terms that begin as a word that is not known
  const waiting = new Map();
  const loaded = new Map();
  let manifest = null;

  // ---------------------------------------------------------------- files

  function load(name) {
    if (loaded.has(name)) return Promise.resolve(loaded.get(name));
    if (waiting.has(name)) return waiting.get(name).promise;
    const entry = {};
    entry.promise = new Promise((resolve, reject) => {
      entry.resolve = resolve;
      const script = document.createElement("script");
      script.src = `${root}search/${name}.js`;
      script.onerror = () => reject(new Error(name));
      document.head.append(script);
    });
    waiting.set(name, entry);
    return entry.promise;
  }

  function arrive(name, data) {
    loaded.set(name, data);
    waiting.get(name)?.resolve(data);
  }

  // ---------------------------------------------------------------- words

  function fold(word) {
    return word
      .replace(/[\u00ad\u200b\u200c\u200d\u2060]/gu, "")
      .toLowerCase()
      .replace(/ß/g, "ss")
      .replace(/ς/g, "σ")
      .normalize("NFD")
      .replace(/\u0301/g, "")
      .normalize("NFC");
  }

  function wordsOf(text) {
    const words = [];
    for (const [word] of text.matchAll(WORD)) {
      const plain = fold(word);
      if (!UNSPACED.test(plain)) {
        words.push(plain);
        continue;
      }
      let run = "";
      for (const character of [...plain, ""]) {
        if (character && (!run || UNSPACED.test(run.at(-1)) === UNSPACED.test(character))) {
          run += character;
          continue;
        }
        const characters = [...run];
        if (!UNSPACED.test(run) || characters.length < 3) words.push(run);
        else for (let at = 0; at < characters.length - 1; at++) words.push(characters[at] + characters[at + 1]);
        run = character;
      }
    }
    return words;
  }

  // ---------------------------------------------------------------- terms

  // Terms are ordered by code point, as Python orders them; JavaScript's own order is that of UTF-16.
  function before(one, other) {
    const a = [...one], b = [...other];
    for (let at = 0; at < Math.min(a.length, b.length); at++) {
      if (a[at] !== b[at]) return a[at].codePointAt(0) < b[at].codePointAt(0);
    }
    return a.length < b.length;
  }

  function shardOf(term) {
    let low = 0, high = manifest.terms.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (before(term, manifest.terms[middle])) high = middle - 1;
      else low = middle;
    }
    return low;
  }

  async function known(term) {
    if (!manifest.terms.length) return undefined;
    const shard = await load(`terms-${shardOf(term)}`);
    return Object.hasOwn(shard, term) ? shard[term] : undefined;
  }

  function postings(entry) {
    const texts = new Map();
    let number = 0;
    for (const each of entry.split("=")[0].split(" ").filter(Boolean)) {
      number += parseInt(each.slice(0, -1), 36);
      texts.set(number, Number(each.at(-1)));
    }
    return texts;
  }

  async function add(found, term, followed = true) {
    const entry = await known(term);
    if (entry === undefined) return;
    for (const [text, weight] of postings(entry)) found.set(text, Math.max(found.get(text) ?? 0, weight));
    if (followed && entry.includes("=")) {
      for (const base of entry.split("=")[1].split(" ")) await add(found, base, false);
    }
  }

  // The texts that have a word in any form; of a word that is not known, those of words that begin as it does, and
  // else those of the longest known word that it begins with.
  async function textsWith(word) {
    const found = new Map();
    await add(found, word);
    if (found.size || [...word].length < 3 || UNSPACED.test(word)) return found;
    for (let number = shardOf(word), left = MOST_BEGINNINGS; number < manifest.terms.length && left > 0; number++) {
      if (number > shardOf(word) && !manifest.terms[number].startsWith(word)) break;
      for (const term of Object.keys(await load(`terms-${number}`))) {
        if (term.startsWith(word) && left-- > 0) await add(found, term);
      }
    }
    for (let length = [...word].length - 1; !found.size && length > 3; length--) {
      const stem = [...word].slice(0, length).join("");
      for (const term of [stem, stem + "ი"]) await add(found, term);
    }
    return found;
  }

  async function search(question, language) {
    manifest ??= await load("manifest");
    const total = manifest.languages.reduce((sum, [, count]) => sum + count, 0);
    let first = 0, end = total;
    if (language) {
      let start = 0;
      for (const [tag, count] of manifest.languages) {
        if (tag === language) [first, end] = [start, start + count];
        start += count;
      }
    }
    const scores = new Map();
    const words = [...new Set(wordsOf(question))];
    for (const word of words) {
      const texts = await textsWith(word);
      const rarity = Math.log(1 + total / (texts.size || 1));
      for (const [text, weight] of texts) {
        if (text < first || text >= end) continue;
        const score = scores.get(text) ?? { words: 0, sum: 0 };
        score.words += 1;
        score.sum += weight * rarity;
        scores.set(text, score);
      }
    }
    const every = [...scores].filter(([, score]) => score.words === words.length);
    const ranked = every.length ? every : [...scores];
    ranked.sort(([a, x], [b, y]) => y.words - x.words || y.sum - x.sum || a - b);
    return ranked.map(([text]) => text);
  }

  // What all forms of a word begin with, for the page that is opened (reader.js); without spaces the words themselves.
  async function stem(word) {
    if (UNSPACED.test(word)) return word;
    const bases = (await known(word))?.split("=")[1]?.split(" ") ?? [];
    let characters = [...word];
    for (const base of bases) {
      const other = [...base];
      const end = characters.findIndex((each, at) => each !== other[at]);
      if (end >= 3) characters = characters.slice(0, end);
    }
    return characters.join("");
  }

  // ---------------------------------------------------------------- the page

  async function describe(number) {
    const block = await load(`texts-${Math.floor(number / manifest.block)}`);
    return block[number % manifest.block];
  }

  function element(name, text, attributes = {}) {
    const made = document.createElement(name);
    made.textContent = text;
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    return made;
  }

  async function show(list, numbers, words) {
    for (const number of numbers) {
      const [title, address, language, date, volume, beginning] = await describe(number);
      const item = document.createElement("li");
      const heading = element("h2", "");
      heading.append(element("a", title, { href: `${root}${address}#find=${words}`, lang: language, hreflang: language }));
      const day = element("time", new Intl.DateTimeFormat(dates, { dateStyle: "long", timeZone: "UTC" })
        .format(new Date(`${date}T00:00:00Z`)), { datetime: date });
      const where = element("p", "", { class: "quiet" });
      where.append(day, " · ", element("span", volume, { lang: address.split("/")[0] }));
      item.append(heading, element("p", beginning, { lang: language }), where);
      list.append(item);
    }
  }

  async function answer(form) {
    const status = document.getElementById("search-status");
    const list = document.getElementById("search-results");
    const more = document.getElementById("search-more");
    const question = form.elements.q.value;
    list.replaceChildren();
    more.hidden = true;
    status.textContent = "";
    if (!wordsOf(question).length) return;
    const found = await search(question, form.elements.language.value);
    status.textContent = found.length ? status.dataset.found.replace("{count}", found.length) : status.dataset.nothing;
    const written = question.match(WORD).map(fold);
    const words = (await Promise.all(written.map(stem))).map(encodeURIComponent).join(",");
    let shown = 0;
    const next = async () => {
      const begin = shown;
      shown = Math.min(shown + SHOWN, found.length);
      await show(list, found.slice(begin, shown), words);
      more.hidden = shown >= found.length;
      list.dataset.shown = shown;
    };
    more.onclick = async () => {
      const at = list.children.length;
      await next();
      list.children[at]?.querySelector("a")?.focus();
    };
    await next();
  }

  function begin() {
    const form = document.getElementById("search-form");
    form.hidden = false;
    const given = new URLSearchParams(location.search);
    form.elements.q.value = given.get("q") ?? "";
    if (given.get("language")) form.elements.language.value = given.get("language");
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const asked = new URLSearchParams({ q: form.elements.q.value, language: form.elements.language.value });
      try {
        history.replaceState(null, "", `?${asked}`);
      } catch {
        // From disk some browsers keep the address as it is.
      }
      answer(form);
    });
    answer(form);
  }

  document.addEventListener("DOMContentLoaded", begin);
  return {
    manifest: (_, data) => arrive("manifest", data),
    terms: (number, data) => arrive(`terms-${number}`, data),
    texts: (number, data) => arrive(`texts-${number}`, data),
    search,
    describe,
  };
})();
