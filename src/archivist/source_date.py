"""The time that counts as now, if the environment says so."""

import datetime
import os

from archivist.errors import UsageError


def source_date() -> datetime.datetime | None:
    """The time of SOURCE_DATE_EPOCH (reproducible-builds.org); None if it is not set. Raises UsageError."""
    seconds = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not seconds:
        return None
    try:
        return datetime.datetime.fromtimestamp(int(seconds), datetime.UTC)
    except (ValueError, OverflowError, OSError):
        raise UsageError(f"SOURCE_DATE_EPOCH is not a number of seconds: {seconds!r}") from None
