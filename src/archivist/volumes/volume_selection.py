"""Which editions to make, when not all of them are."""

import difflib
from collections.abc import Iterable, Sequence

from archivist.errors import UsageError
from archivist.model.volumes import Edition
from archivist.text import languages as tags

_LISTED = 12  # ids named in a message; an archive may have hundreds


def choose(
    editions: Sequence[Edition], *, volumes: Sequence[str] = (), languages: Sequence[str] = ()
) -> tuple[Edition, ...]:
    """The editions of those volumes in those languages; where none is named, of all or in all.

    Raises UsageError for a volume or a language that has no edition, naming the nearest one.
    """
    ids = _known(volumes, (edition.volume.id for edition in editions), "volume")
    tagged = [tags.normalise_tag(language) or language for language in languages]
    spoken = _known(tagged, (edition.language for edition in editions), "language")
    chosen = tuple(one for one in editions if one.volume.id in ids and one.language in spoken)
    if editions and not chosen:
        raise UsageError(f"no edition of {', '.join(volumes)} in {', '.join(languages)}", "See `archivist plan`.")
    return chosen


def _known(wanted: Sequence[str], existing: Iterable[str], what: str) -> frozenset[str]:
    """The names wanted, or all there are if none is."""
    known = list(dict.fromkeys(existing))
    for name in wanted:
        if name not in known:
            raise UsageError(*_unknown(name, known, what))
    return frozenset(wanted or known)


def _unknown(name: str, known: Sequence[str], what: str) -> tuple[str, str]:
    if not known:
        return f"there is no {what} {name}: the archive has no volumes", ""
    near = difflib.get_close_matches(name, known, n=1, cutoff=0.5)
    message = f"there is no {what} {name}" + (f"; did you mean {near[0]}?" if near else "")
    rest = len(known) - _LISTED
    return message, f"There are: {', '.join(known[:_LISTED])}" + (f" and {rest} more." if rest > 0 else ".")
