"""`archivist stats`: what the compiled editions contain, counted from their records.

read the ledger -> records of the build folder -> related entries of the EPUBs -> counted
"""

from dataclasses import dataclass

from archivist.archive import Archive
from archivist.articles import read_folder
from archivist.findings import Finding, in_order
from archivist.ledger import read_ledger
from archivist.model import Article
from archivist.shelf.statistics import Statistics, count
from archivist.shelved_editions import count_related, find_holdings


@dataclass(frozen=True, slots=True)
class StatisticsReport:
    """The statistics, and what was found."""

    statistics: Statistics
    findings: tuple[Finding, ...]


def count_archive(archive: Archive) -> StatisticsReport:
    """Count the compiled editions of an archive. Nothing is written. Raises UnreadableLedgerError."""
    languages = archive.config.editions.languages

    def today() -> dict[tuple[str, str], Article]:
        articles, _ = read_folder(archive.articles, languages=languages)
        return {(each.path, each.digest): each for each in articles}

    shelved = find_holdings(archive.build, read_ledger(archive.ledger), today, check_files=False)
    volumes = [each for each in shelved.holdings if not each.is_cumulative]
    related, unreadable = count_related(volumes)
    made = tuple(dict.fromkeys(each.language for each in volumes))
    spoken = (*(each for each in languages if each in made), *(each for each in made if each not in languages))
    statistics = count(volumes, spoken, related)
    findings = [*shelved.findings, *unreadable]
    if not volumes:
        findings.append(Finding("nothing-on-shelf", f"{archive.build} has no compiled edition", str(archive.build)))
    return StatisticsReport(statistics, in_order(findings))
