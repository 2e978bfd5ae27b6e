"""What runs on a worker for an audit: files are read where all machines see them, for their digests."""

from pathlib import Path

from archivist.cluster.travelling import FilesRead, SharedReading, pack, unpack
from archivist.errors import ArchivistError
from archivist.fixity.containers import FolderFiles, ZipFiles
from archivist.fixity.streamed_digests import Reading, read_files

_HINT = "Packages must be at the same path on all machines, for example on a shared folder."


def packed_reading(reading: Reading) -> bytes:
    """A job of an audit as it travels."""
    container = reading.container
    prefix = container.prefix if isinstance(container, ZipFiles) else None
    return pack(SharedReading(str(container.path.absolute()), prefix, reading.names, reading.algorithms))


def read_there(message: bytes) -> bytes:
    """Read the files of a packed job; what was read, packed. What is damaged is part of it, never an error."""
    from distributed import get_worker  # noqa: PLC0415

    try:
        job = unpack(message, SharedReading)
        path = Path(job.path)
        if not path.exists():
            raise ArchivistError(f"the worker {get_worker().address} does not see {path}", _HINT)
        container = FolderFiles(path) if job.prefix is None else ZipFiles(path, job.prefix)
        return pack(FilesRead(read_files(Reading(container, job.names, job.algorithms))))
    except ArchivistError as error:
        return pack(FilesRead((), str(error), error.hint))
