"""Properties that no rule declares take their values at once, and values with variables are read once.

Changes: `__init__` and `__missing__` of `weasyprint.css.ComputedStyle`, `__init__` of `AnonymousStyle` and `solve` of
`weasyprint.css.tokens.Pending`, wrapped.
Why: rules declare a few of the properties of a box. All others are inherited or initial, which is known from the name
alone; the engine looks for variables and calculations in each. And what a rule declares with a variable is parsed again
for each element, though the variable nearly always has the same value.
Upstream: a style could begin with the initial values as these do, and `Pending` could keep what it solved.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import wraps
from typing import Protocol

import weasyprint.css
from weasyprint.css import tokens
from weasyprint.css.computed_values import COMPUTER_FUNCTIONS, PHYSICAL_FUNCTIONS
from weasyprint.css.properties import INHERITED, INITIAL_NOT_COMPUTED, INITIAL_VALUES

from archivist.pdf.engine.boxes import Style
from archivist.pdf.engine.patches.replacing import replace

# Their values depend on more than what is declared and inherited, or are kept for others that do.
_OTHERS = frozenset({"page", "position", "float", "display"})
_PROPAGATED = "text_decoration_"
_COPIED = frozenset({"first-line", "first-letter"})  # the engine copies what these styles have, and not their defaults
_DIRECTIONS = ("ltr", "rtl")
_SOLVED = "_archivist_solved"
_MOST_SOLVED = 500  # values kept for one declaration

_SIMPLE = {name for name in INITIAL_VALUES if name not in _OTHERS and not name.startswith(_PROPAGATED)}
_INHERITED = frozenset(_SIMPLE & INHERITED)
_INITIAL = {name: INITIAL_VALUES[name] for name in sorted(_SIMPLE - INHERITED - INITIAL_NOT_COMPUTED)}
_COMPUTED = frozenset(_SIMPLE & INITIAL_NOT_COMPUTED & COMPUTER_FUNCTIONS.keys() - INHERITED)
# By the name of a side on paper (`margin_left`) those that mean it in some direction of text (`margin_inline_start`).
_LOGICAL = {
    name: tuple(sorted({function(block="ttb", inline=each) for each in _DIRECTIONS}))
    for name, function in PHYSICAL_FUNCTIONS.items()
}
_PHYSICAL = {
    logical: tuple(name for name, others in _LOGICAL.items() if logical in others)
    for others in _LOGICAL.values()
    for logical in others
}

Begin = Callable[..., None]


class _Style(Style, Protocol):
    """See `weasyprint.css.ComputedStyle`: it has what was asked for, and is filled when it is asked."""

    cascaded: Mapping[str, object]  # what rules declare
    parent_style: "_Style | None"

    def __setitem__(self, name: str, value: object) -> None:
        """Keep the value of a property."""

    def update(self, values: Mapping[str, object]) -> None:
        """Keep values."""

    def pop(self, name: str, default: None) -> object:
        """Forget the value of a property."""


Missing = Callable[[_Style, str], object]
Solve = Callable[[object, Sequence[object], str, object], object]


def install() -> None:
    """Wrap these. Raises LayoutError if the engine lacks one of them."""
    replace(weasyprint.css.ComputedStyle, "__init__", _begin)
    replace(weasyprint.css.ComputedStyle, "__missing__", _at_once)
    replace(weasyprint.css.AnonymousStyle, "__init__", _begin_anonymous)
    replace(tokens.Pending, "solve", _once)


def _begin(original: Begin) -> Begin:
    @wraps(original)
    def begin(
        self: _Style, parent: _Style, cascaded: Mapping[str, object], pseudo_type: str | None, *rest: object
    ) -> None:
        original(self, parent, cascaded, pseudo_type, *rest)
        if pseudo_type in _COPIED:
            return
        self.update(_INITIAL)
        for name in cascaded:
            self.pop(name, None)
            for each in _PHYSICAL.get(name, ()):
                self.pop(each, None)

    return begin


def _begin_anonymous(original: Begin) -> Begin:
    @wraps(original)
    def begin(self: _Style, parent: _Style) -> None:
        self.update(_INITIAL)
        original(self, parent)

    return begin


def _at_once(original: Missing) -> Missing:
    @wraps(original)
    def value_of(self: _Style, name: str) -> object:
        declared = self.cascaded
        if name not in declared:
            if name in _INHERITED and self.parent_style is not None:
                value = self[name] = self.parent_style[name]
                return value
            if name in _COMPUTED and not any(each in declared for each in _LOGICAL.get(name, ())):
                value = self[name] = COMPUTER_FUNCTIONS[name](self, name, INITIAL_VALUES[name])
                return value
        return original(self, name)

    return value_of


def _once(original: Solve) -> Solve:
    @wraps(original)
    def solve(self: object, found: Sequence[object], name: str, base_url: object) -> object:
        kept: dict[object, tuple[Sequence[object], object]] = self.__dict__.setdefault(_SOLVED, {})
        # The tokens are kept with the value, so that no others get their ids.
        key = name, base_url, tuple(map(id, found))
        if key not in kept:
            if len(kept) >= _MOST_SOLVED:
                kept.clear()
            kept[key] = tuple(found), original(self, found, name, base_url)
        return kept[key][1]

    return solve
