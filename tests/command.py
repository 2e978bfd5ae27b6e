"""`archivist` as a process of its own, without the second that Python takes to import it.

A process that has imported the program waits, and forks for each command. What depends on how Python starts (hash seed,
encodings, workers, interrupts) is tested by `python -m archivist` itself, in test_command_line.py and elsewhere.
"""

# The program is imported only by the process that waits, and the streams of a command stay open to its end.
# ruff: noqa: PLC0415, SIM115

import atexit
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path

_LONGEST = 1 << 17  # bytes of a request: arguments and environment
_LIMIT = 300.0  # seconds for one command


def run(
    *arguments: str, folder: Path | str = ".", environment: Mapping[str, str] | None = None
) -> "subprocess.CompletedProcess[str]":
    """Run `archivist` with these arguments in a folder; nothing is on its standard input.

    `environment` replaces that of the tests. The texts are decoded as UTF-8.
    """
    request = {
        "arguments": arguments,
        "folder": str(Path(folder).absolute()),
        "environment": {**(os.environ if environment is None else environment), "PYTHONUTF8": "1"},
    }
    with Path(os.devnull).open("rb") as nothing, tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        server = _server()
        socket.send_fds(server, [json.dumps(request).encode()], [nothing.fileno(), out.fileno(), err.fileno()])
        code = int(server.recv(64))
        texts = []
        for file in (out, err):
            file.seek(0)
            texts.append(file.read().decode("utf-8"))
    return subprocess.CompletedProcess(["archivist", *arguments], code, *texts)


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
    import archivist.cli.app
    import archivist.pipeline
    import archivist.workflows.article_check
    import archivist.workflows.article_import  # noqa: F401

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
