"""The formats of citations as a table: a file of each is written beside the PDF and the EPUB."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from archivist.citations.citation import Citation

# What writes a format is imported when it writes: most who ask for the table want the names of files.
# ruff: noqa: PLC0415


@dataclass(frozen=True, slots=True)
class CitationFormat:
    """A row of the table."""

    suffix: str  # of the file's name: .bib
    name: str  # as people know it
    write: "Callable[[Iterable[Citation]], bytes]"


def _biblatex(citations: "Iterable[Citation]") -> bytes:
    from archivist.citations import biblatex

    return biblatex.write(citations)


def _ris(citations: "Iterable[Citation]") -> bytes:
    from archivist.citations import ris

    return ris.write(citations)


def _csl_json(citations: "Iterable[Citation]") -> bytes:
    from archivist.citations import csl_json

    return csl_json.write(citations)


FORMATS = (
    CitationFormat(".bib", "BibLaTeX", _biblatex),
    CitationFormat(".ris", "RIS", _ris),
    CitationFormat(".csl.json", "CSL-JSON", _csl_json),
)


def suffix_of(name: str) -> str:
    """The suffix of a file of citations; "" if a file of this name is not one."""
    return next((each.suffix for each in FORMATS if name.endswith(each.suffix)), "")
