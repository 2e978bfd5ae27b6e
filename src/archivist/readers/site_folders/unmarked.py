"""Titles without marks: Hugo, Zola and Jekyll's themes read a title as Markdown, the archive as plain text."""

from functools import cache

from markdown_it import MarkdownIt

_MARKS = frozenset("*_`[<~\\")
_MARKUP = frozenset({"em_open", "strong_open", "s_open", "code_inline", "link_open"})


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False}).enable("strikethrough")


def unmarked(title: str) -> str:
    """The words of a title without emphasis, code marks and links; the title itself if it has none of them."""
    if _MARKS.isdisjoint(title):
        return title
    tokens = [child for token in _parser().parseInline(title) for child in token.children or []]
    if not any(token.type in _MARKUP for token in tokens):
        return title
    return (
        " ".join("".join(" " if token.type.endswith("break") else token.content for token in tokens).split()) or title
    )
