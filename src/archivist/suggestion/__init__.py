"""Related reading that archivist finds: the works nearest to one in content and date.

`SuggestedReading` says which works are nearest to the articles of an edition; `Neighbours` ranks works.
"""

from archivist.suggestion.edition_suggestions import SuggestedReading
from archivist.suggestion.neighbours import Neighbour, Neighbours

__all__ = ["Neighbour", "Neighbours", "SuggestedReading"]
