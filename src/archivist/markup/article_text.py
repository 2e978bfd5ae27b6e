"""The text of an article as it is in its document: calls numbered, links led somewhere, notes written out."""

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from lxml import etree
from markupsafe import Markup

from archivist.markup.adjacent_calls import part_calls
from archivist.markup.archived_copies import NO_COPIES, ArchivedCopies, add_days, mark_links
from archivist.markup.built_in_words import Words
from archivist.markup.labels_in_text import fill_in_labels
from archivist.markup.line_joins import has_lines_to_join, join_lines
from archivist.markup.numeric_cells import mark_numeric_cells
from archivist.markup.picture_rows import set_picture_rows
from archivist.markup.unhyphenated import set_unhyphenated
from archivist.model.annotated import AnnotatedArticle, Note
from archivist.model.articles import Picture
from archivist.text.list_numbers import numbers_of

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_SHORT_ROWS = 8
_SHORT_TEXT = 600  # characters
_MANY_COLUMNS = (8, 11, 15)  # from which on tables are smaller on screens
_SHORT_NUMBER = 2  # characters of a list number for which there is always room
_LONGEST_NUMBER = 16  # characters for which the style sheets know a width
EPUB_TYPE = "epub-type"  # stands for epub:type until the element is written into a document

# From an article's path and an anchor to an address, or "" if it has no target.
LinkTarget = Callable[[str, str], str]
# The built-in labels in a language.
WordsIn = Callable[[str], Words]


@dataclass(frozen=True, slots=True)
class WrittenNote:
    """A note ready for the template."""

    id: str
    number: int
    first_call: str  # id of the first call; "" if it is never called
    texts: tuple[tuple[str, Markup], ...]  # language and XHTML
    is_from_glossary: bool = False


@dataclass(frozen=True, slots=True)
class WrittenText:
    """An article's text ready for the template."""

    xhtml: Markup
    notes: tuple[WrittenNote, ...]
    pictures: tuple[Picture, ...]  # those it shows, notes included


def write_text(
    annotated: AnnotatedArticle,
    link_target: LinkTarget,
    pictures: Mapping[str, Picture],
    words_in: WordsIn,
    copies: ArchivedCopies = NO_COPIES,
) -> WrittenText:
    """The body and the notes of an article. `pictures` are all pictures by name, those of translations included.

    `words_in` gives the built-in labels in a language, `copies` are of the pages that the article cites.
    """
    pen = Pen(link_target, pictures, words_in, copies)
    text = inner(pen.passage(annotated.body.xhtml, by_label(annotated.notes), annotated.article.language))
    return WrittenText(text, pen.notes(annotated), pen.pictures)


class Pen:
    """Writes the passages of one document in the order they are read, counting calls and pictures."""

    def __init__(
        self,
        link_target: LinkTarget,
        pictures: Mapping[str, Picture],
        words_in: WordsIn,
        copies: ArchivedCopies = NO_COPIES,
    ) -> None:
        self._link_target, self._known, self._words_in, self._copies = link_target, pictures, words_in, copies
        self._calls: dict[int, int] = {}  # how often each note is called so far, by number
        self._shown: dict[str, Picture] = {}

    @property
    def pictures(self) -> tuple[Picture, ...]:
        """The pictures shown so far."""
        return tuple(self._shown.values())

    def passage(
        self,
        xhtml: str,
        notes: Mapping[str, Note],
        language: str,
        *,
        keep_ids: bool = True,
        prefix: str = "",
        is_note: bool = False,
    ) -> etree._Element:
        """A passage in a language as it appears in the document.

        `notes` are by label; `prefix` goes before each of its ids. A note says when the pages that it links to were
        archived.
        """
        root = etree.fromstring(xhtml)
        if "data-label" in xhtml:
            fill_in_labels(root, language, self._words_in)
        if not keep_ids:
            _drop_ids(root)
        if prefix:
            _prefix_ids(root, prefix)
        _number_calls(root, notes, self._calls)
        if "note-call" in xhtml:
            part_calls(root)
        _lead_links(root, self._link_target)
        archived = mark_links(root, self._copies)
        if is_note:
            add_days(archived, language, self._words_in)
        if has_lines_to_join(xhtml):
            join_lines(root)
        set_unhyphenated(root)
        if "<table" in xhtml:
            _mark_short_tables(root)
            _mark_wide_tables(root)
            mark_numeric_cells(root)
        _make_room_for_numbers(root)
        set_picture_rows(root, self._known)
        for image in root.iter("img"):
            name = image.get("src", "")
            self._shown[name] = self._known[name]
        return root

    def notes(self, annotated: AnnotatedArticle) -> tuple[WrittenNote, ...]:
        """The notes of an article, once all that calls them is written."""
        second = by_label(annotated.parallel.notes) if annotated.parallel else {}
        first = by_label(annotated.notes)
        written = []
        for note in annotated.printed_notes:
            known = {**second, **first} if first.get(note.label) == note else {**first, **second}
            texts = tuple(
                (part.language, inner(self.passage(part.xhtml, known, part.language, keep_ids=False, is_note=True)))
                for part in note.texts
            )
            written.append((note, texts))
        return tuple(
            WrittenNote(
                note_id(note),
                note.number,
                call_id(note, 1) if note.number in self._calls else "",
                texts,
                note.is_from_glossary,
            )
            for note, texts in written
        )


