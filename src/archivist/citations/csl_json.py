"""Citations as CSL-JSON (Citation Style Language 1.0.2, schema csl-data.json): what Zotero and citeproc read.

What CSL has no variable for is in `custom`: the volume's title in words, roles that it does not know, ORCID and
ISNI, ARK and URN:NBN, the day of the archived copy.
"""

import datetime
import json
from collections.abc import Iterable, Mapping

from archivist.citations.citation import Citation, Name
from archivist.front_matter.roles import NAMES as ROLES

# Roles that CSL has a variable for.
_VARIABLES = frozenset({"author", "translator", "editor", "compiler", "interviewer", "illustrator", "contributor"})

_Data = Mapping[str, object]


def write(citations: Iterable[Citation]) -> bytes:
    """The file."""
    return (json.dumps([_item(each) for each in citations], ensure_ascii=False, indent=2) + "\n").encode()


def _item(citation: Citation) -> _Data:
    names = {ROLES[role]: [_name(each) for each in people] for role, people in citation.people.items()}
    said = {
        "id": citation.id,
        "type": f"article-{citation.kind}",
        "title": citation.title,
        **{role: people for role, people in names.items() if role in _VARIABLES},
        "container-title": citation.serial,
        "volume": citation.volume,
        "issue": citation.issue,
        "page": citation.pages.joined("-") if citation.pages else "",
        "issued": _date(citation.issued),
        "language": citation.language,
        "DOI": citation.doi,
        "URL": citation.url,
        "accessed": _date(citation.accessed) if citation.accessed else None,
        "archive_location": citation.archived.address if citation.archived else "",
        "ISSN": citation.issn,
        "publisher": citation.publisher,
        "publisher-place": citation.place,
        "abstract": citation.abstract,
        "keyword": ", ".join(citation.keywords),
        "custom": _custom(citation, names),
    }
    return {name: value for name, value in said.items() if value}


def _name(name: Name) -> _Data:
    if not name.family:
        return {"literal": name.literal}
    parts = {"family": name.family, "given": name.given, "suffix": name.suffix}
    return {part: text for part, text in parts.items() if text}


def _date(day: datetime.date) -> _Data:
    return {"date-parts": [[day.year, day.month, day.day]]}


def _custom(citation: Citation, names: Mapping[str, list[_Data]]) -> _Data:
    everyone = {each.literal: each for people in citation.people.values() for each in people}
    day = citation.archived.day if citation.archived else None
    said: _Data = {
        "volume-title": citation.volume_title,
        **{role: people for role, people in names.items() if role not in _VARIABLES},
        "orcid": {name: each.orcid for name, each in everyone.items() if each.orcid},
        "isni": {name: each.isni for name, each in everyone.items() if each.isni},
        "ark": citation.ark,
        "urn-nbn": citation.urn_nbn,
        "archived": day.isoformat() if day else "",
    }
    return {name: value for name, value in said.items() if value}
