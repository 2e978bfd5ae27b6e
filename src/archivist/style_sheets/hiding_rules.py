"""Rules of a user's own style sheet that may hide text or the numbers of lists.

An EPUB is laid out by the reading system, so nothing can be proved of its pages, unlike those of the PDF. What a
rule is likely to hide is named instead.
"""

import re
from collections.abc import Iterator, Sequence

import tinycss2
from tinycss2.ast import Node

_HIDING = {
    "display": frozenset({"none"}),
    "visibility": frozenset({"hidden", "collapse"}),
    "opacity": frozenset({"0", "0.0", "0%"}),
    "color": frozenset({"transparent"}),
    "font-size": frozenset({"0", "0px", "0pt", "0em", "0%"}),
}
_LISTS = re.compile(r"(?<![\w.#-])(?:ol|li)(?![\w-])|\*")
_BULLETS = re.compile(r"(?<![\w.#-])ul(?![\w-]).*$")
_OWN_LISTS = re.compile(r"\.(?:contents-page|read-next|related|toc)\b|\bnav\b")  # of the program, without numbers
_LIST_STYLES = frozenset({"list-style", "list-style-type"})
_COUNTERS = frozenset({"counter-reset", "counter-set", "counter-increment"})


def hiding_rules(style: str) -> Iterator[tuple[int, str]]:
    """The declarations that may hide something: line from 1, and the rule in short."""
    yield from _of_rules(tinycss2.parse_stylesheet(style, skip_comments=True, skip_whitespace=True))


def _of_rules(rules: Sequence[Node]) -> Iterator[tuple[int, str]]:
    for rule in rules:
        if rule.type == "at-rule" and rule.lower_at_keyword in {"media", "supports", "layer"} and rule.content:
            yield from _of_rules(tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True))
        elif rule.type == "qualified-rule":
            yield from _of_rule(rule)


def _of_rule(rule: Node) -> Iterator[tuple[int, str]]:
    selector = " ".join(tinycss2.serialize(rule.prelude).split())
    for declaration in tinycss2.parse_blocks_contents(rule.content, skip_comments=True, skip_whitespace=True):
        if declaration.type == "declaration":
            value = " ".join(tinycss2.serialize(declaration.value).lower().split())
            if _may_hide(selector, declaration.lower_name, value):
                yield declaration.source_line, f"{selector} {{ {declaration.lower_name}: {value} }}"


def _may_hide(selector: str, name: str, value: str) -> bool:
    if value in _HIDING.get(name, ()):
        return True
    if not any(_is_of_ordered_lists(each) for each in selector.split(",")):
        return False
    if name in _LIST_STYLES:
        return "none" in value.split()
    return (name in _COUNTERS and "list-item" in value) or (name == "display" and "::" not in selector)


def _is_of_ordered_lists(selector: str) -> bool:
    """Whether a selector may mean an ordered list of an article or its items."""
    bullets = _BULLETS.search(selector)
    of_bullets = bullets is not None and not re.search(r"(?<![\w.#-])ol(?![\w-])", bullets[0])
    return bool(_LISTS.search(selector)) and not of_bullets and not _OWN_LISTS.search(selector)
