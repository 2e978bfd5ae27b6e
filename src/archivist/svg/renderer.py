"""resvg in a process of its own: hostile drawings can end that process, or take its memory, and nothing else.

The process is started at the first drawing, and serves until this one ends. It speaks in frames: a length of four bytes
(big-endian), then so many bytes. A request is two frames, the options of resvg as JSON and the drawing; the answer is
two: "ok" or "error", and the PNG or the message.
"""

import json
import os
import struct
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import IO

from archivist.svg.svg_reading import SvgError

MOST_SECONDS = 30  # of the processor, for one drawing
_MOST_MEMORY = 3 * 2**30  # bytes
_LENGTH = struct.Struct(">I")

Options = Mapping[str, object]


@dataclass
class Renderer:
    """The process, while there is one."""

    _process: subprocess.Popen[bytes] | None = None
    _owner: int = field(default_factory=os.getpid)

    def render(self, svg: bytes, options: Options) -> bytes:
        """A PNG. Raises SvgError if resvg cannot draw this, or ended over it."""
        process = self._running()
        assert process.stdin
        assert process.stdout
        try:
            _send(process.stdin, json.dumps(options).encode(), svg)
            said, answer = _receive(process.stdout), _receive(process.stdout)
        except (OSError, EOFError):
            self.end()
            raise SvgError("it cannot be drawn: the renderer crashed") from None
        if said != b"ok":
            raise SvgError(f"it cannot be drawn: {answer.decode('utf-8', 'replace')}")
        return answer

    def _running(self) -> subprocess.Popen[bytes]:
        if self._owner != os.getpid():  # after a fork the process belongs to the parent
            self._process, self._owner = None, os.getpid()
        if self._process is None or self._process.poll() is not None:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "archivist.svg.renderer"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,  # a panic of resvg writes a page of its own to it
            )
        return self._process

    def end(self) -> None:
        """End the process, if there is one."""
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout):
            with suppress(OSError):
                if stream:
                    stream.close()


def _send(stream: IO[bytes], *frames: bytes) -> None:
    for frame in frames:
        stream.write(_LENGTH.pack(len(frame)) + frame)
    stream.flush()


def _receive(stream: IO[bytes]) -> bytes:
    """The next frame. Raises EOFError if there is none, or only half of one."""
    (length,) = _LENGTH.unpack(_exactly(stream, _LENGTH.size))
    return _exactly(stream, length)


def _exactly(stream: IO[bytes], size: int) -> bytes:
    data = stream.read(size)
    if len(data) < size:
        raise EOFError
    return data


# ---------------------------------------------------------------- in the process


def main() -> None:
    """Draw what is asked for, until nobody asks any more."""
    import resvg_py  # noqa: PLC0415 - needed in this process alone

    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever else writes must not write among the answers
    with suppress(EOFError, KeyboardInterrupt):
        while True:
            options, svg = json.loads(_receive(sys.stdin.buffer)), _receive(sys.stdin.buffer)
            _limit()
            try:
                made = resvg_py.svg_to_bytes(svg_string=svg.decode(), **options)
            except (KeyboardInterrupt, SystemExit):
                raise
            except BaseException as error:  # a panic of resvg is not an Exception
                _send(answers, b"error", str(error).encode())
            else:
                _send(answers, b"ok", bytes(made))


def _limit() -> None:
    """Limit what the next drawing may take. Only Unix has such limits."""
    with suppress(ImportError, OSError, ValueError):
        import resource  # noqa: PLC0415 - not everywhere

        used = resource.getrusage(resource.RUSAGE_SELF)
        seconds = int(used.ru_utime + used.ru_stime) + MOST_SECONDS
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, resource.getrlimit(resource.RLIMIT_CPU)[1]))
        resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, resource.getrlimit(resource.RLIMIT_AS)[1]))


if __name__ == "__main__":
    main()
