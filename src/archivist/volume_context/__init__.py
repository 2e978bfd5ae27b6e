"""What the rest of an archive contributed to a volume, as data: `volume-context.json` in the source of a package.

With it the volume can be made again where the other articles are not: its number, the works of other volumes that it
names, the pages on which these are printed, what addresses lead to, and the related reading that was suggested.
docs/context-format.md defines the format.
"""

from archivist.volume_context.context_file import UnreadableContextError, parse_context, read_context
from archivist.volume_context.context_members import FILE_NAME, FORMAT, VolumeContext, write_context
from archivist.volume_context.outside import NOTHING_OUTSIDE, Outside, outside_of
from archivist.volume_context.recorded_addresses import RecordedAddresses, RecordingAddresses, recorded, recording

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
