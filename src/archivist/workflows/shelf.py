"""`archivist shelf`: what is compiled, as a folder of plain files that any browser shows.

ledger, records -> editions whose files are right -> pages, covers, search, counts -> files copied -> its place
"""

from dataclasses import dataclass
from pathlib import Path

from archivist.archive import Archive
from archivist.files import locked
from archivist.findings import Finding, in_order
from archivist.ledger import read_ledger
from archivist.shelf.shelf_pages import shelf_files
from archivist.shelving.shelf_folder import copy_files, replacing, write_file
from archivist.shelving.shelf_marc import marc_record
from archivist.shelving.shelved_editions import find_holdings
from archivist.shelving.shelved_site import articles_of_today, describe_site

FOLDER = "shelf"  # in the build folder


@dataclass(frozen=True, slots=True)
class ShelfReport:
    """What was made."""

    folder: Path | None  # None if there is nothing to show
    editions: tuple[str, ...]
    articles: int
    files: int
    findings: tuple[Finding, ...]


def make_shelf(archive: Archive, to: Path | None = None) -> ShelfReport:
    """Make the shelf. An edition whose files are not those of its record is left out, and reported.

    Raises UsageError if the folder contains something else, BuildLockedError if a compile is running,
    UnreadableLedgerError, OSError.
    """
    folder = to or archive.build / FOLDER
    with locked(archive.build):
        ledger = read_ledger(archive.ledger)
        shelved = find_holdings(archive.build, ledger, lambda: articles_of_today(archive), check_files=True)
        if not shelved.holdings:
            nothing = Finding("nothing-on-shelf", f"{archive.build} has no compiled edition", str(archive.build))
            return ShelfReport(None, (), 0, 0, in_order([*shelved.findings, nothing]))
        site, findings = describe_site(archive, shelved.holdings)
        findings += shelved.findings
        files = 0
        with replacing(folder) as new:
            for each in shelf_files(site, marc_record):
                if isinstance(each, Finding):
                    findings.append(each)
                else:
                    write_file(new, each.path, each.content)
                    files += 1
            files += copy_files(new, site.holdings)
    editions = tuple(each.id for each in site.holdings)
    return ShelfReport(folder, editions, len(site.texts), files, in_order(findings))
