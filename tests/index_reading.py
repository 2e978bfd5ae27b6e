"""An index checked by an independent reading of the finished files, both ways.

The entries and their pages are read from the index of the EPUB, the pages from the PDF by PDFium, the names and forms
from `glossary.toml` by tomllib. Nothing of the program is used. Of the record only the words are taken that the program
found to be forms of a term, since a reader that cannot decline does not know them; each of them counts on every page.
"""

import json
import re
import tomllib
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pypdfium2
from lxml import etree

Data = dict[str, Any]
XHTML = "{http://www.w3.org/1999/xhtml}"
_END = r"(?![^\W\d])"  # a digit may be the call of a note
_HEAD = 45.0  # points from the upper edge: the band of the running head


@dataclass
class ReadIndex:
    """What was read, and what is wrong."""

    terms: int = 0  # of the glossary that the index lists
    locators: int = 0  # pages named for them
    found: int = 0  # pages on which PDFium reads one of their forms
    wrong: list[str] = field(default_factory=list)


def read_index(volume: Path, language: str, glossary: Path) -> ReadIndex:
    """Compare the index of an edition with its pages. What an article suggests at its end does not count."""
    (epub,), (pdf,) = volume.glob(f"*.{language}.epub"), volume.glob(f"*.{language}.pdf")
    record = json.loads((volume / f"volume.{language}.json").read_bytes())
    forms = _forms(tomllib.loads(glossary.read_text("utf-8")), record)
    named = _named(epub)
    pages = _pages(pdf, record, _suggested(epub, record))
    on_page = {label: _mentioned(text, forms) | _divided(label, pages, forms) for label, text in pages.items()}
    result = ReadIndex()
    for term, names in _heads(tomllib.loads(glossary.read_text("utf-8")), language).items():
        listed = next((named[name] for name in names if name in named), None)
        actual = {label for label, terms in on_page.items() if term in terms}
        if listed is None:
            result.wrong += [f"{term} is on pages {sorted(actual)} and not in the index"] if actual else []
            continue
        single, whole = listed
        result.terms += 1
        result.locators += len(single)
        result.found += len(actual)
        for label in sorted(single - actual, key=int):
            result.wrong.append(f"page {label} is named for {term} and does not have it")
        for label in sorted(actual - single - whole, key=int):
            result.wrong.append(f"page {label} has {term} and is not named for it")
    return result


def _heads(glossary: Data, language: str) -> dict[str, list[str]]:
    """By term the words under which an index may list it, those of the language first."""
    return {term["id"]: [*_in(term.get("sort"), language), *_in(term["name"], language)] for term in glossary["term"]}


def _in(words: Any, language: str) -> list[str]:
    if not isinstance(words, dict):
        return [words] if words else []
    own = [words[language]] if language in words else []
    return [*own, *(text for text in words.values() if text not in own)]


def _forms(glossary: Data, record: Data) -> dict[str, str]:
    """The terms by their forms, in every language: those of the glossary, and those found declined."""
    found: dict[str, str] = {}
    for term in glossary["term"]:
        for key in ("name", "forms", "see"):
            words = term.get(key, {})
            for text in words.values() if isinstance(words, dict) else [words]:
                for form in text if isinstance(text, list) else [text]:
                    found.setdefault(" ".join(str(form).split()), str(term["id"]))
    for document in record["documents"]:
        for term_id, pages in document.get("mentions", {}).items():
            for page in pages:
                found |= {form: term_id for form in page["words"] if form not in found}
    return found


def _named(epub: Path) -> dict[str, tuple[set[str], set[str]]]:
    """By entry the single pages, and those of whole articles, as the links of the index state them."""
    with zipfile.ZipFile(epub) as opened:
        root = etree.fromstring(opened.read("EPUB/index.xhtml"))
    found: dict[str, tuple[set[str], set[str]]] = {}
    for item in root.iter(f"{XHTML}li"):
        term = " ".join("".join(item[0].itertext()).split())
        single, whole = found.setdefault(term, (set(), set()))
        for holder in item:
            if holder.get("class") == "locators":
                for first, last, is_whole in _ranges(holder):
                    (whole if is_whole else single).update(map(str, range(first, last + 1)))
    return found


