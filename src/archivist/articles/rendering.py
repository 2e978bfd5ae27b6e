"""From tokens to HTML. Elements that findings may be about carry their line of the file as `data-line`."""

import html
import re
from collections.abc import Sequence
from functools import partial
from urllib.parse import unquote

from archivist.articles import raw_html
from archivist.articles.article_formulas import Formulas
from archivist.articles.article_notes import Notes
from archivist.articles.captions import caption_of
from archivist.articles.foreign_markup import (
    foreign_code,
    foreign_markup,
    markdown_in_html,
    may_be_foreign,
    template_tags,
    unclosed_formula,
)
from archivist.articles.report import Report
from archivist.articles.valid_addresses import is_unusable
from archivist.articles.written_lists import lists_as_text, unnested_lists, unnumbered_as_written
from archivist.dialect.attribute_rules import ignored_attributes
from archivist.dialect.parser import Env, Token, render
from archivist.dialect.site_references import REFERENCE

_MAX_LEFTOVERS = 10  # findings of a kind
_KRAMDOWN = re.compile(r"\{:[^{}]*\}")
_VERBATIM = re.compile(r"<(pre|code|script|style|textarea|math|svg)\b.*?</\1\s*>", re.IGNORECASE | re.DOTALL)
_ALIGNED = re.compile(r"text-align:(left|right|center)")
_LINED = frozenset({"link_open", "image", "heading_open", "span_open", "paragraph_open"})


