"""Every code of a message, from the tables of all subjects."""

from dataclasses import replace

from archivist.findings import (
    annotation,
    archived_links,
    binding,
    build_folder,
    cluster,
    deposit,
    editorial,
    fixity,
    front_matter,
    glossary,
    identifiers,
    imports,
    layout,
    planning,
    publishing,
    shelf,
    text,
    verification,
)
from archivist.findings.code import Code

SUBJECTS = (
    build_folder,
    front_matter,
    text,
    planning,
    publishing,
    deposit,
    identifiers,
    annotation,
    archived_links,
    glossary,
    layout,
    cluster,
    imports,
    editorial,
    binding,
    verification,
    fixity,
    shelf,
)

# A code is in one table only; a test sees to it.
CODES: dict[str, Code] = {
    name: replace(code, page=subject.PAGE) for subject in SUBJECTS for name, code in subject.CODES.items()
}
