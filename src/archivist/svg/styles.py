"""The styles of a drawing by an allow-list, read as tokens of CSS."""

from collections.abc import Callable, Iterator, Sequence

import tinycss2
from tinycss2.ast import Node

from archivist.style_addresses import addresses
from archivist.svg.vocabulary import MOVING, PROPERTIES

Report = Callable[[str], None]  # is called with what was taken out, for the author
_SILENT_RULES = frozenset({"charset", "namespace"})
_MOVING_RULES = frozenset({"keyframes", "-webkit-keyframes"})
_SHOWN = 60


def clean_sheet(style: str, report: Report) -> str | None:
    """A style sheet without what is not allowed; None if all of it is."""
    rules = tinycss2.parse_stylesheet(style, skip_comments=True, skip_whitespace=True)
    kept, changed = [], "\\" in style
    for rule in rules:
        if rule.type != "qualified-rule":
            _report_rule(rule, report)
            changed = True
            continue
        declared = clean_declarations(rule.content, report)
        changed = changed or declared is not None
        block = tinycss2.serialize(rule.content) if declared is None else declared
        kept.append(f"{tinycss2.serialize(rule.prelude).strip()}{{{block}}}")
    return "\n".join(kept) if changed else None


def _report_rule(rule: Node, report: Report) -> None:
    if rule.type != "at-rule" or rule.lower_at_keyword in _SILENT_RULES:
        return
    what = "animation" if rule.lower_at_keyword in _MOVING_RULES else f"@{rule.lower_at_keyword}"
    report(f"{what} in a style sheet")


def clean_declarations(style: str | Sequence[Node], report: Report) -> str | None:
    """The declarations of a rule or of a `style` attribute that are allowed; None if all of them are."""
    kept, changed = [], isinstance(style, str) and "\\" in style
    for each in tinycss2.parse_blocks_contents(style, skip_comments=True, skip_whitespace=True):
        if each.type == "declaration" and is_allowed(each.lower_name, each.value, report):
            important = " !important" if each.important else ""
            kept.append(f"{each.name}:{tinycss2.serialize(each.value).strip()}{important}")
        else:
            changed = True
    return ";".join(kept) if changed else None


def is_allowed(name: str, value: str | Sequence[Node], report: Report) -> bool:
    """Whether a drawing may have this property with this value: only places within it may be named."""
    written = value if isinstance(value, str) else tinycss2.serialize(value)
    for address in addresses(written):
        if not address.address.startswith("#") or address.imported:
            report(f"the address {address.address[:_SHOWN]}")
            return False
    if name in MOVING or name.startswith(("animation-", "transition-")):
        report("animation in a style")
        return False
    return name in PROPERTIES or name.startswith("--")


# ---------------------------------------------------------------- for the engine


def declarations(style: str | Sequence[Node]) -> Iterator[tuple[str, str, bool]]:
    """Name, value and importance of each declaration, `font` taken apart."""
    for each in tinycss2.parse_blocks_contents(style, skip_comments=True, skip_whitespace=True):
        if each.type != "declaration":
            continue
        if each.lower_name == "font":
            for name, value in longhands_of_font(each.value):
                yield name, value, each.important
        else:
            name = each.name if each.name.startswith("--") else each.lower_name
            yield name, tinycss2.serialize(each.value).strip(), each.important


_STYLES = {"italic": "font-style", "oblique": "font-style", "small-caps": "font-variant"}
_WEIGHTS = frozenset({"bold", "bolder", "lighter"})
_SIZES = frozenset({"xx-small", "x-small", "small", "medium", "large", "x-large", "xx-large", "smaller", "larger"})


def longhands_of_font(tokens: Sequence[Node]) -> Iterator[tuple[str, str]]:
    """`font` as its longhands (CSS Fonts 3, 3.7); nothing if it is a keyword of the system or cannot be read."""
    parts = [token for token in tokens if token.type not in {"whitespace", "comment"}]
    index, found = 0, {"font-style": "normal", "font-variant": "normal", "font-weight": "normal"}
    while index < len(parts) and not _is_size(parts[index]):
        word = getattr(parts[index], "lower_value", "")
        if parts[index].type == "number" or word in _WEIGHTS:
            found["font-weight"] = parts[index].serialize()
        elif word in _STYLES:
            found[_STYLES[word]] = word
        index += 1
    if index >= len(parts):
        return
    found["font-size"] = parts[index].serialize()
    rest = parts[index + 1 :]
    if rest and rest[0] == "/":
        rest = rest[2:]
    family = " ".join(part.serialize() for part in rest).replace(" ,", ",")
    if family:
        yield from (*found.items(), ("font-family", family))


def _is_size(token: Node) -> bool:
    return token.type in {"dimension", "percentage"} or getattr(token, "lower_value", "") in _SIZES
