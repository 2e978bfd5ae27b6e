"""Articles into volumes, volumes into editions.

`gather(articles, config)` gives the volumes, `editions(volumes, config)` what is made of them and what
is missing, and `choose(editions, …)` those a user asked for.
"""

from archivist.volumes.edition_planning import editions, gather
from archivist.volumes.periods import Span
from archivist.volumes.title import volume_name, volume_title
from archivist.volumes.volume_selection import choose

__all__ = ["Span", "choose", "editions", "gather", "volume_name", "volume_title"]
