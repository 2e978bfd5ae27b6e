"""Names of documents: short, ASCII, each once in a book."""

from collections.abc import Iterable

from slugify import slugify

RESERVED = frozenset(
    {
        "cover",
        "title",
        "imprint",
        "contents",
        "related",
        "index",
        "translations",
        "sources",
        "colophon",
        "nav",
        "toc",
        "style",
        "content",
    }
)
_LONGEST = 80  # letters; file names must stay usable inside a path


def document_ids(keys: Iterable[str]) -> dict[str, str]:
    """A document id for each key, in order: the key as a slug, with a number where two would be alike."""
    ids: dict[str, str] = {}
    taken = set(RESERVED)
    for key in keys:
        stem = slugify(key, max_length=_LONGEST) or "article"
        candidate, count = stem, 1
        while candidate in taken:
            count += 1
            candidate = f"{stem}-{count}"
        taken.add(candidate)
        ids[key] = candidate
    return ids
