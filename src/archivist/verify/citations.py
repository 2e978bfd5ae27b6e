"""The files of citations, read by libraries that had no part in writing them, against the record."""

# The libraries belong to archivist[verify] and are imported where they run.
# ruff: noqa: PLC0415

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from archivist.citations import suffix_of
from archivist.record.volume_record import RecordedArticle, VolumeRecord
from archivist.verdict import Message, Verdict, tool_missing
from archivist.verify.internal_check import TOOL, error, guarded

CHECK = "citations"


@dataclass(frozen=True, slots=True)
class ReadCitation:
    """What a reader of a format finds of an article."""

    title: str
    serial: str
    volume: str
    issue: str
    date: str  # ISO 8601
    first_page: str
    last_page: str


@dataclass(frozen=True, slots=True)
class _Reader:
    library: str  # distribution; "" if Python itself reads the format
    module: str
    read: Callable[[str], Iterator[ReadCitation]]

    @property
    def tools(self) -> tuple[str, ...]:
        return (f"{self.library} {version(self.library)}",) if self.library else ()


def check(file: Path, record: VolumeRecord) -> Verdict:
    """Whether a file of citations names every article of the record, with its title, date, number and pages."""
    reader = _READERS[suffix_of(file.name)]
    if reader.library and find_spec(reader.module) is None:
        remedy = f"{reader.library} is not installed; install it with: pip install 'archivist[verify]'"
        return tool_missing(TOOL, file, remedy, check=CHECK)
    return guarded(file, CHECK, lambda: _differences(tuple(reader.read(_text_of(file))), record), reader.tools)


def _text_of(file: Path) -> str:
    return file.read_bytes().decode("utf-8")


def _differences(found: tuple[ReadCitation, ...], record: VolumeRecord) -> Iterator[Message]:
    if len(found) != len(record.articles):
        yield error("citation-wrong", f"{len(found)} citations, and the record has {len(record.articles)} articles")
        return
    for citation, article in zip(found, record.articles, strict=True):
        wanted = _wanted(article, record)
        for name in ReadCitation.__slots__:
            said, expected = getattr(citation, name), getattr(wanted, name)
            if said != expected:
                text = f"{article.key}: the {name.replace('_', ' ')} is “{said}”, and in the record “{expected}”"
                yield error("citation-wrong", text)


def _wanted(article: RecordedArticle, record: VolumeRecord) -> ReadCitation:
    pages, volume = record.article_pages.get(article.key), record.volume
    first, last = (pages.first, pages.last) if pages else ("", "")
    serial = " ".join(record.title.split())
    return ReadCitation(article.title, serial, str(volume.number), str(volume.issue), article.date, first, last)


# ---------------------------------------------------------------- the readers


def _read_biblatex(text: str) -> Iterator[ReadCitation]:
    from bibtexparser.entrypoint import parse_string

    library = parse_string(text)
    if library.failed_blocks:
        raise ValueError(f"line {(library.failed_blocks[0].start_line or 0) + 1} cannot be read")
    for entry in library.entries:
        fields = {name: without_tex(str(field.value)) for name, field in entry.fields_dict.items()}
        yield _of(fields, ("title", "journaltitle", "volume", "number", "date"), fields.get("pages", ""), "--")


def without_tex(value: str) -> str:
    """A value as TeX prints it: commands as their characters, without the braces of groups."""
    return _COMMAND.sub(lambda match: _COMMANDS.get(match[0], match[0][1:]), value)


def _read_ris(text: str) -> Iterator[ReadCitation]:
    import rispy

    for entry in rispy.loads(text):
        fields = {name: str(value) for name, value in entry.items()}
        fields["date"] = fields.get("date", "").rstrip("/").replace("/", "-")
        pages = "-".join(dict.fromkeys(fields[each] for each in ("start_page", "end_page") if each in fields))
        yield _of(fields, ("title", "secondary_title", "volume", "number", "date"), pages, "-")


def _read_csl(text: str) -> Iterator[ReadCitation]:
    for entry in json.loads(text):
        year, month, day = entry["issued"]["date-parts"][0]
        fields = {name: str(value) for name, value in entry.items()} | {"date": f"{year:04}-{month:02}-{day:02}"}
        yield _of(fields, ("title", "container-title", "volume", "issue", "date"), fields.get("page", ""), "-")


def _of(fields: Mapping[str, str], names: tuple[str, ...], pages: str, dash: str) -> ReadCitation:
    """A citation from fields with these names. A single page is the first and the last."""
    title, serial, volume, issue, date = (fields.get(name, "") for name in names)
    first, *last = re.split(dash, pages)
    return ReadCitation(title, serial, volume, issue, date, first, last[0] if last else first)


_COMMAND = re.compile(r"\\[A-Za-z]+\{\}|\\[^A-Za-z]|[{}]")
_COMMANDS = {
    "{": "",
    "}": "",
    r"\textbackslash{}": "\\",
    r"\textbraceleft{}": "{",
    r"\textbraceright{}": "}",
    r"\textasciitilde{}": "~",
    r"\textasciicircum{}": "^",
}
_READERS: Mapping[str, _Reader] = {
    ".bib": _Reader("bibtexparser", "bibtexparser", _read_biblatex),
    ".ris": _Reader("rispy", "rispy", _read_ris),
    ".csl.json": _Reader("", "", _read_csl),
}
