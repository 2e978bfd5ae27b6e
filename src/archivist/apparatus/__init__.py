"""What is around the articles: notes paired by language, related reading resolved."""

from archivist.apparatus.annotate import annotate, articles_needed
from archivist.apparatus.related_reading import Catalogue

__all__ = ["Catalogue", "annotate", "articles_needed"]
