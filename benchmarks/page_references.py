"""Whether every reference to an article names the right number and page, in an archive of newsletters by quarter.

    python benchmarks/page_references.py prepare CORPUS ARCHIVE   # e.g. newsletters-2022
    archivist compile --archive ARCHIVE
    python benchmarks/page_references.py check ARCHIVE

`prepare` copies the articles and gives each its address on the web, so that links between them are known. `check` reads
the finished PDFs with pdfminer and what authors wrote with regular expressions; nothing of archivist takes part. It
finds on which page each title is printed, and compares with what the appendix of every volume says of it.
"""

import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

import yaml
from babel import Locale
from pdfminer.high_level import extract_pages
from pdfminer.layout import LAParams, LTChar, LTTextContainer, LTTextLine
from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfparser import PDFParser

SITE = "https://newsletters.example"
LANGUAGES = ("cs", "de", "en", "fr", "hi", "ja", "zh-Hans")
SETTINGS = f"""\
[archive]
title = "Newsletters"
site = "{SITE}"
[volumes]
period = "quarter"
[editions]
languages = {json.dumps(LANGUAGES)}
"""
# How a reference is worded in each language, without white space: "1st quarter 2022" and its like are any words, and
# the language follows if it is another one.
_VOLUME = r"[^,、，()\[\]]*(?:\[([^\]]+)\])?"
REFERENCES = {
    "cs": rf"\(č\.(\d+),{_VOLUME},s\.(\d+)\)",
    "de": rf"\(Nr\.(\d+),{_VOLUME},S\.(\d+)\)",
    "en": rf"\(No\.(\d+),{_VOLUME},p\.(\d+)\)",
    "fr": rf"\(nº(\d+),{_VOLUME},p\.(\d+)\)",
    "hi": rf"\(अंक(\d+),{_VOLUME},पृ\.(\d+)\)",
    "ja": rf"\(第(\d+)号、{_VOLUME}、(\d+)頁\)",
    "zh-Hans": rf"\(第(\d+)期，{_VOLUME}，第(\d+)页\)",
}
PAGES = {
    "cs": r"s\.(\d+)",
    "de": r"S\.(\d+)",
    "en": r"p\.(\d+)",
    "fr": r"p\.(\d+)",
    "hi": r"पृ\.(\d+)",
    "ja": r"(\d+)頁",
    "zh-Hans": r"第(\d+)页",
}
APPENDIX = {  # its heading, and those of the parts that may follow it
    "cs": ("Související články", "Překlady", "Prameny a citace", "Rejstřík"),
    "de": ("Weiterführende Artikel", "Übersetzungen", "Quellen und Zitierweise", "Register"),
    "en": ("Related reading", "Translations", "Sources and citations", "Index"),
    "fr": ("Sur le même sujet", "Traductions", "Sources et citations", "Index"),
    "hi": ("संबंधित लेख", "अनुवाद", "स्रोत और उद्धरण", "अनुक्रमणिका"),
    "ja": ("関連記事", "翻訳", "出典と引用", "索引"),
    "zh-Hans": ("相关阅读", "译文", "来源与引用", "索引"),
}
_HEADING = re.compile(r"^#{2,6} +(.+?)(?: *\{[^}]*\})?$", re.MULTILINE)
_ID = re.compile(r"""\{:? ?#([\w-]+)|\bid=["']([\w-]+)""")
_SOURCE = re.compile(r"^source: .*\n", re.MULTILINE)


@dataclass
class Written:
    """An article as its author wrote it."""

    key: str
    language: str
    title: str
    quarter: str
    targets: set[tuple[str, str]]  # keys of works, each with a place in it or ""
    places: set[str]  # ids that its author wrote, and its headings as an address has them


@dataclass
class Printed:
    """What is read from the PDF of an edition."""

    number: str = ""
    pages: dict[str, str] = field(default_factory=dict)  # by title the label of the page it is printed on
    texts: dict[str, str] = field(default_factory=dict)  # by label the text of a page, without white space
    sections: dict[str, str] = field(default_factory=dict)  # of the appendix: by title what is listed


