"""The text of a PDF by marked-content sequence: what extractor.py finds, and what the checks compare."""

from dataclasses import dataclass, field

UNKNOWN = "\N{REPLACEMENT CHARACTER}"  # a glyph of which the file does not say what it stands for


@dataclass(frozen=True, slots=True)
class Artifact:
    """Text on a page that is not content: running heads, page numbers, leaders."""

    page: int  # from 0
    kind: str  # Pagination, Layout, …; "" if the file gives none
    texts: tuple[str, ...]  # one for each text object (BT … ET)


@dataclass(slots=True)
class MarkedText:
    """What the content streams hold."""

    pages: int = 0
    sequences: dict[tuple[int, int], str] = field(default_factory=dict)  # by page from 0 and MCID
    artifacts: list[Artifact] = field(default_factory=list)
    untagged: dict[int, str] = field(default_factory=dict)  # text that is neither, by page
    glyphs: dict[int, dict[int, str]] = field(default_factory=dict)  # object number of a font: CID, what it stands for
