r"""Formulas in Markdown and raw HTML: `$…$`, `$$…$$`, `\(…\)`, `\[…\]`, ```` ```math ````, environments, `<math>`.

Each becomes one `code` element whose text is its source (see `archivist.formulas`). What the libraries cannot set stays
code as it was written, delimiters included, and is reported.
"""

import html
import re
from collections.abc import Callable

from archivist.articles.body_structure import Element, add_class
from archivist.articles.report import Report
from archivist.dialect.formula_rules import MATH
from archivist.dialect.parser import Token
from archivist.formulas.formula import CLASS, DISPLAY, FORM, MATHML, UNSET, Formula, FormulaError

BLOCK_CLASS = "formula-block"  # of a paragraph that is one formula
_MAX_WORK = 60_000.0  # glyphs drawn for one article, at about 2 ms each
_HELD = "\ufdd0{}\ufdd1"  # noncharacters
_HOLDERS = re.compile("\ufdd0(\\d+)\ufdd1")
_SHOWN = 80
_HOLD_PARAGRAPHS = frozenset({"body", "div", "section", "article", "aside", "blockquote", "figure"})


# ---------------------------------------------------------------- setting


class Formulas:
    """Sets the formulas of one article, within what one article may cost."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._work = 0.0
        self._known: dict[Formula, float] = {}

    def set_token(self, token: Token, line: int) -> None:
        """Prepare a token of a formula for `render_formula`."""
        if token.meta.get("mathml"):
            token.meta["html"] = self.of_mathml(token.content, line)
            return
        found = self._of_tex(token.content, token.meta["display"], line)
        if token.block:
            token.meta["html"] = f"<p>{found}</p>\n" if found else f"<pre>{_unset(token.markup)}</pre>\n"
        else:
            token.meta["html"] = found or _unset(token.markup)

    def set_block(self, token: Token, line: int) -> None:
        """Prepare a block; ```` ```math ```` becomes a formula if it can be set, and else stays a block of code."""
        if token.type == "formula":
            self.set_token(token, line)
            return
        is_formula = token.info.strip().lower() == "math"
        found = self._of_tex(token.content.strip(), True, line) if is_formula else ""
        if found:
            token.type, token.meta = "formula", {"html": f"<p>{found}</p>\n"}

    def in_html(self, content: str, line: int, clean: Callable[[str], str]) -> str:
        """Raw HTML, cleaned except for its formulas, which are set."""
        held: list[str] = []

        def hold(match: re.Match[str]) -> str:
            held.append(self.of_mathml(match[0], line + content.count("\n", 0, match.start())))
            return _HELD.format(len(held) - 1) + "\n" * match[0].count("\n")

        if "<math" not in content.lower():
            return clean(content)
        source = content.replace("\ufdd0", "").replace("\ufdd1", "")
        cleaned = clean(MATH.sub(hold, source))
        return _HOLDERS.sub(lambda match: held[int(match[1])], cleaned)

    def of_mathml(self, written: str, line: int) -> str:
        """The HTML of a `math` element."""
        from archivist.formulas.mathml import from_mathml, source_of  # noqa: PLC0415 - only where a formula is met

        try:
            return self._set(from_mathml(html_entities_kept(written)))
        except FormulaError as error:
            self._tell(written, error, line)
        try:
            return _unset(source_of(written))
        except FormulaError:
            return _unset(written)

    def _of_tex(self, source: str, display: bool, line: int) -> str:
        """The HTML of a formula of TeX; "" if it cannot be set, which is reported."""
        from archivist.formulas.mathml import from_tex  # noqa: PLC0415 - as above

        try:
            return self._set(from_tex(source, display))
        except FormulaError as error:
            self._tell(source, error, line)
            return ""

    def _set(self, formula: Formula) -> str:
        from archivist.formulas.drawing import check, cost  # noqa: PLC0415 - as above

        if formula not in self._known:
            if self._work + cost(formula.mathml) > _MAX_WORK:
                raise FormulaError("the article has more formulas than can be drawn")
            self._known[formula] = check(formula)
            self._work += self._known[formula]
        form = DISPLAY if formula.display else "inline"
        attributes = f'{FORM}="{form}" {MATHML}="{html.escape(formula.mathml)}"'
        return f"<code {attributes}>{html.escape(formula.source, quote=False)}</code>"

    def _tell(self, source: str, error: FormulaError, line: int) -> None:
        shown = " ".join(source.split())
        shown = shown if len(shown) <= _SHOWN else shown[: _SHOWN - 1] + "…"
        self._report.add("formula-unset", f"{shown}: {error}", line)


def _unset(written: str) -> str:
    return f'<code {FORM}="{UNSET}">{html.escape(written, quote=False)}</code>'


def html_entities_kept(written: str) -> str:
    """A `math` element without what HTML allows and XML does not: attributes without quotation marks."""
    return re.sub(r"(<[^<>]*?\s[\w:-]+=)([^\s\"'<>=]+)(?=[\s/>])", r'\1"\2"', written)


def mark_formulas(tree: Element) -> None:
    """Give formulas their classes, which authors cannot write."""
    for code in list(tree.iter("code")):
        if code.get(FORM) in ("inline", DISPLAY):
            code.set("class", CLASS)
            if code.get(FORM) == DISPLAY and code.getparent().tag in _HOLD_PARAGRAPHS:
                _into_paragraph(code)
            if code.get(FORM) == DISPLAY and _is_alone(code):
                add_class(code.getparent(), BLOCK_CLASS)


def _into_paragraph(code: Element) -> None:
    """A formula straight in a block, which raw HTML allows, in a paragraph of its own."""
    paragraph = code.makeelement("p")
    paragraph.tail, code.tail = code.tail, None
    code.getparent().replace(code, paragraph)
    paragraph.append(code)


def _is_alone(code: Element) -> bool:
    around = code.getparent()
    return around.tag == "p" and len(around) == 1 and not (around.text or "").strip() and not (code.tail or "").strip()
