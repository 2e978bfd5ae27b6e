"""The parser's rules by the letter they begin with.

markdown-it asks every rule at every place, and nearly all of them say no at the first letter they see; a sixth of the
time goes there. Sorted beforehand, only those are asked that can begin with that letter, in the same order.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.ruler import Ruler
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline

Rule = Callable[..., bool]

# The letters a rule looks for first; a rule not listed may begin with any.
_OF_BLOCKS = {
    "fenced_section": ":/",
    "admonition": "!?",
    "kramdown_attributes": "{",
    "attr": "{",
    "fence": "`~",
    "formula": "$\\",
    "blockquote": ">",
    "hr": "*-_",
    "list": "*-+0123456789",
    "footnote_def": "[",
    "reference": "[",
    "markdown_in_html": "<",
    "html_block": "<",
    "heading": "#",
}
_OF_TEXT = {
    "newline": "\n",
    "template_tag": "{",
    "formula": "$\\<",
    "escape": "\\",
    "backticks": "`",
    "strikethrough": "~",
    "emphasis": "*_",
    "link": "[",
    "span": "[",
    "image": "!",
    "foreign_tag": "<",
    "picture_with_spaces": "!",
    "wikilink": "[!",
    "mark": "=",
    "sub": "~",
    "sup": "^",
    "footnote_inline": "^",
    "footnote_ref": "[",
    "autolink": "<",
    "html_inline": "<",
    "entity": "&",
    "attr": "{",
}


_ANY_OF_TEXT = re.compile(f"[{re.escape(''.join(_OF_TEXT.values()))}]")


def is_plain(text: str) -> bool:
    """Whether no rule can begin anywhere in a text: it is a single token, the same as without a parser."""
    return _ANY_OF_TEXT.search(text) is None


def sort_by_first_letter(md: MarkdownIt) -> None:
    """Let the parser ask fewer rules. To be called last: rules added later would not be asked."""
    md.block.ruler = _SortedRules(md.block.ruler, _OF_BLOCKS, _block_rule)
    md.inline.ruler = _SortedRules(md.inline.ruler, _OF_TEXT, _text_rule)


class _ByLetter:
    """Rules of one chain, in order, by the letters they may begin with."""

    def __init__(self, rules: Iterable[tuple[Rule, str]]) -> None:
        rules = tuple(rules)
        self._any = tuple(rule for rule, letters in rules if not letters)
        self._sorted = {
            letter: tuple(rule for rule, letters in rules if not letters or letter in letters)
            for letter in "".join(letters for _, letters in rules)
        }

    def of(self, letter: str) -> tuple[Rule, ...]:
        """Those that may begin with a letter."""
        return self._sorted.get(letter, self._any)


class _SortedRules(Ruler[Any]):
    """A ruler that gives each chain as a single rule."""

    def __init__(self, ruler: Ruler[Any], letters: Mapping[str, str], as_one: Callable[[_ByLetter], Rule]) -> None:
        super().__init__()
        self.__rules__ = ruler.__rules__
        names = {rule.fn: rule.name for rule in self.__rules__}
        chains = {"", *(chain for rule in self.__rules__ for chain in rule.alt)}
        self._chains = {
            chain: [as_one(_ByLetter((rule, letters.get(names[rule], "")) for rule in ruler.getRules(chain)))]
            for chain in chains
        }

    def getRules(self, chainName: str = "") -> list[Rule]:  # noqa: N802, N803 - markdown-it's name
        """The rules of a chain, as one."""
        return self._chains.get(chainName, [])


def _block_rule(rules: _ByLetter) -> Rule:
    def first_that_applies(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        place = state.bMarks[start] + state.tShift[start]
        for rule in rules.of(state.src[place : place + 1]):  # noqa: SIM110 - the hottest loop: `any` is half as fast
            if rule(state, start, end, silent):
                return True
        return False

    return first_that_applies


def _text_rule(rules: _ByLetter) -> Rule:
    def first_that_applies(state: StateInline, silent: bool) -> bool:
        for rule in rules.of(state.src[state.pos]):  # noqa: SIM110 - as above
            if rule(state, silent):
                return True
        return False

    return first_that_applies
