"""The result of a verification: its lines, its data, its exit code."""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import typer
from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from archivist.cli.output import near, shown
from archivist.errors import NOT_VERIFIED
from archivist.files import write_whole
from archivist.findings import Severity
from archivist.verdict import Message, Verdict

if TYPE_CHECKING:
    from archivist.data_formats.package_data import VerificationData
    from archivist.verify.edition_checks import Verification, VerifiedEdition

_WORDS = {True: "passed", False: "failed", None: "not verified"}
_SHOWN = 5  # messages of one code and check on the screen
_STYLES = {True: "green", False: "bold red", None: "yellow"}
_SEVERITY_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "yellow"}


def exit_code(verified: "Verification", *, strict: bool) -> int:
    """1 if a check failed, or with `strict` warned; 3 if something could not be verified; else 0."""
    warned = any(verdict.count(Severity.WARNING) for verdict in verified.verdicts)
    if verified.passed is False or (strict and warned):
        return 1
    return 0 if verified.passed else NOT_VERIFIED


def print_verification(verified: "Verification", *, verbose: bool) -> None:
    """Print each file with its checks, and what they say; last, on stderr, how many passed.

    Of a file with which nothing is wrong a line says so, unless `verbose`.
    """
    console = Console(highlight=False)
    for edition in verified.editions:
        for indent, line in _lines(edition, verbose):
            if console.is_terminal:
                console.print(Padding.indent(line, indent))
            else:  # a line is a line, however long: for grep
                typer.echo((" " * indent + line.plain).rstrip())
    typer.echo(summary(verified), err=True)
    for remedy in missing_tools(verified):
        typer.echo(remedy, err=True)


def missing_tools(verified: "Verification") -> Iterator[str]:
    """Of each tool that is not installed, once: how many checks it would have made, and how to install it."""
    lacking: dict[tuple[str, str], list[Path]] = {}
    for verdict in verified.verdicts:
        if verdict.lacks_tool:
            lacking.setdefault((verdict.tool, verdict.messages[0].text), []).append(verdict.file)
    for (tool, remedy), files in lacking.items():
        checks = "1 check" if len(files) == 1 else f"{len(files)} checks"
        count = len(set(files))
        yield f"{tool}: {checks} of {'1 file' if count == 1 else f'{count} files'} not made. {remedy}"


def _lines(edition: "VerifiedEdition", verbose: bool) -> Iterator[tuple[int, Text]]:
    """Lines, each with its indent."""
    if edition.missing:
        yield 0, Text.assemble((edition.edition, "bold"), ": ", ("not verified", _STYLES[None]))
        yield 6, Text(edition.missing)
    for file in edition.files:
        word = (_WORDS[file.passed], _STYLES[file.passed])
        details = _details(file.verdicts, file.passed)
        yield 0, Text.assemble((f"{edition.edition}: {shown(file.path)}", "bold"), ": ", word, details)
        width = max((len(verdict.name) for verdict in file.verdicts), default=0)
        for verdict in file.verdicts:
            is_shown = not verdict.passed and not verdict.lacks_tool  # missing tools are named once, at the end
            if verbose or is_shown or verdict.count(*_SEVERITY_STYLES):
                yield 2, _line(verdict, width)
                yield from ((6, _told(message)) for message in _shown(verdict))


def _details(verdicts: Sequence[Verdict], passed: bool | None) -> str:
    """What passed, and which tools are missing."""
    lacking = ", ".join(dict.fromkeys(verdict.tool for verdict in verdicts if verdict.lacks_tool))
    if passed:
        return f": {_passed(verdicts)}"
    return f": without {lacking}" if lacking else ""


def _passed(verdicts: Sequence[Verdict]) -> str:
    """`PDF/A-2a, PDF/UA-1 (verapdf 1.31.50); file, links, text`: what was confirmed by whom, and what else passed."""
    standards = [verdict for verdict in verdicts if verdict.standard]
    tools = dict.fromkeys(f"{verdict.tool} {verdict.version}" for verdict in standards)
    confirmed = ", ".join(verdict.standard for verdict in standards)
    others = ", ".join(verdict.name for verdict in verdicts if not verdict.standard)
    return f"{confirmed} ({', '.join(tools)}); {others}" if standards else others


def _shown(verdict: Verdict) -> Iterator[Message]:
    """A few messages of each code; the report has more."""
    counts: Counter[str] = Counter()
    for message in verdict.messages:
        counts[message.code] += 1
        if counts[message.code] <= _SHOWN:
            yield message
    more = sum(count - _SHOWN for count in counts.values() if count > _SHOWN)
    if more:
        yield Message(Severity.INFO, "more", f"{more} more messages: see --report FILE")


def _line(verdict: Verdict, width: int) -> Text:
    """`verapdf 2a    passed    PDF/A-2a (verapdf 1.31.50)`."""
    tool = f"{verdict.tool} {verdict.version}".strip()
    result = (f"{_WORDS[verdict.passed]:<12}", _STYLES[verdict.passed])
    confirmed = f"{verdict.standard} " if verdict.standard else ""
    return Text.assemble(f"{verdict.name:<{width}}  ", result, f"  {confirmed}({tool})")


def _told(message: Message) -> Text:
    where = f" [{_place(message)}]" if message.place else ""
    style = _SEVERITY_STYLES.get(message.severity, "")
    return Text.assemble((f"{message.severity} ", style), (f"{message.code}: ", "bold"), message.text, (where, "dim"))


def _place(message: Message) -> str:
    numbers = [str(number) for number in (message.line, message.column) if number]
    return ":".join([message.place, *numbers])


def summary(verified: "Verification") -> str:
    """`checks: 21 passed, 1 failed, 2 not verified`, and the same of editions never compiled."""
    counts = Counter(verdict.passed for verdict in verified.verdicts)
    counted = [f"{counts[result]} {word}" for result, word in _WORDS.items() if counts[result]]
    missing = sum(bool(edition.missing) for edition in verified.editions)
    lines = [f"checks: {', '.join(counted)}"] if counted else []
    if missing:
        lines.append(f"editions that could not be verified: {missing}")
    return "; ".join(lines) or "nothing to verify"


def write_report(verified: "Verification", path: Path) -> None:
    """Write the report, whole or not at all."""
    write_whole(path, (json.dumps(data_of(verified), ensure_ascii=False, indent=2) + "\n").encode())


def write_web_page(verified: "Verification", path: Path) -> None:
    """Write the report as a page for readers, whole or not at all."""
    from archivist.verify.report_page import write_page  # noqa: PLC0415

    write_whole(path, write_page(verified, lambda file: str(near(file))))


def data_of(verified: "Verification") -> "VerificationData":
    """The verification as JSON-ready data, with paths as seen from the current folder."""
    from archivist.verify.report_data import as_data  # noqa: PLC0415

    return as_data(verified, lambda path: str(near(path)))