def prepare(corpus: Path, archive: Path) -> None:
    """Copy the articles in the languages of the archive, each with its address."""
    for folder in (*LANGUAGES, "images"):
        (archive / "articles" / folder).mkdir(parents=True)
    (archive / "archivist.toml").write_text(SETTINGS)
    for language in LANGUAGES:
        for file in sorted((corpus / language).glob("*.md")):
            day = "/".join(file.name[:10].split("-"))
            address = f"{SITE}/{language.partition('-')[0]}/newsletters/{day}/"  # as links have it
            text = _SOURCE.sub(f"source: {address}\n", file.read_text("utf-8"), count=1)
            (archive / "articles" / language / file.name).write_text(text, "utf-8")
    for file in (corpus / "images").iterdir():
        (archive / "articles" / "images" / file.name).write_bytes(file.read_bytes())


def written(archive: Path) -> list[Written]:
    """All articles, with the works of the archive that they list and link to."""
    found = []
    for file in sorted((archive / "articles").glob("*/*.md")):
        head, _, text = file.read_text("utf-8").removeprefix("---\n").partition("\n---\n")
        data = yaml.safe_load(head)
        quarter = f"{data['date'][:4]}-Q{(int(data['date'][5:7]) + 2) // 3}"
        targets = {(key, "") for key in data.get("related", ())} | set(_links(text))
        headings = {re.sub(r"[^\w-]", "", title.strip().lower().replace(" ", "-")) for title in _HEADING.findall(text)}
        places = headings | {one or other for one, other in _ID.findall(text)}
        found.append(Written(data["translation_key"], data["lang"], data["title"], quarter, targets, places))
    known = {(each.key, each.language): each.places for each in found}
    keys = {each.key for each in found}
    for each in found:
        pairs = {(key, place) for key, place in each.targets if key != each.key and key in keys}
        # A place that the article does not have is no place to name: the web site makes its ids from bold words.
        each.targets = {(key, place if place in known.get((key, each.language), ()) else "") for key, place in pairs}
    return found


def _links(text: str) -> Iterator[tuple[str, str]]:
    """Key and place of each address of a newsletter that a link of the text uses."""
    text = re.sub(r"\s+", " ", re.sub(r"\{%.*?%\}", " ", text.replace("\n[", "\n\x00[")))
    addresses = re.findall(r"\]\( ?(?:/\w+)?/newsletters/([\d/]+)(?:#([\w-]+))?", text)
    defined = re.findall(r"\x00\[([^\]]+)\]: ?(?:/\w+)?/newsletters/([\d/]+)(?:#([\w-]+))?", text)
    body = re.sub(r"\x00\[[^\]]+\]: ?\S+", " ", text).casefold()
    for name, day, place in defined:
        if f"[{name.casefold()}]" in body:
            addresses.append((day, place))
    for day, place in addresses:
        yield f"newsletters/{'-'.join(day.strip('/').split('/'))}-newsletter", place


def printed(pdf: Path, titles: set[str], language: str) -> Printed:
    """The pages of an edition, and its appendix by article: headings are the bold lines."""
    found, heading, in_appendix = Printed(), "", False
    begins, *ends = APPENDIX[language]
    pages = list(extract_pages(pdf, laparams=LAParams(boxes_flow=None)))
    with pdf.open("rb") as stream:
        labels = list(islice(PDFDocument(PDFParser(stream)).get_page_labels(), len(pages)))
    for label, page in zip(labels, pages, strict=True):
        lines = [
            line for box in page if isinstance(box, LTTextContainer) for line in box if isinstance(line, LTTextLine)
        ]
        lines.sort(key=lambda line: -line.y1)
        words = [" ".join(line.get_text().split()) for line in lines]
        if words and words[-1] == label:  # the page number
            del lines[-1], words[-1]
        if label.isdecimal():
            found.texts[label] = _tight("".join(words))
            for title in titles - found.pages.keys():
                if not in_appendix and _tight(title) in found.texts[label]:
                    found.pages[title] = label
        first = _tight("".join(words[:1]))
        begun = in_appendix or (label.isdecimal() and first == _tight(begins))  # the contents may begin a page with it
        in_appendix = begun and first not in map(_tight, ends)
        for line, text in zip(lines, words, strict=True) if in_appendix else ():
            if _is_bold(line):
                heading = max((title for title in titles if _begins(text, title)), key=len, default=heading)
                found.sections.setdefault(heading, "")
            elif heading:
                found.sections[heading] += _tight(text)
    return found


def _begins(line: str, title: str) -> bool:
    """Whether a line begins with a title, or is the first line of a long one."""
    found, wanted = _tight(line), _tight(title)
    return found.startswith(wanted) or (len(found) > 20 and wanted.startswith(found))


def _is_bold(line: LTTextLine) -> bool:
    first = next((each for each in line if isinstance(each, LTChar)), None)
    return first is not None and "Bold" in first.fontname


