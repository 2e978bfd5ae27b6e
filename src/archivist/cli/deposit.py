"""`archivist deposit`: packages for libraries."""

# Imports are inside functions, so that --help answers before anything heavy is read.
# ruff: noqa: PLC0415

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from archivist.cli.completion import LanguageOption, volume_ids
from archivist.cli.options import ArchiveOption, BuildOption, DebugOption, JsonOption, settings_of

if TYPE_CHECKING:
    from archivist.data_formats.package_data import DepositData, EvidenceData
    from archivist.deposit.evidence import Evidence
    from archivist.workflows.volume_deposit import Deposit, Deposited

ProfileOption = Annotated[
    str,
    typer.Option(
        metavar="NAME",
        help="What a library wants: bag, clockss, dnb, e-ark, kb, ned, ocfl, or a file of your own that ends in .toml.",
    ),
]

ToOption = Annotated[
    Path | None,
    typer.Option(
        metavar="FOLDER",
        help="Folder to put packages in.  [default: deposit in the build folder]",
        show_default=False,
    ),
]


def command(
    context: typer.Context,
    volumes: Annotated[
        list[str], typer.Argument(metavar="VOLUME", help="Volumes: 2022-03.", autocompletion=volume_ids)
    ],
    *,
    language: LanguageOption = None,
    profile: ProfileOption = "bag",
    to: ToOption = None,
    zip_: Annotated[bool, typer.Option("--zip", help="Make a zip of each package, and its digest beside it.")] = False,
    draft: Annotated[
        bool,
        typer.Option(
            "--draft", help="Make a package that is not for deposit, also of what is not published or not verified."
        ),
    ] = False,
    strict: Annotated[bool, typer.Option("--strict", help="Exit with status 1 if there are warnings.")] = False,
    json: JsonOption = False,
    archive: ArchiveOption = None,
    build: BuildOption = None,
    debug: DebugOption = False,
) -> None:
    """Make packages of published volumes for libraries: files, records and evidence in a bag (RFC 8493).

    The files must be those that ledger.json names, and are verified first. An existing package is never changed. Exits
    with status 1 if a package could not be made.

    \b
    Examples:
      archivist deposit 2022-03
      archivist deposit 2022-01 2022-02 --zip --to /srv/outbox
      archivist deposit 2022-03 --language ka
      archivist deposit 2022-03 --profile e-ark
      archivist deposit 2022-04 --draft
    """
    from archivist.cli.output import print_findings, print_json
    from archivist.cli.progress import steps_for
    from archivist.deposit.profiles import read_profile
    from archivist.executors import open_executor
    from archivist.findings import Severity
    from archivist.workflows.volume_deposit import Wanted, deposit_volumes

    wanted = Wanted(volumes, language or (), to, is_zipped=zip_, is_draft=draft, profile=read_profile(profile))
    with steps_for(quiet=json) as steps, open_executor(1) as workers:
        done = deposit_volumes(settings_of(context).open(), wanted, workers=workers, steps=steps)
    if json:
        print_json(as_data(done))
    else:
        for package in done.packages:
            typer.echo(_line(package))
        if done.findings:
            print_findings(done.findings, err=True)
    failing = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    raise typer.Exit(int(any(finding.severity in failing for finding in done.findings)))


def _line(package: "Deposited") -> str:
    """`2022-03: en, ka; 24 files, 0.8 MB; 41 checks passed, 2 not verified; made: build/deposit/2022-03`."""
    from archivist.cli.confirmation import counted
    from archivist.cli.output import shown

    size = f"{package.size / 1e6:.1f} MB"
    contents = f"{', '.join(package.editions)}; {counted(len(package.files), 'file')}, {size}"
    draft = "DRAFT, not for deposit; " if package.is_draft else ""
    return f"{package.volume}: {draft}{contents}; {_checks(package)}; {package.state}: {shown(package.path)}"


def _checks(package: "Deposited") -> str:
    """`41 checks passed, 2 not verified`."""
    from archivist.deposit.evidence import Outcome

    counts = {outcome: sum(each.outcome is outcome for each in package.evidence) for outcome in Outcome}
    return "checks: " + ", ".join(f"{count} {outcome}" for outcome, count in counts.items() if count)


def as_data(done: "Deposit") -> "DepositData":
    """The packages as JSON-ready data, with paths as seen from the current folder."""
    from archivist.cli.output import near

    return {
        "format": "archivist deposit 1",
        "packages": [
            {
                "volume": each.volume,
                "path": str(near(each.path)),
                "state": each.state.value,
                "draft": each.is_draft,
                "languages": list(each.editions),
                "files": [
                    {"file": file.path, "bytes": file.size, "sha512": file.sha512, "use": str(file.use)}
                    for file in each.files
                ],
                "evidence": [_evidence(one) for one in each.evidence],
            }
            for each in done.packages
        ],
        "findings": [finding.as_data() for finding in done.findings],
    }


def _evidence(evidence: "Evidence") -> "EvidenceData":
    return {
        "file": evidence.file,
        "validator": evidence.validator,
        "version": evidence.version,
        "check": evidence.check,
        "outcome": evidence.outcome.value,
        "standard": evidence.standard,
        "messages": list(evidence.messages),
    }
