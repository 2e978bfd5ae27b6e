"""Which reader reads a source: each says how sure it is, and the surest is taken."""

from collections.abc import Sequence
from pathlib import Path

from archivist.place import Place
from archivist.reader_api.found import SourceError
from archivist.reader_api.reader import Claim, Reader
from archivist.reader_api.source_sample import SourceSample


def detect_reader(source: Path, readers: Sequence[Reader]) -> Reader:
    """The reader of a file or folder. Raises SourceError if none claims it, or two do equally."""
    place = Place(str(source))
    if not source.exists():
        raise SourceError("does not exist", "Name a file or a folder.", place=place)
    try:
        claims = _claims(SourceSample(source), readers)
    except OSError as error:
        raise SourceError(f"cannot be read: {error.strerror or error}", "Check its permissions.", place=place) from None
    if not claims:
        kinds = ", ".join(reader.name for reader in readers)
        raise SourceError("is not a supported format", f"Name it with --as: {kinds}.", place=place)
    highest = max(claim for claim, _ in claims)
    first, *others = (reader for claim, reader in claims if claim == highest)
    if others:
        names = " or ".join(f"--as {reader.name}" for reader in (first, *others))
        raise SourceError("is claimed by several readers", f"Choose one: {names}.", place=place)
    return first


def _claims(sample: SourceSample, readers: Sequence[Reader]) -> list[tuple[Claim, Reader]]:
    asked = ((reader.recognise(sample), reader) for reader in readers)
    return [(claim, reader) for claim, reader in asked if claim is not None]
