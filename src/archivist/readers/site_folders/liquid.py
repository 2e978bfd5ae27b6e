"""What Jekyll's tags stand for (jekyllrb.com/docs/liquid): the common ones at once, the others by running them."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from archivist.dialect.picture_sizes import picture_size
from archivist.files import inside
from archivist.readers.site_folders.notation import Notation
from archivist.readers.site_folders.services import SERVICES, address_at
from archivist.readers.site_folders.tags import Arguments, Tag, arguments

if TYPE_CHECKING:
    from archivist.readers.site_folders.liquid_engine import Engine

_MAX_INCLUDE = 200_000  # bytes
_RUN = frozenset({"increment", "decrement", "cycle", "echo"})
CHANGED = re.compile(r"\{%-?\s*(?:assign|capture|increment|decrement)\s+([\w-]+)")
_WORD = re.compile(r"""("[^"]*"|'[^']*')|([|:,])|([^\s"'|:,]+)|\S""")
_NAME = re.compile(r"[A-Za-z_][\w-]*(?:\.[A-Za-z_][\w-]*)*")
_ASSIGNMENT = re.compile(r"([A-Za-z_][\w-]*)\s*=\s*(.*)", re.DOTALL)
_PICTURES = re.compile(r"(?:.*[-_/])?(?:figure|fig|image|img|picture|photo)(?:[-_].*)?")
_NOTES = re.compile(r"(?:.*/)?(?:footnote|fn|sidenote|note)")
_SOURCES = ("src", "url", "image_path", "path", "image", "file", "filename", "img")
_CAPTIONS = ("caption", "title", "desc", "description")


