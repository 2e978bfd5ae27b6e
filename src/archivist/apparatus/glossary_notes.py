"""Notes that the glossary adds to an article: at the first mention of a term its native name, and words about it.

They are notes like the author's, numbered with them, and marked as additions. A term gets none where its author has
written one: a note directly at a mention, or its native name anywhere in the article.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from lxml import etree

from archivist.glossary import (
    BREAK,
    Glossary,
    RunningText,
    Spot,
    Term,
    Within,
    is_same,
    running_text,
)
from archivist.model.articles import Article, Body, NoteText
from archivist.text.xml_element import Element

if TYPE_CHECKING:
    from archivist.glossary import Mention

LABEL = "glossary_note"  # name of the built-in label that marks the note; markup/ fills it in
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
# Where a reader does not expect a note, or where it would change what is quoted.
_NO_NOTE = Within.LINK | Within.CODE | Within.FOREIGN | Within.HEADING | Within.CAPTION | Within.TABLE_HEADER
# What may be between a name and the note of its author: the rest of the word, and punctuation.
_REST_OF_WORD = re.compile(r"(?:['’‐‑-][^\W_]+)*[’”“»›\"')\]]*")
# In English a note is called after the punctuation (The Chicago Manual of Style, 14.26), elsewhere after the word.
_ENGLISH_PUNCTUATION = re.compile(r"[,.;:!?]?[’”\"')\]]*")
_PUNCTUATION = re.compile(r"[^\w\s\0]*")
_PHRASING = frozenset({"b", "bdi", "cite", "dfn", "em", "i", "mark", "q", "s", "small", "span", "strong", "u"})


@dataclass(frozen=True, slots=True)
class GlossedText:
    """A text with the notes of the glossary, and what it mentions."""

    body: Body
    mentioned: tuple[str, ...]  # ids of the terms in the text or its own notes, in the order of the glossary
    annotated: tuple[str, ...]  # ids of the terms that got a note, in the order of the notes


def with_glossary_notes(
    article: Article, body: Body, printed: Sequence[str], glossary: Glossary, already: Collection[str] = ()
) -> GlossedText:
    """A text with a note at the first mention of each term of the glossary.

    `printed` are the languages of its notes, its own first; `already` are terms that need none here.
    """
    if not glossary:
        return GlossedText(body, (), ())
    root: Element = etree.fromstring(body.xhtml)
    page = _Page(article, running_text(root, article.language), _notes_of(body), glossary)
    labels = {note.label for note in body.notes}
    notes: list[NoteText] = []
    places: list[tuple[Spot[Element], str]] = []
    for mention, term in page.first_mentions():
        texts = () if term.id in already else _texts(term, _free_label(term, labels), printed)
        if texts:
            notes += texts
            places.append((page.place(mention), texts[0].label))
    for spot, label in reversed(places):
        _insert_call(spot, label)
    if notes:
        body = replace(body, xhtml=etree.tostring(root, encoding="unicode"), notes=(*body.notes, *notes))
    return GlossedText(body, page.mentioned(), tuple(dict.fromkeys(note.term for note in notes)))


def _notes_of(body: Body) -> list[RunningText[Element]]:
    return [running_text(etree.fromstring(note.xhtml), note.language) for note in body.notes]


class _Page:
    """An article as its author wrote it, with what it mentions."""

    def __init__(
        self,
        article: Article,
        text: RunningText[Element],
        notes: Sequence[RunningText[Element]],
        glossary: Glossary,
    ) -> None:
        from archivist.glossary import mentions_in  # noqa: PLC0415 - most archives have no glossary

        self._article, self._text, self._glossary = article, text, glossary
        self._mentions = mentions_in(text, glossary)
        in_notes = (mention for note in notes for mention in mentions_in(note, glossary))
        self._found = {mention.term for mention in (*self._mentions, *in_notes)}
        self._words = BREAK.join([text.text, *(note.text for note in notes)])

    def mentioned(self) -> tuple[str, ...]:
        """The ids of the terms in the text or in its author's notes, in the order of the glossary."""
        return tuple(term.id for term in self._glossary.terms if term.id in self._found)

    def first_mentions(self) -> "Iterator[tuple[Mention[Element], Term]]":
        """The first mention of each term where there can be a note, if its author has not written one."""
        seen = {mention.term for mention in self._mentions if self._has_note(mention)}
        for mention in self._mentions:
            if mention.term in seen or mention.within & _NO_NOTE:
                continue
            seen.add(mention.term)
            term = self._glossary.find(mention.term)
            if term is not None and term.annotated and not self._has_native_name(term):
                yield mention, term

    def _has_note(self, mention: "Mention[Element]") -> bool:
        """Whether the author calls a note at a mention: directly after it, or after the punctuation there."""
        stop = self._end(_PUNCTUATION, self._end(_REST_OF_WORD, mention.end))
        return any(mention.end <= call <= stop for call in self._text.calls)

    def _end(self, expression: re.Pattern[str], start: int) -> int:
        """Where a match of an expression that begins at a place ends."""
        match = expression.match(self._text.text, start)
        return match.end() if match else start

    def _has_native_name(self, term: Term) -> bool:
        """Whether the author gives the name that a note would give."""
        return _is_foreign_to(self._article.language, term) and term.native_name in self._words

    def place(self, mention: "Mention[Element]") -> Spot[Element]:
        """Where the note of a mention is called: after the word and the quotation marks and brackets around it."""
        end = self._end(_REST_OF_WORD, mention.end)
        if is_same(mention.language, "en"):
            end = self._end(_ENGLISH_PUNCTUATION, end)
        while end > mention.end and self._text.within(mention.end, end) & _NO_NOTE:
            end -= 1
        return _after_phrase(self._text.spot_after(end - 1))


