"""An XHTML document as the layout engine wants it: notes where they are called, addresses it can follow.

The document is the one source of both formats. What differs on paper is done here, and only here:
* a note comes after its first call, to be floated to the foot of the page; if one is too long for that, all notes
  stay at the end of the article, since one series in two places is not found again;
* pictures are `archivist:NAME`, links to other documents `document:ID#ANCHOR`, to other editions `edition:ID#PLACE`;
* the columns of parallel texts are named, since each is proved by itself;
* where lists begin to count is said in CSS, since the engine reads no attributes of HTML;
* what is only for the EPUB is gone.
Elements lose their namespace, because style sheets of the engine are written for HTML without one.
"""

import math
from collections.abc import Collection, Iterator
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from archivist.fidelity.printed_words import STREAM
from archivist.pdf.last_page_lines import mark_last_blocks
from archivist.text.list_numbers import numbers_of
from archivist.text.visible_text import columns

XHTML = "{http://www.w3.org/1999/xhtml}"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
WORD_JOINER = "\N{WORD JOINER}"
_SEPARATORS = dict.fromkeys((0x0B, 0x0C, 0x1C, 0x1D, 0x1E, 0x85, 0x2028, 0x2029), " ")
PICTURE_SCHEME = "archivist:"
DOCUMENT_SCHEME = "document:"
EDITION_SCHEME = "edition:"
PICTURE_ROW = "picture-row"  # class of what small pictures are beside one another in
ROOM = "data-room"  # of a document that follows others: the share of a page that has to be free for it to begin there
_SHORT_EXAMPLE = 8  # lines of preformatted text that is not divided between pages
_EXAMPLE_LINE = 55  # characters: about the measure in the typewriter face
WHOLE_NOTES = "data-whole"  # of a note that is not to be divided
ARTICLE_OF_NOTE = "data-article"  # of a note of one of several documents: the title of its document


def print_tree(xhtml: bytes, long_notes: Collection[str] = ()) -> Element:
    """The tree to lay out. `long_notes` are ids of notes too long for a page; if there is one, none is moved.

    Raises xml.etree.ElementTree.ParseError if the document is not well-formed.
    """
    root = ElementTree.fromstring(xhtml)
    for element in root.iter():
        element.text = _plain_spaces(element.text)
        element.tail = _plain_spaces(element.tail)
        element.tag = element.tag.removeprefix(XHTML)
        element.attrib.pop(XML_LANG, None)
    _remove(root, "epub-only")
    _set_hue(root)
    _name_columns(root)
    _count_lists(root)
    for body in (each for each in root.iter("div") if has_class(each, "body")):
        mark_last_blocks(body)
    _mark_short_examples(root)
    _mark_raised_figures(root)
    _glue_calls(root)
    _move_notes(root, long_notes)
    _rewrite_addresses(root)
    _mark_pictures_first(root)
    return root


def _plain_spaces(text: str | None) -> str | None:
    """Line and paragraph separators as spaces: the engine stops at them with an error."""
    return text.translate(_SEPARATORS) if text else text


def has_class(element: Element, name: str) -> bool:
    """Whether the element's class attribute holds this name."""
    return name in element.get("class", "").split()


def parents(root: Element) -> dict[Element, Element]:
    """Each element's parent."""
    return {child: parent for parent in root.iter() for child in parent}


def _remove(root: Element, class_name: str) -> None:
    for parent in list(root.iter()):
        for child in [child for child in parent if has_class(child, class_name)]:
            detach(parent, child)


