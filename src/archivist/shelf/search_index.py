"""The search of the shelf: an index over all texts as scripts, which a browser loads without a server.

search/manifest.js    the languages, the number of texts, the first term of each file of terms
search/terms-N.js     terms with the texts that have them; forms of words with their base forms
search/texts-N.js     title, address and beginning of each text, in blocks

A page may not read files next to it when it is opened from disk, but it may load scripts: each file is a call of a
function of assets/search.js. docs/shelf.md has the format.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from urllib.parse import quote

from archivist.record.document_text import BREAK
from archivist.shelf import places
from archivist.shelf.base_forms import base_forms
from archivist.shelf.layout import Page
from archivist.shelf.site import ShelvedText, Site
from archivist.shelf.word_index import WordIndex
from archivist.shelf.word_lists import find_words, fold, running_words, written_words

_BLOCK = 64  # texts in a file
_SHARD = 48_000  # characters of a file of terms
_BEGINNING = 180  # characters of a text that a result shows, if no abstract is known
_AROUND_NAMES = 40  # characters that a byline has at most beside the names
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_HEAVIEST = 9


def search_files(site: Site, words: WordIndex) -> Iterator[Page]:
    """The files of the index."""
    texts = words.texts
    terms = _terms(words, _bases(words, texts))
    shards = list(_shards(terms))
    for number, shard in enumerate(shards):
        yield _script(f"terms-{number}", "terms", number, dict(shard))
    for number, start in enumerate(range(0, len(texts), _BLOCK)):
        block = [_described(text) for text in texts[start : start + _BLOCK]]
        yield _script(f"texts-{number}", "texts", number, block)
    ranges = Counter(text.holding.language for text in texts)
    manifest = {
        "languages": [[tag, ranges[tag]] for tag in site.languages],
        "block": _BLOCK,
        "terms": [shard[0][0] for shard in shards],
    }
    yield _script("manifest", "manifest", 0, manifest)


def _script(name: str, function: str, number: int, data: object) -> Page:
    """A file of the index: a call of one of the functions of assets/search.js."""
    said = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return Page(f"{places.SEARCH_FOLDER}/{name}.js", f"shelfSearch.{function}({number},{said})\n".encode())


def _described(text: ShelvedText) -> list[str]:
    """What a result shows: title, address, languages, date, volume, beginning."""
    article, record = text.article, text.holding.record
    beginning = text.cited.abstract or _beginning(text)
    return [article.title, quote(text.path), article.language, article.date, record.volume.title, beginning]


def _beginning(text: ShelvedText) -> str:
    blocks = (" ".join(each.split()) for each in running_words(text.document.text).split(BREAK))
    running = " ".join(_below_head([each for each in blocks if each], text))
    return running if len(running) <= _BEGINNING else running[:_BEGINNING].rpartition(" ")[0] + " …"


def _below_head(blocks: Sequence[str], text: ShelvedText) -> Sequence[str]:
    """The blocks of a text without its date, title and byline: a result shows the title itself."""
    title = " ".join(text.article.title.split())
    below = blocks[blocks.index(title) + 1 :] if title in blocks else blocks
    people = (*(text.article.authors or ()), *text.cited.translators)
    longest = sum(len(name) for name in people) + _AROUND_NAMES
    has_byline = below and len(below[0]) <= longest and any(name in below[0] for name in people)
    return below[1:] if has_byline else below


# ---------------------------------------------------------------- terms


def _bases(words: WordIndex, texts: Sequence[ShelvedText]) -> dict[tuple[str, str], frozenset[str]]:
    """The base forms of each word, by word and language."""
    vocabulary: dict[str, list[str]] = {}
    for word, language in words.numbers:
        vocabulary.setdefault(language, []).append(word)
    found: dict[tuple[str, str], frozenset[str]] = {}
    for language, known in vocabulary.items():
        found |= {(word, language): bases for word, bases in base_forms(known, language).items()}
    for form, base in mentioned_forms(texts).items():
        for language in vocabulary:
            if (form, language) in words.numbers:
                found[form, language] = found.get((form, language), frozenset()) | {base}
    return found


def mentioned_forms(texts: Iterable[ShelvedText]) -> dict[str, str]:
    """The forms of single words with which texts mention an entry of the index, each with the shortest of them.

    Only forms that begin alike are forms of one word: Tiflis is another name of Tbilisi.
    """
    named: dict[str, set[str]] = {}
    for text in texts:
        for entry, pages in text.document.mentions.items():
            said = (word for found in pages.values() for word in found)
            named.setdefault(entry, set()).update(fold(word) for word in said if _is_word(word))
    forms: dict[str, str] = {}
    for entry in sorted(named):
        first: dict[str, str] = {}  # by how they begin
        for form in sorted(named[entry], key=lambda each: (len(each), each)):
            base = first.setdefault(form[:3], form)
            if base != form:
                forms.setdefault(form, base)
    return forms


def _is_word(name: str) -> bool:
    return [*find_words(written_words(name))] == [fold(name)]


def _terms(words: WordIndex, bases: Mapping[tuple[str, str], frozenset[str]]) -> dict[str, str]:
    """What is known of each term: the texts that have it, then `=` and the base forms that it leads to."""
    forms: dict[str, set[str]] = {}
    of_word: list[tuple[str, ...]] = []
    for key in words.numbers:  # in the order of their numbers
        own = bases.get(key, frozenset())
        if own:
            forms.setdefault(key[0], set()).update(own)
        of_word.append(tuple(sorted(own)) or (key[0],))
    postings = _postings(words, of_word)
    return {
        term: " ".join(postings.get(term, ())) + (f"={' '.join(sorted(forms[term]))}" if term in forms else "")
        for term in sorted(postings.keys() | forms.keys())
    }


def _postings(words: WordIndex, bases: Sequence[tuple[str, ...]]) -> dict[str, list[str]]:
    """By term the texts that have it: the distance from the one before, and how much the term counts in it."""
    postings: dict[str, list[str]] = {}
    last: dict[str, int] = {}
    for number, (known, often) in enumerate(words.of_texts):
        counts: dict[str, int] = {}
        for word, count in zip(known, often, strict=True):
            for base in bases[word]:
                counts[base] = counts.get(base, 0) + count
        for base, count in counts.items():
            distance = number - last.get(base, 0)
            last[base] = number
            postings.setdefault(base, []).append(_posting(distance, count.bit_length()))
    return postings


@lru_cache(maxsize=1 << 14)
def _posting(distance: int, weight: int) -> str:
    """A text by its distance, and how much a term counts in it as one digit: each doubling of its number one more."""
    return f"{_base36(distance)}{min(weight, _HEAVIEST)}"


def _base36(number: int) -> str:
    digits = _DIGITS[number % 36]
    while number := number // 36:
        digits = _DIGITS[number % 36] + digits
    return digits


def _shards(terms: Mapping[str, str]) -> Iterator[list[tuple[str, str]]]:
    """The terms in order, in files of about one size."""
    shard: list[tuple[str, str]] = []
    size = 0
    for term, known in terms.items():
        if shard and size + len(known) > _SHARD:
            yield shard
            shard, size = [], 0
        shard.append((term, known))
        size += len(term) + len(known) + 6
    if shard:
        yield shard
