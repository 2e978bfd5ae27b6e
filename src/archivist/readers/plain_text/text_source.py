"""A file of text copied from a page, read: decoded, repaired, taken apart."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from archivist.errors import ArchivistError
from archivist.findings import Finding
from archivist.place import Place
from archivist.reader_api.decoding import CONVERT, decode
from archivist.reader_api.found import Wishes
from archivist.reader_api.language import language_of
from archivist.readers.plain_text.below import read_below
from archivist.readers.plain_text.head import read_head
from archivist.readers.plain_text.page import Page, quote
from archivist.readers.plain_text.text_lines import Line, lines_of
from archivist.text import languages
from archivist.text.mojibake import broken_runs, repair

_LARGEST = 20_000_000  # bytes of one page
_PART = re.compile(r"[^-_.\s]+")
_WORD = re.compile(r"[^\W\d_]{3,}")


class UnreadableError(ArchivistError):
    """One file cannot be read as a page of text."""


@dataclass(frozen=True, slots=True)
class Source:
    """One file."""

    origin: str  # its path below the folder given, or its name; `/` between parts
    place: Place  # as the user would write it
    page: Page
    language: str  # tag; "" if it cannot be determined
    remarks: tuple[Finding, ...] = ()

    @property
    def folder(self) -> str:
        """The folder of the file, below the one given."""
        return PurePosixPath(self.origin).parent.as_posix()

    @property
    def stem(self) -> str:
        """The file's name without its suffix."""
        return PurePosixPath(self.origin).stem

    @property
    def common_name(self) -> str:
        """The name without the part that is the language: `12-full_page` of `12-en-full_page`; "" if no part is."""
        for match in _PART.finditer(self.stem):
            if self.language and _means(match[0], self.language):
                before, after = self.stem[: match.start()], self.stem[match.end() :]
                return (before.rstrip("-_. ") + after if before else after.lstrip("-_. ")).strip("-_. ")
        return ""

    @property
    def slug(self) -> str:
        """A name made of words; "" if the file's name is a number or a checksum."""
        name = self.common_name or self.stem
        words = _WORD.findall(name)
        is_checksum = re.search(r"(?=[0-9a-f]*\d)[0-9a-f]{8,}", name) is not None
        return name if words and not is_checksum else ""


def _means(part: str, tag: str) -> bool:
    """Whether a part of a file's name is the tag of the language: `en`, `EN`, `eng`."""
    known = languages.normalise_tag(part) if len(part) <= 3 else None
    return known is not None and known.split("-", 1)[0] == tag.split("-", 1)[0]


def read_source(file: Path, origin: str, place: Place, wishes: Wishes, shared: Collection[str] = ()) -> Source:
    """Read a file. `shared` are lines other pages have as well: see read_head. Raises UnreadableError if it is not a
    text."""
    try:
        if file.stat().st_size > _LARGEST:
            raise UnreadableError(f"{origin} is larger than {_LARGEST // 1_000_000} MB", "Divide it into its articles.")
        data = file.read_bytes()
    except OSError as error:
        raise UnreadableError(f"{origin} cannot be read: {error.strerror}", "Check its permissions.") from None
    decoded = decode(data, place=place)
    if decoded.unknown:
        raise UnreadableError(f"{origin} cannot be read: {decoded.unknown}", CONVERT)
    if not decoded.encoding.startswith(("utf-16", "utf-32")) and data.count(0) * 100 > len(data):
        raise UnreadableError(f"{origin} is not text", "Save the page as plain text.")
    text = repair(decoded.text)
    remarks = [*decoded.remarks, *_repairs(decoded.text, text, place)]
    lines = lines_of(text)
    language, why = _language(lines, wishes)
    page = Page()
    read_below(lines[read_head(lines, page, language, shared) :], page, language)
    if why:
        remarks.append(Finding.at(place, "import-guessed", why))
    return Source(origin, place, page, language, tuple(remarks))


def _repairs(broken: str, right: str, place: Place) -> list[Finding]:
    if broken == right:
        return []
    runs = broken_runs(broken)
    first = broken[slice(*runs[0])][:40]
    line = broken.count("\n", 0, runs[0][0]) + 1
    such = f"{quote(first)}, now {quote(repair(first))}"
    message = f"characters read in the wrong encoding were repaired in {len(runs)} places, such as {such}"
    return [Finding.at(place.on_line(line), "import-repaired", message)]


def _language(lines: Sequence[Line], wishes: Wishes) -> tuple[str, str]:
    """The language of the page's paragraphs, and the reason. What the user said has priority over an uncertain
    guess."""
    paragraphs = [line.text for line in lines if len(line.text) > 60 or line.is_prose]
    guess = language_of("\n".join(paragraphs or [line.text for line in lines]), wishes.languages)
    if guess is None or (wishes.language and not guess.sure):
        return "", ""
    unsure = "" if guess.sure else ", which is not certain"
    return guess.tag, f"the language is {languages.name(guess.tag, 'en')} by its {guess.why}{unsure}"
