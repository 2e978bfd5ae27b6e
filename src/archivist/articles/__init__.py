"""From a folder on disk to articles, and from Markdown to the one form later stages work from."""

from archivist.articles.article_folder import read_folder, walk_folder
from archivist.articles.body import parse_body
from archivist.articles.cover_picture import cover_picture
from archivist.articles.writing import write_article

__all__ = ["cover_picture", "parse_body", "read_folder", "walk_folder", "write_article"]
