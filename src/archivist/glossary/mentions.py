"""Where a text mentions the terms of a glossary."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic

from lxml import etree

from archivist.glossary.patterns import Pattern, Patterns, patterns_of, plain_gap, plain_word, word_pattern
from archivist.glossary.running_text import BREAK, Node, RunningText, Spot, Within, passages, running_text
from archivist.glossary.terms import Glossary
from archivist.text.xml_element import Element

_HYPHENS = "-‐‑"
_NO_EDGE = "_"  # a word beside it is part of an identifier


@dataclass(frozen=True, slots=True)
class Mention(Generic[Node]):
    """A term in a text. Offsets are characters of `RunningText.text`."""

    term: str  # id
    start: int
    end: int
    text: str  # as it is written there
    language: str  # of the passage it is in
    within: Within  # everything that it is part of, wholly or not
    begins: Spot[Node]  # its first character in the tree
    ends: Spot[Node]  # the place behind its last character in the tree


def find_mentions(root: Node, language: str, glossary: Glossary) -> tuple[Mention[Node], ...]:
    """Every mention of a term in a tree of XHTML, in order; none overlaps another. `language` is that of the text.

    All are reported, also those in links, code, headings and passages in another language (`Mention.within`); a passage
    in another language is searched for the names in that language. Names and listed forms are found as the glossary
    writes them, names also declined; a longer name wins over a shorter one, a listed form over a declined one, an
    earlier term over a later one. Names are found as whole words, in a compound with hyphens only at its beginning.
    They are found in the case in which they are written; a block that is all in capitals is compared in capitals.
    The calls of notes are not part of the text: a name goes on after one, and no mention includes it.
    """
    return mentions_in(running_text(root, language), glossary)


def find_in_xhtml(xhtml: str, language: str, glossary: Glossary) -> tuple[Mention[Element], ...]:
    """As `find_mentions`, in XHTML as text. Raises lxml.etree.XMLSyntaxError if it is not well-formed."""
    root: Element = etree.fromstring(xhtml)
    return find_mentions(root, language, glossary)


def mentions_in(text: RunningText[Node], glossary: Glossary) -> tuple[Mention[Node], ...]:
    """As `find_mentions`, of a text that is read already."""
    found = [
        each
        for language, start, end in passages(text)
        for block, at in _blocks(text.text[start:end], start)
        for each in _in_block(block, at, patterns_of(glossary, language), language, text)
    ]
    return tuple(found)


def _blocks(text: str, start: int) -> Iterator[tuple[str, int]]:
    for block in text.split(BREAK):
        if block and not block.isspace():
            yield block, start
        start += len(block) + 1


def _in_block(
    block: str, start: int, patterns: Patterns, language: str, text: RunningText[Node]
) -> Iterator[Mention[Node]]:
    spans = _matches(block, patterns) if patterns.by_first else []
    if patterns.unspaced:
        spans = _joined(spans, _unspaced_matches(block, patterns))
    for term, first, end in spans:
        yield Mention(
            term,
            start + first,
            start + end,
            block[first:end],
            language,
            text.within(start + first, start + end),
            text.spot(start + first),
            text.spot_after(start + end - 1),
        )


_Span = tuple[str, int, int]  # term, first character, end


def _matches(block: str, patterns: Patterns) -> list[_Span]:
    """The mentions of a block whose words are divided by spaces."""
    words = [*word_pattern().finditer(block)]
    plain = [patterns.spell(plain_word(word[0])) for word in words]
    found: list[_Span] = []
    at, capitals = 0, block.isupper()
    while at < len(words):
        pattern = _match(block, words, plain, at, patterns, capitals=capitals)
        if pattern is None:
            at += 1
            continue
        last = at + len(pattern.words) - 1
        found.append((pattern.term, words[at].start(), words[last].end()))
        at = last + 1
    return found


def _match(
    block: str, words: Sequence[re.Match[str]], plain: Sequence[str], at: int, patterns: Patterns, *, capitals: bool
) -> Pattern | None:
    """The first pattern by rank that the words from `at` on have; None otherwise."""
    candidates = patterns.in_capitals(plain[at]) if capitals else patterns.beginning_with(plain[at])
    if not candidates or not _may_begin(block, words[at].start()):
        return None
    for pattern in candidates:
        last = at + len(pattern.words) - 1
        if last >= len(words) or block[words[last].end() : words[last].end() + 1] == _NO_EDGE:
            continue
        gaps = (plain_gap(block[words[here].end() : words[here + 1].start()]) for here in range(at, last))
        if all(map(str.__eq__, gaps, pattern.gaps)) and all(
            patterns.is_word(expected, word, capitals=capitals)
            for expected, word in zip(pattern.words, plain[at : last + 1], strict=True)
        ):
            return pattern
    return None


def _may_begin(block: str, start: int) -> bool:
    """Whether a name may begin here: not within a compound (New-York, Alma-Ata) or an identifier."""
    before = block[start - 1 : start] if start else ""
    if before == _NO_EDGE:
        return False
    return not (before and before in _HYPHENS and start > 1 and block[start - 2].isalnum())


@lru_cache(maxsize=32)
def _unspaced_expression(names: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, names)))


def _unspaced_matches(block: str, patterns: Patterns) -> list[_Span]:
    """The mentions of names in scripts that put no spaces between words: wherever they are, longest first."""
    terms = {pattern.name: pattern.term for pattern in reversed(patterns.unspaced)}
    expression = _unspaced_expression(tuple(dict.fromkeys(pattern.name for pattern in patterns.unspaced)))
    return [(terms[match[0]], match.start(), match.end()) for match in expression.finditer(block)]


def _joined(spans: list[_Span], others: list[_Span]) -> list[_Span]:
    """Both in order; of two that overlap the first one, and of two with one beginning the longer one."""
    found: list[_Span] = []
    for span in sorted([*spans, *others], key=lambda span: (span[1], -span[2])):
        if not found or span[1] >= found[-1][2]:
            found.append(span)
    return found
