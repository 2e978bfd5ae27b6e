"""What the rest of an archive contributed to a volume, as data: `volume-context.json` in the source of a package.

With it the volume can be made again where the other articles are not: its number, the works of other volumes that it
names, the pages on which these are printed, what addresses lead to, and the related reading that was suggested.
docs/context-format.md defines the format.
"""

from typing import TYPE_CHECKING

from archivist.deferred_names import defer_names
from archivist.volume_context.context_file import FILE_NAME, UnreadableContextError, read_context
from archivist.volume_context.outside import NOTHING_OUTSIDE, Outside

if TYPE_CHECKING:
    from archivist.volume_context.context_content import parse_context
    from archivist.volume_context.context_members import FORMAT, VolumeContext, write_context
    from archivist.volume_context.outside_volumes import outside_of
    from archivist.volume_context.recorded_addresses import (
        RecordedAddresses,
        RecordingAddresses,
        recorded,
        recording,
    )

__all__ = [
    "FILE_NAME",
    "FORMAT",
    "NOTHING_OUTSIDE",
    "Outside",
    "RecordedAddresses",
    "RecordingAddresses",
    "UnreadableContextError",
    "VolumeContext",
    "outside_of",
    "parse_context",
    "read_context",
    "recorded",
    "recording",
    "write_context",
]

__getattr__ = defer_names(
    __name__,
    {
        "FORMAT": "context_members",
        "RecordedAddresses": "recorded_addresses",
        "RecordingAddresses": "recorded_addresses",
        "VolumeContext": "context_members",
        "outside_of": "outside_volumes",
        "parse_context": "context_content",
        "recorded": "recorded_addresses",
        "recording": "recorded_addresses",
        "write_context": "context_members",
    },
)
