"""Makes a cleaned tree valid: HTML 5 reads almost anything, XHTML and EPUB cannot contain all of it.

Nothing here removes text. An element in a place where it may not be becomes one that may be there.
"""

import re
from collections.abc import Iterator
from typing import Any

from archivist.articles.lists import number_in_words, settle_lists
from archivist.articles.raw_html import BLOCKS, INLINE, words
from archivist.articles.report import Report
from archivist.text import languages

Element = Any  # of lxml

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

_RENAMED = {
    "center": "div",
    "tt": "code",
    "strike": "s",
    "acronym": "abbr",
    "big": "span",
    "font": "span",
    "nobr": "span",
    "dir": "ul",
    "menu": "ul",
    "main": "div",
    "nav": "div",
    "header": "div",
    "footer": "div",
    "hgroup": "div",
    "search": "div",
    "address": "div",
    "dfn": "span",
}
_NEED_ATTRIBUTES = frozenset({"time", "data", "bdo"})
_TRANSPARENT = frozenset({"a", "ins", "del"})
_OPAQUE = INLINE - _TRANSPARENT
_PHRASING_ONLY = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "summary", "dt"}) | _OPAQUE
_NOT_PHRASING = BLOCKS | {"hr"}
_PARENTS = {  # of the elements that may be in no others
    "li": ("ul", "ol"),
    "dt": ("dl",),
    "dd": ("dl",),
    "figcaption": ("figure",),
    "summary": ("details",),
    "rt": ("ruby",),
    "rp": ("ruby",),
}
# Classes the program gives a meaning of its own: those of its notes, of its templates and of the pages themselves.
# An author's element of such a class would be taken for the program's (floated as a note, left out of one format,
# set as a title), so these names are dropped wherever an author can write a class. Every name that style sheets and
# templates know is here, except those meant for authors: background, callout, callout-title, task-list-item,
# align-left, -center, -right.
OWN_CLASSES = words("""
    note notes note-call note-gap note-number note-text note-texts notes-stacked notes-columns uncalled backlink
    epub-only print-only other-part page bare missing-picture left-out-picture unlinked
    article article-header section dateline byline credits standfirst body provenance read-next where omitted
    address web-address unbroken short-table numeric
    columns-8 columns-11 columns-15
    parallel pair pair-heading first second wide shared second-text entry-second
    contents contents-page toc section-name entry entry-title entry-detail leader related appendix
    reference reference-note reference-facts citation source-facts digest file-name quoted-pages
    translations sources colophon
    cover cover-frame cover-field cover-words cover-paper cover-foot cover-language cover-picture cover-logo
    without-photograph with-photograph title-volume title-foot volume-issue around-number period-strip filled
    run-on close long-title compact two-columns entry-date entry-authors
    size-1 size-2 size-3 size-4 size-5 size-6 size-7 digits-2 digits-4 digits-6 digits-9
    cells-whole cells-wide cells-middle cells-narrow titlepage imprint imprint-line made matter rights
    serial-title serial-subtitle volume-title volume-number
    suggested late from-glossary glossary-label
    index headnote groups group term locators locator place author whole see short
    furniture recto verso opening plain formula formula-block
    cumulated detail of-volume editors-text signature front together picture-row
""") | {f"{name}-{number}" for name in ("texts", "number") for number in range(1, 100)}
_SOURCE = re.compile(r"https?://[A-Za-z0-9.-]+(/[\w./~%?&=+,;:@-]*)?", re.ASCII)
_WHOLE_NUMBER = re.compile(r"\d{1,6}")
_DATE_TIME = re.compile(
    r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])"
    r"([T ]([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?(Z|[+-](0\d|1[0-3]):?[0-5]\d)?)?"
)


def make_valid(root: Element, report: Report) -> None:
    """Make the tree below `root` valid XHTML, in place."""
    _rename(root)
    settle_lists(root, report)
    elements = list(root.iter())  # none is added before they are put in their places
    for element in elements:
        _attributes(element, report)
    _phrasing(root, False)
    for element in elements:
        if element is not root and element.getparent() is not None:
            _place(element)
    for element in reversed(list(root.iter("p", "span", "ul", "ol", "dl", "a", "b", "i", "em", "strong"))):
        if element is not root and _is_empty(element):
            drop(element)