def detach(parent: Element, child: Element) -> None:
    """Take a child out and leave the text after it where it was."""
    index = list(parent).index(child)
    tail = child.tail or ""
    if index:
        parent[index - 1].tail = (parent[index - 1].tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail
    child.tail = None
    parent.remove(child)


def _set_hue(root: Element) -> None:
    """The colour of the volume, for styles/cover.css. An EPUB has no colours but those of its reader."""
    for element in root.iter():
        colour = element.attrib.pop("data-hue", "")
        if colour:
            element.set("style", f"--hue: {colour}")


def _name_columns(root: Element) -> None:
    """Where a pair goes on over a page, the engine sets the rest of the first column after the second's beginning."""
    for column, name in list(columns(root)):
        column.set(STREAM, name)


def _count_lists(root: Element) -> None:
    """Let the engine's counter do what `start`, `reversed` and `value` say; plain lists it counts by itself.

    The engine sets a counter before it increments it, CSS has it the other way round; without an increment both agree.
    """
    for ordered in root.iter("ol"):
        items = list(numbers_of(ordered))
        backwards = ordered.get("reversed") is not None
        if items and (backwards or ordered.get("start")):
            before = items[0][1].value + (1 if backwards else -1)
            ordered.set("style", f"counter-reset: list-item {before}")
        for item, number in items:
            if item.get("value"):
                item.set("style", f"counter-increment: list-item 0; counter-set: list-item {number.value}")
            elif backwards:
                item.set("style", "counter-increment: list-item -1")


def notes_section(root: Element) -> Element | None:
    """The section that contains an article's notes, if it has one."""
    return next((element for element in root.iter("section") if has_class(element, "notes")), None)


def _move_notes(root: Element, long_notes: Collection[str]) -> None:
    section = notes_section(root)
    if section is None or long_notes:
        return
    notes = {note.get("id", ""): note for note in section.iter("aside") if has_class(note, "note")}
    above = parents(root)
    for call in list(_calls(root, section)):
        label = call.get("href", "").removeprefix("#")
        note = notes.get(label)
        if note is None or has_class(note, "uncalled"):
            continue
        del notes[label]
        detach(above[note], note)
        _stand_behind(call, note, above)
    if not notes:
        detach(above[section], section)


def _calls(root: Element, section: Element) -> Iterator[Element]:
    """Calls in the text, not those within notes: a note inside a note cannot be floated."""
    inside = set(section.iter())
    return (element for element in root.iter("a") if has_class(element, "note-call") and element not in inside)


def _stand_behind(call: Element, note: Element, above: dict[Element, Element]) -> None:
    """Put the note after its call, glued so that no line ends between the number and the note."""
    note.tag = "div"
    parent = above[call]
    note.tail, call.tail = call.tail, WORD_JOINER
    parent.insert(list(parent).index(call) + 1, note)


def _glue_calls(root: Element) -> None:
    """Join each call to what is before it: no line may begin with the number of a note."""
    for parent in list(root.iter()):
        before: Element | None = None
        for child in parent:
            if child.tag == "a" and has_class(child, "note-call"):
                if before is None:
                    parent.text = (parent.text or "") + WORD_JOINER
                else:
                    before.tail = (before.tail or "") + WORD_JOINER
            before = child


def _mark_pictures_first(root: Element) -> None:
    """Mark the paragraphs that begin with a picture: indented, one as wide as the measure would be in the margin."""
    for paragraph in root.iter("p"):
        element: Element | None = paragraph
        while element is not None and element.tag != "img" and not (element.text or "").strip():
            element = next(iter(element), None)
        if element is not None and element.tag == "img":
            paragraph.set("data-begins", "picture")


def _mark_short_examples(root: Element) -> None:
    """Mark the preformatted texts of few lines."""
    for example in root.iter("pre"):
        lines = "".join(example.itertext()).rstrip("\n").split("\n")
        if sum(max(1, math.ceil(len(line) / _EXAMPLE_LINE)) for line in lines) <= _SHORT_EXAMPLE:
            example.set("data-short", "")


def _mark_raised_figures(root: Element) -> None:
    """Mark what is raised or lowered and has figures alone: the fonts have glyphs for these."""
    for element in (*root.iter("sup"), *root.iter("sub")):
        text = element.text or ""
        if not len(element) and text.isascii() and text.isdecimal():
            element.set("data-figures", "")


def _rewrite_addresses(root: Element) -> None:
    for element in root.iter():
        if element.tag == "img":
            element.set("src", PICTURE_SCHEME + element.get("src", ""))
        href = element.get("href", "")
        edition, place = element.attrib.pop("data-edition", ""), element.attrib.pop("data-place", "")
        if edition:
            element.set("href", f"{EDITION_SCHEME}{edition}#{place}")
        elif element.tag == "a" and ".xhtml" in href and ":" not in href:
            document, _, anchor = href.partition("#")
            element.set("href", f"{DOCUMENT_SCHEME}{document.removesuffix('.xhtml')}#{anchor}")
