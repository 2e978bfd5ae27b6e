"""The tags of a text replaced by what they stood for; what has no meaning here stays as written and is reported."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from archivist.findings import Finding
from archivist.importers.site_folders import figures
from archivist.importers.site_folders.held import Held, HeldBlocks, without_held
from archivist.importers.site_folders.liquid import Liquid
from archivist.importers.site_folders.markdown_places import places
from archivist.importers.site_folders.passage import Edit, Passage
from archivist.importers.site_folders.shortcodes import BLOCKS, Shortcodes, block, unused
from archivist.importers.site_folders.tags import Scanner, Tag, arguments

LIQUID = frozenset({"{%", "{{"})
SHORTCODES = frozenset({"{{<", "{{%"})
_CLOSING = {"{{<": ">}}", "{{%": "%}}"}
_MAX_DEPTH = 4  # of notices within notices
_MAX_FINDINGS = 20  # of one article
_CONTROLS = frozenset({"if", "unless", "for", "case", "tablerow", "capture"})
_FOLLOWING = frozenset({"else", "elsif", "when", "break", "continue"})
_TOC = re.compile(r"^(?:[ ]{0,3}(?:[-*+]|\d{1,3}[.)])[ \t][^\n]*\n)?[ \t]*\{:[ \t]*toc\b[^}\n]*\}[ \t]*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of the text, and the line of the file it comes from."""

    text: str
    line: int


