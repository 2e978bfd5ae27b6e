"""Related reading that archivist finds: the works nearest to one in content and date.

`SuggestedReading` says which works are nearest to the articles of an edition. `neighbours.py` ranks works; it is read
only where texts are compared, since the library for that takes a while to import.
"""

from archivist.suggestion.edition_suggestions import SuggestedReading

__all__ = ["SuggestedReading"]
