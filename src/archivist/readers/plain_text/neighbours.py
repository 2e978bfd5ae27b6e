"""What the other pages of a folder say of a page: its title, and which files are its translations."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from archivist.readers.plain_text.page import quote
from archivist.readers.plain_text.text_lines import fold, letters
from archivist.readers.plain_text.text_source import Source

_SEVERAL = 3  # pages
_OPENING = 300  # letters of a text that a title is compared with
_LEAST = 20  # letters of a title: fewer can agree by chance
_LABEL = 40  # characters of a label before a title, `Article 13 — `, at most


@dataclass(frozen=True, slots=True)
class Facts:
    """What is kept of a page while its folder is read: little, for a folder may be large."""

    origin: str
    folder: str
    common_name: str
    language: str
    translations: tuple[str, ...]
    entries: tuple[str, ...]
    openings: tuple[str, ...]


def facts_of(source: Source) -> Facts:
    """What the other pages may ask of this one."""
    page = source.page
    return Facts(
        source.origin,
        source.folder,
        source.common_name,
        source.language,
        tuple(page.translations),
        tuple(page.related),
        page.openings,
    )


class Neighbourhood:
    """The pages of the folders that are imported together."""

    def __init__(self, facts: Iterable[Facts]) -> None:
        self._groups: dict[tuple[str, str], list[Facts]] = {}
        self._titles: dict[str, dict[str, tuple[str, str]]] = {}  # by folder: letters -> title, its place
        self._openings: dict[tuple[str, str], Counter[str]] = {}  # by folder and language: line -> pages with it
        for each in facts:
            self._openings.setdefault((each.folder, each.language), Counter()).update(set(each.openings))
            if each.common_name:
                self._groups.setdefault((each.folder, each.common_name), []).append(each)
            titles = self._titles.setdefault(each.folder, {})
            for entry in each.entries:
                for key in {letters(entry), letters(_without_label(entry))}:
                    if len(key) >= _LEAST:
                        titles.setdefault(key[:_OPENING], (entry, each.origin))

    def shared_lines(self, folder: str) -> frozenset[str]:
        """What several pages of a language have above their text, as letters: it may be the title of none."""
        counted = (lines for (each, _), lines in self._openings.items() if each == folder)
        return frozenset(line for lines in counted for line, number in lines.items() if number >= _SEVERAL)

    def title_for(self, source: Source) -> tuple[str, str] | None:
        """The title other pages give a page without one, and why: its words, after a label, begin the text."""
        opening = letters(" ".join(line.text for line in source.page.body[:3]))[:_OPENING]
        titles = self._titles.get(source.folder, {})
        found = {titles[opening[:end]] for end in range(_LEAST, len(opening) + 1) if opening[:end] in titles}
        if len({fold(title) for title, _ in found}) != 1:
            return None
        title, origin = min(found, key=lambda pair: pair[1])
        return title, f"the page has no title; {origin} lists it as {quote(title)}, which is how its text begins"

    def group_of(self, source: Source) -> tuple[str, str]:
        """What joins a page with its translations, and why; nothing if it has none here."""
        members = self._groups.get((source.folder, source.common_name), []) if source.common_name else []
        languages = [each.language for each in members]
        if len(members) < 2 or len(set(languages)) < len(languages):
            return "", ""
        for each in members:
            others = {tag.split("-")[0] for tag in languages if tag != each.language}
            if each.translations and not others & {tag.split("-")[0] for tag in each.translations}:
                return "", ""
        names = ", ".join(each.origin for each in members if each.origin != source.origin)
        group = source.common_name if source.folder == "." else f"{source.folder}/{source.common_name}"
        return group, f"it is a translation of {names}: the names differ only in the language"


def _without_label(title: str) -> str:
    """`1. Everyone has…` of `Article 13 — 1. Everyone has…`."""
    for mark in (" — ", " – ", " - ", ": ", " | "):
        label, found, rest = title.partition(mark)
        if found and len(label) <= _LABEL:
            return rest
    return title
