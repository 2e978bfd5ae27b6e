"""The other volumes that a volume names, as the stages of a compile know volumes: without the texts of their works.

`outside_volumes.py` reads them from a context; most archives have none.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from archivist.model.articles import Article, Body
    from archivist.model.pages import PageMap
    from archivist.model.volumes import Edition, Volume


@dataclass(frozen=True, slots=True)
class Outside:
    """Other volumes, by what a volume quotes of them."""

    volumes: "tuple[Volume, ...]"
    editions: "tuple[Edition, ...]"
    articles: "tuple[Article, ...]"  # without text
    bodies: "Mapping[str, Body]"  # by path of the article: empty, with the places that links lead to
    pages: "Mapping[str, PageMap | str]"  # by edition, also of the volume itself: what is quoted, or why not
    documents: Mapping[str, Mapping[str, str]]  # by edition: the id of the document of each work, by its key
    stems: Mapping[str, str]  # by published edition: what the names of its files begin with


NOTHING_OUTSIDE = Outside((), (), (), {}, {}, {}, {})  # of an archive that is whole
