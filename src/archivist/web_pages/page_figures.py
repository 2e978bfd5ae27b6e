"""Pictures with captions as sites build them, made what they are: figures. Pull quotes, made quotations."""

import re
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

from lxml.html import builder

from archivist.text.xml_element import Element
from archivist.web_pages.boilerplate_classes import names_of
from archivist.web_pages.page_addresses import absolute
from archivist.web_pages.page_pictures import stem
from archivist.web_pages.prose import Prose, measure_prose, words_of

# `photo-caption`, `wp-caption-text`, `news-img-caption`, Russian `podpis`; Blogger's `tr-caption`.
_CAPTION = re.compile(r"(?:.*-)?(?:caption|captions|podpis|legend|figcaption)(?:-text)?")
_PULLED = re.compile(r"pull-?quotes?")
_PICTURE_FILE = re.compile(r"\.(?:jpe?g|png|gif|webp|bmp)$", re.I)
_BOXES = frozenset({"div", "p", "td", "span", "center", "a", "section"})
_LONGEST = 600  # letters of a caption
_SETS = ("srcset", "data-srcset", "data-lazy-srcset")


def settle_figures(body: Element, base: str, has: Callable[[str], bool]) -> None:
    """Give pictures, captions and pull quotes of a body the elements that mean them, in place; no word changes."""
    _unlink_pictures(body, base, has)
    for image in list(body.iter("img")):
        _prefer_saved(image, base, has)
        _captioned_by_title(image)
    for table in list(body.iter("table")):
        _from_table(table)
    for gallery in [each for each in body.iter("ul", "ol") if _is_gallery(each)]:
        for item in list(gallery):
            item.tag = "div"
        gallery.tag = "div"
    prose = measure_prose(body)
    for element in [each for each in body.iter("div", "p", "span", "em", "i", "small") if _is_caption(each, prose)]:
        _move_caption(element)
    for element in [each for each in body.iter("div", "aside", "p") if _PULLED.fullmatch(_first_name(each))]:
        _convert_pull_quote(element)


def _first_name(element: Element) -> str:
    return next((name for name in names_of(element) if _PULLED.fullmatch(name)), "")


def _is_caption(element: Element, prose: Prose) -> bool:
    short = 0 < prose.of(element) + prose.links(element) <= _LONGEST
    named = short and any(_CAPTION.fullmatch(name) for name in names_of(element))
    return named and element.find(".//img") is None


# ---------------------------------------------------------------- the picture itself


def _unlink_pictures(body: Element, base: str, has: Callable[[str], bool]) -> None:
    """A picture that links only to itself in full size: that picture, in full size if there is a file of it."""
    for link in list(body.iter("a")):
        images = list(link.iter("img"))
        target = (link.get("href") or "").strip()
        if len(images) != 1 or words_of(link) or not _leads_to(target, images[0]):
            continue
        if has(absolute(base, target) or target):
            images[0].set("src", target)
            _drop_sets(images[0])
        link.drop_tag()


def _leads_to(target: str, image: Element) -> bool:
    try:
        path = urlsplit(target).path
    except ValueError:
        return False
    own = {stem(image.get(name) or "") for name in ("src", "data-src", "data-lazy-src", "data-original")}
    return bool(_PICTURE_FILE.search(path)) and stem(target) in own


def _prefer_saved(image: Element, base: str, has: Callable[[str], bool]) -> None:
    """Of the sizes of a picture the largest that was saved, if any was."""
    own = (image.get("src") or "").strip()
    offered = [address for _, address in sorted(_offers(image), reverse=True)]
    saved = next((each for each in (*offered, own) if each and has(absolute(base, each) or each)), "")
    if saved and not saved.startswith("data:"):
        image.set("src", saved)
        _drop_sets(image)


def _offers(image: Element) -> Iterator[tuple[float, str]]:
    for name in _SETS:
        for part in re.split(r",\s+", (image.get(name) or "")[:20_000]):
            address, _, size = part.strip().partition(" ")
            number = re.match(r"\d{1,6}(?:\.\d{1,3})?", size.strip())
            if address:
                yield float(number[0]) if number else 1.0, address


def _drop_sets(image: Element) -> None:
    for name in _SETS:
        image.attrib.pop(name, None)
    for picture in image.iterancestors("picture"):
        for source in list(picture.iter("source")):
            source.attrib.pop("srcset", None)


# ---------------------------------------------------------------- captions


def _from_table(table: Element) -> None:
    """A table of one column with one picture and a line below it is a figure: `tr-caption-container`, old sites."""
    if table.find(".//table") is not None:
        return
    cells = list(table.iter("td", "th"))
    if not 1 <= len(cells) <= 2 or len(list(table.iter("img"))) != 1:
        return
    if any(len(list(row.iterchildren("td", "th"))) > 1 for row in table.iter("tr")):
        return
    first, last = cells[0], cells[-1]
    if words_of(first) or first.find(".//img") is None or len(words_of(last)) > _LONGEST:
        return
    for part in list(table.iter("tbody", "thead", "tr")):
        part.drop_tag()
    table.tag, first.tag = "figure", "div"
    if last is not first:
        last.tag = "figcaption"


def _captioned_by_title(image: Element) -> None:
    """Joomla shows the title of a picture of the class `caption` below it."""
    title = " ".join((image.get("title") or "").split())
    if not title or "caption" not in names_of(image) or next(image.iterancestors("figure", "a"), None) is not None:
        return
    figure = builder.FIGURE()
    image.addprevious(figure)
    figure.tail, image.tail = image.tail, None
    figure.append(image)
    figure.append(builder.FIGCAPTION(title))
    del image.attrib["title"]


def _is_gallery(items: Element) -> bool:
    """Whether a list is pictures with their captions and nothing else, as the gallery of WordPress was."""
    parts = [list(item) for item in items if item.tag == "li"]
    alone = all(len(each) == 1 and each[0].tag == "figure" for each in parts)
    return bool(parts) and alone and len(parts) == len(items) and not any((item.text or "").strip() for item in items)


def _move_caption(caption: Element) -> None:
    """Put a caption and the picture directly before it into a figure."""
    if next(caption.iterancestors("figure"), None) is not None:
        return
    picture = caption.getprevious()
    if picture is None or (picture.tail or "").strip() or not _is_picture(picture):
        return
    box = caption.getparent()
    if box is None:
        return
    figure = builder.FIGURE()
    figure.tail, caption.tail = caption.tail, None
    picture.tail = None
    box.replace(caption, figure)
    figure.append(picture)
    figure.append(caption)
    caption.tag = "figcaption"


def _is_picture(element: Element) -> bool:
    """Whether an element is one picture, or a box of nothing else."""
    if element.tag == "img":
        return True
    alone = element.tag in _BOXES | {"picture"} and not words_of(element)
    return alone and len(list(element.iter("img"))) == 1


def _convert_pull_quote(element: Element) -> None:
    """A pull quote as a quotation; one that is in quotation already stays."""
    if element.find(".//blockquote") is not None or next(element.iterancestors("blockquote"), None) is not None:
        return
    if element.tag == "p":
        quotation = builder.BLOCKQUOTE()
        element.addprevious(quotation)
        quotation.tail, element.tail = element.tail, None
        quotation.append(element)
    else:
        element.tag = "blockquote"
