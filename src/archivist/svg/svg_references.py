"""References within a drawing that have no target, taken out: they draw nothing, and a validator calls them errors.

A paint that does not exist is its own fallback, or none (SVG 2, 13.2); a `<use>` of nothing draws nothing (5.6).
"""

import tinycss2
from lxml import etree

from archivist.style_addresses import addresses
from archivist.svg.vocabulary import HREFS, SHAPES, SVG, TEXTS, words
from archivist.text.xml_element import Element

_PAINTS = words("linearGradient radialGradient pattern")
_KINDS = {
    **dict.fromkeys(("fill", "stroke"), _PAINTS),
    "clip-path": words("clipPath"),
    "mask": words("mask"),
    "filter": words("filter"),
    **dict.fromkeys(("marker", "marker-start", "marker-mid", "marker-end"), words("marker")),
}
_DRAWN = SHAPES | (TEXTS - {"tspan", "textPath", "tref"}) | words("g svg symbol use image switch a")
_TARGETS = {
    "use": _DRAWN,
    "textPath": SHAPES,
    "tref": TEXTS,
    "linearGradient": _PAINTS,
    "radialGradient": _PAINTS,
    "pattern": words("pattern"),
    "filter": words("filter"),
    "image": frozenset[str](),  # its picture is never a part of the drawing
}
_USE = f"{{{SVG}}}use"
_STYLE = f"{{{SVG}}}style"


def settle_references(root: Element) -> bool:
    """Take out what has no target; whether there was any."""
    kinds: dict[str, str] = {}
    for element in root.iter():
        identifier = element.get("id")
        if identifier:
            kinds.setdefault(identifier, etree.QName(element).localname)
    return sum(_settle(element, kinds) for element in list(root.iter())) > 0  # every one, so not `any`


def _settle(element: Element, kinds: dict[str, str]) -> bool:
    changed = _settle_hrefs(element, kinds)
    for name, value in element.attrib.items():
        if name == "style":
            settled = _resolve_declarations(value, kinds)
        elif name in HREFS or "(" not in value:
            continue
        else:
            settled = _resolve_value(name, value, kinds)
        if settled is None:
            continue
        changed = True
        if settled:
            element.set(name, settled)
        else:
            del element.attrib[name]
    if element.tag == _STYLE and element.text and "url(" in element.text:
        changed = _settle_sheet(element, kinds) or changed
    return changed


def _settle_hrefs(element: Element, kinds: dict[str, str]) -> bool:
    tag = etree.QName(element).localname
    wrong = [
        name
        for name in HREFS
        if element.get(name, "").startswith("#")
        and kinds.get(element.get(name, "")[1:], "") not in _TARGETS.get(tag, kinds.values())
    ]
    for name in wrong:
        del element.attrib[name]
    if wrong and element.tag == _USE and not any(name in element.attrib for name in HREFS):
        element.tag = f"{{{SVG}}}g"  # an empty group in its place keeps what selectors count
    return bool(wrong)


def _resolve_value(name: str, value: str, kinds: dict[str, str]) -> str | None:
    """What a value becomes; None if it stays, "" if it goes."""
    for each in addresses(value):
        if each.address.startswith("#") and kinds.get(each.address[1:], "") not in _KINDS.get(name, kinds.values()):
            if name not in {"fill", "stroke"}:
                return ""
            rest = [token for token in tinycss2.parse_component_value_list(value) if token.type not in {"url"}]
            fallback = tinycss2.serialize([token for token in rest if getattr(token, "lower_name", "") != "url"])
            return fallback.strip() or "none"
    return None


def _resolve_declarations(style: str, kinds: dict[str, str]) -> str | None:
    kept, changed = [], False
    for each in tinycss2.parse_blocks_contents(style, skip_comments=True, skip_whitespace=True):
        if each.type != "declaration":
            continue
        value = tinycss2.serialize(each.value).strip()
        settled = _resolve_value(each.lower_name, value, kinds)
        changed = changed or settled is not None
        if settled != "":
            kept.append(f"{each.name}:{settled or value}{' !important' if each.important else ''}")
    return ";".join(kept) if changed else None


def _settle_sheet(element: Element, kinds: dict[str, str]) -> bool:
    rules, changed = [], False
    for rule in tinycss2.parse_stylesheet(element.text, skip_comments=True, skip_whitespace=True):
        if rule.type != "qualified-rule":
            continue
        block = tinycss2.serialize(rule.content)
        settled = _resolve_declarations(block, kinds)
        changed = changed or settled is not None
        rules.append(f"{tinycss2.serialize(rule.prelude).strip()}{{{block if settled is None else settled}}}")
    if changed:
        element.text = "\n".join(rules)
    return changed
