"""Articles into volumes, volumes into editions.

`place(works, config, ledger)` says where each text is printed, `gather(articles, config, placement)` gives the volumes,
`editions(volumes, config, placement)` what is made of them and what is missing, and `choose(editions, …)` those a user
asked for.
"""

from typing import TYPE_CHECKING

from archivist.deferred_names import defer_names
from archivist.volumes.cumulative import (
    choose_cumulative,
    compile_command,
    cumulated_editions,
    cumulated_period,
    cumulated_years,
    cumulative_editions,
    is_cumulative,
    refuse_cumulative,
)
from archivist.volumes.edition_identifiers import identified
from archivist.volumes.edition_planning import editions, gather
from archivist.volumes.identifier_findings import Identified
from archivist.volumes.ledger_places import ledger_places
from archivist.volumes.period_strip import period_strip
from archivist.volumes.periods import Span, supplement_number
from archivist.volumes.placing import Placement, place
from archivist.volumes.published_differences import published_differences
from archivist.volumes.volume_selection import choose
from archivist.volumes.works import gather_works

if TYPE_CHECKING:
    from archivist.volumes.title import volume_name, volume_title

__all__ = [
    "Identified",
    "Placement",
    "Span",
    "choose",
    "choose_cumulative",
    "compile_command",
    "cumulated_editions",
    "cumulated_period",
    "cumulated_years",
    "cumulative_editions",
    "editions",
    "gather",
    "gather_works",
    "identified",
    "is_cumulative",
    "ledger_places",
    "period_strip",
    "place",
    "published_differences",
    "refuse_cumulative",
    "supplement_number",
    "volume_name",
    "volume_title",
]

# Babel's dates take a moment to import, and who only plans or checks names no volume in words.
__getattr__ = defer_names(__name__, {"volume_name": "title", "volume_title": "title"})
