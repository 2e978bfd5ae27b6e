"""How wide a paragraph is up to each place of it, from the widths of its words and of what is around its elements."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import inf

from archivist.pdf.engine.paragraph_text import Leaf, ParagraphText
from archivist.pdf.engine.word_widths import WordWidths, widths_in
from archivist.pdf.total_fit import Setting, longest_line, shortest_line

SPACES = (" ", "\u00a0")

_TOKEN = re.compile("[ \u00a0]|[^ \u00a0]+")
_RUN = re.compile(" +")
_EXACT = 0.1  # of the type size, by which a part of a word may be wider than the word

# Width and spaces of the text before a place.
Before = tuple[float, int]


@dataclass(slots=True)
class Token:
    """A space, or a piece of text in one leaf in which no line ends except by dividing a word."""

    leaf: Leaf
    start: int
    text: str
    widths: WordWidths


class ParagraphWidths:
    """The tokens of a paragraph with their widths."""

    def __init__(self, text: ParagraphText, ends: Sequence[int]) -> None:
        """`ends` are the places at which lines may end without dividing a word, in order."""
        self._leaves = text.leaves
        inside = [place for place in ends if text.text[place - 1] not in SPACES]
        self.tokens = list(_tokens(text, inside))
        self.styles = list({id(token.widths): token.widths for token in self.tokens}.values())
        for widths in self.styles:
            widths.learn(token.text for token in self.tokens if token.widths is widths and token.text not in SPACES)
        self._longest_space = max(map(len, _RUN.findall(text.text)), default=0)
        self._is_space = [token.text in SPACES for token in self.tokens]
        self._numbers = _numbers(self.tokens, len(text.text))
        self._known: dict[float, list[float]] = {}
        self._spaces = list(accumulate(self._is_space, initial=0))

    def up_to(self, places: Sequence[int], shrink: float = 0.0) -> list[Before]:
        """Width and spaces before each place, every space narrower by `shrink`."""
        before, spaces, numbers, tokens = self._before(shrink), self._spaces, self._numbers, self.tokens
        found: list[Before] = []
        for place in places:
            number = numbers[place]
            token = tokens[number - 1]
            if number and token.start + len(token.text) > place:
                edge = token.leaf.before if token.start == token.leaf.start else 0.0
                part = token.widths.of(token.text[: place - token.start])
                found.append((before[number - 1] + edge + part, spaces[number - 1]))
            else:
                found.append((before[number], spaces[number]))
        return found

    def within_reach(self, setting: Setting, shrink: float) -> Iterator[Token]:
        """The tokens in which a line may end within the limits of a setting, and perhaps some more.

        Of all ways to set the lines before, the tightest and the loosest are looked at: the first lines end in few
        words.
        """
        if setting.widest == inf or not self._grows(shrink):
            yield from self.tokens
            return
        before, spaces = self._before(shrink), self._spaces
        wider = (setting.widest - setting.least) * setting.size  # what a space may be wider than in `before`
        hyphen, space = (max(getattr(style, name) for style in self.styles) for name in ("hyphen", "space"))
        edge = max(leaf.before + leaf.after for leaf in self._leaves)
        shortest = shortest_line(setting) - hyphen - _EXACT * setting.size
        longest = longest_line(setting) + edge + space * self._longest_space
        low, high = shortest - setting.indent, longest - setting.indent
        for number, token in enumerate(self.tokens):
            while before[number] > high:
                low, high = low + shortest, high + longest
            if before[number + 1] + spaces[number + 1] * wider >= low:
                yield token

    def _grows(self, shrink: float) -> bool:
        """Whether no token makes the paragraph narrower, as a negative margin would."""
        return min(style.space for style in self.styles) >= shrink and all(
            leaf.before >= 0 and leaf.after >= 0 for leaf in self._leaves
        )

    def widths_at(self, place: int) -> WordWidths:
        """The widths in the style of the text that ends at a place."""
        return self.tokens[max(0, self._numbers[place] - 1)].widths

    def _before(self, shrink: float) -> list[float]:
        """The width before each token, and that of the paragraph."""
        if shrink not in self._known:
            width, found = 0.0, [0.0]
            for token, is_space in zip(self.tokens, self._is_space, strict=True):
                leaf, text = token.leaf, token.text
                if token.start == leaf.start:
                    width += leaf.before
                width += token.widths.space - shrink if is_space else token.widths.of(text)
                if token.start + len(text) == leaf.end:
                    width += leaf.after
                found.append(width)
            self._known[shrink] = found
        return self._known[shrink]


def _tokens(text: ParagraphText, inside: Sequence[int]) -> Iterator[Token]:
    """The tokens in order; `inside` are the places within words at which a line may end."""
    at = 0
    for leaf in text.leaves:
        widths = widths_in(leaf.box.style)
        for match in _TOKEN.finditer(leaf.box.text):
            start, end = leaf.start + match.start(), leaf.start + match.end()
            while at < len(inside) and inside[at] <= start:
                at += 1
            while at < len(inside) and inside[at] < end:
                yield Token(leaf, start, text.text[start : inside[at]], widths)
                start, at = inside[at], at + 1
            yield Token(leaf, start, text.text[start:end], widths)


def _numbers(tokens: Sequence[Token], length: int) -> list[int]:
    """For each place of a text of so many characters, the number of the first token that begins there or later."""
    found: list[int] = []
    for number, token in enumerate(tokens):
        found += [number] * (token.start + 1 - len(found))
    return found + [len(tokens)] * (length + 1 - len(found))
