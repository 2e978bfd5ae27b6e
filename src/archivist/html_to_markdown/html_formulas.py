r"""Formulas of pages: MathML, what MathJax and KaTeX made of TeX, pictures of formulas, and TeX in the text itself.

Each becomes one node `formula` whose text is its source. What a program showed beside it, the same formula, is dropped.
"""

import re
from collections.abc import Iterator

from archivist.formulas.delimiters import formulas_in, is_formula, without_wordpress_words
from archivist.formulas.formula import FormulaError
from archivist.html_to_markdown.nodes import Node
from archivist.html_to_markdown.remarks import Remarks

TAG = "formula"
TEX_CLASS = "archivist-tex"  # of what importers know to be TeX
_COMMENT = re.compile(r"(?<!\\)%[^\n]*\n")
# What shows a formula whose source is beside it: MathJax 2 and 3, KaTeX.
_SHOWN_AGAIN = frozenset(
    [
        *("katex-html", "mathjax_preview", "mathjax", "mathjax_display", "mathjax_svg", "mathjax_svg_display"),
        *("mathjax_chtml", "mjx-chtml", "mathjax_mathml"),
    ]
)
_PICTURES = frozenset(
    [
        *("latex", "tex", "mwe-tex", "mwe-math-fallback-image-inline", "mwe-math-fallback-image-display"),
        *("ql-img-inline-formula", "ql-img-displayed-equation", "wp-katex-eq"),
    ]
)
_DISPLAYS = frozenset(
    ["mwe-math-fallback-image-display", "ql-img-displayed-equation", "katex-display", "mathjax_display"]
)
_FRAMES = frozenset(["mwe-math-element", "mjx-container", "katex"])
_VERBATIM = frozenset(["pre", "code", "script", "style", "textarea", "samp", "kbd", "xmp", "listing", TAG])
# A backtick is never part of a formula.
_ENVIRONMENT = re.compile(
    r"(?<![\\$\[])\\begin\{((?:equation|align|gather|multline|alignat|flalign|eqnarray)\*?)\}"
    r"[^`]{1,4000}?\\end\{\1\}"
)
_STYLED = re.compile(r"^\{\\(?:display|text)style\s*(.*)\}$", re.DOTALL)


def take_formulas(root: Node, remarks: Remarks) -> None:
    """Make nodes of the formulas, in place."""
    for node in root.walk():
        if node.tag == TAG:
            continue
        classes = node.classes
        if classes & _FRAMES or node.tag == "mjx-container":
            _frame(node, remarks)
        elif node.tag == "math":
            _mathml(node, remarks)
        elif node.tag == "script" and node.get("type").lower().startswith("math/"):
            _script(node)
        elif node.tag == "img" and classes & _PICTURES:
            _picture(node, remarks)
        elif TEX_CLASS in classes:
            _become(node, node.words(), display=False)
        elif classes & _SHOWN_AGAIN:
            _drop_if_shown_again(node)
        else:
            _text(node)


def is_display(node: Node) -> bool:
    """Whether a formula is a block of its own."""
    return node.get("display") == "block"


def _become(node: Node, source: str, *, display: bool, mathml: str = "") -> None:
    said = {"display": "block"} if display else {}
    source = normal(source)
    if source:
        node.become(TAG, {**said, **({"mathml": mathml} if mathml else {})}, source)
    else:
        node.vanish()


def normal(source: str) -> str:
    """The TeX in one line: comments go, which end with theirs."""
    source = " ".join(_COMMENT.sub("\n", without_wordpress_words(source)).split())
    styled = _STYLED.match(source)
    return styled[1].strip() if styled else source


# ---------------------------------------------------------------- elements


def _frame(node: Node, remarks: Remarks) -> None:
    """A formula in several forms: one is enough."""
    math = next(node.find("math"), None)
    display = bool(node.classes & _DISPLAYS) or node.get("display") == "true" or _is_displayed(node)
    if math is not None:
        if display:
            math.attributes["display"] = "block"
        _mathml(math, remarks)
        node.become("span", {}, math)
        return
    picture = next(node.find("img"), None)
    if picture is not None:
        _picture(picture, remarks)


def _is_displayed(node: Node) -> bool:
    return node.parent is not None and bool(node.parent.classes & _DISPLAYS)