def _after_phrase(spot: Spot[Element]) -> Spot[Element]:
    """The same place, but behind the end of an emphasis and the like: a note is not emphasised."""
    while True:
        node = spot.node
        inner = node.getparent() if spot.in_tail else node
        text = node.tail if spot.in_tail else node.text
        is_last = node.getnext() is None if spot.in_tail else len(node) == 0
        if inner is None or inner.tag not in _PHRASING or not is_last or spot.offset < len(text or ""):
            return spot
        spot = Spot(inner, True, 0)


def _insert_call(spot: Spot[Element], label: str) -> None:
    node = spot.node
    call = node.makeelement("a", {"class": "note-call", "data-note": label})
    text = (node.tail if spot.in_tail else node.text) or ""
    before, call.tail = text[: spot.offset], text[spot.offset :]
    parent = node.getparent() if spot.in_tail else node
    if parent is None:
        raise ValueError("a place after the end of the text has no element around it")
    if spot.in_tail:
        node.tail = before
        parent.insert(parent.index(node) + 1, call)
    else:
        node.text = before
        parent.insert(0, call)


def _free_label(term: Term, labels: Collection[str]) -> str:
    """A label that no note of the author has."""
    label = f"glossary:{term.id}"
    while label in labels:
        label += "*"
    return label


def _texts(term: Term, label: str, printed: Sequence[str]) -> tuple[NoteText, ...]:
    """The note of a term in the languages in which it says something; none if it says nothing in the first one.

    In the language of the article it gives the native name, in others the name in that language.
    """
    own, *others = printed
    native = term.native_name if _is_foreign_to(own, term) else ""
    if not native and not term.note(own):
        return ()
    texts = [NoteText(label, own, _note(native, term.native, term.note(own)), term=term.id)]
    for language in others:
        if term.note(language):
            texts.append(NoteText(label, language, _note(term.name(language), "", term.note(language)), term=term.id))
    return tuple(texts)


def _is_foreign_to(language: str, term: Term) -> bool:
    """Whether a text in a language has another name for a term than its native one."""
    return bool(term.native_name) and term.native_name != term.name(language) and not is_same(term.native, language)


def _note(name: str, name_language: str, words: str) -> str:
    """A note as XHTML: the label, the name with its language if it is another, and words."""
    root: Element = etree.fromstring("<div><p/></div>")
    paragraph = root[0]
    mark = paragraph.makeelement("span", {"class": "glossary-label", "data-label": LABEL})
    mark.tail = " "
    paragraph.append(mark)
    if name:
        attributes = {"lang": name_language, _XML_LANG: name_language} if name_language else {}
        written = paragraph.makeelement("span", {"class": "glossary-name", **attributes})
        written.text, written.tail = name, f" – {words}" if words else None
        paragraph.append(written)
    else:
        mark.tail = f" {words}"
    return str(etree.tostring(root, encoding="unicode"))
