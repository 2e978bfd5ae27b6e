"""Notes of plug-ins and of WordPress itself, in the one form of HTML that is read as notes."""

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from archivist.findings import Finding
from archivist.place import Place
from archivist.readers.wordpress.pieces import VERBATIM, pieces
from archivist.readers.wordpress.wordpress_paragraphs import paragraphs

_CORE_CALL = re.compile(
    r"<sup\b(?=[^<>]{0,500}\bdata-fn=\"([^\"<>]{1,100})\")[^<>]{0,500}>\s*(?:<a\b[^<>]{0,500}>)?[^<>]{0,20}(?:</a>)?\s*</sup>",
    re.IGNORECASE,
)
# `word((a note of some words))`, the marks of the plug-in "Footnotes"; "WP-Footnotes" and "Civil Footnotes" ask for a
# space before them.
_DOUBLE = re.compile(r"(?<=[^\s(\[{=+*/<-])[ ]?\(\(([^()]{0,2000}(?:\([^()]{0,500}\)[^()]{0,2000}){0,5})\)\)(?![\w)])")
# `word [1. A note.]`, the marks of the plug-in "FD Footnotes".
_NUMBERED = re.compile(
    r"(?<=[^\s\[])[ ]?\[(\d{1,3})\.\s{1,9}([^\[\]]{2,2000}(?:\[[^\[\]]{0,500}\][^\[\]]{0,2000}){0,5})\]"
)
_WORD = re.compile(r"[^\W\d_]{2,}")
_OWN_LABEL = re.compile(r"\bfn:[\w-]+")


@dataclass(slots=True)
class Footnotes:
    """The notes of one article, in the order of their first calls."""

    taken: frozenset[str] = frozenset()  # labels the article's HTML has already
    texts: dict[str, str] = field(default_factory=dict)  # label -> HTML
    calls: dict[str, int] = field(default_factory=dict)  # label -> how often it was called
    named: dict[str, str] = field(default_factory=dict)  # the author's name for a note -> label

    @classmethod
    def beside(cls, source: str) -> "Footnotes":
        """Notes for an article that may have some already, made by another program."""
        return cls(frozenset(label[3:] for label in _OWN_LABEL.findall(source)))

    def call(self, text: str, name: str = "") -> str:
        """A note with this text; the HTML of its call. A name calls the same note again."""
        label = self.named.get(name) if name else None
        if label is None:
            label = self._new_label()
            self.texts[label] = text.strip()
            if name:
                self.named[name] = label
        elif not self.texts[label]:
            self.texts[label] = text.strip()
        return self._call(label)

    def _new_label(self) -> str:
        number = len(self.texts) + 1
        while str(number) in self.taken or str(number) in self.texts:
            number += 1
        return str(number)

    def _call(self, label: str) -> str:
        self.calls[label] = again = self.calls.get(label, 0) + 1
        suffix = f":{again}" if again > 1 else ""
        return f'<sup id="fnref{suffix}:{label}"><a class="footnote-ref" href="#fn:{label}">{label}</a></sup>'

    def list(self) -> str:
        """The HTML of the notes' texts, "" if there are none."""
        if not self.texts:
            return ""
        items = "".join(self._item(label, text) for label, text in self.texts.items())
        return f'\n<div class="footnote"><hr><ol>{items}</ol></div>'

    def _item(self, label: str, text: str) -> str:
        back = f' <a class="footnote-backref" href="#fnref:{label}">↩</a>' if self.calls.get(label) else ""
        return f'<li id="fn:{label}">{paragraphs(text)}{back}</li>'


def core_notes(source: str, written: str, notes: Footnotes, place: Place) -> tuple[str, list[Finding]]:
    """The article with its calls of WordPress's own notes, whose texts are in the custom field `footnotes`."""
    texts = _core_texts(written)
    if not texts and "data-fn" not in source:
        return source, []
    remarks: list[Finding] = []

    def call_note(match: re.Match[str]) -> str:
        name = html.unescape(match[1])
        if name in texts:
            return notes.call(texts[name], f"core {name}")
        message = f"the text of the note {name!r} is not in the export; its number stays in the article"
        remarks.append(Finding.at(place, "import-left-out", message))
        return match[0]

    source = _CORE_CALL.sub(call_note, source)
    for name, text in texts.items():
        if f"core {name}" not in notes.named:  # written and never called: nothing is lost
            notes.call(text, f"core {name}")
            notes.calls.pop(notes.named[f"core {name}"])
    return source, remarks


def _core_texts(written: str) -> dict[str, str]:
    if not written.strip():
        return {}
    try:
        notes = json.loads(written)
    except (ValueError, RecursionError):
        return {}
    if not isinstance(notes, list):
        return {}
    found = {str(each.get("id", "")): str(each.get("content", "")) for each in notes if isinstance(each, dict)}
    return {name: text for name, text in found.items() if name and text.strip()}


def double_brackets(source: str, notes: Footnotes) -> tuple[str, int]:
    """`word((note))` as calls, if there are two or more with words in them; the text, and how many notes.

    Exports do not contain the plug-in's settings, and `f((x))` is mathematics: so at least two, of two words each.
    """
    if source.count("((") < 2:
        return source, 0
    parts = list(_by_code(source))
    found = [match for is_code, text in parts if not is_code for match in _DOUBLE.finditer(text) if _is_note(match[1])]
    if len(found) < 2:
        return source, 0

    def call_note(match: re.Match[str]) -> str:
        return notes.call(match[1]) if _is_note(match[1]) else match[0]

    return "".join(text if is_code else _DOUBLE.sub(call_note, text) for is_code, text in parts), len(found)


def numbered_brackets(source: str, notes: Footnotes) -> tuple[str, int]:
    """`word [1. note]` as calls, if the numbers run from one on; the text, and how many notes."""
    if "[1. " not in source or "[2. " not in source:
        return source, 0
    parts = list(_by_code(source))
    found = [match for is_code, text in parts if not is_code for match in _NUMBERED.finditer(text)]
    runs = [int(match[1]) for match in found] == list(range(1, len(found) + 1))
    if not runs or not all(_is_within_paragraph(match[2]) for match in found):
        return source, 0

    def call_note(match: re.Match[str]) -> str:
        return notes.call(match[2])

    return "".join(text if is_code else _NUMBERED.sub(call_note, text) for is_code, text in parts), len(found)


def _by_code(source: str) -> Iterator[tuple[bool, str]]:
    """The text in parts: whether it is code, and the part."""
    depth = 0
    part: list[str] = []
    for piece in pieces(source):
        if piece.tag in VERBATIM and not piece.closes and depth == 0:
            yield False, "".join(part)
            part = []
        part.append(piece.source)
        if piece.tag in VERBATIM:
            depth = max(depth + (-1 if piece.closes else 1), 0)
            if depth == 0:
                yield True, "".join(part)
                part = []
    yield depth > 0, "".join(part)


def _is_note(text: str) -> bool:
    return _is_within_paragraph(text) and (len(_WORD.findall(text)) >= 2 or "http" in text)


def _is_within_paragraph(text: str) -> bool:
    return not re.search(r"\n\s*\n|</?(?:p|div|li|h[1-6])\b", text)
