"""What a style sheet loads: every address in it, found among the tokens of CSS and not by its spelling.

An escape (`\\75rl(`), a quote, a space or a comment makes no difference to a token (CSS Syntax 3, section 4). Used
alike for a user's own style sheets, for drawings and for what `verify` reads in a finished EPUB.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import tinycss2
from tinycss2.ast import Node

from archivist.data_addresses import is_harmless

# Functions that load what they name (CSS Values 4, 4.5; CSS Images 4, 2), and those of old browsers.
_FILTER_OF_OLD = "alphaimageloader"
_LOADING = frozenset({"url", "src", "image-set", "-webkit-image-set", "image", "cross-fade", _FILTER_OF_OLD})
_RUNNING = frozenset({"expression"})  # runs a script, in browsers of old
_LATE = frozenset({"var", "attr", "env"})  # what they stand for is not known here
_STRINGS = frozenset({"string", "url"})
_BROKEN = frozenset({"bad-url", "bad-string"})


@dataclass(frozen=True, slots=True)
class StyleAddress:
    """An address that a style sheet loads."""

    address: str  # decoded; what is written, where it is not an address that can be read
    line: int  # from 1
    imported: bool = False  # a whole style sheet

    @property
    def is_inside(self) -> bool:
        """Whether nothing leaves the document: a place in it (`#id`), or a `data:` address of a picture or a font."""
        if self.imported:
            return False
        return self.address.startswith("#") or is_harmless(self.address)


def addresses(style: str) -> Iterator[StyleAddress]:
    """Every address that a style sheet, a `style` attribute or the value of a property loads, in order."""
    yield from _in_tokens(tinycss2.parse_component_value_list(style), loading=False)


def outside(style: str) -> StyleAddress | None:
    """The first address that leads out of the document; None otherwise."""
    return next((each for each in addresses(style) if not each.is_inside), None)


def _in_tokens(tokens: Sequence[Node], *, loading: bool) -> Iterator[StyleAddress]:
    """`loading`: the tokens are arguments of a function that loads what its strings name."""
    imports = False
    for token in tokens:
        kind = token.type
        if kind == "at-keyword":
            imports = token.lower_value == "import"
        elif kind == "literal" and token.value == ";":
            imports = False
        elif kind == "url" or (kind == "string" and (loading or imports)):
            yield StyleAddress(token.value.strip(), token.source_line, imports)
        elif kind == "error" and token.kind in _BROKEN:
            yield StyleAddress(f"({token.message})", token.source_line)
        elif kind == "function":
            yield from _in_function(token, loading=loading, imports=imports)
        else:
            yield from _in_tokens(getattr(token, "content", None) or (), loading=loading)


def _in_function(token: Node, *, loading: bool, imports: bool) -> Iterator[StyleAddress]:
    name = token.lower_name
    if name in _RUNNING or (loading and name in _LATE):
        yield StyleAddress(token.serialize(), token.source_line)
    loads = loading or imports or name in _LOADING
    for found in _in_tokens(token.arguments, loading=loads):
        yield StyleAddress(found.address, found.line, imports)
