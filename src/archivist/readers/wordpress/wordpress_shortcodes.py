"""Shortcodes, `[name key="value"]text[/name]`, replaced by the HTML they stood for.

WordPress knows by its plug-ins which words in brackets are shortcodes. Here that is not known, so `[sic]`, `[1]` and
`[Georgian]` are text: a shortcode is one whose name is known (`shortcode_kinds`), or which has attributes, a slash
or a closing partner.
"""

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from archivist.readers.wordpress.brackets import Bracket, brackets, pair

_MAX_OPEN = 100  # shortcodes within one another
_ATTRIBUTE = re.compile(
    r"([\w:-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'/]+(?:/[^\s\"']+)*))|\"([^\"]*)\"|([^\s\"']+)"
)
_HAS_VALUE = re.compile(r"[\w-]=[\"'\w“”„″&/#]")
_CURLY = str.maketrans({"“": '"', "”": '"', "„": '"', "″": '"', "«": '"', "»": '"'})
_CURLY_ENTITIES = re.compile(r"&(?:#8220|#8221|#8243|quot|ldquo|rdquo|#34);")


@dataclass(frozen=True, slots=True)
class Shortcode:
    """One shortcode with what is in it, already replaced in its turn."""

    name: str  # lower case
    attributes: Mapping[str, str]  # of an attribute without a name, "0", "1", … are the names
    content: str | None = None  # None if nothing closes it
    written: str = ""  # its opening, as written
    at_line_start: bool = False  # whether it begins a line

    def get(self, *names: str) -> str:
        """The first of these attributes that says anything, else ""."""
        return next((self.attributes[name] for name in names if self.attributes.get(name, "").strip()), "")


class Renderer(Protocol):
    """Knows what shortcodes stand for."""

    def knows(self, name: str) -> bool:
        """Whether `[name]` alone can be nothing but a shortcode."""
        ...

    def render(self, shortcode: Shortcode) -> str | None:
        """The HTML it stands for; None if that is not known."""
        ...

    def unknown(self, written: str, around: str) -> None:
        """Take note of a shortcode that stays as written."""
        ...


@dataclass(slots=True)
class _Frame:
    """A shortcode that is open, and its content so far."""

    code: Bracket
    at_line_start: bool
    parts: list[str] = field(default_factory=list)


def expand(source: str, renderer: Renderer) -> str:
    """The text with its shortcodes replaced; those in tags, comments and `<code>` are left as they are."""
    if "[" not in source:
        return source
    tokens = list(brackets(source))
    pair(tokens)
    return _Expansion(renderer).run(tokens)


class _Expansion:
    """Walks through the brackets with a stack of those that are open."""

    def __init__(self, renderer: Renderer) -> None:
        self.renderer = renderer
        self.stack: list[_Frame] = []
        self.done: list[str] = []

    def run(self, tokens: list[str | Bracket]) -> str:
        for token in tokens:
            if isinstance(token, str):
                self._add(token)
            elif token.before and token.after:
                self._add(token.written[1:-1] if self.renderer.knows(token.name) else token.written)
            elif token.is_escaped:
                self._add(token.written.removesuffix("]") if token.closes else token.written.removeprefix("["))
            elif token.closes:
                self._close(token)
            else:
                self._open(token)
        while self.stack:
            self._abandon()
        return "".join(self.done)

    @property
    def _parts(self) -> list[str]:
        return self.stack[-1].parts if self.stack else self.done

    def _add(self, text: str) -> None:
        if text:
            self._parts.append(text)

    def _open(self, code: Bracket) -> None:
        if not self._is_shortcode(code):
            self._add(code.written)
            return
        self._add(code.before)
        if code.partner >= 0 and len(self.stack) < _MAX_OPEN:
            self.stack.append(_Frame(code, self._is_at_line_start()))
        else:
            self._replace(code, None, self._is_at_line_start())
            self._add(code.after)

    def _is_shortcode(self, code: Bracket) -> bool:
        has_value = bool(_HAS_VALUE.search(code.name[-1:] + code.attributes))
        has_form = code.partner >= 0 or has_value or code.attributes.rstrip().endswith("/")
        return has_form or self.renderer.knows(code.name)

    def _is_at_line_start(self) -> bool:
        last = self._parts[-1][-200:] if self._parts else ""
        return not last or last.rstrip(" \t").endswith(("\n", ">")) or last.isspace()

    def _close(self, code: Bracket) -> None:
        opener = next((i for i in range(len(self.stack) - 1, -1, -1) if self.stack[i].code.name == code.name), -1)
        if code.partner < 0 or opener < 0:
            if not self.renderer.knows(code.name):
                self._add(code.written)
            return
        self._add(code.before)
        while len(self.stack) - 1 > opener:
            self._abandon()
        frame = self.stack.pop()
        self._replace(frame.code, "".join(frame.parts), frame.at_line_start, code.written)
        self._add(code.after)

    def _abandon(self) -> None:
        """A shortcode whose end comes after that of the one around it: it contains nothing."""
        frame = self.stack.pop()
        self._replace(frame.code, None, frame.at_line_start)
        self._parts.extend(frame.parts)

    def _replace(self, code: Bracket, content: str | None, at_line_start: bool, closing: str = "") -> None:
        written = code.written.removeprefix("[") if code.before else code.written
        written = written.removesuffix("]") if code.after else written
        shortcode = Shortcode(code.name, attributes_of(code.attributes), content, written, at_line_start)
        shown = self.renderer.render(shortcode)
        if shown is None:
            self.renderer.unknown(written, "".join(part[-400:] for part in self._parts[-12:]))
            shown = written + (content + closing if content is not None else "")
        self._add(shown)


def attributes_of(written: str) -> dict[str, str]:
    """The attributes as written after a shortcode's name. Curly quotation marks count if there are no others."""
    text = written.strip().removesuffix("/").removeprefix("=")  # [tag=value] names no attribute
    if '"' not in text and "'" not in text:
        text = _CURLY_ENTITIES.sub('"', text).translate(_CURLY)
    found: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(text):
        value = next((group for group in match.groups()[1:] if group is not None), "")
        name = match[1].lower() if match[1] else str(sum(key.isdigit() for key in found))
        found.setdefault(name, html.unescape(value) if "<" not in value else value)
    return found
