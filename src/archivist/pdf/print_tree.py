"""An XHTML document as the layout engine wants it: notes where they are called, addresses it can follow.

The document is the one source of both formats. What differs on paper is done here, and only here:
* a note stands behind its first call, to be floated to the foot of the page; notes listed as long stay at the
  end of the article;
* pictures are `archivist:NAME`, links to other documents `document:ID#ANCHOR`;
* the columns of parallel texts are named, since each is proved by itself;
* what is only for the EPUB is gone.
Elements lose their namespace, because style sheets of the engine are written for HTML without one.
"""

from collections.abc import Collection, Iterator
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from archivist.letters import columns

XHTML = "{http://www.w3.org/1999/xhtml}"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
WORD_JOINER = "\N{WORD JOINER}"
_SEPARATORS = dict.fromkeys((0x0B, 0x0C, 0x1C, 0x1D, 0x1E, 0x85, 0x2028, 0x2029), " ")
_BLOCKS = frozenset({"p", "div", "ul", "ol", "li", "dl", "dt", "dd", "blockquote", "pre", "table", "figure"})
PICTURE_SCHEME = "archivist:"
DOCUMENT_SCHEME = "document:"
STREAM = "data-stream"  # names an element whose text is laid out apart from what stands around it


def print_tree(xhtml: bytes, long_notes: Collection[str] = ()) -> Element:
    """The tree to lay out. `long_notes` are ids of notes to be printed after the article.

    Raises xml.etree.ElementTree.ParseError if the document is not well-formed.
    """
    root = ElementTree.fromstring(xhtml)
    for element in root.iter():
        element.text = _plain_spaces(element.text)
        element.tail = _plain_spaces(element.tail)
        element.tag = element.tag.removeprefix(XHTML)
        element.attrib.pop(XML_LANG, None)
    _remove(root, "epub-only")
    _name_columns(root)
    _move_notes(root, long_notes)
    _rewrite_addresses(root)
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
    """Take a child out and leave the text behind it where it was."""
    index = list(parent).index(child)
    tail = child.tail or ""
    if index:
        parent[index - 1].tail = (parent[index - 1].tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail
    child.tail = None
    parent.remove(child)


def _name_columns(root: Element) -> None:
    """Where a pair goes on over a page, the engine sets the rest of the first column after the second's beginning."""
    for column, name in list(columns(root)):
        column.set(STREAM, name)


def notes_section(root: Element) -> Element | None:
    """The section that holds an article's notes, if it has one."""
    return next((element for element in root.iter("section") if has_class(element, "notes")), None)


def _move_notes(root: Element, long_notes: Collection[str]) -> None:
    section = notes_section(root)
    if section is None:
        return
    notes = {note.get("id", ""): note for note in section.iter("aside") if has_class(note, "note")}
    above = parents(root)
    for call in list(_calls(root, section)):
        label = call.get("href", "").removeprefix("#")
        note = notes.get(label)
        if note is None or label in long_notes or has_class(note, "uncalled"):
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
    """Put the note behind its call, glued so that no line ends between the word, the number and the note."""
    note.tag = "div"
    _close_ranks(note)
    parent = above[call]
    index = list(parent).index(call)
    note.tail, call.tail = call.tail, WORD_JOINER
    parent.insert(index + 1, note)
    if index:
        before = parent[index - 1]
        before.tail = (before.tail or "") + WORD_JOINER
    else:
        parent.text = (parent.text or "") + WORD_JOINER


def _close_ranks(note: Element) -> None:
    """Remove white space around blocks: at the foot of a page the engine would give it lines of its own."""
    for element in note.iter():
        if element.tag in _BLOCKS and not (element.tail or "").strip():
            element.tail = None
        if len(element) and element[0].tag in _BLOCKS and not (element.text or "").strip():
            element.text = None


def _rewrite_addresses(root: Element) -> None:
    for element in root.iter():
        if element.tag == "img":
            element.set("src", PICTURE_SCHEME + element.get("src", ""))
        href = element.get("href", "")
        if element.tag == "a" and ".xhtml" in href and ":" not in href:
            document, _, anchor = href.partition("#")
            element.set("href", f"{DOCUMENT_SCHEME}{document.removesuffix('.xhtml')}#{anchor}")
