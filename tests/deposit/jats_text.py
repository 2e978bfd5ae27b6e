"""Whether an article in JATS has everything that its document has: every word, number, formula, picture and address.

Words are compared character by character (visible_text.py), part by part. The order is that of the document, apart from
what JATS orders otherwise: a caption is before its picture, the foot of a table before the body.
"""

from collections.abc import Iterable, Iterator

from lxml import etree

from archivist.record.document_text import read_document_text
from archivist.record.expected_text import expected_in_epub
from archivist.text.list_numbers import numbered_items
from archivist.text.visible_text import visible
from archivist.text.xml_element import Element

_XHTML = "{http://www.w3.org/1999/xhtml}"
_MML = "{http://www.w3.org/1998/Math/MathML}"
_XLINK = "{http://www.w3.org/1999/xlink}"
_ADDED = frozenset({"label", "alt-text", "attrib"})  # what is an attribute or a number in XHTML
_PARTS = {"article-header": "header", "body": "body", "second-text": "second", "notes": "notes"}


def losses(xhtml: bytes, jats: bytes) -> list[str]:
    """What of a document is not in the article, or otherwise."""
    article = _article(xhtml)
    whole = visible(expected_in_epub("", "", read_document_text(xhtml)).whole)
    parts = "".join(visible(_text(each)) for each in article)
    _order_as_jats(article)
    made = etree.fromstring(jats, etree.XMLParser(load_dtd=False, no_network=True))
    wanted, found = dict(_wanted(article)), dict(_found(made))
    differences = [
        f"{name}: {_difference(wanted[name], found.get(name, ''))}"
        for name in wanted
        if wanted[name] != found.get(name, "")
    ]
    if whole != parts:
        differences.append(f"the article is not all of the document: {_difference(whole, parts)}")
    return differences + list(_other_losses(article, made))


def _difference(wanted: str, found: str) -> str:
    at = next((i for i, (one, two) in enumerate(zip(wanted, found, strict=False)) if one != two), None)
    at = min(len(wanted), len(found)) if at is None else at
    return f"…{wanted[max(0, at - 20) : at + 40]!r}, not …{found[max(0, at - 20) : at + 40]!r}"


def _article(xhtml: bytes) -> Element:
    root: Element = etree.fromstring(xhtml)
    etree.strip_tags(root, etree.Comment)
    for element in root.iter():
        element.tag = element.tag.removeprefix(_XHTML)
    found = root.find("body/article")
    assert found is not None
    return found


def _order_as_jats(article: Element) -> None:
    for figure in article.iter("figure"):
        for caption in figure.findall("figcaption"):
            _move_to_front(figure, caption)
    for table in article.iter("table"):
        for foot in table.findall("tfoot"):
            foot.tail = None
            table.insert(sum(len(table.findall(each)) for each in ("caption", "colgroup", "col", "thead")), foot)


def _move_to_front(parent: Element, child: Element) -> None:
    before = child.getprevious()
    if before is not None:
        before.tail = (before.tail or "") + (child.tail or "")
        child.tail = parent.text
        parent.text = None
        parent.insert(0, child)


def _text(element: Element) -> str:
    return "".join(element.itertext())


def _has(element: Element, name: str) -> bool:
    return name in (element.get("class") or "").split()


def _wanted(article: Element) -> Iterator[tuple[str, str]]:
    """The letters of each part of the document."""
    body = article.find("div")
    assert body is not None
    if _has(body, "parallel"):
        yield "body", visible("".join(_side(body, "first")))
        yield "second body", visible("".join(_side(body, "second")))
    else:
        yield "body", visible(_text(body))
        after = article.find("section/div")
        if after is not None and _has(after, "body"):
            yield "second body", visible(_text(after))
    for name in ("standfirst", "byline", "credits", "section", "late"):
        yield name, visible("".join(_text(each) for each in article.iter() if _has(each, name)))
    yield "titles", visible("".join(_text(each) for each in article.iter("h1")))
    yield "dates", visible("".join(_text(each) for each in article.findall(".//header//time")))
    for note in (each for each in article.iter("aside") if _has(each, "note")):
        yield note.get("id") or "", visible(_text(note))
    yield "provenance", visible("".join(_text(each) for each in article.findall("p")))
    yield "read next", visible("".join(_text(each) for each in article.findall("nav")))


