"""The findings of an import as a screen has room for them: what is the same in a thousand files is one line."""

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import PurePosixPath

from archivist.findings import Finding, Severity
from archivist.place import Place

_FEW = 3  # findings that are shown one by one although they are the same, and examples of the others
_REMARKS = 3  # of what is only to be known: lines of one code
_SUMMARIES = 10  # of what is only to be known: lines of one code that stand for several findings
_WARNINGS = 20  # lines of one code
_BY_FOLDER = frozenset({"import-needs-date", "import-undated"})  # codes whose findings are counted folder by folder


@dataclass(frozen=True, slots=True)
class Line:
    """A line for the screen, and how many findings it covers."""

    finding: Finding
    count: int = 1


def in_brief(findings: Sequence[Finding]) -> list[Line]:
    """The lines, errors and warnings first. Every error is in one of them."""
    in_groups = sorted(findings, key=lambda finding: (finding.severity is Severity.INFO, finding.code))
    return [
        line for _, alike in groupby(in_groups, key=lambda finding: finding.code) for line in _few(_lines(list(alike)))
    ]


def _few(lines: Iterable[Line]) -> Iterator[Line]:
    """The first lines of a code."""
    singles = summaries = 0
    for line in lines:
        is_summary = line.count > 1
        summaries += is_summary
        singles += not is_summary
        severity = line.finding.severity
        if severity is Severity.INFO and (summaries > _SUMMARIES if is_summary else singles > _REMARKS):
            continue
        if severity is Severity.WARNING and singles + summaries > _WARNINGS:
            continue
        yield line


def _lines(findings: Sequence[Finding]) -> Iterator[Line]:
    """The findings of one code, those that say the same in one line, where the first of them is."""
    alike: dict[tuple[str, ...], list[Finding]] = {}
    for finding in findings:
        alike.setdefault(_what(finding), []).append(finding)
    for group in alike.values():
        if len(group) > _FEW:
            yield Line(_summary(group), len(group))
        else:
            yield from map(Line, group)


def _what(finding: Finding) -> tuple[str, ...]:
    """What a finding says in addition to its place. Articles without a date are counted folder by folder."""
    folder = PurePosixPath(finding.file).parent.as_posix() if finding.code in _BY_FOLDER else ""
    return (finding.message, finding.hint, folder)


def _summary(group: Sequence[Finding]) -> Finding:
    folder = _folder_of(group)
    shown = ", ".join(_within(folder, finding) for finding in group[:_FEW])
    message = f"{len(group):,} times: {group[0].message} ({shown} …)"
    return replace(group[0], message=message, file=folder, line=0, item="")


def _folder_of(group: Sequence[Finding]) -> str:
    """The innermost folder, or the file, that all are in."""
    files = {finding.file for finding in group}
    if len(files) == 1:
        return files.pop()
    try:
        return PurePosixPath(os.path.commonpath([str(PurePosixPath(file).parent) for file in files])).as_posix()
    except ValueError:  # of one the path is absolute, of another it is not
        return ""


def _within(folder: str, finding: Finding) -> str:
    if finding.file == folder:
        line = f"line {finding.line}" if finding.line else ""
        return ", ".join(filter(None, (line, finding.item))) or PurePosixPath(folder).name
    path = PurePosixPath(finding.file)
    shown = path.relative_to(folder).as_posix() if path.is_relative_to(folder) else path.as_posix()
    return str(Place(shown, finding.line))
