"""What is around the articles: notes paired by language, related reading resolved."""

from archivist.apparatus.annotate import annotate, annotate_article, articles_needed
from archivist.apparatus.linked_articles import names_linked, places_linked
from archivist.apparatus.related_reading import AskedCatalogue, Catalogue
from archivist.apparatus.suggested_reading import NearWorks, keys_of_author

__all__ = [
    "AskedCatalogue",
    "Catalogue",
    "NearWorks",
    "annotate",
    "annotate_article",
    "articles_needed",
    "keys_of_author",
    "names_linked",
    "places_linked",
]
