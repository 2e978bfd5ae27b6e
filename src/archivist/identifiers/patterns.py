"""Patterns that identifiers are made by: `10.1234/{volume}.{language}[.{version}]`.

A placeholder is replaced by what it names. A part in square brackets is left out in the first version of an edition.
"""

import difflib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from archivist.identifiers import check_characters, forms
from archivist.identifiers.invalid import InvalidIdentifierError
from archivist.identifiers.schemes import Scheme

# What each placeholder names, for messages and for the manual.
PLACEHOLDERS: Mapping[str, str] = {
    "slug": "the title of the archive as it is in the names of files",
    "volume": "the id of the volume, 2022-02",
    "number": "the number of the volume in the series",
    "year": "the year that the volume belongs to",
    "issue": "the number of the volume within the year",
    "language": "the language of the edition",
    "version": "the version of the edition, from 1",
    "key": "the key of the article",
    "check": "the check character of an ARK, or the check digit of a URN:NBN",
}
_PIECE = re.compile(r"\[(?P<optional>[^\[\]]*)\]|\{(?P<name>[^{}]*)\}|(?P<text>[^\[\]{}]+)|(?P<odd>.)", re.DOTALL)
_COUNTED = ("volume", "number", "issue", "version", "key")  # what may end in a number of any length
_BEGINS_WITH_DIGIT = (*_COUNTED, "year")
_SAMPLE = {
    **{"slug": "reader", "volume": "2022-02", "number": "2", "year": "2022", "issue": "2", "language": "en"},
    **{"version": "2", "key": "article"},
}


@dataclass(frozen=True, slots=True)
class _Piece:
    """A literal text or a placeholder."""

    text: str = ""
    name: str = ""  # of the placeholder; "" for a text
    is_optional: bool = False  # left out in the first version


@cache
def _pieces(text: str) -> tuple[_Piece, ...]:
    """The pieces of a pattern in order. Raises InvalidIdentifierError."""
    return tuple(_read_pieces(text))


def _read_pieces(text: str, *, is_optional: bool = False) -> Iterator[_Piece]:
    for match in _PIECE.finditer(text):
        if match["odd"]:
            raise InvalidIdentifierError(f"{match['odd']!r} is not closed, or was not opened")
        if match["name"] == "":
            raise InvalidIdentifierError("{} names nothing; write a placeholder such as {volume}")
        if match["optional"] is None:
            yield _Piece(match["text"] or "", match["name"] or "", is_optional)
        else:
            yield from _read_pieces(match["optional"], is_optional=True)


@dataclass(frozen=True, slots=True)
class Pattern:
    """A pattern, checked when it is made. Raises InvalidIdentifierError if it cannot make distinct identifiers."""

    scheme: Scheme
    text: str
    of_articles: bool = False

    def __post_init__(self) -> None:
        pieces = _pieces(self.text)
        self._check_names(pieces)
        self._check_order(pieces)
        self.fill(_SAMPLE)

    @property
    def names(self) -> frozenset[str]:
        """Its placeholders."""
        return frozenset(piece.name for piece in _pieces(self.text) if piece.name)

    def fill(self, values: Mapping[str, str]) -> str:
        """The identifier in its canonical form. `values` has each placeholder but `check`; all become lower case.

        Raises InvalidIdentifierError if a value has characters that such an identifier cannot have.
        """
        shown = (piece for piece in _pieces(self.text) if values["version"] != "1" or not piece.is_optional)
        filled = "".join(self._filled(piece, values) for piece in shown)
        if "check" not in self.names:
            return self.scheme.canonical(filled)
        if self.scheme is Scheme.ARK:
            name = filled.removeprefix("ark:").removeprefix("/")
            return forms.checked_ark(f"ark:{name}{check_characters.noid(name)}")
        return forms.checked_urn_nbn(forms.urn_nbn(filled + check_characters.nbn(filled)))

    def _filled(self, piece: _Piece, values: Mapping[str, str]) -> str:
        if not piece.name or piece.name == "check":
            return piece.text
        value = values[piece.name].lower()
        return value.replace("-", "") if self.scheme is Scheme.ARK else value  # they mean nothing in an ARK

    def _check_names(self, pieces: tuple[_Piece, ...]) -> None:
        known = [name for name in PLACEHOLDERS if self.of_articles or name != "key"]
        for piece in pieces:
            if piece.name and piece.name not in known:
                near = difflib.get_close_matches(piece.name, known, n=1, cutoff=0.5)
                meant = f"did you mean {{{near[0]}}}?" if near else f"known are {', '.join(f'{{{n}}}' for n in known)}"
                raise InvalidIdentifierError(f"{{{piece.name}}} is not a placeholder; {meant}")
        for name, problem in self._missing():
            raise InvalidIdentifierError(f"it has no {name}, so {problem}")
        if any(piece.is_optional and piece.name not in ("", "version") for piece in pieces):
            raise InvalidIdentifierError("what is in square brackets is left out in the first version: only {version}")

    def _missing(self) -> Iterator[tuple[str, str]]:
        """What it must have and has not, and what that would mean."""
        names = self.names
        if not names & {"volume", "number"} and not {"year", "issue"} <= names:
            yield "{volume}", "all volumes would have the same identifier"
        if "version" not in names:
            yield "{version}", "a new version of an edition would have the identifier of the one that it replaces"
        if self.of_articles and "key" not in names:
            yield "{key}", "all articles of an edition would have the same identifier"
        if self.scheme is Scheme.URN_NBN and forms.has_check_digit(self.text) and "check" not in names:
            yield "{check}", "it would lack the check digit with which each URN:NBN of Germany ends"

    def _check_order(self, pieces: tuple[_Piece, ...]) -> None:
        if any(piece.name == "check" for piece in pieces[:-1]):
            raise InvalidIdentifierError("{check} must be its last placeholder, with nothing after it")
        if "check" in self.names and self.scheme is Scheme.DOI:
            raise InvalidIdentifierError("a DOI has no check character; leave out {check}")
        if self.scheme is Scheme.ARK and any("-" in piece.text for piece in pieces):
            raise InvalidIdentifierError("hyphens mean nothing in an ARK; leave them out")
        before = ""
        for piece in pieces:
            if piece.name in _BEGINS_WITH_DIGIT and before in _COUNTED:
                raise InvalidIdentifierError(
                    f"{{{before}}} and {{{piece.name}}} have only digits between them, or nothing: 1 and 12 would give "
                    "the same as 11 and 2; write another character between them"
                )
            before = piece.name or (before if piece.text.isdecimal() else "")
