"""`archivist` as a process of its own, without the second that Python takes to import it.

A process that has imported the program waits, and forks for each command. What depends on how Python starts (hash seed,
encodings, workers, interrupts) is tested by `python -m archivist` itself, in test_command_line.py and elsewhere.
"""

# The program is imported only by the process that waits, and the streams of a command stay open to its end.
# ruff: noqa: PLC0415, SIM115

import atexit
import gc
import importlib
import json
import os
import pkgutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import IO

_LONGEST = 1 << 17  # bytes of a request: arguments and environment
_LIMIT = 300.0  # seconds for one command
_RUN_ALONE = {"__main__", "epubcheck_process", "outloud_process", "verapdf_process"}  # programs of their own


@dataclass(frozen=True)
class Started:
    """A command that runs. The next one must not be started before it has ended."""

    arguments: tuple[str, ...]
    out: IO[bytes]
    err: IO[bytes]

    def finish(self) -> "subprocess.CompletedProcess[str]":
        """Wait for its end. What it printed on a stream of the caller's is not in the result."""
        code = int(_server().recv(64))
        texts = []
        for file in (self.out, self.err):
            file.seek(0)
            texts.append(file.read().decode("utf-8"))
            file.close()
        return subprocess.CompletedProcess(["archivist", *self.arguments], code, *texts)


def run(
    *arguments: str, folder: Path | str = ".", environment: Mapping[str, str] | None = None, **streams: int
) -> "subprocess.CompletedProcess[str]":
    """Run `archivist` with these arguments in a folder; see start()."""
    return start(*arguments, folder=folder, environment=environment, **streams).finish()


def start(
    *arguments: str,
    folder: Path | str = ".",
    environment: Mapping[str, str] | None = None,
    stdin: int | None = None,
    stdout: int | None = None,
    stderr: int | None = None,
) -> Started:
    """Start `archivist` with these arguments in a folder.

    `environment` replaces that of the tests. A stream is the descriptor of a terminal, or nothing is on the standard
    input, and what is printed is kept and decoded as UTF-8.
    """
    request = {
        "arguments": arguments,
        "folder": str(Path(folder).absolute()),
        "environment": {**(os.environ if environment is None else environment), "PYTHONUTF8": "1"},
    }
    started = Started(arguments, tempfile.TemporaryFile(), tempfile.TemporaryFile())
    with Path(os.devnull).open("rb") as nothing:
        given = (stdin, stdout, stderr)
        kept = (nothing.fileno(), started.out.fileno(), started.err.fileno())
        streams = [mine if its is None else its for its, mine in zip(given, kept, strict=True)]
        socket.send_fds(_server(), [json.dumps(request).encode()], streams)
    return started


@cache
def _server() -> socket.socket:
    """The connection to the process that waits. It ends with this one, which closes the connection."""
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    command = [sys.executable, "-m", "tests.command", str(theirs.fileno())]
    process = subprocess.Popen(command, pass_fds=[theirs.fileno()], env={**os.environ, "PYTHONHASHSEED": "0"})
    theirs.close()
    ours.settimeout(_LIMIT)
    atexit.register(process.wait)
    atexit.register(ours.close)  # run before the line above
    return ours


def _serve(requests: socket.socket) -> None:
    """Do what is asked, one command after the other, until the other end is closed."""
    _import_everything()
    use_one_worker()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # an interrupt of the tests is not one of a command
    while True:
        message, streams, *_ = socket.recv_fds(requests, _LONGEST, 3)
        if not message:
            return
        child = os.fork()
        if not child:
            requests.close()
            _become(json.loads(message), streams)
        for stream in streams:
            os.close(stream)
        _, status = os.waitpid(child, 0)
        requests.send(str(os.waitstatus_to_exitcode(status)).encode())


def use_one_worker() -> None:
    """Let nothing start worker processes unless it is told how many: each takes a second to import the program."""
    from archivist import executors

    executors.default_workers = lambda: 1


def _import_everything() -> None:
    """Import all that a command may import, so that none of them has to."""
    import archivist

    for module in pkgutil.walk_packages(archivist.__path__, "archivist."):
        if module.name.rpartition(".")[2] not in _RUN_ALONE:
            importlib.import_module(module.name)
    gc.collect()
    gc.freeze()


def _become(request: Mapping[str, object], streams: list[int]) -> None:
    """Be the command that is asked for, to its end."""
    code = 1
    try:
        signal.signal(signal.SIGINT, signal.default_int_handler)
        for number, stream in enumerate(streams):
            os.dup2(stream, number)
        os.environ.clear()
        os.environ.update(request["environment"])  # type: ignore[call-overload]
        os.chdir(str(request["folder"]))
        sys.path[:0] = filter(None, os.environ.get("PYTHONPATH", "").split(os.pathsep))
        sys.argv = ["archivist", *request["arguments"]]  # type: ignore[misc]
        sys.stdin = open(0, encoding="utf-8", closefd=False)
        sys.stdout = open(1, "w", encoding="utf-8", closefd=False)
        sys.stderr = open(2, "w", encoding="utf-8", errors="backslashreplace", closefd=False)
        code = _exit_code()
        atexit._run_exitfuncs()
        sys.stdout.flush()
        sys.stderr.flush()
    finally:
        os._exit(code)


def _exit_code() -> int:
    from archivist.cli import main

    try:
        main()
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else int(end.code is not None)
    return 0


if __name__ == "__main__":
    _serve(socket.socket(fileno=int(sys.argv[1])))
