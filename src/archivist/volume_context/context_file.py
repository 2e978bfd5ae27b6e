"""The file `volume-context.json`. What checks its content is imported if there is one: few archives have it."""

from pathlib import Path
from typing import TYPE_CHECKING

from archivist.errors import ArchivistError
from archivist.place import Place

if TYPE_CHECKING:
    from archivist.volume_context.context_members import VolumeContext

FILE_NAME = "volume-context.json"


class UnreadableContextError(ArchivistError):
    """The context cannot be read, so the volume cannot be made again."""


def read_context(path: Path) -> "VolumeContext | None":
    """The context in a file; None if there is no file: the archive is whole. Raises UnreadableContextError."""
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as cause:
        message = f"the context of the volume cannot be read: {cause.strerror or cause}"
        raise UnreadableContextError(message, "Check the file and its permissions.", Place(str(path))) from None
    from archivist.volume_context.context_content import parse_context  # noqa: PLC0415

    return parse_context(content, str(path))
