"""What may travel between this machine and a worker: a list of types, compared with each object on both sides.

A job and its result are pickled. Unpickling calls what the bytes name, so nothing is called but these types; and since
`Path` is not among them, no path of the archive can travel. Only an audit names paths, as text: those of the packages
that are to be read where they are.
"""

import io
import pickle
from dataclasses import dataclass
from typing import Any, TypeVar

from archivist.errors import ArchivistError
from archivist.fidelity.printed_words import Loss
from archivist.fixity.streamed_digests import ReadFile
from archivist.model.pages import Anchor, PageStart, Remark, TextRun
from archivist.pdf.engine import FollowingDocument, LaidOut, LayoutJob, PictureInJob, WrongNumber
from archivist.pdf.structure import Content, Element, LinkArea

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Answer:
    """What a worker made of a job: a document laid out, or texts of margins, or the error that it ended in."""

    laid_out: LaidOut | None = None
    margins: bytes = b""  # as JSON
    error: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True)
class CheckJob:
    """Files that an outside tool is asked about. The files travel beside it."""

    tool: str
    identity: str  # which version of it gives the verdicts that are wanted
    names: tuple[str, ...]  # of the files, without folders
    settings: tuple[tuple[str, ...], ...]  # how the tool is asked about each


@dataclass(frozen=True, slots=True)
class Checked:
    """What a tool said of the files of a job, or the error that it ended in."""

    verdicts: str = ""  # as JSON
    error: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True)
class SharedReading:
    """Files that an audit reads. They are where all machines see them, and do not travel; their path does."""

    path: str  # of the folder or the zip file
    prefix: str | None  # of the members of a zip file; None for a folder
    names: tuple[str, ...]
    algorithms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FilesRead:
    """What was read, or the error that it ended in."""

    files: tuple[ReadFile, ...] = ()
    error: str = ""
    hint: str = ""


# In addition to text, bytes, numbers, None, lists, tuples and dictionaries, which are pickled without a name.
TRAVELLING = (
    Answer,
    Checked,
    CheckJob,
    FilesRead,
    SharedReading,
    ReadFile,
    LayoutJob,
    PictureInJob,
    FollowingDocument,
    LaidOut,
    Anchor,
    PageStart,
    TextRun,
    Remark,
    Loss,
    WrongNumber,
    Element,
    Content,
    LinkArea,
)
_BY_NAME: dict[tuple[str, str], type] = {(each.__module__, each.__qualname__): each for each in TRAVELLING}


class NotTravellingError(ArchivistError):
    """Something that is not on the list was to travel, or arrived."""


def pack(message: object) -> bytes:
    """A job or a result as bytes. Raises NotTravellingError."""
    packed = io.BytesIO()
    _Packer(packed, protocol=pickle.HIGHEST_PROTOCOL).dump(message)
    return packed.getvalue()


def unpack(packed: bytes, expected: type[T]) -> T:
    """The job or result in bytes that `pack` made. Raises NotTravellingError."""
    try:
        message = _Unpacker(io.BytesIO(packed)).load()
    except (pickle.UnpicklingError, EOFError, TypeError, ValueError, AttributeError, IndexError) as error:
        raise NotTravellingError(f"a message of the cluster is damaged: {error}") from None
    if not isinstance(message, expected):
        raise _refuse(type(message).__name__)
    return message


class _Packer(pickle.Pickler):
    """Refuses what is not on the list before it leaves."""

    def reducer_override(self, thing: object) -> Any:
        """Called for each object that is not of a type pickled without a name, and for each type."""
        if (thing if isinstance(thing, type) else type(thing)) in TRAVELLING:
            return NotImplemented  # as pickle does it
        raise _refuse(repr(type(thing)))


class _Unpacker(pickle.Unpickler):
    """Refuses what is not on the list before it is called."""

    def find_class(self, module: str, name: str) -> type:
        """The type of that name."""
        if (module, name) not in _BY_NAME:
            raise _refuse(f"{module}.{name}")
        return _BY_NAME[module, name]


def _refuse(name: str) -> NotTravellingError:
    return NotTravellingError(f"{name} must not travel to or from a worker of the cluster")
