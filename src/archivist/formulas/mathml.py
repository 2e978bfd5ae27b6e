"""TeX as MathML, and MathML of strangers as MathML a book can contain (MathML Core,
https://www.w3.org/TR/mathml-core/).

math-core does the translation: it refuses what it does not know instead of printing something like it.
"""

import html
import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from archivist.formulas.delimiters import ENVIRONMENTS, MAX_LENGTH, without_wordpress_words
from archivist.formulas.formula import Formula, FormulaError
from archivist.formulas.plain import plain_form
from archivist.text.xml_characters import FORBIDDEN
from archivist.text.xml_element import Element

if TYPE_CHECKING:
    from math_core import LatexToMathML

MATHML = "http://www.w3.org/1998/Math/MathML"
MAX_DEPTH = 60  # elements in one another
_MAX_MATHML = 60_000  # characters
_CACHED = 2000
_TEX = "application/x-tex"
_MACROS = {"mbox": r"\text{#1}", "hbox": r"\text{#1}"}

# Environments the library lacks, by those that set the same rows; those with a star number nothing.
_SAME_ROWS = {"split": "aligned", "flalign": "align", "alignat": "align", "smallmatrix": "matrix"}
_NUMBERED = frozenset({"equation", "align", "gather", "multline", "flalign", "alignat"})
_BEGIN_OR_END = re.compile(r"\\(begin|end)\{([A-Za-z]+)(\*?)\}(?:(?<=at\})\{\d{1,2}\}|(?<=at\*\})\{\d{1,2}\})?")
_TOKEN = re.compile(r"\\(?:begin|end)\{[A-Za-z]+\*?\}|\\.|[{}&]", re.DOTALL)
_LABEL = re.compile(r"\\label\s*\{[^{}]*\}")
_TAG = re.compile(r"\\tag\*?\s*\{[^{}]*\}")
_ANGLES = re.compile(r"\\(left|right|middle)\s*([<>])")
_ENTITY = re.compile(r"&([A-Za-z][A-Za-z0-9]*);")
_XML_ENTITIES = frozenset({"lt", "gt", "amp", "quot", "apos"})
_ALIGNED = re.compile(r"text-align:\s*(left|right|center)")
_COLOURED = re.compile(r"(?:^|;)\s*color:\s*(#[0-9A-Fa-f]{6})")

_STYLES = ("displaystyle", "scriptlevel")
_UNSTYLED = {"mrow": frozenset(_STYLES), "mfrac": frozenset(_STYLES), "mtable": frozenset({"scriptlevel"})}
_SCRIPTS = frozenset({"msub", "msup", "msubsup", "munder", "mover", "munderover", "mmultiscripts", "mroot"})
_TOKENS = frozenset({"mi", "mn", "mo", "mtext", "ms", "mspace"})
_ELEMENTS = _TOKENS | frozenset(
    [
        *("math", "mrow", "mstyle", "mfrac", "msqrt", "mroot", "mpadded", "mphantom", "merror", "mfenced", "menclose"),
        *("msub", "msup", "msubsup", "munder", "mover", "munderover", "mmultiscripts", "mprescripts", "none"),
        *("mtable", "mtr", "mlabeledtr", "mtd", "semantics", "annotation", "annotation-xml"),
    ]
)
_ATTRIBUTES = frozenset(
    [
        *("display", "displaystyle", "scriptlevel", "mathvariant", "mathcolor", "mathbackground", "mathsize", "dir"),
        *("stretchy", "fence", "separator", "form", "lspace", "rspace", "symmetric", "largeop", "movablelimits"),
        *("minsize", "maxsize", "accent", "accentunder", "linethickness", "bevelled", "width", "height", "depth"),
        *("voffset", "columnalign", "rowalign", "columnspacing", "rowspacing", "columnlines", "rowlines", "frame"),
        *("columnspan", "rowspan", "open", "close", "separators", "notation", "numalign", "denomalign", "style"),
    ]
)


@lru_cache(maxsize=_CACHED)
def from_tex(source: str, display: bool) -> Formula:
    """A formula of TeX. Raises FormulaError if it cannot be set."""
    source = without_wordpress_words(source)
    _check_source(source)
    root = _normalise(_parse(_convert(source, display)), source)
    return Formula(source, _serialise_annotated(root, source, display), display)


@lru_cache(maxsize=_CACHED)
def from_mathml(written: str) -> Formula:
    """A formula of a `math` element as written. Its TeX, where it is annotated, decides; else its elements do.

    Raises FormulaError if it cannot be set; `source_of` says what it is then.
    """
    root = _strangers(written)
    display = root.get("display") == "block"
    tex = _annotated_tex(root)
    if tex:
        try:
            return from_tex(tex, display)
        except FormulaError:
            pass  # the elements may be more than math-core can make of the TeX
    source = _source(root, tex)
    _check_source(source)
    for annotation in [each for each in root.iter() if each.tag in ("annotation", "annotation-xml")]:
        parent = annotation.getparent()
        if parent is not None:
            parent.remove(annotation)
    return Formula(
        source, _serialise_annotated(_normalise(root, source), source, display, _TEX if tex else "text/plain"), display
    )


