"""The editions of packages verified: what was said of their files, as evidence, as a report and as findings."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from archivist.build_folder.volume_folder import record_path
from archivist.cache import Store
from archivist.compiled.compiled_editions import compiled_edition, with_folders
from archivist.compiled.record_of_today import record_of_today
from archivist.deposit.edition_files import folder_of
from archivist.deposit.evidence import Evidence, evidence_of
from archivist.deposit_preparation.deposit_candidates import Candidate
from archivist.findings import Finding, Severity
from archivist.pipeline import EditionBuilder
from archivist.verdict import Verdict

if TYPE_CHECKING:
    from archivist.verify.edition_checks import Steps, Verification


@dataclass(frozen=True, slots=True)
class VerifiedFiles:
    """What was said of the files of a package."""

    verification: "Verification"  # of its files alone
    names: Mapping[Path, str]  # where they will be in the payload
    findings: tuple[Finding, ...]

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """What each check of them came to."""
        return tuple(evidence_of(self.verification.verdicts, self.names))

    def reports(self, title: str) -> dict[str, bytes]:
        """What validators said in full, by name of the file: for programs and for people, the same bytes each time."""
        from archivist.verify.report_data import as_data  # noqa: PLC0415
        from archivist.verify.report_page import write_page  # noqa: PLC0415

        data = as_data(self.verification, self.names.__getitem__)
        return {
            "verification.html": write_page(self.verification, self.names.__getitem__, title),
            "verification.json": (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode(),
        }


def verify_candidates(builder: EditionBuilder, candidates: Iterable[Candidate], steps: "Steps") -> "Verification":
    """Verify all editions at once, since validators take long to start."""
    from archivist.verify.edition_checks import verify  # noqa: PLC0415

    editions = [edition for each in candidates for edition, _ in each.editions]
    compiled = [compiled_edition(builder.archive, edition, partial(record_of_today, builder)) for edition in editions]
    return verify(with_folders(compiled, builder.plan.ledger), Store(builder.archive.cache), steps, builder.workers)


def evidence_for(candidate: Candidate, everything: "Verification", *, is_draft: bool) -> VerifiedFiles:
    """What was said of the files of one package, and what of it is to be reported."""
    names: dict[Path, str] = {}
    for _, record in candidate.editions:
        folder = folder_of(record.language)
        files = [file.path for file in record.files]
        names |= {path: f"{folder}/{path.name}" for path in (*files, record_path(files[0].parent, record.language))}
    there = {record.edition for _, record in candidate.editions}
    editions = tuple(
        replace(edition, files=tuple(file for file in edition.files if file.path in names))
        for edition in everything.editions
        if edition.edition in there
    )
    found = replace(everything, editions=editions)
    findings = (*_failed(found.verdicts, is_draft=is_draft), *_not_made(candidate, found.verdicts))
    return VerifiedFiles(found, names, findings)


def _failed(verdicts: Iterable[Verdict], *, is_draft: bool) -> Iterator[Finding]:
    """The checks that failed: errors, or warnings of a draft."""
    for verdict in verdicts:
        if verdict.passed is False:
            said = next((each for each in verdict.messages if each.severity is Severity.ERROR), None)
            why = f": {said.code}: {said.text}" if said else ""
            code = "draft-check-failed" if is_draft else "deposit-check-failed"
            yield Finding(code, f"{verdict.file.name}: {verdict.name} failed{why}", str(verdict.file))


def _not_made(candidate: Candidate, verdicts: Iterable[Verdict]) -> Iterator[Finding]:
    """The checks that could not be made: one finding for each validator and reason."""
    lacking: dict[tuple[str, str, bool], list[str]] = {}
    for verdict in verdicts:
        if verdict.passed is None:
            why = verdict.messages[0].text if verdict.messages else "it gave no result"
            lacking.setdefault((verdict.tool, why, verdict.lacks_tool), []).append(verdict.file.name)
    for (tool, why, is_missing), files in lacking.items():
        named = ", ".join(dict.fromkeys(files))
        if is_missing:
            yield Finding("deposit-not-verified", f"{candidate.name}: not verified by {tool}: {named}", hint=why)
        else:
            yield Finding("deposit-not-verified", f"{candidate.name}: not verified by {tool}: {named}: {why}")
