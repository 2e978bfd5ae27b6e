"""What a page copied as text is made of: its head, its article, and what stands below."""

from dataclasses import dataclass, field

from archivist.importers.dates import Moment
from archivist.importers.scraped.lines import Line


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the article, as lines."""

    lines: tuple[Line, ...]
    is_background: bool = False

    @property
    def text(self) -> str:
        """Its words, line by line."""
        return "\n".join(line.text for line in self.lines)


def quoted(words: str) -> str:
    """Words of the page as the report quotes them, not too many."""
    return f"“{words[:79]}…”" if len(words) > 80 else f"“{words}”"


@dataclass(slots=True)
class Page:
    """What was found on a page. Filled by head.py and below.py, line by line."""

    title: str = ""
    section: str = ""
    description: str = ""
    captions: list[str] = field(default_factory=list)
    authors: list[str] = field(default_factory=list)
    agency: str = ""
    place: str = ""
    moment: Moment | None = None  # of publication
    moment_line: str = ""  # where it was found
    updated: Moment | None = None
    body: list[Line] = field(default_factory=list)  # the article's own lines
    below_end: list[Line] = field(default_factory=list)  # those of them that stand below its end
    tags: dict[str, None] = field(default_factory=dict)
    related: dict[str, None] = field(default_factory=dict)  # titles, as printed
    translations: dict[str, None] = field(default_factory=dict)  # tags of languages
    bylines: set[str] = field(default_factory=set)  # lines that said who and when, folded
    left_out: dict[str, int] = field(default_factory=dict)  # lines, and how often
    guessed: list[str] = field(default_factory=list)  # for the report

    def leave_out(self, line: str) -> None:
        """Note a line that is no part of the article."""
        self.left_out[line] = self.left_out.get(line, 0) + 1
