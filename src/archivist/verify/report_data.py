"""A verification as data, for programs: in a report, with `--json`, and in packages."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from archivist import __version__
from archivist.verdict import Verdict
from archivist.verify.edition_checks import Verification, VerifiedEdition

if TYPE_CHECKING:
    from archivist.data_formats.package_data import (
        VerdictData,
        VerdictMessageData,
        VerificationData,
        VerifiedEditionData,
    )


def as_data(verified: Verification, name: Callable[[Path], str]) -> "VerificationData":
    """The verification as JSON-ready data; docs/verify.md says what each field means. `name` names a file."""
    return {
        "format": "archivist verification 1",
        "made_by": f"archivist {__version__}",
        "passed": verified.passed,
        "editions": [_edition_as_data(edition, name) for edition in verified.editions],
    }


def _edition_as_data(edition: VerifiedEdition, name: Callable[[Path], str]) -> "VerifiedEditionData":
    return {
        "edition": edition.edition,
        "passed": edition.passed,
        "missing": edition.missing,
        "files": [
            {
                "file": name(file.path),
                "sha256": file.digest,
                "passed": file.passed,
                "standards": list(file.standards),
                "checks": [_verdict_as_data(verdict) for verdict in file.verdicts],
            }
            for file in edition.files
        ],
    }


def _verdict_as_data(verdict: Verdict) -> "VerdictData":
    return {
        "check": verdict.name,
        "passed": verdict.passed,
        "tool": verdict.tool,
        "version": verdict.version,
        "standard": verdict.standard,
        "messages": list(_messages_as_data(verdict)),
    }


def _messages_as_data(verdict: Verdict) -> "Iterator[VerdictMessageData]":
    for message in verdict.messages:
        yield {
            "severity": message.severity.value,
            "code": message.code,
            "text": message.text,
            "place": message.place,
            "line": message.line,
            "column": message.column,
        }
