"""Standard output and standard error: always there, and never given what a terminal would obey."""

import io
import os
import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from archivist.errors import UsageError

STANDARD_OUTPUT = "standard output"
# Controls, line and paragraph separators, and what turns the direction of text that does not end where it should.
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
_BUT_NEWLINES = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
_EMPTY_OPTION = re.compile(r"--[a-z][a-z-]*=")


def open_streams() -> None:
    """Let every standard stream be one; a terminal that cannot show a character shows its code.

    A stream that was closed by who started the program would otherwise be the next file that is opened: what is printed
    would go into it. Closed output fails when something is printed, as it should; closed error output says nothing.
    """
    for number, way in ((0, os.O_RDONLY), (1, os.O_RDONLY), (2, os.O_WRONLY)):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, way)  # the lowest free number is this one
    sys.stderr = sys.stderr or open(2, "w", encoding="utf-8", closefd=False)  # noqa: SIM115 (open to the end)
    getattr(sys.stderr, "reconfigure", lambda **_: None)(errors="backslashreplace")
    if sys.stdout is None:
        sys.stdout = _Output(open(1, "wb", closefd=False), "utf-8", "backslashreplace")  # noqa: SIM115
    elif isinstance(sys.stdout, io.TextIOWrapper):
        encoding, by_line = sys.stdout.encoding, sys.stdout.line_buffering
        sys.stdout = _Output(sys.stdout.detach(), encoding, "backslashreplace", line_buffering=by_line)


class _Output(io.TextIOWrapper):
    """Standard output that says what could not be written: an error of a write names no file."""

    def write(self, text: str) -> int:
        """As of any stream."""
        with _named():
            return super().write(text)

    def flush(self) -> None:
        """As of any stream."""
        with _named():
            super().flush()


@contextmanager
def _named() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise OSError(error.errno, error.strerror, STANDARD_OUTPUT) from None


def give_up_output() -> None:
    """Let the end of the program not try again to write what cannot be written."""
    sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 (open to the end)


def refuse_empty_arguments(arguments: Sequence[str]) -> None:
    """Raise UsageError for an argument that is empty: nearly always a variable of a shell that is not set.

    A path that is empty would mean the current folder.
    """
    for argument in arguments:
        if not argument or _EMPTY_OPTION.fullmatch(argument):
            raise UsageError(
                f"an argument is empty{': ' if argument else ''}{argument}", "Write the path you mean, for example `.`."
            )


def one_line(text: str) -> str:
    """The text without what a terminal would obey, and on one line: names of files may contain any character."""
    return _CONTROLS.sub(_escaped, text)


def printable(text: str) -> str:
    """The text without what a terminal would obey; its lines stay lines."""
    return _BUT_NEWLINES.sub(_escaped, text)


def _escaped(match: re.Match[str]) -> str:
    return repr(match[0])[1:-1]