def _rename(root: Element) -> None:
    for element in root.iter(*_RENAMED):
        if element.tag == "center":
            add_class(element, "align-center")
        element.tag = _RENAMED[element.tag]


def _is_empty(element: Element) -> bool:
    return not len(element) and not element.text and not set(element.keys()) - {"data-line"}


def drop(element: Element) -> None:
    """Take an element out of its tree; the text after it stays."""
    previous, parent = element.getprevious(), element.getparent()
    if element.tail and previous is not None:
        previous.tail = (previous.tail or "") + element.tail
    elif element.tail:
        parent.text = (parent.text or "") + element.tail
    parent.remove(element)


def add_class(element: Element, name: str) -> None:
    """Add a class to an element."""
    element.set("class", " ".join([*element.get("class", "").split(), name]))


def authors_classes(written: str) -> str:
    """The classes an author gave, each once, without those that mean something to the program."""
    return " ".join(name for name in dict.fromkeys(written.split()) if name not in OWN_CLASSES)


def plain_text(element: Element) -> str:
    """The text below an element, white space collapsed; a line break is a space, a picture its text."""
    return " ".join("".join(_texts(element)).split())


def _texts(element: Element) -> Iterator[str]:
    if element.tag == "br":
        yield " "
    elif element.tag == "img":
        yield element.get("alt", "")
    yield element.text or ""
    for child in element:
        yield from _texts(child)
        yield child.tail or ""


# ---------------------------------------------------------------- attributes


def _attributes(element: Element, report: Report) -> None:
    # Most have none but their line, and asking for each takes long.
    if element.keys() in ([], ["data-line"]) and element.tag not in _NEED_ATTRIBUTES:
        return
    line = int(element.get("data-line", "0"))
    lang = element.attrib.pop("lang", "").strip()
    if lang:
        tag = languages.normalise_tag(lang)
        if tag is None:
            report.add("unknown-language", f"{lang[:40]!r} is not the tag of a known language", line)
        else:
            element.set("lang", tag)
            element.set(XML_LANG, tag)
    align = element.attrib.pop("align", "").lower()
    if align in ("left", "right", "center"):
        add_class(element, f"align-{align}")
    _set_or_drop(element, "class", authors_classes(element.get("class", "")))
    if element.get("dir") not in (None, "ltr", "rtl", "auto"):
        del element.attrib["dir"]
    for name in ("colspan", "rowspan", "span"):  # the size of a picture: picture_size.py
        _whole_number(element, name)
    if element.get("scope") not in (None, "row", "col", "rowgroup", "colgroup"):
        del element.attrib["scope"]
    _dates_and_sources(element)


def _set_or_drop(element: Element, name: str, value: str) -> None:
    if value:
        element.set(name, value)
    else:
        element.attrib.pop(name, None)


def _whole_number(element: Element, name: str) -> None:
    value = element.get(name)
    if value is None:
        return
    value = value.strip()
    most = 1000 if name in ("colspan", "span") else 10**6
    if not _WHOLE_NUMBER.fullmatch(value) or not 1 <= int(value) <= most:
        del element.attrib[name]
    else:
        element.set(name, str(int(value)))


def _dates_and_sources(element: Element) -> None:
    if element.get("datetime") is not None and not _DATE_TIME.fullmatch(element.get("datetime")):
        del element.attrib["datetime"]
    cite = element.attrib.pop("cite", "")
    if cite and _SOURCE.fullmatch(cite):
        element.set("cite", cite)
    if (element.tag == "time" and "datetime" not in element.attrib) or (
        element.tag == "data" and "value" not in element.attrib
    ):
        element.tag = "span"
    if element.tag == "bdo" and "dir" not in element.attrib:
        element.tag = "span"


# ---------------------------------------------------------------- places


def _phrasing(element: Element, only: bool) -> None:
    """Paragraphs, headings and the like contain no blocks: these become spans."""
    if element.tag in _OPAQUE and not only and _holds_block(element):
        element.tag = "div"
    inside = only if element.tag in _TRANSPARENT else element.tag in _PHRASING_ONLY
    for child in list(element):
        if inside and child.tag in _NOT_PHRASING:
            _make_span(child)
        _phrasing(child, inside)


def _holds_block(element: Element) -> bool:
    return next(element.iterdescendants(*_NOT_PHRASING), None) is not None


