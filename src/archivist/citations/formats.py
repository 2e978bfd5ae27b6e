"""The formats of citations as a table: a file of each is written beside the PDF and the EPUB."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from archivist.citations import biblatex, csl_json, ris
from archivist.citations.citation import Citation


@dataclass(frozen=True, slots=True)
class CitationFormat:
    """A row of the table."""

    suffix: str  # of the file's name: .bib
    name: str  # as people know it
    write: Callable[[Iterable[Citation]], bytes]


FORMATS = (
    CitationFormat(".bib", "BibLaTeX", biblatex.write),
    CitationFormat(".ris", "RIS", ris.write),
    CitationFormat(".csl.json", "CSL-JSON", csl_json.write),
)


def suffix_of(name: str) -> str:
    """The suffix of a file of citations; "" if a file of this name is not one."""
    return next((each.suffix for each in FORMATS if name.endswith(each.suffix)), "")