@dataclass(slots=True)
class Liquid:
    """The values a text may ask for. Assignments are added as they are met."""

    site: Mapping[str, object]  # the settings
    page: Mapping[str, object]  # the front matter
    is_jekyll: bool  # whether the settings are there to ask
    url: str
    base: str
    link_to: Callable[[str], str]  # the address of a file or post of the site, "" if there is none
    notation: Notation
    root: Path = field(default_factory=Path)  # the site's folder
    folder: str = ""  # of the page, from there
    assigned: dict[str, object] = field(default_factory=dict)
    _engine: "Engine | None" = None

    def replacement(self, tag: Tag) -> str | None:
        """What the tag stands for; None if that cannot be determined."""
        if tag.form == "{{":
            return self._output(tag.inside)
        if tag.name == "assign":
            return self.run_tag(tag) if self.is_jekyll else self._assign(tag.rest)
        if tag.name in ("include", "include_cached", "include_relative"):
            known = self._include(tag.rest)
            return known if known is not None else self.run_tag(tag)
        return self.run_tag(tag) if tag.name in _RUN else self._output_of_tag(tag.name, tag.rest)

    def _output(self, inside: str) -> str | None:
        """The value of an output; None also where it is empty: who wrote it meant something to be seen."""
        value = self.value(inside)
        return value if value is not None else self.run(f"{{{{ {inside} }}}}") or None

    def _output_of_tag(self, name: str, words: str) -> str | None:
        """What a tag without an end stands for, by its name."""
        if name in ("link", "post_url"):
            return self.link_to(words.strip().strip("\"'")) or None
        if name in SERVICES:
            return self._embed(name, _gist(tuple(arguments(words).listed)[:1]))
        return None

    # ------------------------------------------------ running

    def run(self, source: str) -> str | None:
        """What a piece of a template of Jekyll's makes; None if it asks for what is not known here."""
        if not self.is_jekyll:
            return None
        engine = self._engine or self._new_engine()
        engine.assigned = self.assigned
        text = engine.run(source)
        self.assigned = engine.assigned
        return text

    def run_tag(self, tag: Tag) -> str | None:
        """The same of a tag without an end; what it would have set is not known if that fails."""
        source = f"{{% {tag.inside} %}}"
        text = self.run(source)
        if text is None:
            self.forget(source)
        return text

    def forget(self, source: str) -> None:
        """What a piece would set is not known, since whether it is run at all is not known."""
        for name in CHANGED.findall(source):
            self.assigned.pop(name, None)

    def _new_engine(self) -> "Engine":
        # The library is loaded where a template is run, not where a site is recognised.
        from archivist.readers.site_folders.liquid_engine import Engine, Known  # noqa: PLC0415
        from archivist.readers.site_folders.site_data import DataFolder  # noqa: PLC0415

        data = str(self.site.get("data_dir") or "_data")
        self._engine = Engine(
            Known(
                site={
                    **self.site,
                    "data": DataFolder(self.root, self.root / data),
                    "url": self.url,
                    "baseurl": self.base,
                },
                page=self.page,
                url=self.url,
                base=self.base,
                read_include=self._read_include,
                as_include=self._as_known,
                as_tag=self._output_of_tag,
                as_code=lambda words, text: self.notation.code(text, next(iter(arguments(words).listed), "")),
            )
        )
        return self._engine

    def _read_include(self, name: str, is_relative: bool) -> str | None:
        """The text of an include within the site's folder, None if it does not exist."""
        folder = self.folder if is_relative else str(self.site.get("includes_dir") or "_includes")
        if not name or ".." in PurePosixPath(name).parts or name.startswith("/") or "\0" in name:
            return None
        file = self.root / folder / name
        try:
            if not inside(self.root, file.absolute()) or not file.is_file() or file.stat().st_size > _MAX_INCLUDE:
                return None
            return file.read_text(encoding="utf-8-sig")
        except (OSError, ValueError):
            return None

    # ------------------------------------------------ values

    def value(self, expression: str) -> str | None:
        """The value of `name | filter: "x"`, None if it cannot be determined."""
        words = _words(expression)
        if not words or words[0] in ("|", ":", ","):
            return None
        value = self._atom(words[0])
        rest = words[1:]
        while rest and value is not None:
            end = rest.index("|", 1) if "|" in rest[1:] else len(rest)
            value = self._apply_filter(value, rest[:end])
            rest = rest[end:]
        return value

    def _atom(self, word: str) -> str | None:
        if word[0] in "\"'":
            return word[1:-1]
        if word in self.assigned:
            held = self.assigned[word]
            return held if isinstance(held, str) else None
        first, dot, key = word.partition(".")
        if not dot or not _NAME.fullmatch(word):
            return None
        if first == "site" and key in ("url", "baseurl"):
            known = self.url if key == "url" else self.base
            return known if self.is_jekyll else None
        held = self.site if first == "site" else self.page if first == "page" else {}
        found = held.get(key)
        return str(found) if isinstance(found, str | int) and not isinstance(found, bool) else None

    def _apply_filter(self, value: str, words: list[str]) -> str | None:
        """`words` are `|`, the name, and perhaps `:` and one argument."""
        name = words[1] if len(words) > 1 else ""
        if len(words) == 2:
            return self._plain_filter(name, value)
        argument = self._atom(words[3]) if len(words) == 4 and words[2] == ":" else None
        if argument is None or name not in ("append", "prepend"):
            return None
        return value + argument if name == "append" else argument + value

    def _plain_filter(self, name: str, value: str) -> str | None:
        if name == "strip":
            return value.strip()
        if name not in ("relative_url", "absolute_url") or not self.is_jekyll:
            return None
        if re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", value):
            return value
        path = re.sub(r"/{2,}", "/", f"{self.base}/{value}")
        return f"{self.url}{path}" if name == "absolute_url" else path

    def _assign(self, words: str) -> str | None:
        match = _ASSIGNMENT.fullmatch(words)
        if match is None:
            return None
        value = match[2] if re.fullmatch(r"-?\d+(?:\.\d+)?", match[2]) else self.value(match[2])
        if value is None:
            self.assigned.pop(match[1], None)
            return None
        self.assigned[match[1]] = value
        return ""

    def _include(self, words: str) -> str | None:
        name, _, rest = words.partition(" ")
        given = arguments(rest)
        values = {key: self._argument(key, given) for key in given.named}
        if None in values.values():
            return None
        return self._as_known(name.strip("\"'"), {key: value for key, value in values.items() if value is not None})

    def _as_known(self, name: str, known: Mapping[str, str]) -> str | None:
        """What an include stands for that is named after a figure, a note or a service."""
        stem = PurePosixPath(name).with_suffix("").as_posix().lower() if name.strip(".") else ""
        if _NOTES.fullmatch(stem):
            text = known.get("text") or known.get("content") or known.get("note") or ""
            return self.notation.note(text) or None
        service = next((each for each in SERVICES if stem.rpartition("/")[2] == each), "")
        if service:
            words_of = (known.get("id") or known.get("video_id") or known.get("url") or "",)
            return self._embed(service, words_of)
        return self._figure(known) if _PICTURES.fullmatch(stem) else None

    def _argument(self, key: str, given: Arguments) -> str | None:
        value = given.named[key]
        return value if key in given.quoted else self._atom(value)

    def _embed(self, tag: str, words: tuple[str, ...]) -> str | None:
        address = address_at(SERVICES[tag], words)
        return self.notation.address(address) if address else None

    def _figure(self, known: Mapping[str, str]) -> str | None:
        address = next((known[key] for key in _SOURCES if known.get(key)), "")
        if not address or "{" in address:
            return None
        caption = next((known[key] for key in _CAPTIONS if known.get(key)), "")
        link = known.get("link", "") or known.get("href", "")
        size = picture_size(known.get("width", ""), known.get("height", ""))
        return self.notation.figure(address, known.get("alt", ""), caption, link, size)


def _words(expression: str) -> list[str]:
    """The words of an expression; none if a part of it is not understood."""
    found = []
    for match in _WORD.finditer(expression):
        if match.lastindex is None:
            return []
        found.append(match[0])
    return found


def _gist(words: tuple[str, ...]) -> tuple[str, ...]:
    """`user/id` are two words."""
    if len(words) == 1 and words[0].count("/") == 1:
        return tuple(words[0].split("/"))
    return words