def _make_span(element: Element) -> None:
    if element.tag == "hr":
        element.tag = "br"
        return
    if element.tag == "ol":
        number_in_words(element)
    element.tag = "span"
    for name in ("start", "reversed", "type", "value", "colspan", "rowspan", "scope", "span", "cite"):
        element.attrib.pop(name, None)
    if element.getprevious() is not None or (element.getparent().text or "").strip():
        element.text = " " + (element.text or "")
    element.tail = " " + (element.tail or "") if element.tail or element.getnext() is not None else element.tail


def _place(element: Element) -> None:
    """Make an element one that may be where it is, and what it contains such that it may be in it."""
    tag = element.tag
    if tag in _PARENTS:
        _rename_outside_parent(element)
    elif tag == "dl":
        _definition_list(element)
    elif tag == "table":
        _table(element)
    elif tag == "figure":
        _captions(element)
    elif tag == "details":
        _details(element)
    elif tag == "ruby":
        _ruby(element)


def _rename_outside_parent(element: Element) -> None:
    """Make an element of `_PARENTS` that is in none of its parents one that may be anywhere."""
    tag, parent = element.tag, element.getparent().tag
    if parent in _PARENTS[tag]:
        return
    if tag == "summary":
        element.tag = "p" if parent not in _PHRASING_ONLY else "span"
    else:
        element.tag = "span" if tag in ("rt", "rp") else "div"


def _wrap_children(element: Element, allowed: frozenset[str], wrapper: str) -> None:
    """Wrap text and elements that may not be directly in a list of definitions."""
    if (element.text or "").strip():
        first = element.makeelement(wrapper)
        first.text, element.text = element.text, None
        element.insert(0, first)
    for child in list(element):
        tail, child.tail = child.tail, None
        if child.tag not in allowed:
            wrapped = element.makeelement(wrapper)
            element.replace(child, wrapped)
            wrapped.append(child)
            child = wrapped  # noqa: PLW2901
        if (tail or "").strip():
            after = element.makeelement(wrapper)
            after.text = tail
            child.addnext(after)
        else:
            child.tail = tail


def _definition_list(element: Element) -> None:
    _unwrap_groups(element)
    _wrap_children(element, frozenset({"dt", "dd"}), "dd")
    tags = [child.tag for child in element]
    if not tags or tags[0] != "dt" or tags[-1] != "dd":
        element.tag = "div"
        for child in element:
            child.tag = "div"


def _unwrap_groups(element: Element) -> None:
    """Take away the `div` that HTML allows around a term and its definitions (4.4.9)."""
    for group in element.findall("div"):
        if len(group) and all(child.tag in ("dt", "dd") for child in group) and not (group.text or "").strip():
            for child in list(group):
                group.addprevious(child)
            drop(group)


def _table(table: Element) -> None:
    """caption, colgroup, thead, tbody, tfoot: each in its place and no more than may be."""
    for caption in table.findall("caption"):
        if caption.getprevious() is not None:
            caption.tag = "div"
            caption.tail = None
            table.addprevious(caption)
    feet = table.findall("tfoot")
    if len(feet) == 1 and not (feet[0].tail or "").strip():
        table.append(feet[0])  # HTML 4 wrote it before the rows; it is shown below them
    for name in ("thead", "tfoot"):
        for part in table.findall(name):
            if not _in_place(part):
                part.tag = "tbody"  # so that the order of the words stays
    for cell in table.iter("td"):
        cell.attrib.pop("scope", None)


def _in_place(part: Element) -> bool:
    """Whether no row is before a head, or after a foot."""
    others = part.itersiblings("thead", "tbody", "tfoot", "tr", preceding=part.tag == "thead")
    return next(others, None) is None


def _captions(figure: Element) -> None:
    captions = figure.findall("figcaption")
    for caption in captions:
        first = caption.getprevious() is None and not (figure.text or "").strip()
        last = caption.getnext() is None and not (caption.tail or "").strip()
        if len(captions) > 1 or not (first or last):
            caption.tag = "div"


def _details(details: Element) -> None:
    first = details[0] if len(details) else None
    if first is None or first.tag != "summary" or (details.text or "").strip():
        details.tag = "div"
    for summary in details.findall("summary")[0 if details.tag == "div" else 1 :]:
        summary.tag = "p"


def _ruby(ruby: Element) -> None:
    if ruby.find("rt") is None or {child.tag for child in ruby} - {"rt", "rp", "rb"}:
        ruby.tag = "span"
