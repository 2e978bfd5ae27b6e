"""What runs on a worker for a verification: an outside tool is asked about files that were handed over."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from archivist.cluster.remote_layout import SAME_VERSIONS, Travelling
from archivist.cluster.travelling import Checked, CheckJob, pack, unpack
from archivist.errors import ArchivistError
from archivist.files import sha256
from archivist.verify.outside_tools import TOOLS
from archivist.verify.stored_verdicts import Question, verdict_as_data


def check_there(message: bytes, *files: Travelling) -> bytes:
    """Ask the tool of a packed job about files that were handed over, in its order; the packed verdicts."""
    from distributed import get_worker  # noqa: PLC0415

    worker = get_worker()
    try:
        job = unpack(message, CheckJob)
        validator = TOOLS[job.tool]()
        if validator.identity != job.identity:
            raise ArchivistError(f"the worker {worker.address} has another {job.tool}, or none", SAME_VERSIONS)
        with TemporaryDirectory(prefix="verify-", dir=worker.local_directory, ignore_cleanup_errors=True) as folder:
            questions = list(_questions(job, files, Path(folder)))
            return pack(Checked(json.dumps([verdict_as_data(each) for each in validator.ask(questions)])))
    except ArchivistError as error:
        return pack(Checked("", str(error), error.hint))


def _questions(job: CheckJob, files: Sequence[Travelling], folder: Path) -> Iterator[Question]:
    """The questions of a job about its files, written below a folder. Raises ArchivistError for other files."""
    for number, (name, settings, (digest, content)) in enumerate(zip(job.names, job.settings, files, strict=True)):
        if sha256(content) != digest:
            raise ArchivistError(f"another file than {digest[:12]}… was handed over", "Verify again.")
        file = folder / str(number) / Path(name).name  # tools look at the suffix
        file.parent.mkdir()
        file.write_bytes(content)
        yield Question(file, digest, settings)
