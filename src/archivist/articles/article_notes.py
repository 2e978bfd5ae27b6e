"""Notes in the token stream: which labels there are, in which languages, and where they are called."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from archivist.articles.notes_heading import without_headings_over_notes
from archivist.articles.report import Report
from archivist.dialect.parser import Token
from archivist.text import languages


@dataclass(slots=True)
class Definition:
    """The text of a note, still as tokens."""

    label: str
    language: str
    line: int  # of the file
    tokens: list[Token] = field(default_factory=list)
    attributes: dict[str, str | int | float] = field(default_factory=dict)


class Notes:
    """The notes of one article."""

    def __init__(self, language: str, report: Report, *, keep_headings: bool = False) -> None:
        self.language, self.report, self._keep_headings = language, report, keep_headings
        self.definitions: dict[tuple[str, str], Definition] = {}  # in the order written
        self._folded: dict[str, set[str]] = {}
        self._labels: set[str] = set()

    def take(self, tokens: Iterable[Token]) -> list[Token]:
        """The tokens of the body; the definitions among them are kept here, and a heading over them goes,
        unless headings are to be kept.
        """
        body: list[Token] = []
        stack: list[list[Token]] = [body]
        places: list[int] = []  # of the body, where definitions were
        for token in tokens:
            if token.type == "footnote_reference_open":
                if len(stack) == 1:
                    places.append(len(body))
                stack.append(self._open(token))
            elif token.type == "footnote_reference_close":
                stack.pop()
            else:
                stack[-1].append(token)
        return body if self._keep_headings else without_headings_over_notes(body, places, self.report)

    def add_inline(self, tokens: list[Token], line: int) -> str:
        """Add a note written in place (`^[…]`) and return the label it gets."""
        number = 1
        while self.resolve(f"inline-{number}"):
            number += 1
        label = f"inline-{number}"
        opening, inline = Token("paragraph_open", "p", 1, block=True), Token("inline", "", 0, children=tokens)
        opening.map = [line - self.report.line(0)] * 2
        closing = Token("paragraph_close", "p", -1, block=True)
        self._add(Definition(label, self.language, line, [opening, inline, closing]))
        return label

    def resolve(self, label: str) -> str:
        """The label of the note a call means; "" if it has no text."""
        base = _split_label(label)[0]
        for candidate in (label, base):
            if candidate in self._labels:
                return candidate
        same = self._folded.get(label.casefold(), set())
        return next(iter(same)) if len(same) == 1 else ""

    def report_uncalled(self, calls: dict[str, set[str]], from_body: Iterable[str]) -> None:
        """A finding for each note never called; `calls` are the labels called in each note."""
        reached: set[str] = set()
        waiting = list(from_body)
        while waiting:
            label = waiting.pop()
            if label not in reached:
                reached.add(label)
                waiting += calls.get(label, ())
        seen: set[str] = set()
        for definition in self.definitions.values():
            if definition.label not in reached and definition.label not in seen:
                self.report.add("text-without-note", f"[^{definition.label}] is never called", definition.line)
            seen.add(definition.label)

    def _open(self, token: Token) -> list[Token]:
        written = str(token.meta["label"])
        line = self.report.line(token.map[0] if token.map else 0)
        label, tag = _split_label(written)
        language = languages.normalise_tag(tag) if tag else self.language
        if language is None:
            self.report.add("unknown-language", f"[^{written}]: {tag!r} is not the tag of a known language", line)
            label, language = written, self.language
        return self._add(Definition(label, language, line, attributes=dict(token.attrs))).tokens

    def _add(self, definition: Definition) -> Definition:
        key = definition.label, definition.language
        first = self.definitions.setdefault(key, definition)
        if first is not definition:
            name = f"[^{definition.label}] in {definition.language}"
            self.report.add("duplicate-note", f"{name} has a text on line {first.line} already", definition.line)
        self._labels.add(definition.label)
        self._folded.setdefault(definition.label.casefold(), set()).add(definition.label)
        return first


def _split_label(label: str) -> tuple[str, str]:
    """Label and language tag of `label@lang`; the tag is "" if there is none."""
    base, at, tag = label.rpartition("@")
    return (base, tag) if at and base and tag else (label, "")
