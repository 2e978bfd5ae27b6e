"""Stamps of editions: what each was made of, and what was made. One that nothing has changed of is not made again."""

from archivist.stamps.edition_stamps import EditionStamps, Made

__all__ = ["EditionStamps", "Made"]
