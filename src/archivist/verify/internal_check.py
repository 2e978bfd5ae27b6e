"""Checks this program makes itself: their verdicts, and what becomes of a file too damaged to be read."""

from collections.abc import Callable, Iterable
from pathlib import Path

from archivist import __version__
from archivist.findings import Severity
from archivist.verdict import Message, Verdict, limit_messages

TOOL = "archivist"
EXTRACTOR = "pdfminer.six"
NO_EXTRACTOR = "pdfminer.six is not installed; install it with: pip install 'archivist[verify]'"


def error(code: str, text: str, place: str = "") -> Message:
    """A message that fails the file."""
    return Message(Severity.ERROR, code, text, place)


def warning(code: str, text: str, place: str = "") -> Message:
    """A message that does not fail the file."""
    return Message(Severity.WARNING, code, text, place)


def info(code: str, text: str, place: str = "") -> Message:
    """A message that reports something which is not a fault."""
    return Message(Severity.INFO, code, text, place)


def on_page(index: int) -> str:
    """A page of the file as a message names it; `index` counts from 0."""
    return f"page {index + 1} of the file"


def judged(file: Path, check: str, messages: Iterable[Message], tools: Iterable[str] = ()) -> Verdict:
    """The verdict of a check that was made: passed if no message is an error.

    `tools` are names and versions of the libraries that read the file for it.
    """
    kept = limit_messages(messages)
    failed = any(message.severity is Severity.ERROR for message in kept)
    return Verdict(TOOL, "; ".join((__version__, *tools)), file, not failed, kept, check)


def guarded(file: Path, check: str, find: Callable[[], Iterable[Message]], tools: Iterable[str] = ()) -> Verdict:
    """The verdict of a check that reads the file; if it cannot be read, a failure that says what went wrong.

    Readers meet every kind of damage with an exception of another kind, so all are taken: whatever it is, it
    comes of the file, which a reader on someone's desk could not open either.
    """
    try:
        return judged(file, check, tuple(find()), tools)
    except Exception as damage:
        said = " ".join(str(damage).split())[:200]
        text = f"the file is damaged and cannot be read: {type(damage).__name__}{': ' + said if said else ''}"
        return judged(file, check, [Message(Severity.ERROR, "unreadable", text)], tools)
