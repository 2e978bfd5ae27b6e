"""The command line: the only place that prints or ends the program."""

# Imports are inside functions: every worker process reads this module again, as the script that began it names it.
# And within the `try`: Ctrl-C may come while they are read.
# ruff: noqa: PLC0415

import os
import signal
import sys

INTERRUPTED = 130  # what a shell expects of a program ended by Ctrl-C
_SIGNALS = {"SIGTERM": 143, "SIGHUP": 129}  # ... and by `kill`, or a system that shuts down; by a closed terminal
_SAID = "interrupted; files already made are whole"


def main() -> None:
    """Run the command given on the command line, and end with its exit code."""
    debug = False
    try:
        if sys.argv[1:] == ["--version"]:
            _print_version()
            return
        from archivist.late_methods import compile_methods_late

        compile_methods_late()  # before any class is defined
        from archivist.cli.options import Settings

        _prepare()
        settings = Settings()
        try:
            _run(settings)
        finally:
            debug = settings.debug
    except KeyboardInterrupt:
        _end_interrupted()
    except SystemExit as end:
        if end.code in (INTERRUPTED, *_SIGNALS.values()):
            _ignore_interrupts()
            _say(_SAID)
        raise
    except BaseException as error:  # libraries have exceptions of their own that are not an `Exception`
        if debug:
            raise
        sys.exit(_explain(error))


def _print_version() -> None:
    """Answer what scripts ask most often without the libraries that read a command line. Raises OSError."""
    from archivist import __version__
    from archivist.cli.streams import open_streams

    open_streams()
    sys.stdout.write(f"archivist {__version__}\n")
    sys.stdout.flush()


def _prepare() -> None:
    """Streams that can be written to, fewer pauses, and an end that clears away what was begun."""
    from archivist.cli.streams import open_streams
    from archivist.worker_process import collect_seldom, end_without_collecting

    open_streams()
    collect_seldom()
    end_without_collecting()
    # Packages beside this one have no say in what settings mean, and looking for such plugins takes a while.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    for name, code in _SIGNALS.items():
        number = getattr(signal, name)
        if signal.getsignal(number) is not signal.SIG_IGN:  # nohup stays nohup
            signal.signal(number, lambda *_, code=code: sys.exit(code))


def _run(settings: object) -> None:
    from archivist.cli.app import command_line
    from archivist.cli.streams import refuse_empty_arguments

    refuse_empty_arguments(sys.argv[1:])
    try:
        command_line()(prog_name="archivist", obj=settings)
    except SystemExit as end:
        sys.stdout.flush()  # what is still to be written may not fit on the disk: then the command has failed
        raise end


def _end_interrupted() -> None:
    _ignore_interrupts()
    _say(_SAID)
    sys.exit(INTERRUPTED)


def _ignore_interrupts() -> None:
    """A second Ctrl-C does not interrupt the clearing up."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _explain(error: BaseException) -> int:
    """Say on stderr what stopped the program and what to do next; give the exit code."""
    import traceback
    from pathlib import Path

    from archivist.cli.machine import of_the_machine
    from archivist.errors import ArchivistError

    known = error if isinstance(error, ArchivistError) else of_the_machine(error)
    if known is not None:
        _say(str(known), known.hint)
        return known.exit_code
    last = traceback.extract_tb(error.__traceback__)[-1]
    _say(
        f"unexpected {type(error).__name__} in {Path(last.filename).name}:{last.lineno}: {error}",
        "This is a fault of the program. Please report it with what `archivist --debug …` prints.",
    )
    return 1


def _say(message: str, hint: str = "") -> None:
    from archivist.cli.streams import printable

    try:
        for line in filter(None, (f"archivist: {message}", hint)):
            sys.stderr.write(f"{printable(line)}\n")
        sys.stderr.flush()
    except (OSError, ValueError):
        # Nobody can be informed: the exit code must do, and Python must not change it when it flushes what is left.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