@dataclass(slots=True)
class Template:
    """Reads the tags of one article."""

    forms: frozenset[str]
    liquid: Liquid
    shortcodes: Shortcodes
    place: str
    own_shortcodes: frozenset[str] = frozenset()  # names with a template in the site's folder
    replaced: Counter[str] = field(default_factory=Counter)
    dropped: dict[str, list[int]] = field(default_factory=dict)  # lines by what was dropped
    unknown: list[tuple[Tag, int]] = field(default_factory=list)
    _controls: int = 0  # conditions and loops that are open

    def read(self, text: str, line: int) -> list[Piece]:
        """The text in pieces, its tags replaced. `line` is where it begins in the file."""
        return self._read(text, line, 0)

    def _read(self, text: str, line: int, depth: int) -> list[Piece]:
        if not any(mark in text for mark in ("{%", "{{", "{:")):
            return [Piece(text, line)]
        code = places(without_held(text, self.forms))
        passage = Passage(text, line, Scanner(text, self.forms), HeldBlocks(text), code, depth)
        edits = sorted([*self._tocs(passage), *self._edits(passage)], key=lambda edit: edit.start)
        pieces, done = [], 0
        for edit in edits:
            if edit.start >= done:
                pieces += [Piece(text[done : edit.start], passage.line_of(done))]
                pieces += [Piece(edit.text, passage.line_of(edit.start))]
                done = edit.end
        return [*pieces, Piece(text[done:], passage.line_of(done))]

    # ------------------------------------------------ what becomes of a tag

    def _edits(self, passage: Passage) -> Iterator[Edit]:
        pairs = _pairs(passage.scanner.tags())
        tag = passage.scanner.next(0)
        while tag:
            edit = self._edit(tag, passage, pairs)
            if edit:
                yield edit
            tag = passage.scanner.next(edit.end if edit else tag.end)

    def _edit(self, tag: Tag, passage: Passage, pairs: dict[int, Tag]) -> Edit | None:
        code = passage.code.code_around(tag.start)
        if tag.is_shortcode and tag.inside.startswith("/*") and tag.inside.endswith("*/"):
            self.replaced["an escaped shortcode"] += 1
            return Edit(tag.start, tag.end, f"{tag.form}{tag.inside[2:-2]}{_CLOSING[tag.form]}")
        inner = passage.blocks.opened_by(tag)
        if inner and (code is None or (inner.name == "raw" and inner.end <= code[1])):
            return self._held(inner, passage)
        if code is not None:
            return None
        if tag.start in pairs and passage.depth < _MAX_DEPTH:
            return self._block(tag, pairs[tag.start], passage)
        return self._single(tag, passage)

    def _held(self, inner: Held, passage: Passage) -> Edit:
        start, end, text = inner.tag.start, inner.end, inner.text
        if inner.name == "comment":
            self._drop(f"a comment for authors (“{' '.join(text.split())[:60]}”)", passage.line_of(start))
            return Edit(start, end, "")
        self.replaced[inner.name] += 1
        if inner.name == "raw":
            return Edit(start, end, text)
        language = next(iter(arguments(inner.tag.rest).listed), "")
        indent = passage.indent(start)
        before = "" if indent is not None else "\n"
        after = "" if passage.text[end : end + 1] in ("\n", "") else "\n"
        return Edit(start, end, f"{before}{figures.fence(text, language, indent or '')}{after}")

    def _block(self, tag: Tag, closing: Tag, passage: Passage) -> Edit | None:
        text = passage.text
        if passage.indent(tag.start) is None or text[closing.end : closing.end + 1] not in ("\n", ""):
            return self._single(tag, passage)
        inner = self._read(text[tag.end : closing.start], passage.line_of(tag.end), passage.depth + 1)
        self.replaced[tag.name] += 1
        for word in unused(tag):
            self._drop(f"“{word[:60]}” of {tag.name}", passage.line_of(tag.start))
        quoted = block(tag, "".join(piece.text for piece in inner))
        start = tag.start - len(passage.indent(tag.start) or "")
        return passage.apart(Edit(start, closing.end, quoted))

    def _single(self, tag: Tag, passage: Passage) -> Edit | None:
        line = passage.line_of(tag.start)
        if tag.is_shortcode:
            if tag.name == "toc":
                self._drop("the table of contents", line)
                return Edit(tag.start, tag.end, "")
            text = None if tag.closes else self.shortcodes.replacement(tag)
        else:
            text = self._liquid(tag)
        if text is None:
            self._keep(tag, line)
            return None
        self.replaced[_shown(tag)] += 1
        edit = Edit(tag.start, tag.end, text)
        return passage.apart(edit) if text.startswith(("![", "[![", "<figure")) else edit

    def _liquid(self, tag: Tag) -> str | None:
        self._controls += tag.name in _CONTROLS
        self._controls -= tag.name.removeprefix("end") in _CONTROLS and tag.name.startswith("end")
        text = self.liquid.replacement(tag)
        if tag.name == "assign" and self._controls > 0:  # whether it is done, nobody can tell
            self.liquid.assigned.pop(tag.rest.partition("=")[0].strip(), None)
            return None
        return text

    def _tocs(self, passage: Passage) -> Iterator[Edit]:
        if "{%" not in self.forms:
            return
        for match in _TOC.finditer(passage.text):
            if not passage.code.in_code(match.end() - 1):
                self._drop("the table of contents", passage.line_of(match.start()))
                yield Edit(match.start(), match.end(), "")

    def _drop(self, what: str, line: int) -> None:
        self.dropped.setdefault(what, []).append(line)

    def _keep(self, tag: Tag, line: int) -> None:
        is_end = tag.closes or tag.name in _FOLLOWING or (tag.form == "{%" and tag.name.startswith("end"))
        if not is_end:
            self.unknown.append((tag, line))

    # ------------------------------------------------ the report

    def findings(self) -> Iterator[Finding]:
        """What became of the tags."""
        if self.replaced:
            names = ", ".join(f"{name} ({count})" for name, count in sorted(self.replaced.items())[:12])
            message = f"template tags were replaced by what they stood for: {names}"
            yield Finding("import-mended", message, self.place)
        for what, lines in sorted(self.dropped.items())[:_MAX_FINDINGS]:
            more = f", {len(lines)} times" if len(lines) > 1 else ""
            yield Finding("import-left-out", f"{what}{more}", self.place, lines[0])
        for tag, line in self.unknown[:_MAX_FINDINGS]:
            yield Finding("import-markup", f"{_written(tag)} is kept as written", self.place, line, self._hint(tag))
        rest = len(self.unknown) - _MAX_FINDINGS
        if rest > 0:
            line = self.unknown[_MAX_FINDINGS][1]
            yield Finding("import-markup", f"{rest} more template tags are kept as written", self.place, line)

    def _hint(self, tag: Tag) -> str:
        if tag.is_shortcode and tag.name in self.own_shortcodes:
            return f"Its template is layouts/shortcodes/{tag.name}.html; write in Markdown what that makes."
        return ""


def _pairs(tags: Iterable[Tag]) -> dict[int, Tag]:
    """The closing tag of each notice or quotation, by where it opens."""
    pairs: dict[int, Tag] = {}
    opened: dict[str, list[int]] = {}
    for tag in tags:
        if not tag.is_shortcode or tag.name not in BLOCKS:
            continue
        if not tag.closes:
            opened.setdefault(tag.name, []).append(tag.start)
        elif opened.get(tag.name):
            pairs[opened[tag.name].pop()] = tag
    return pairs


def _written(tag: Tag) -> str:
    words = " ".join(tag.inside.split())
    shown = words if len(words) <= 60 else f"{words[:60]}…"
    ending = {"{%": "%}", "{{": "}}", **_CLOSING}[tag.form]
    return f"`{tag.form} {shown} {ending}`"


def _shown(tag: Tag) -> str:
    return tag.name or " ".join(tag.inside.split())[:40]
