"""From a folder on disk to articles, and from Markdown to the one form later stages work from."""

from typing import TYPE_CHECKING

from archivist.deferred_names import defer_names

if TYPE_CHECKING:
    from archivist.articles.article_folder import is_article, read_folder, walk_folder
    from archivist.articles.article_writing import write_article
    from archivist.articles.body import ParsedBody, parse_and_ask, parse_body
    from archivist.articles.editors_texts import read_editors_texts
    from archivist.articles.left_out_pictures import leave_out_pictures

__all__ = [
    "ParsedBody",
    "is_article",
    "leave_out_pictures",
    "parse_and_ask",
    "parse_body",
    "read_editors_texts",
    "read_folder",
    "walk_folder",
    "write_article",
]

__getattr__ = defer_names(
    __name__,
    {
        "ParsedBody": "body",
        "is_article": "article_folder",
        "leave_out_pictures": "left_out_pictures",
        "parse_and_ask": "body",
        "parse_body": "body",
        "read_editors_texts": "editors_texts",
        "read_folder": "article_folder",
        "walk_folder": "article_folder",
        "write_article": "article_writing",
    },
)
