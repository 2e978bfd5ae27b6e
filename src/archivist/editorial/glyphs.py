"""Characters for private use that no font has: the PDF cannot be made, so that is also an error here."""

from collections.abc import Iterable, Iterator

from archivist.editorial.flaw import Flaw, Lines, name_characters
from archivist.findings import Finding
from archivist.fonts import PRIVATE_REMEDY, FontLibrary
from archivist.model.articles import Article


def glyph_findings(article: Article, text: str, flaws: Iterable[Flaw], lines: Lines) -> Iterator[Finding]:
    """An error for each line with a private character that no installed font has. Most articles have none."""
    private = [flaw for flaw in flaws if flaw.code == "private-character"]
    if not private:
        return
    characters = frozenset("".join(text[flaw.start : flaw.end] for flaw in private))
    _, lacking = FontLibrary().faces_for(characters, article.language)
    by_line: dict[int, set[str]] = {}
    for flaw in private:
        by_line.setdefault(lines.number(flaw.start), set()).update(lacking & set(text[flaw.start : flaw.end]))
    for line, missing in by_line.items():
        if missing:
            message = f"no installed font has {name_characters(''.join(sorted(missing)))}"
            yield Finding("missing-glyph", message, article.path, line, PRIVATE_REMEDY)