def _side(body: Element, name: str) -> Iterator[str]:
    for pair in body:
        columns = pair if pair.tag == "div" else pair.find("figcaption")
        yield from (_text(each) for each in (columns if columns is not None else ()) if _has(each, name))


def _found(made: Element) -> Iterator[tuple[str, str]]:
    """The letters of the same parts of the article in JATS."""
    yield "body", _letters(made.findall("body"))
    yield "second body", _letters(made.findall("sub-article/body"))
    fronts = [*made.findall("front/article-meta"), *made.findall("sub-article/front-stub")]
    yield "standfirst", _in(fronts, "abstract")
    for name, of in (("byline", "byline"), ("credits", "credits"), ("late", "late addition")):
        lines = [each.findtext("meta-value") for front in fronts for each in _custom(front) if _name(each) == of]
        yield name, visible("".join(line or "" for line in lines))
    yield "section", _in(fronts, "article-categories/subj-group/subject")
    yield "titles", _in(fronts, "title-group/article-title")
    yield "dates", _in(fronts, "pub-date/string-date")
    for note in made.findall("back/fn-group/fn"):
        yield note.get("id") or "", visible(note.findtext("label") or "") + _letters(note.findall("p"))
    yield "provenance", _letters(made.findall("back/notes"))
    yield "read next", _letters(made.findall("back/sec"))


def _custom(front: Element) -> list[Element]:
    return front.findall("custom-meta-group/custom-meta")


def _name(custom: Element) -> str:
    return custom.findtext("meta-name") or ""


def _in(fronts: Iterable[Element], path: str) -> str:
    return _letters([each for front in fronts for each in front.findall(path)])


def _letters(elements: Iterable[Element]) -> str:
    return visible("".join(piece for each in elements for piece in _pieces(each)))


def _pieces(element: Element) -> Iterator[str]:
    """The text of an element; of a formula its source."""
    if element.tag == f"{_MML}math":
        annotation = element.find(f".//{_MML}annotation")
        around = element.getparent()
        is_second = around is not None and around.tag == "alternatives"
        yield "" if annotation is None or is_second else _text(annotation)
    elif element.tag not in _ADDED:
        yield element.text or ""
        for child in element:
            yield from _pieces(child)
            yield child.tail or ""


def _other_losses(article: Element, made: Element) -> Iterator[str]:
    texts = [each for path in ("body", "back", "sub-article/body") for each in made.findall(path)]
    numbers = sorted(f"{number.label}." for _, number in numbered_items(article))
    labels = sorted(each.text or "" for text in texts for each in text.iterfind(".//list-item/label"))
    if numbers != labels:
        yield f"numbers of lists: {numbers}, not {labels}"
    formulas = [each for each in article.iter("code") if each.get("data-mathml")]
    set_formulas = [each for text in texts for each in text.iter(f"{_MML}math")]
    if len(formulas) != len(set_formulas):
        yield f"{len(formulas)} formulas, not {len(set_formulas)}"
    addresses = {each.get("href") or "" for each in article.iter("a") if ":" in (each.get("href") or "")}
    linked = {each.get(f"{_XLINK}href") or "" for text in texts for each in text.iter("ext-link")}
    if addresses - linked:
        yield f"addresses: {sorted(addresses - linked)}"
    pictures = {each.get("alt") or "" for each in article.iter("img")}
    shown = {each.findtext("alt-text") or "" for text in texts for each in text.iter("graphic", "inline-graphic")}
    if pictures != shown:
        yield f"pictures: {sorted(pictures ^ shown)}"
    ids = {each.get("id") for each in article.iter() if each.get("id")} - {"second.title"}
    kept = {each.get("id") for each in made.iter() if each.get("id")}
    if ids - kept:
        yield f"places: {sorted(str(each) for each in ids - kept)}"
