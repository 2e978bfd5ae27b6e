"""Cumulative volumes: contents and index of the volumes of a year, or of all, in a volume of their own.

Their ids are not those of periods: `cumulative-2022`, also where the volume of the year is `2022`, and `cumulative` for
all volumes.
"""

import re
from collections.abc import Iterable, Sequence

from archivist.errors import UsageError
from archivist.model.volumes import Edition, Volume
from archivist.text.collation import range_dash
from archivist.volumes.volume_selection import choose

ALL = "all"
_ID = re.compile(r"cumulative(?:-([0-9]{4}))?")
_YEARS_LISTED = 12  # in a message


def is_cumulative(volume: str) -> bool:
    """Whether an id is that of a cumulative volume."""
    return _ID.fullmatch(volume) is not None


def cumulative_id(period: str) -> str:
    """The id of the cumulative volume of a year, or of `all`."""
    return "cumulative" if period == ALL else f"cumulative-{period}"


def cumulated_period(volume: str) -> str:
    """What a cumulative volume is of, as the command line names it: a year, or `all`. Raises ValueError."""
    match = _ID.fullmatch(volume)
    if match is None:
        raise ValueError(f"{volume!r} is not the id of a cumulative volume")
    return match[1] or ALL


def cumulated_years(cumulative: Edition, editions: Iterable[Edition]) -> str:
    """The years of a cumulative volume in numbers: 2022, or 2020–2024. `editions` are those of the archive."""
    years = [each.volume.year for each in cumulated_editions(cumulative, editions)]
    first, last = min(years), max(years)
    return str(last) if first == last else f"{first}{range_dash(cumulative.language)}{last}"


def cumulated_editions(cumulative: Edition, editions: Iterable[Edition]) -> tuple[Edition, ...]:
    """The editions that a cumulative volume lists: those of its period in its language, in order."""
    return tuple(
        each for each in editions if each.language == cumulative.language and is_cumulated(each, cumulative.volume.id)
    )


def is_cumulated(edition: Edition, cumulative: str) -> bool:
    """Whether a cumulative volume with this id has the volume of an edition."""
    return cumulated_period(cumulative) in (ALL, f"{edition.volume.year:04}")


def cumulative_editions(editions: Sequence[Edition]) -> tuple[Edition, ...]:
    """Every cumulative volume that can be made, in each language: those of the years in order, then that of all."""
    years = sorted({edition.volume.year for edition in editions})
    ids = [cumulative_id(f"{year:04}") for year in years] + [cumulative_id(ALL)] * bool(years)
    return tuple(each for id in ids for each in _editions(id, editions))


def _editions(id: str, editions: Iterable[Edition]) -> list[Edition]:
    of_period = [edition for edition in editions if is_cumulated(edition, id)]
    volumes = list({edition.volume.id: edition.volume for edition in of_period}.values())
    works = tuple({work.key: work for volume in volumes for work in volume.works}.values())
    volume = Volume(
        id,
        0,
        0,
        max(each.year for each in volumes),
        min(each.start for each in volumes),
        max(each.end for each in volumes),
        works,
    )
    return [Edition(volume, language, ()) for language in dict.fromkeys(each.language for each in of_period)]


def compile_command(volume: str, language: str) -> str:
    """The command that makes an edition of a volume, cumulative or not, as messages name it."""
    named = f"--cumulative {cumulated_period(volume)}" if is_cumulative(volume) else volume
    return f"archivist compile {named} --language {language}"


def refuse_cumulative(volumes: Iterable[str], what: str, remedy: str) -> None:
    """Raise UsageError if a cumulative volume is named where only others can be; `{period}` in `remedy` is its own."""
    for name in volumes:
        if is_cumulative(name):
            raise UsageError(f"{name} is a cumulative volume{what}", remedy.replace("{period}", cumulated_period(name)))


def choose_cumulative(editions: Sequence[Edition], period: str, languages: Sequence[str]) -> tuple[Edition, ...]:
    """The editions of the cumulative volume of a year, or of `all`, in those languages; in all if none is named.

    `editions` are those of the archive. Raises UsageError if there is no volume of that year or no such language.
    """
    found = [each for each in cumulative_editions(editions) if each.volume.id == cumulative_id(period)]
    if not found:
        years = sorted({str(edition.volume.year) for edition in editions})
        there = ", ".join(years[-_YEARS_LISTED:]) or "none"
        raise UsageError(f"there is no volume of the year {period}", f"Years with volumes: {there}. Or write `{ALL}`.")
    return choose(found, languages=languages)