def _ranges(holder: etree._Element) -> list[tuple[int, int, bool]]:
    found = []
    for each in holder:
        links = [each] if each.tag == f"{XHTML}a" else list(each)
        numbers = [int(link.text or "") for link in links]
        # A page that begins in another document has its mark there: the link leads to the document.
        assert all((link.get("href") or "").endswith((f"#page.{link.text}", ".xhtml")) for link in links)
        found.append((numbers[0], numbers[-1], "whole" in (links[0].get("class") or "")))
    return found


def _suggested(epub: Path, record: Data) -> dict[int, list[str]]:
    """By page of the file on which an article ends, what it suggests there; the text of another may follow."""
    found: dict[int, list[str]] = {}
    with zipfile.ZipFile(epub) as opened:
        for each in record["documents"]:
            if each["role"] == "article":
                root = etree.fromstring(opened.read(f"EPUB/{each['id']}.xhtml"))
                items = root.iterfind(f".//{XHTML}nav[@class='read-next']//{XHTML}li")
                end = int(each["pages"]["index"]) + int(each["pages"]["count"]) - 1
                found.setdefault(end, []).extend(" ".join("".join(item.itertext()).split()) for item in items)
    return found


def _pages(pdf: Path, record: Data, suggested: dict[int, list[str]]) -> dict[str, str]:
    """The text of each page of an article, by its label: without running head, hyphens undone, on one line."""
    articles = [each["pages"] for each in record["documents"] if each["role"] == "article"]
    found = {}
    with pypdfium2.PdfDocument(pdf) as opened:
        for span in articles:
            for number in range(int(span["count"])):
                place = int(span["index"]) + number
                page = opened[place]
                width, height = page.get_size()
                text = page.get_textpage().get_text_bounded(0, 0, width, height - _HEAD)
                found[str(int(span["first"]) + number)] = _plain(text, suggested.get(place, ()))
    return found


def _plain(text: str, hidden: Sequence[str]) -> str:
    """The text on one line; a hyphen that divides a word at the end of a line is `\ufffe`, as PDFium has it."""
    text = re.sub("(?:[\\-\u2010\xad]\\s*[\\r\\n]+|[\ufffe\x02]\\s*)", "\ufffe", text)
    text = " ".join(re.sub("[\u2060\u200b]", "", text).split())
    for each in hidden:  # it may be divided anywhere at the end of a line, also behind a hyphen of its own
        letters = ("-?" if letter == "-" else re.escape(letter) for letter in each.replace(" ", ""))
        text = re.sub("[\ufffe ]*".join(letters), "", text, count=1)
    return text


def _mentioned(text: str, forms: dict[str, str]) -> set[str]:
    """The terms of a page: whole words, and of two forms over the same words the longer one."""
    text = text.replace("\ufffe", "")
    found = set()
    taken: list[tuple[int, int]] = []
    for form in sorted(forms, key=lambda each: (-len(each.split()), -len(each))):
        for match in re.finditer(rf"(?<!\w)(?<!\w-){re.escape(form)}{_END}", text):
            if not any(start < match.end() and match.start() < end for start, end in taken):
                taken.append(match.span())
                found.add(forms[form])
    return found


def _divided(label: str, pages: dict[str, str], forms: dict[str, str]) -> set[str]:
    """The terms that are divided where PDFium reads something else in between.

    That is at the end of the page, before the notes, and in a cell of a table, before the line of the next cell.
    """
    here, before, after = (pages.get(str(int(label) + step), "") for step in (0, -1, 1))
    found = set()
    for form, term in forms.items():
        for at in range(1, len(form)):
            first, last = (form[:at].rstrip(), form[at:]) if form[at - 1] == " " else (form[:at] + "\ufffe", form[at:])
            within = "\ufffe" in first and _has(here, first, "") and _has(here, last)
            ends = after.startswith(last) and _has(here, first, "")
            begins = here.startswith(last) and _has(before, first, "")
            if within or ends or begins:
                found.add(term)
    return found


def _has(text: str, words: str, end: str = _END) -> bool:
    return words[-1:] in text and re.search(rf"(?<!\w){re.escape(words)}{end}", text) is not None