def source_of(written: str) -> str:
    """What stands for a `math` element where text is compared: its TeX, its alternative text, or a plain form.

    Raises FormulaError if the element cannot be read at all.
    """
    root = _strangers(written)
    return _source(root, _annotated_tex(root))


def _source(root: Element, tex: str) -> str:
    return tex or " ".join((root.get("alttext") or "").split()) or plain_form(root)


def _check_source(source: str) -> None:
    if not source:
        raise FormulaError("it is empty")
    if len(source) > MAX_LENGTH:
        raise FormulaError(f"it has {len(source):,} characters; {MAX_LENGTH:,} is the limit")


# ---------------------------------------------------------------- TeX


@cache
def _converter() -> "LatexToMathML":
    from math_core import LatexToMathML  # noqa: PLC0415 - only where a formula is met

    return LatexToMathML(fancy_error=False, allow_unreliable_rendering=True, macros=_MACROS, max_expansions=200)


def _convert(source: str, display: bool) -> str:
    from math_core import LatexError  # noqa: PLC0415

    try:
        prepared = _in_rows(_prepare(source), display)
        return str(_converter().convert_with_local_state(prepared, displaystyle=display))
    except LatexError as error:
        raise FormulaError(re.sub(r"^\d+: ", "", str(error))[:160]) from None


def _in_rows(tex: str, display: bool) -> str:
    r"""The formula with an environment around rows that have none: math-core would set them in one line.

    Raises FormulaError for rows within a line of text.
    """
    outside = "".join(_outside(tex))
    if r"\\" not in outside:
        return tex
    if not display:
        raise FormulaError("it has several rows but is in a line of text")
    environment = "aligned" if "&" in outside else "gathered"
    return rf"\begin{{{environment}}}{tex}\end{{{environment}}}"


def _outside(tex: str) -> Iterator[str]:
    """What is in no group and in no environment."""
    depth = 0
    for token in _TOKEN.findall(tex):
        opens = token == "{" or token.startswith(r"\begin{")
        depth += opens - (token == "}" or token.startswith(r"\end{"))
        if not depth:
            yield token


def _prepare(source: str) -> str:
    r"""The TeX in the words the library knows. Nothing is numbered that the author did not give a `\tag`."""
    tex = _LABEL.sub("", source)
    tex = _ANGLES.sub(lambda match: f"\\{match[1]}\\{'l' if match[2] == '<' else 'r'}angle ", tex)
    tex = _BEGIN_OR_END.sub(_environment, tex)
    if _TAG.search(tex) and not re.match(r"\s*\\begin\{(?:equation|align|gather|multline)\*\}", tex):
        tag = _TAG.search(tex)
        assert tag is not None
        tex = f"\\begin{{equation*}}{_TAG.sub('', tex)}{tag[0]}\\end{{equation*}}"
    return _with_subarrays(tex)


def _environment(match: re.Match[str]) -> str:
    kind, name, star = match.groups()
    if name + star not in ENVIRONMENTS:
        return match[0]
    if name == "eqnarray":
        return r"\begin{array}{rcl}" if kind == "begin" else r"\end{array}"
    known = _SAME_ROWS.get(name, name)
    return f"\\{kind}{{{known}{'*' if name in _NUMBERED else star}}}"


def _with_subarrays(tex: str) -> str:
    r"""`\substack{a\\b}` as the environment it stands for (amsmath, 7.2)."""
    name = "\\substack{"
    while (start := tex.find(name)) >= 0:
        depth, end = 1, start + len(name)
        while end < len(tex) and depth:
            depth += {"{": 1, "}": -1}.get(tex[end], 0) if tex[end - 1] != "\\" else 0
            end += 1
        if depth:
            break
        inside = tex[start + len(name) : end - 1]
        tex = f"{tex[:start]}\\begin{{subarray}}{{c}}{inside}\\end{{subarray}}{tex[end:]}"
    return tex


# ---------------------------------------------------------------- MathML


def _parse(written: str) -> Element:
    """The `math` element, without namespaces. Entities are HTML's; none can be declared."""
    from lxml import etree  # noqa: PLC0415 - as above

    if len(written) > _MAX_MATHML:
        raise FormulaError("it is too long")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
    try:
        root: Element = etree.fromstring(_ENTITY.sub(_character, FORBIDDEN.sub("", written)), parser)
    except etree.XMLSyntaxError as error:
        raise FormulaError(f"it is not well-formed: {error.msg}"[:160]) from None
    _check_depth(root)
    for element in root.iter():
        if not isinstance(element.tag, str):
            raise FormulaError("it contains an instruction or an entity")
        element.tag = etree.QName(element).localname.lower()
    etree.cleanup_namespaces(root)
    return root


