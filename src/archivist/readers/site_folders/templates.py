"""The tags of a text replaced by what they stood for; what has no meaning here stays as written and is reported."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from archivist.readers.site_folders.kramdown import find_unprinted, tables_of_contents
from archivist.readers.site_folders.liquid import Liquid
from archivist.readers.site_folders.markdown_places import Places, places
from archivist.readers.site_folders.notation import Notation
from archivist.readers.site_folders.passage import Edit, Passage
from archivist.readers.site_folders.site_shortcodes import BLOCKS, Shortcodes, block, in_line, unused_arguments
from archivist.readers.site_folders.tag_report import TagReport
from archivist.readers.site_folders.tags import CLOSING, Scanner, Tag, arguments
from archivist.readers.site_folders.verbatim_blocks import Held, HeldBlocks, without_held

LIQUID = frozenset({"{%", "{{"})
SHORTCODES = frozenset({"{{<", "{{%"})
_MAX_DEPTH = 4  # of notices within notices
_CONTROLS = frozenset({"if", "unless", "for", "case", "tablerow", "capture"})
_CALL = re.compile(r"([A-Za-z_]\w*)\((.*)\)", re.DOTALL)
_ADDRESSES = frozenset({"ref", "relref", "post_url", "link"})  # tags that stand for an address
# What is before the address of a post, as Jekyll gives it: here addresses are whole.
_BEFORE_ADDRESS = re.compile(
    r"(?:\{\{-?\s*site\.(?:baseurl|url|github\.url)\s*-?\}\}){1,3}(?=\{%-?\s*(?:post_url|link)\s)"
)
_BEFORE = 300  # characters
# What is before the address of a link, in Markdown and HTML: `](`, `href="`, `[label]: `, `<`, or another address.
_IN_LINK = re.compile(r"(?:\]\(\s*<?|=\s*[\"']?|^\s{0,3}\[[^\]\n]+\]:\s*<?|[\w/}>.#?&:<\[])$")
_MARK = re.compile(r"(?<!\\)\{(?=[{%])")
_TAGS = re.compile(r"\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
_ESCAPED = re.compile(r"\{\{([<%])/\*([^\n]{0,1000}?)\*/([<%>])\}\}")


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
    notation: Notation
    is_html: bool
    is_zola: bool  # whether `{{ name(key="value") }}` is a shortcode
    is_kramdown: bool  # whether the Markdown has more than Markdown
    report: TagReport
    _controls: int = 0  # conditions and loops that are open
    _forgotten: int = 0  # how far what is set is known to be unknown

    def read(self, text: str, line: int) -> list[Piece]:
        """The text in pieces, its tags replaced. `line` is where it begins in the file."""
        return self._read(text, line, 0)

    def _read(self, text: str, line: int, depth: int) -> list[Piece]:
        if not any(mark in text for mark in ("{%", "{{", "{:", "*[")):
            return [Piece(text, line)]
        code = Places((), (), ()) if self.is_html else places(without_held(text, self.forms))
        passage = Passage(text, line, Scanner(text, self.forms), HeldBlocks(text), code, depth)
        edits = sorted([*self._kramdown(passage), *self._edits(passage)], key=lambda edit: edit.start)
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
        spans = _spans(passage) if self.liquid.is_jekyll else {}
        tag = passage.scanner.next(0)
        while tag:
            edit = self._run(tag, passage, spans) or self._edit(tag, passage, pairs)
            if edit:
                yield edit
            tag = passage.scanner.next(edit.end if edit else tag.end)

    def _run(self, tag: Tag, passage: Passage, spans: Mapping[int, int]) -> Edit | None:
        """A loop or condition as what it shows; None if that is not known: then its tags are read one by one."""
        end = spans.get(tag.start)
        if end is None or passage.code.code_around(tag.start) is not None:
            return None
        source = passage.text[tag.start : end]
        shown = self.liquid.run(source)
        if self._controls > 0 if shown is not None else tag.start >= self._forgotten:
            self.liquid.forget(source)
        if shown is None:
            self._forgotten = max(self._forgotten, end)
            return None
        self.report.replaced(tag.name)
        hidden = " ".join(_TAGS.sub(" ", source).split())
        if hidden and not shown.strip() and tag.name != "capture":
            self.report.dropped(f"text that `{tag.name}` does not show (“{hidden[:60]}”)", passage.line_of(tag.start))
        return Edit(tag.start, end, shown)

    def _edit(self, tag: Tag, passage: Passage, pairs: dict[int, Tag]) -> Edit | None:
        code = passage.code.code_around(tag.start)
        if tag.is_shortcode and tag.inside.startswith("/*") and tag.inside.endswith("*/"):
            self.report.replaced("an escaped shortcode")
            written = f"{tag.form}{tag.inside[2:-2]}{CLOSING[tag.form]}"
            written = written if code is not None or self.is_html else f"\\{written}"
            return Edit(tag.start, tag.end, self.notation.as_written(written))
        inner = passage.blocks.opened_by(tag)
        if inner and (code is None or (inner.name == "raw" and inner.end <= code[1])):
            return self._replace_block(inner, passage)
        if code is not None:
            return None
        if tag.start in pairs and passage.depth < _MAX_DEPTH:
            return self._block(tag, pairs[tag.start], passage)
        return self._single(tag, passage)

    def _replace_block(self, inner: Held, passage: Passage) -> Edit:
        start, end, text = inner.tag.start, inner.end, inner.text
        if inner.name == "comment":
            self.report.dropped(f"a comment for authors (“{' '.join(text.split())[:60]}”)", passage.line_of(start))
            return Edit(start, end, "")
        self.report.replaced(inner.name)
        if inner.name == "raw":
            return Edit(start, end, self._literal(text, inner.tag.end, passage))
        if inner.tag.is_shortcode:
            text = _ESCAPED.sub(r"{{\1\2\3}}", text)
        language = next(iter(arguments(inner.tag.rest).listed), "")
        indent = passage.indent(start)
        before = "" if indent is not None else "\n"
        after = "" if passage.text[end : end + 1] in ("\n", "") else "\n"
        return Edit(start, end, f"{before}{self.notation.code(text, language, indent or '')}{after}")

    def _literal(self, text: str, start: int, passage: Passage) -> str:
        """Words that look like tags and are none: outside code with a stroke before them, so that nobody asks later."""
        if self.is_html:
            return text
        return _MARK.sub(lambda mark: mark[0] if passage.code.in_code(start + mark.start()) else f"\\{mark[0]}", text)

    def _block(self, tag: Tag, closing: Tag, passage: Passage) -> Edit | None:
        text = passage.text
        indent = passage.indent(tag.start)
        is_alone = indent is not None and not text[closing.end :].partition("\n")[0].strip()
        if not is_alone and "\n" in text[tag.end : closing.start].strip():
            return self._single(tag, passage)
        inner = self._read(text[tag.end : closing.start], passage.line_of(tag.end), passage.depth + 1)
        held = "".join(piece.text for piece in inner)
        self.report.replaced(tag.name)
        for word in unused_arguments(tag):
            self.report.dropped(f"“{word[:60]}” of {tag.name}", passage.line_of(tag.start))
        if not is_alone:
            return Edit(tag.start, closing.end, in_line(tag, held, self.notation))
        return passage.apart(Edit(tag.start - len(indent or ""), closing.end, block(tag, held, self.notation)))

    def _single(self, tag: Tag, passage: Passage) -> Edit | None:
        line = passage.line_of(tag.start)
        if tag.is_shortcode:
            if tag.name == "toc":
                self.report.dropped("the table of contents", line)
                return Edit(tag.start, tag.end, "")
            text = None if tag.closes else self.shortcodes.replacement(tag)
        else:
            is_before = _BEFORE_ADDRESS.match(passage.text, tag.start) is not None
            text = "" if is_before else self._zola(tag) if self.is_zola else self._liquid(tag)
        if text is None:
            self.report.keep(tag, line)
            written = passage.text[tag.start : tag.end]
            kept = self.notation.as_written(written)
            return Edit(tag.start, tag.end, kept) if kept != written else None
        self.report.replaced(_tag_name(tag))
        if tag.name in _ADDRESSES and _is_in_text(tag, passage.text):
            text = self.notation.address(text)
        edit = Edit(tag.start, tag.end, text)
        return passage.apart(edit) if text.startswith(("![", "[![", "<figure")) else edit

    def _zola(self, tag: Tag) -> str | None:
        """What a shortcode of Zola's stands for (getzola.org/documentation/content/shortcodes)."""
        call = _CALL.fullmatch(tag.inside) if tag.form == "{{" else None
        shortcode = Tag(tag.start, tag.end, "{{<", f"{call[1]} {call[2]}") if call else None
        return self.shortcodes.replacement(shortcode) if shortcode else None

    def _liquid(self, tag: Tag) -> str | None:
        self._controls += tag.name in _CONTROLS
        self._controls -= tag.name.removeprefix("end") in _CONTROLS and tag.name.startswith("end")
        text = self.liquid.replacement(tag)
        if tag.name in ("assign", "increment", "decrement") and self._controls > 0:  # whether it is done is not known
            self.liquid.forget(f"{{% {tag.inside} %}}")
            return None
        return text

    def _kramdown(self, passage: Passage) -> Iterator[Edit]:
        if self.is_html or "{%" not in self.forms:
            return
        found = find_unprinted(passage.text) if self.is_kramdown else ()
        for part in (*tables_of_contents(passage.text), *found):
            if passage.code.in_code(part.start) or passage.code.in_code(part.end - 1):
                continue
            if part.what:
                self.report.dropped(part.what, passage.line_of(part.start))
            yield Edit(part.start, part.end, part.kept)


def _spans(passage: Passage) -> dict[int, int]:
    """Where each loop, condition or capture ends, by where it begins."""
    spans: dict[int, int] = {}
    opened: list[tuple[str, int]] = []
    tag = passage.scanner.next(0)
    while tag:
        held = passage.blocks.opened_by(tag)
        if held is None and tag.form == "{%":
            if tag.name in _CONTROLS:
                opened.append((tag.name, tag.start))
            elif opened and tag.name == f"end{opened[-1][0]}":
                spans[opened.pop()[1]] = tag.end
        tag = passage.scanner.next(held.end if held else tag.end)
    return spans


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


def _is_in_text(tag: Tag, text: str) -> bool:
    """Whether an address is printed, rather than a part of a link or of a longer address."""
    line = text[text.rfind("\n", 0, tag.start) + 1 : tag.start][-_BEFORE:]
    return not _IN_LINK.search(line) and text[tag.end : tag.end + 1] not in ("#", "?", "/", "&", "]", ">")


def _tag_name(tag: Tag) -> str:
    return tag.name or " ".join(tag.inside.split())[:40]