def _tight(text: str) -> str:
    return re.sub(r"[\s\u00ad\u200b\u2060]", "", text)


def check(archive: Path) -> int:
    """Print what is right and what is wrong; the number of wrong references."""
    articles = written(archive)
    editions = sorted({(each.quarter, each.language) for each in articles})
    numbers = {quarter: str(n) for n, quarter in enumerate(sorted({quarter for quarter, _ in editions}), 1)}
    read = {
        (quarter, language): printed(
            archive / f"build/{quarter}/newsletters-{quarter}.{language}.pdf",
            {each.title for each in articles if each.language == language},
            language,
        )
        for quarter, language in editions
    }
    by_key = {(each.key, each.language): each for each in articles}
    right, wrong, others = 0, list[str](), 0
    for each in articles:
        section = read[each.quarter, each.language].sections.get(each.title, "")
        for key, place in sorted(each.targets):
            own = by_key.get((key, each.language))
            those = [own] if own else [by_key[key, language] for language in LANGUAGES if (key, language) in by_key]
            problems = [_problem(section, each, (there, place), read, numbers) for there in those]
            right += "" in problems
            wrong += [] if "" in problems else [f"{each.quarter}.{each.language} {each.title}: {problems}"]
        others += _otherwise(each, articles, read, numbers)
    print(f"{right} references right, {len(wrong)} wrong; {others} lines of appendices name another number or page")
    print("\n".join(wrong))
    return len(wrong) + others


Editions = dict[tuple[str, str], Printed]


def _where(here: Written, there: Written, read: Editions, numbers: dict[str, str]) -> tuple[str, str | None]:
    """The number and page by which an article must be named in the edition of another one."""
    in_edition = (there.quarter, there.language) == (here.quarter, here.language)
    return "" if in_edition else numbers[there.quarter], read[there.quarter, there.language].pages.get(there.title)


def _problem(section: str, here: Written, target: tuple[Written, str], read: Editions, numbers: dict[str, str]) -> str:
    """What is wrong with how a section of the appendix names an article, and a place in it; "" if nothing is."""
    there, place = target
    number, page = _where(here, there, read, numbers)
    if page is None:
        return f"{there.title} is on no page"
    line = next(_entries(section, here, there), None)
    if line is None:
        return f"{there.title} ({there.language}) is not listed"
    if line[:2] != (number, page):
        return f"{there.title} is named as No. {line[0]}, p. {line[1]}, and is in No. {number}, p. {page}"
    # A place is named by the page on which its words are, as its address has them.
    texts = read[there.quarter, there.language].texts
    pages = {label for label, text in texts.items() if _slug(place) in _slug(text)}
    named_pages = re.findall(PAGES[here.language], line[2])
    if not place or pages & set(named_pages):
        return ""
    return f"{there.title}#{place} is on {sorted(pages)}, named are {named_pages}"


def _entries(section: str, here: Written, there: Written) -> Iterator[tuple[str, str, str]]:
    """Number, page and what follows of each line of a section that names an article in its language."""
    title = re.escape(_tight(there.title))
    pattern = f"{title}(?:{REFERENCES[here.language]}|{PAGES[here.language]})(.*?)(?=BitcoinOptech|$)"
    language = "" if there.language == here.language else _tight(_name_of(there.language, here.language))
    for match in re.finditer(pattern, section):
        number, named, page, own, rest = match.groups()
        if (named or "") == language:
            yield number or "", page or own, rest


def _name_of(language: str, in_language: str) -> str:
    return str(Locale.parse(language, sep="-").get_display_name(Locale.parse(in_language, sep="-")))


def _otherwise(here: Written, articles: list[Written], read: Editions, numbers: dict[str, str]) -> int:
    """How many lines of a section name an article, listed, linked or suggested, with another number or page."""
    section = read[here.quarter, here.language].sections.get(here.title, "")
    return sum(
        line[:2] != _where(here, there, read, numbers) for there in articles for line in _entries(section, here, there)
    )


def _slug(text: str) -> str:
    return re.sub(r"[^\w]", "", text).casefold()


def main(arguments: list[str]) -> int:
    """Run one of the two steps."""
    if arguments[:1] == ["prepare"] and len(arguments) == 3:
        prepare(Path(arguments[1]), Path(arguments[2]))
        return 0
    if arguments[:1] == ["check"] and len(arguments) == 2:
        return 1 if check(Path(arguments[1])) else 0
    print(__doc__)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
