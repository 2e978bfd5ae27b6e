"""The styles of a drawing as attributes: what draws it then needs to know no style sheet.

Style sheets, `style` and attributes are weighed as CSS says (SVG 2, 6.6; CSS Cascade 4, 6), variables are put in, and
`font` becomes its longhands.
"""

import contextlib
from collections.abc import Iterator, Mapping, Sequence

import cssselect2
import tinycss2
from tinycss2.ast import Node

from archivist.svg.styles import declarations, longhands_of_font
from archivist.svg.vocabulary import SVG
from archivist.text.xml_element import Element

_STYLE = f"{{{SVG}}}style"
_MAX_VARIABLES = 20  # that stand for one another
_LONGEST_VALUE = 10_000  # characters; variables could double one another without end
# Properties that no attribute can carry.
_STYLES_ONLY = frozenset({"mix-blend-mode", "isolation", "paint-order", "white-space"})
# Keywords of CSS Fonts 3, 3.5, for a medium of 16 pixels.
_SIZES = {
    **{"xx-small": "9px", "x-small": "10px", "small": "13px", "medium": "16px", "large": "18px", "x-large": "24px"},
    **{"xx-large": "32px", "smaller": "0.83em", "larger": "1.2em"},
}
_ROOT_SIZE = 16  # pixels: what `rem` counts by


def resolve_styles(root: Element) -> None:
    """Turn every style of a tree into attributes."""
    normal, important = _matchers(root)
    _apply(cssselect2.ElementWrapper.from_xml_root(root), normal, important)
    for sheet in list(root.iter(_STYLE)):
        parent = sheet.getparent()
        if parent is not None:
            parent.remove(sheet)


def _matchers(root: Element) -> tuple[cssselect2.Matcher, cssselect2.Matcher]:
    normal, important = cssselect2.Matcher(), cssselect2.Matcher()
    for sheet in root.iter(_STYLE):
        for rule in tinycss2.parse_stylesheet(sheet.text or "", skip_comments=True, skip_whitespace=True):
            if rule.type != "qualified-rule":
                continue
            with contextlib.suppress(cssselect2.SelectorError):
                declared = list(declarations(rule.content))
                for selector in cssselect2.compile_selector_list(rule.prelude):
                    normal.add_selector(selector, [(name, value) for name, value, heavy in declared if not heavy])
                    important.add_selector(selector, [(name, value) for name, value, heavy in declared if heavy])
    return normal, important


def _apply(wrapper: cssselect2.ElementWrapper, normal: cssselect2.Matcher, important: cssselect2.Matcher) -> None:
    variables: dict[Element, Mapping[str, str]] = {}
    for each in wrapper.iter_subtree():
        element = each.etree_element
        known = dict(variables.get(each.parent.etree_element, {})) if each.parent is not None else {}
        own = dict(_declarations(each, normal, important))
        known |= {name: value for name, value in own.items() if name.startswith("--")}
        variables[element] = known
        _write(element, own, known)


def _declarations(
    wrapper: cssselect2.ElementWrapper, normal: cssselect2.Matcher, important: cssselect2.Matcher
) -> Iterator[tuple[str, str]]:
    """What holds for an element, weakest first."""
    own = list(declarations(wrapper.etree_element.get("style", "")))
    font = wrapper.etree_element.attrib.pop("font", "")
    yield from longhands_of_font(tinycss2.parse_component_value_list(font))
    for heavy, matcher in ((False, normal), (True, important)):
        for *_, found in matcher.match(wrapper):
            yield from found
        yield from ((name, value) for name, value, weight in own if weight is heavy)


def _write(element: Element, own: Mapping[str, str], known: Mapping[str, str]) -> None:
    element.attrib.pop("style", None)
    element.attrib.pop("class", None)
    values = {name: value for name, value in element.attrib.items() if "var(" in value}
    values |= {name: value for name, value in own.items() if not name.startswith("--")}
    kept = []
    for name, written in values.items():
        value = _with_variables(written, known) if "var(" in written else written
        if value is None:
            element.attrib.pop(name, None)
        elif name in _STYLES_ONLY:
            kept.append(f"{name}:{value}")
        else:
            element.set(name, value)
    if kept:
        element.set("style", ";".join(kept))
    if "font-size" in element.attrib:
        element.set("font-size", _font_size(element.get("font-size", "")))


def _with_variables(value: str, known: Mapping[str, str]) -> str | None:
    """A value with its variables put in (CSS Variables 1, 3); None if one of them is not known."""
    for _ in range(_MAX_VARIABLES):
        if "var(" not in value:
            return value
        tokens = []
        for token in tinycss2.parse_component_value_list(value):
            if token.type == "function" and token.lower_name == "var":
                found = _variable(token.arguments, known)
                if found is None:
                    return None
                tokens.append(found)
            else:
                tokens.append(token.serialize())
        value = "".join(tokens)
        if len(value) > _LONGEST_VALUE:
            return None
    return None


def _variable(arguments: Sequence[Node], known: Mapping[str, str]) -> str | None:
    written = tinycss2.serialize(arguments)
    name, comma, fallback = written.partition(",")
    return known.get(name.strip(), fallback.strip() if comma else None)


def _font_size(value: str) -> str:
    value = value.strip()
    if value.endswith("rem"):
        with contextlib.suppress(ValueError):
            return f"{float(value.removesuffix('rem')) * _ROOT_SIZE:g}px"
    return _SIZES.get(value.lower(), value)
