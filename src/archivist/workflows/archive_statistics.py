"""`archivist stats`: what the compiled editions contain, counted from their records.

read the ledger -> records of the build folder -> related entries of the EPUBs -> counted
"""

from dataclasses import dataclass

from archivist.archive import Archive
from archivist.findings import Finding, in_order
from archivist.ledger import read_ledger
from archivist.shelf.statistics import Statistics, count
from archivist.shelving.shelved_editions import count_related, find_holdings
from archivist.shelving.shelved_site import articles_of_today, languages_of


@dataclass(frozen=True, slots=True)
class StatisticsReport:
    """The statistics, and what was found."""

    statistics: Statistics
    findings: tuple[Finding, ...]


def count_archive(archive: Archive) -> StatisticsReport:
    """Count the compiled editions of an archive. Nothing is written. Raises UnreadableLedgerError."""
    shelved = find_holdings(
        archive.build, read_ledger(archive.ledger), lambda: articles_of_today(archive), check_files=False
    )
    volumes = [each for each in shelved.holdings if not each.is_cumulative]
    related, unreadable = count_related(volumes)
    statistics = count(volumes, languages_of(archive, volumes), related)
    findings = [*shelved.findings, *unreadable]
    if not volumes:
        findings.append(Finding("nothing-on-shelf", f"{archive.build} has no compiled edition", str(archive.build)))
    return StatisticsReport(statistics, in_order(findings))
