"""What is reported where articles were put: doubles, keys that changed, works the archive contains apart."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from archivist.findings import Finding
from archivist.importing.deduplication import Known, compose, doubles
from archivist.importing.found_store import Head
from archivist.importing.joining import Destination
from archivist.place import Place

_SHOWN = 60  # letters of a title


def twin_left(head: Head, first: Head) -> Finding:
    """An article that an earlier source has as well."""
    message = f"{head.title[:_SHOWN]!r} was imported from {first.place}, which also contains it"
    return Finding.at(head.place, "import-left-out", message)


def locate_findings(
    heads: Sequence[Head], known: Sequence[Known], places: Mapping[int, Destination], folder: Path
) -> Iterator[Finding]:
    """All that somebody may want to correct by hand. `folder` is that of the articles, as it is shown."""
    new = [head for head in heads if not places[head.number].is_known]
    for head, other in doubles(new, known):
        where = (folder / other.path).as_posix() if isinstance(other, Known) else other.place
        message = f"its address is nearly that of {where}, so it may be the same article; both were imported"
        yield Finding.at(head.place, "import-guessed", message)
    for head in new:
        key = places[head.number].key
        if head.key and compose(key) != compose(head.key):
            message = f"another article already has the key {head.key!r}, so {key!r} is used"
            yield Finding.at(head.place, "import-guessed", message)
    yield from _held_apart(heads, known, places, folder)


def _held_apart(
    heads: Sequence[Head], known: Sequence[Known], places: Mapping[int, Destination], folder: Path
) -> Iterator[Finding]:
    """Members of a group of translations that are not of its first work.

    The source may have joined them since, and the archive keeps keys; or a language is there twice, and which of its
    articles belongs to the others is a guess.
    """
    groups = {each.path: each.group for each in known}
    first: dict[tuple[str, int], Head] = {}
    languages: dict[tuple[str, int], set[str]] = defaultdict(set)
    for head in heads:
        if not head.group:
            continue
        group, place = (head.group, head.batch), places[head.number]
        original = places[first.setdefault(group, head).number]
        is_second, is_apart = head.language in languages[group], place.key != original.key
        languages[group].add(head.language)
        if is_apart and place.is_known and groups[place.path] != head.group and not is_second:
            path = (folder / original.path).as_posix()
            message = f"the source declares it a translation of {path}, but in the archive it is not"
            hint = f"If they are translations of one work, give both the key {original.key!r}."
            yield Finding.at(Place((folder / place.path).as_posix()), "import-differs", message, hint)
        elif is_apart and not place.is_known:
            message = (
                f"its group of translations contains a language twice, so it became a separate work, {place.key!r}"
            )
            yield Finding.at(head.place, "import-guessed", message)
