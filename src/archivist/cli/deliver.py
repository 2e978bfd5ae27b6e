"""`archivist deliver`: a package sent to a library."""

# Imports are inside functions, so that --help answers before anything heavy is read.
# ruff: noqa: PLC0415

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from archivist.cli.options import DebugOption, JsonOption

if TYPE_CHECKING:
    from archivist.data_formats.package_data import DeliveryData
    from archivist.delivery.sending import Delivered
    from archivist.workflows.package_delivery import Delivery


def command(
    package: Annotated[Path, typer.Argument(metavar="PACKAGE", help="A bag, or a zip of a bag.")],
    *,
    to: Annotated[
        str,
        typer.Option(metavar="ADDRESS", help="A folder, sftp://USER@HOST/FOLDER or s3://BUCKET/FOLDER."),
    ],
    no_events: Annotated[bool, typer.Option("--no-events", help="Write no events beside the package.")] = False,
    json: JsonOption = False,
    debug: DebugOption = False,
) -> None:
    """Send a package to a library: to a folder, to an SSH server or to S3.

    The package is audited first; one that is not intact, or is a draft, is not sent. Each file is read back and
    compared. After an interruption, run the command again: what has arrived is not sent again. Passwords are never part
    of the address: SSH agent, keys and known_hosts are used, or ARCHIVIST_SFTP_PASSWORD; for S3 the environment
    (AWS_ACCESS_KEY_ID …) and ~/.aws.

    Exits with status 0 if all of the package is there, else 1.

    \b
    Examples:
      archivist deliver build/deposit/2022-02.zip --to /media/library
      archivist deliver build/deposit/2022-02.zip --to sftp://press@deposit.example.org/incoming
      archivist deliver build/deposit/2022-02 --to s3://bucket/serials
    """
    from archivist.cli.audit import now
    from archivist.cli.output import print_findings, print_json
    from archivist.delivery.address import parse_address
    from archivist.delivery.sending import summarize
    from archivist.workflows.package_delivery import deliver_package

    address = parse_address(to)
    done = deliver_package(package, address, when=now(), record=not no_events, report=_silent if json else _print)
    if json:
        print_json(_as_data(done, str(address)))
    else:
        print_findings(done.findings, total=False)
        said = f"{summarize(done.files)}; at {address}" if done.is_delivered else "not delivered"
        typer.echo(f"{done.path.absolute().name}: {said}", err=True)
    raise typer.Exit(int(not done.is_delivered or bool(done.findings)))


def _print(file: "Delivered") -> None:
    from archivist.cli.streams import one_line

    typer.echo(f"{one_line(file.name)}: {file.state}, {file.size:,} bytes")


def _silent(_: "Delivered") -> None:
    """With --json, stdout is for data."""


def _as_data(done: "Delivery", address: str) -> "DeliveryData":
    return {
        "format": "archivist delivery 1",
        "package": str(done.path),
        "to": address,
        "delivered": done.is_delivered,
        "files": [
            {"file": each.name, "state": str(each.state), "bytes": each.size, "sent": each.sent} for each in done.files
        ],
        "findings": [finding.as_data() for finding in done.findings],
    }