def _character(match: re.Match[str]) -> str:
    if match[1] in _XML_ENTITIES:
        return match[0]
    character = html.unescape(match[0])
    return match[0] if character == match[0] else html.escape(character, quote=False)


def _check_depth(root: Element) -> None:
    waiting = [(root, 1)]
    while waiting:
        element, depth = waiting.pop()
        if depth > MAX_DEPTH:
            raise FormulaError("it is nested too deeply")
        waiting.extend((child, depth + 1) for child in element)


def _strangers(written: str) -> Element:
    """MathML from outside: nothing is left in it but elements and attributes that say how it looks."""
    root = _parse(written)
    if root.tag != "math":
        raise FormulaError("it is not a math element")
    for element in root.iter():
        inside_annotation = any(each.tag.startswith("annotation") for each in element.iterancestors())
        if element.tag not in _ELEMENTS and not inside_annotation:
            raise FormulaError(f"it contains <{element.tag}>")
        for name in list(element.attrib):
            allowed = name in _ATTRIBUTES - {"style"} or (element is root and name == "alttext")
            if not allowed and not (element.tag == "annotation" and name == "encoding"):
                del element.attrib[name]
    return root


def _annotated_tex(root: Element) -> str:
    for annotation in root.iter("annotation"):
        if "tex" in annotation.get("encoding", "").lower():
            return without_wordpress_words("".join(annotation.itertext()))
    return ""


def _normalise(root: Element, source: str) -> Element:
    """The element in the forms that reading systems, validators and the drawing understand alike."""
    for element in list(root.iter()):
        if element.tag in _TOKENS and len(element):
            _flatten(element)
        if element.tag == "mtable" and element.get("scriptlevel") == "0" and not _is_script(element):
            del element.attrib["scriptlevel"]
        if element.tag in _UNSTYLED and (set(element.attrib) & _UNSTYLED[element.tag]):
            _move_style(element)
        _explicit(element)
        for name in [name for name in element.attrib if name not in _ATTRIBUTES]:
            del element.attrib[name]
    if not any((token.text or "").strip() for token in root.iter(*_TOKENS)):
        raise FormulaError(f"it would be invisible: {source[:60]}")
    return root


def _is_script(element: Element) -> bool:
    return any(each.tag in _SCRIPTS for each in element.iterancestors())


def _flatten(token: Element) -> None:
    """HTML within text, which is how the library says bold and italic."""
    inner = [each.tag for each in token.iterdescendants()]
    if "a" in inner:
        raise FormulaError("it refers to another formula")
    words = "".join(token.itertext())
    variant = " ".join(name for tag, name in (("b", "bold"), ("i", "italic")) if tag in inner)
    for child in list(token):
        token.remove(child)
    token.text = words
    if variant:
        token.set("mathvariant", variant.replace(" ", "-"))


def _move_style(element: Element) -> None:
    """Both belong on `mstyle` in MathML 3, which EPUB's validator reads; only tables have a `displaystyle` there."""
    style = element.makeelement("mstyle")
    for name in _STYLES if element.tag != "mtable" else ("scriptlevel",):
        if name in element.attrib:
            style.set(name, element.attrib.pop(name))
    style.tail, element.tail = element.tail, None
    parent = element.getparent()
    if parent is not None:
        parent.replace(element, style)
    style.append(element)


def _explicit(element: Element) -> None:
    """What the library says in CSS, for readers that know only attributes."""
    style = element.get("style", "")
    aligned, coloured = _ALIGNED.search(style), _COLOURED.search(style)
    if aligned and element.tag == "mtd":
        element.set("columnalign", aligned[1])
    if coloured:
        element.set("mathcolor", coloured[1])


def _serialise_annotated(root: Element, source: str, display: bool, encoding: str = _TEX) -> str:
    """The element as text, with its source as annotation and as alternative text."""
    from lxml import etree  # noqa: PLC0415 - as above

    presentation = _without_semantics(root)
    math = etree.Element("math", nsmap=None)
    math.set("xmlns", MATHML)
    if display:
        math.set("display", "block")
    math.set("alttext", " ".join(source.split()))
    semantics = etree.SubElement(math, "semantics")
    row = etree.SubElement(semantics, "mrow")
    row.text = None
    for child in presentation:
        child.tail = None
        row.append(child)
    annotation = etree.SubElement(semantics, "annotation", encoding=encoding)
    annotation.text = source
    return str(etree.tostring(math, encoding="unicode"))


def _without_semantics(root: Element) -> list[Element]:
    children = list(root)
    while len(children) == 1 and children[0].tag == "semantics":
        children = [child for child in children[0] if not child.tag.startswith("annotation")]
    return children
