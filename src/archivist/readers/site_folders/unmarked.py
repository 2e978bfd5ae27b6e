"""Titles without marks: Hugo, Zola and Jekyll's themes read a title as Markdown, the archive as plain text."""

from archivist.dialect.parser import parse_line

_MARKS = frozenset("*_`[<~\\")
_MARKUP = frozenset({"em_open", "strong_open", "s_open", "code_inline", "link_open"})
_OTHERS = frozenset(
    {"text", "softbreak", "hardbreak", "html_inline", "em_close", "strong_close", "s_close", "link_close"}
)


def title_without_marks(title: str) -> str:
    """The words of a title without emphasis, code marks and links; the title itself if it has none of them."""
    if _MARKS.isdisjoint(title):
        return title
    tokens = parse_line(title, {})
    types = {token.type for token in tokens}
    if types.isdisjoint(_MARKUP) or not types <= _MARKUP | _OTHERS:  # a formula, a note, a picture: as written
        return title
    return (
        " ".join("".join(" " if token.type.endswith("break") else token.content for token in tokens).split()) or title
    )
