"""Archived copies of the pages that articles cite, from web archives that the user has. No network is used.

cited addresses of an edition -> captures of them in the web archives -> the one to print -> a WACZ of the edition
"""

from typing import TYPE_CHECKING

from archivist.deferred_names import defer_names

if TYPE_CHECKING:
    from archivist.archived_links.archived_pages import add_archived_pages
    from archivist.archived_links.capture_index import WebArchives, web_archive_files
    from archivist.archived_links.volume_wacz import write_volume_wacz

__all__ = ["WebArchives", "add_archived_pages", "web_archive_files", "write_volume_wacz"]

__getattr__ = defer_names(
    __name__,
    {
        "WebArchives": "capture_index",
        "add_archived_pages": "archived_pages",
        "web_archive_files": "capture_index",
        "write_volume_wacz": "volume_wacz",
    },
)