def _mathml(node: Node, remarks: Remarks) -> None:
    display = node.get("display") == "block" or node.get("mode") == "display"
    annotation = next((part for part in node.find("annotation") if "tex" in part.get("encoding").lower()), None)
    alternative = node.get("alttext").strip()
    tex = "".join(annotation.texts()) if annotation is not None else alternative if is_formula(alternative) else ""
    if tex.strip():
        _become(node, tex, display=display)
        return
    written = written_out(node)
    try:
        from archivist.formulas.mathml import source_of  # noqa: PLC0415 - only where a formula is met

        if any(each.tag == "math" and each is not node for each in node.walk()):
            raise FormulaError("another formula is in it")
        _become(node, source_of(written), display=display, mathml=written)
    except FormulaError as error:
        words = node.words()
        remarks.add("import-repaired", f"a formula could not be read ({error}); its words are kept as code", words)
        node.become("code", {}, words)


def written_out(node: Node) -> str:
    """A `math` element as XML in one line."""
    parts: list[str] = []
    waiting: list[Node | str] = [node]
    while waiting:
        item = waiting.pop()
        if isinstance(item, str):
            parts.append(item)
            continue
        said = "".join(f' {name}="{_escape(value)}"' for name, value in item.attributes.items() if name.isalpha())
        parts.append(f"<{item.tag}{said}>")
        waiting.append(f"</{item.tag}>")
        waiting.extend(
            _escape(" ".join(each.split())) if isinstance(each, str) else each for each in reversed(item.children)
        )
    return "".join(parts)


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def _script(node: Node) -> None:
    words = "".join(child for child in node.children if isinstance(child, str))
    if "mathml" in node.get("type").lower():
        node.vanish()
        return
    _become(node, words, display="display" in node.get("type").lower())


def _picture(node: Node, remarks: Remarks) -> None:
    """A picture of a formula, whose description is the TeX."""
    alternative = node.get("alt").strip()
    if alternative:
        _become(node, alternative.strip("$"), display=bool(node.classes & _DISPLAYS))
        remarks.add("import-repaired", "a picture of a formula became the formula", alternative)


def _drop_if_shown_again(node: Node) -> None:
    """MathJax's picture of a formula goes if the script or the MathML with its source is there."""
    siblings = node.parent.children if node.parent is not None else []
    has_script = any(isinstance(each, Node) and each.get("type").lower().startswith("math/") for each in siblings)
    has_script = has_script or any(isinstance(each, Node) and each.tag == TAG for each in siblings)
    if has_script or "katex-html" in node.classes:
        node.vanish()


# ---------------------------------------------------------------- text


def _text(node: Node) -> None:
    r"""TeX that a script of the page would have set: `\(…\)`, `\[…\]`, `$$…$$`, and `$…$` that is beyond doubt."""
    if node.tag in _VERBATIM or not any(isinstance(child, str) and _may_hold(child) for child in node.children):
        return
    if any(around.tag in _VERBATIM for around in node.ancestors()):
        return
    children: list[Node | str] = []
    for child in node.children:
        children += _parts(child) if isinstance(child, str) else [child]
    node.children = []
    node.append(*children)


def _may_hold(text: str) -> bool:
    return "$" in text or any(sign in text for sign in ("\\(", "\\[", "\\begin{"))


def _parts(text: str) -> list[Node | str]:
    parts: list[Node | str] = []
    done = 0
    for start, end, node in _find_formulas(text):
        parts += [text[done:start], node]
        done = end
    return [part for part in (*parts, text[done:]) if part != ""]


def _find_formulas(text: str) -> Iterator[tuple[int, int, Node]]:
    """The formulas of a text without doubt, in order, with their places."""
    found = [(each.start(), each.end(), each[0], True) for each in _ENVIRONMENT.finditer(text)]
    for each in formulas_in(text):
        if text[each.start : each.end].startswith(("$$", "\\", "$latex")) or is_formula(each.source):
            found.append((each.start, each.end, each.source, each.display))
    done = 0
    for start, end, written, display in sorted(found):
        source = normal(written)
        if start >= done and source:
            yield start, end, _node(source, display)
            done = end


def _node(source: str, display: bool) -> Node:
    return Node(TAG, {"display": "block"} if display else {}, [source])


def in_raw_html(source: str, display: bool) -> str:
    """A formula where Markdown is not read: a `math` element, or code if it cannot be set."""
    from archivist.formulas.mathml import from_tex  # noqa: PLC0415 - only where a formula is met

    try:
        return from_tex(source, display).mathml
    except FormulaError:
        return f"<code>{_escape(source)}</code>"