class Rendering:
    """Renders the tokens of one article: the body, then each note."""

    def __init__(self, notes: Notes, report: Report, env: Env, raw: bool = True) -> None:
        self.notes, self.report, self.env, self.raw = notes, report, env, raw
        self.called: set[str] = set()  # labels called by what was rendered last
        self._leftovers: dict[str, set[tuple[int, str]]] = {}  # code -> lines with such a finding, and what it says
        self._formulas = Formulas(report)

    def render(self, tokens: Sequence[Token]) -> str:
        """The tokens as HTML, not yet cleaned."""
        self.called = set()
        for number, difference in unnumbered_as_written(tokens):
            self.report.add("list-number-changed", difference, self.report.line(number))
        for number, said in lists_as_text(tokens):
            self.report.add("list-as-text", said, self.report.line(number))
        for number, said in unnested_lists(tokens):
            self.report.add("list-not-nested", said, self.report.line(number))
        line = 0
        for token in tokens:
            line = token.map[0] if token.map else line
            self._prepare(token, self.report.line(line))
        return render(tokens, self.env)

    def _prepare(self, token: Token, line: int) -> None:
        if token.meta or token.type == "fence":
            self._report_foreign(token, line)
        if token.type == "inline":
            said = unclosed_formula(token.content) if "\\" in token.content else ""
            self._report_leftover("foreign-markup", said, line)
            token.children = self._inline(token.children or [], line, token.content)
        elif token.type == "html_block":
            shown = _VERBATIM.sub(lambda match: "\n" * match[0].count("\n"), token.content)
            self._find_leftovers(shown, line, token.content)
            self._report_markdown(shown, line)
            if self.raw:
                token.content = self._formulas.in_html(token.content, line, partial(self._clean_block, token, line))
            else:
                token.content = f"<p>{html.escape(token.content)}</p>"
        elif token.type in ("formula", "fence"):
            self._formulas.set_block(token, line)
        elif "style" in token.attrs:
            aligned = _ALIGNED.search(str(token.attrs.pop("style")))
            if aligned:
                token.attrJoin("class", f"align-{aligned[1]}")
        if (token.type in _LINED or "lang" in token.attrs) and not token.hidden:
            token.attrSet("data-line", str(line))

    def _clean_block(self, token: Token, line: int, content: str) -> str:
        token.content = content
        raw_html.clean_block(token, line, self.report)
        return token.content

    def _inline(self, children: list[Token], line: int, written: str) -> list[Token]:
        lines = []
        for child in children:
            lines.append(line)
            if child.meta:
                self._report_foreign(child, line)
            if child.type == "text":  # most of what there is
                if may_be_foreign(child.content):
                    self._find_leftovers(child.content, line, written)
                line += child.content.count("\n")
                continue
            if child.type == "html_inline" and not self.raw:
                child.type = "text"
            self._prepare_child(child, children, line)
            if child.type in _LINED or "lang" in child.attrs:
                child.attrSet("data-line", str(line))
            line += _line_ends(child)
        return raw_html.clean_inline(children, lines, self.report) if self.raw else children

    def _prepare_child(self, child: Token, children: Sequence[Token], line: int) -> None:
        if child.type == "footnote_ref":
            self._call(child, line)
        elif child.type == "formula":
            self._formulas.set_token(child, line)
        elif child.type == "image":
            child.meta["alt"] = _alternative(child.children or [])
            self._caption(child, children, line)
        elif child.type == "link_open":
            _set_forbidden_aside(child)

    def _caption(self, image: Token, beside: Sequence[Token], line: int) -> None:
        tokens = caption_of(image, beside, self.env) if self.raw else []
        if tokens:
            holder = Token("inline", "", 0, children=self._inline(tokens, line, ""))
            image.attrSet("data-caption", render([holder], self.env))

    def _call(self, token: Token, line: int) -> None:
        if "label" in token.meta:
            label = self.notes.resolve(str(token.meta["label"]))
        else:
            tokens = self.env["footnotes"]["list"][token.meta["id"]]["tokens"]
            label = self.notes.add_inline(tokens, line)
        if label:
            self.called.add(label)
            token.meta["resolved"] = label
            return
        written = str(token.meta["label"])
        self.report.add("note-without-text", f"[^{written}] has no text", line)
        token.type, token.content = "text", f"[^{written}]"

    def _report_foreign(self, token: Token, line: int) -> None:
        """What a rule noted of its token, and blocks of code that are drawings elsewhere."""
        said = token.meta.get("foreign") or (foreign_code(token.info) if token.type == "fence" else "")
        self._report_leftover("foreign-markup", said, line)
        if token.meta.get("endless"):
            self.report.add("code-without-end", f"no line of {token.markup} ends the block of code", line)
        left = ignored_attributes(token)
        self._report_leftover("attributes-ignored", left and f"{left[:80]} is left out", line)

    def _find_leftovers(self, text: str, line: int, source: str) -> None:
        """Report what of a text has a meaning elsewhere; where `may_be_foreign` is false there is nothing to find."""
        for number, written in enumerate(text.split("\n"), start=line):
            self._report_leftover("foreign-markup", "; ".join(foreign_markup(written, source)), number)
        if "{" not in text:
            return
        for number, written in enumerate(text.split("\n"), start=line):
            kramdown = _KRAMDOWN.search(written)
            self._report_leftover("template-tag", "; ".join(template_tags(written)), number)
            said = f"{kramdown[0][:60]} is printed as written" if kramdown else ""
            self._report_leftover("attributes-ignored", said, number)

    def _report_markdown(self, text: str, line: int) -> None:
        """Report what within raw HTML is no Markdown, although its author may have meant it so."""
        for number, written in enumerate(text.split("\n"), start=line):
            self._report_leftover("foreign-markup", "; ".join(markdown_in_html(written)), number)

    def _report_leftover(self, code: str, written: str, line: int) -> None:
        lines = self._leftovers.setdefault(code, set()) if written else set()
        if written and (line, written) not in lines and len(lines) < _MAX_LEFTOVERS:
            lines.add((line, written))
            self.report.add(code, written, line)


def _set_forbidden_aside(link: Token) -> None:
    """Keep an address that cleaning may take away, so that it can be named in a message."""
    address = unquote(str(link.attrs.get("href", "")))
    if is_unusable(address) and not address.startswith(REFERENCE):
        link.attrSet("data-forbidden", address)


def _line_ends(child: Token) -> int:
    """How many lines of the file end in a token of running text."""
    if child.type in ("softbreak", "hardbreak"):
        return 1
    return (child.markup if child.type == "formula" else child.content).count("\n")


def _alternative(children: Sequence[Token]) -> str:
    parts = []
    for child in children:
        if child.type == "image":
            parts.append(_alternative(child.children or []))
        elif child.type in ("softbreak", "hardbreak"):
            parts.append(" ")
        elif child.type == "footnote_ref":
            parts.append(f"[^{child.meta['label']}]" if "label" in child.meta else "")
        elif child.type != "html_inline":
            parts.append(child.content)
    return "".join(parts)