def by_label(notes: Iterable[Note]) -> dict[str, Note]:
    """Notes as the calls in their text name them."""
    return {note.label: note for note in notes}


def note_id(note: Note) -> str:
    """The id of a note in its document. The full stop keeps it apart from ids made of headings."""
    return f"note.{note.number}"


def call_id(note: Note, count: int) -> str:
    """The id of the first, second, … call of a note."""
    return f"call.{note.number}" if count == 1 else f"call.{note.number}.{count}"


def _drop_ids(root: etree._Element) -> None:
    """A note's text may come from another article: its ids would appear twice, and links to them have no target."""
    for element in root.iter():
        element.attrib.pop("id", None)
        if element.tag == "a" and element.get("href", "").startswith("#"):
            del element.attrib["href"]


def _prefix_ids(root: etree._Element, prefix: str) -> None:
    """Ids of a second text in the document: the first may have the same."""
    for element in root.iter():
        if element.get("id"):
            element.set("id", prefix + element.get("id"))
        if element.tag == "a" and element.get("href", "").startswith("#"):
            element.set("href", f"#{prefix}{element.get('href')[1:]}")


def _number_calls(root: etree._Element, notes: Mapping[str, Note], calls: dict[int, int]) -> None:
    for call in list(root.iter("a")):
        label = call.attrib.pop("data-note", None)
        if label is None:
            continue
        note = notes.get(label)
        if note is None:  # called within a translation's note, whose notes are not all this article's
            call.tag = "span"
            call.text = f"[^{label}]"
            call.attrib.pop("class", None)
            continue
        calls[note.number] = calls.get(note.number, 0) + 1
        call.text = str(note.number)
        call.set("id", call_id(note, calls[note.number]))
        call.set("href", f"#{note_id(note)}")
        call.set("role", "doc-noteref")
        call.set(EPUB_TYPE, "noteref")


def _lead_links(root: etree._Element, link_target: LinkTarget) -> None:
    for link in list(root.iter("a")):
        href = link.get("href", "")
        if _is_address("".join(link.itertext())):
            link.set("class", " ".join([*link.get("class", "").split(), "web-address"]))
        if not href.startswith("article:"):
            continue
        path, _, anchor = href.removeprefix("article:").partition("#")
        link.attrib.pop("data-address", None)
        target = link_target(path, anchor)
        if target:
            link.set("href", target)
        else:
            link.tag = "span"
            link.attrib.clear()
            link.set("class", "unlinked")


def _mark_short_tables(root: etree._Element) -> None:
    """Mark the tables that surely fit a page. Of longer ones the engine would lose the head if it kept them whole."""
    for table in root.iter("table"):
        rows = sum(1 for _ in table.iter("tr"))
        if rows <= _SHORT_ROWS and len("".join(table.itertext())) <= _SHORT_TEXT:
            table.set("class", " ".join([*table.get("class", "").split(), "short-table"]))


def _mark_wide_tables(root: etree._Element) -> None:
    """Mark the tables of many columns, for screens: reading systems do not set them smaller by themselves."""
    for table in root.iter("table"):
        rows = [row.iterchildren("td", "th") for row in table.iter("tr")]
        columns = max((sum(int(cell.get("colspan", "1")) for cell in row) for row in rows), default=0)
        least = max((each for each in _MANY_COLUMNS if each <= columns), default=0)
        if least:
            table.set("class", " ".join([*table.get("class", "").split(), f"columns-{least}"]))


def _make_room_for_numbers(root: etree._Element) -> None:
    """Mark the lists whose numbers are longer than the indent of a list has room for."""
    for ordered in root.iter("ol"):
        longest = max((_width(number.label) for _, number in numbers_of(ordered)), default=0)
        if longest > _SHORT_NUMBER:
            name = f"number-{min(longest, _LONGEST_NUMBER)}"
            ordered.set("class", " ".join([*ordered.get("class", "").split(), name]))


def _width(label: str) -> int:
    """How wide a number is, in digits; an m is half as wide again."""
    return len(label) + math.ceil(label.casefold().count("m") / 2)


def _is_address(text: str) -> bool:
    """Whether a link shows an address and not words: such text is not to be hyphenated."""
    return text.strip().startswith(("http://", "https://", "www.")) and " " not in text.strip()


def inner(root: etree._Element) -> Markup:
    """The content of an element as XML, without the element itself."""
    whole: str = etree.tostring(root, encoding="unicode", with_tail=False)
    content = whole[whole.index(">") + 1 : max(whole.rfind("</"), 0)]  # in values of attributes lxml escapes both
    return Markup(content.replace(f'{EPUB_TYPE}="', 'epub:type="'))  # well-formed by lxml
