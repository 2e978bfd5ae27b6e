"""`archivist send`: volumes mailed to a reader, or copied to a mounted one."""

# Imports are inside functions, so that --help answers before anything heavy is read.
# ruff: noqa: PLC0415

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from archivist.cli.completion import LanguageOption, volume_ids
from archivist.cli.options import ArchiveOption, BuildOption, DebugOption, JsonOption, settings_of

if TYPE_CHECKING:
    from archivist.data_formats.package_data import SendingData
    from archivist.sending.sent_file import OutgoingFile, State
    from archivist.workflows.volume_sending import Target


def command(
    context: typer.Context,
    volumes: Annotated[
        list[str], typer.Argument(metavar="VOLUME", help="Volumes: 2022-03.", autocompletion=volume_ids)
    ],
    *,
    to: Annotated[str, typer.Option(metavar="NAME", help="A reader: the NAME of a [send.NAME] in archivist.toml.")],
    language: LanguageOption = None,
    form: Annotated[Literal["epub", "pdf"], typer.Option("--format", help="Which of the two files.")] = "epub",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would be sent, and stop.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Send without asking.")] = False,
    json: JsonOption = False,
    archive: ArchiveOption = None,
    build: BuildOption = None,
    debug: DebugOption = False,
) -> None:
    """Send volumes to a reader: by mail, or to the folder of a mounted e-reader.

    Shows what would be sent, and asks. The files must be those of their records. Each file is a message of its own;
    an EPUB that is larger than the reader takes is sent in parts if it was compiled in parts ([epub] max_size). The
    password is that in ARCHIVIST_SMTP_PASSWORD, or in the keyring of the system. Exits with status 1 if nothing was
    sent.

    \b
    Examples:
      archivist send 2022-03 --to kindle --dry-run
      archivist send 2022-03 --to kindle --language ka
      archivist send 2022-01 2022-02 --to kobo --yes
    """
    from archivist.cli.audit import now
    from archivist.cli.confirmation import is_agreed
    from archivist.cli.output import print_json
    from archivist.model.results import Format
    from archivist.workflows.volume_sending import find_files, find_target, send_files

    opened = settings_of(context).open()
    target = find_target(opened, to)
    files = find_files(opened, volumes, language or (), Format(form))
    for file in files:
        typer.echo(_line(file, target), err=json)  # with --json stdout is for data
    agreed = not dry_run and (yes or is_agreed("send", len(files), done="sent"))
    sent: list[tuple[OutgoingFile, State]] = []
    if agreed:
        send_files(target, files, when=now(), report=lambda file, state: sent.append((file, _report(file, state))))
    if json:
        print_json(_as_data(target, files, sent))
    raise typer.Exit(int(not dry_run and not agreed))


def _line(file: "OutgoingFile", target: "Target") -> str:
    """`2022-03.en: reader-2022-03.en.epub, 0.4 MB -> desk@example.org`."""
    from archivist.cli.streams import one_line

    part = f" ({file.part})" if file.part else ""
    return one_line(f"{file.edition}{part}: {file.path.name}, {file.size / 1e6:.1f} MB -> {target}")


def _report(file: "OutgoingFile", state: "State") -> "State":
    """Say on stderr that a file was sent, at once: the next one may fail."""
    from archivist.cli.streams import one_line

    typer.echo(one_line(f"{file.path.name}: {state}"), err=True)
    return state


def _as_data(
    target: "Target", files: Sequence["OutgoingFile"], sent: Sequence[tuple["OutgoingFile", "State"]]
) -> "SendingData":
    from archivist.cli.output import near

    states = {file.path: state for file, state in sent}
    return {
        "format": "archivist sending 1",
        "to": str(target),
        "files": [
            {
                "edition": each.edition,
                "file": str(near(each.path)),
                "bytes": each.size,
                "sha256": each.sha256,
                "state": states[each.path].value if each.path in states else "not sent",
            }
            for each in files
        ],
    }
