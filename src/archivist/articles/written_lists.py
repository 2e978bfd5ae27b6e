"""Lists as an author wrote them: what of their numbers, marks and indents Markdown reads otherwise is reported."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from archivist.dialect.parser import Token
from archivist.text.list_numbers import KINDS, ListNumber


def unnumbered_as_written(tokens: Sequence[Token]) -> Iterator[tuple[int, str]]:
    """Items whose written number is not the one they get, the first of each list: line (from 0) and what to report.

    CommonMark counts on from the first number of a list, whatever the others say (spec 0.31.2, 5.3). Only where all
    are alike did the author leave the counting to the program.
    """
    lists: list[list[Token]] = []
    for token in tokens:
        if token.type in {"ordered_list_open", "bullet_list_open"}:
            lists.append([token])
        elif token.type == "list_item_open":
            lists[-1].append(token)
        elif token.type in {"ordered_list_close", "bullet_list_close"}:
            opening, *items = lists.pop()
            if opening.type == "ordered_list_open":
                yield from _differing(opening, items)


def _differing(opening: Token, items: Sequence[Token]) -> Iterator[tuple[int, str]]:
    start = opening.attrs.get("start", 1)
    written = [int(item.info) for item in items if item.info.isdecimal()]
    if isinstance(start, str) or "reversed" in opening.attrs or len(set(written)) == 1:
        return  # the author numbered the list by attributes, or not at all
    for item, number, expected in zip(items, written, range(int(start), int(start) + len(written)), strict=False):
        if number != expected:
            yield (item.map or [0])[0], f"the item written {number}. is printed as {expected}."
            return


def unnested_lists(tokens: Sequence[Token]) -> Iterator[tuple[int, str]]:
    """Lists between two items of a list that goes on behind them: line (from 0) and what to report.

    A list indented by two spaces below `1.` is not part of the item (CommonMark 5.2); it ends the list around it.
    """
    closings = _closings(tokens)
    for first, closing in closings.items():
        inner = closing + 1
        after = closings.get(inner, len(tokens)) + 1
        if tokens[first].type != "ordered_list_open" or after >= len(tokens) or inner not in closings:
            continue
        items = sum(
            each.type == "list_item_open" and each.level == tokens[first].level + 1 for each in tokens[first:closing]
        )
        goes_on = tokens[after].attrs.get("start", 1) == int(tokens[first].attrs.get("start", 1)) + items
        if tokens[after].type == "ordered_list_open" and tokens[inner].type == "bullet_list_open" and goes_on:
            yield (tokens[inner].map or [0])[0], "the list is not part of the item above it, and ends that list"


def _closings(tokens: Sequence[Token]) -> dict[int, int]:
    """Where each list ends, by where it begins: indexes of tokens."""
    opened: list[int] = []
    found: dict[int, int] = {}
    for index, token in enumerate(tokens):
        if token.type.endswith("_list_open"):
            opened.append(index)
        elif token.type.endswith("_list_close"):
            found[opened.pop()] = index
    return found


_ITEM = re.compile(
    r"(\(|§[ \xa0]?)?(\d{1,9}|#|[a-z]{1,6}|[A-Z]{1,6}|[\u0430-\u044f\u10d0-\u10f0])(\.\)|[.)\uff0e\u3001])"
    r"(?:[ \t]+\S|(?<=\d.)[^\W\d_])"
)
_BULLET = re.compile(r"([o\xa7\xd8\xfc\u2022\u2023\u25aa\u25cf\u25cb\u25e6\u00b7\u2013\u2014])[ \t\u00a0]+\S")
_TOO_FAR = re.compile(r"[ \t]*[-*+][ \t]+\S")  # it would begin a list if it were not indented by four spaces or more
_HYPHEN = re.compile(r"-[^\W\d_]")
_OTHER_ALPHABETS = (
    "\u0430\u0431\u0432\u0433\u0434\u0435\u0436\u0437\u0438\u043a\u043b\u043c\u043d\u043e\u043f\u0440\u0441\u0442\u0443\u0444\u0445\u0446\u0447\u0448\u0449\u044d\u044e\u044f",
    "".join(map(chr, range(0x10D0, 0x10F1))),
)
_LONGEST_BY_HAND = 100  # items of a list that is not numbered in figures


def lists_as_text(tokens: Sequence[Token]) -> Iterator[tuple[int, str]]:
    """Paragraphs with lines that count on, one for each: line (from 0) and what to report.

    A list whose first number is not 1 does not begin within a paragraph (CommonMark 5.3), and `a.`, `(1)`, `i.` and
    `#.` begin one in Pandoc alone; `§ 1.`, `1.)`, `•`, `1.` without a space and dashes of a dialogue nowhere. The lines
    would be set one after the other.
    """
    for token, after in pairwise(tokens):
        if token.type == "paragraph_open" and "\n" in after.content:
            lines = after.content.split("\n")
            for number, (line, following) in enumerate(pairwise(lines)):
                if _counts_on(line, following):
                    shown = " … ".join(each.strip()[:20] for each in (line, following))
                    yield (token.map or [0])[0] + number, f"{shown}: a list is printed as one paragraph"
                    break


def _counts_on(line: str, following: str) -> bool:
    """Whether two lines begin like neighbouring items of a list, and no line end is printed between them."""
    if line.endswith(("  ", "\\")):
        return False
    if _TOO_FAR.match(following) or (_HYPHEN.match(line.strip()) and _HYPHEN.match(following.strip())):
        return True
    bullets = _BULLET.match(line.strip()), _BULLET.match(following.strip())
    if bullets[0] and bullets[1]:
        return bullets[0][1] == bullets[1][1]
    first, second = _ITEM.match(line.strip()), _ITEM.match(following.strip())
    return first is not None and second is not None and _is_next(first, second)


def _is_next(first: re.Match[str], second: re.Match[str]) -> bool:
    """Whether the mark of an item is the one after another."""
    (before, mark, end), (second_before, second_mark, second_end) = first.groups(), second.groups()
    if (before, end) != (second_before, second_end):
        return False
    if mark.isdecimal() and second_mark.isdecimal():
        return int(second_mark) == int(mark) + 1
    return mark == second_mark == "#" or any(labels.get(mark) == second_mark for labels in _following().values())


@cache
def _following() -> dict[str, dict[str, str]]:
    """For each kind of list that is not numbered in figures: which label follows which."""
    return {
        kind: {ListNumber(value, kind).label: ListNumber(value + 1, kind).label for value in range(1, _LONGEST_BY_HAND)}
        for kind in KINDS
        if kind != "1"
    } | {letters: dict(pairwise(letters)) for letters in _OTHER_ALPHABETS}
