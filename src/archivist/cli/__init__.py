"""The command line: the only place that prints or ends the program."""

# Imports stand inside: every worker process reads this module again, as the script that began it names it.
# ruff: noqa: PLC0415

import signal
import sys

INTERRUPTED = 130  # what a shell expects of a program ended by Ctrl-C
TERMINATED = 143  # ... and by `kill`, or by a system that shuts down


def main() -> None:
    """Run the command given on the command line, and end with its exit code."""
    from archivist.cli.app import command_line
    from archivist.cli.options import Settings
    from archivist.executors import collect_seldom

    for stream in (sys.stdout, sys.stderr):
        # A terminal that cannot show a letter shows its code; it is no reason to fail.
        getattr(stream, "reconfigure", lambda **_: None)(errors="backslashreplace")
    collect_seldom()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(TERMINATED))  # so that what was begun is cleared away
    settings = Settings()
    try:
        command_line()(prog_name="archivist", obj=settings)
    except SystemExit as end:
        if end.code in (INTERRUPTED, TERMINATED):
            _say("interrupted; files already made are whole")
        raise
    except KeyboardInterrupt:
        _say("interrupted; files already made are whole")
        sys.exit(INTERRUPTED)
    except Exception as error:
        if settings.debug:
            raise
        sys.exit(_explain(error))


def _explain(error: Exception) -> int:
    """Say on stderr what stopped the program and what to do next; give the exit code."""
    import traceback
    from pathlib import Path

    from archivist.errors import ArchivistError

    if isinstance(error, ArchivistError):
        _say(error.message, error.hint)
        return error.exit_code
    if isinstance(error, OSError) and error.filename:
        _say(f"{error.filename}: {error.strerror}", "Check that the path is right and may be read or written.")
        return ArchivistError.exit_code
    last = traceback.extract_tb(error.__traceback__)[-1]
    _say(
        f"unexpected {type(error).__name__} in {Path(last.filename).name}:{last.lineno}: {error}",
        "This is a fault of the program. Please report it with what `archivist --debug …` prints.",
    )
    return 1


def _say(message: str, hint: str = "") -> None:
    import typer

    typer.echo(f"archivist: {message}", err=True)
    if hint:
        typer.echo(hint, err=True)
