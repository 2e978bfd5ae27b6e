"""What a page copied as text is made of: its head, its article, and what is below."""

from dataclasses import dataclass, field

from archivist.reader_api.dates import Moment
from archivist.readers.plain_text.available_in import AvailableIn
from archivist.readers.plain_text.bylines import Byline
from archivist.readers.plain_text.text_lines import Line, fold


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the article, as lines."""

    lines: tuple[Line, ...]
    is_background: bool = False

    @property
    def text(self) -> str:
        """Its words, line by line."""
        return "\n".join(line.text for line in self.lines)


def quote(words: str) -> str:
    """Words of the page as the report quotes them, not too many."""
    return f"“{words[:79]}…”" if len(words) > 80 else f"“{words}”"


@dataclass(slots=True)
class Page:
    """What was found on a page. Filled line by line, by what reads its parts."""

    title: str = ""
    openings: tuple[str, ...] = ()  # short lines above the text that may be titles, as letters
    section: str = ""
    description: str = ""
    captions: list[str] = field(default_factory=list)
    authors: list[str] = field(default_factory=list)
    agency: str = ""
    place: str = ""
    moment: Moment | None = None  # of publication
    moment_line: str = ""  # where it was found
    updated: Moment | None = None
    source: str = ""  # address
    body: list[Line] = field(default_factory=list)  # the article's own lines
    below_end: list[Line] = field(default_factory=list)  # those of them that are below its end
    further_heads: list[Line] = field(default_factory=list)  # those of them that look like titles of other articles
    tags: dict[str, None] = field(default_factory=dict)
    related: dict[str, None] = field(default_factory=dict)  # titles, as printed
    translations: dict[str, None] = field(default_factory=dict)  # tags of languages
    bylines: set[str] = field(default_factory=set)  # lines that said who and when, folded
    left_out: dict[str, int] = field(default_factory=dict)  # lines, and how often
    guessed: list[str] = field(default_factory=list)  # for the report

    def leave_out(self, line: str) -> None:
        """Note a line that is not part of the article."""
        self.left_out[line] = self.left_out.get(line, 0) + 1

    def take_languages(self, line: str, listed: AvailableIn) -> None:
        """Take what a line says of the languages of the article."""
        self.translations |= dict.fromkeys(listed.tags)
        if listed.unknown:
            self.leave_out(f"{' '.join(listed.unknown)} (not the name of a language: {quote(line)})")

    def take_address(self, address: str) -> None:
        """Take the address of the article. There is one."""
        if self.source:
            self.leave_out(address)
            return
        self.source = address
        self.guessed.append(f"the address of the article is {address}, from a line above the text")

    def take_byline(self, line: str, said: Byline) -> None:
        """Take what a line of the head says of who, where and when."""
        self.bylines.add(fold(line))
        self.authors += [name for name in said.authors if name not in self.authors]
        self.agency, self.place = said.agency or self.agency, said.place or self.place
        self.section, self.updated = said.section or self.section, said.updated or self.updated
        for part in said.left_out:
            self.leave_out(part)
        if said.guess:
            self.guessed.append(f"{said.guess} {quote(line)}")
        if said.source:
            self.take_address(said.source)
        if said.moment is not None:
            self._take_moment(line, said.moment)

    def _take_moment(self, line: str, moment: Moment) -> None:
        """The date below the title goes before one above it."""
        if self.moment is not None and self.moment.day != moment.day:
            both = f"{quote(line)}, not {quote(self.moment_line)}"
            self.guessed.append(f"of two dates, the one nearer to the text is used: {both}")
        self.moment, self.moment_line = moment, line
