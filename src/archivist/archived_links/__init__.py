"""Archived copies of the pages that articles cite, from web archives that the user has. No network is used.

cited addresses of an edition -> captures of them in the web archives -> the one to print -> a WACZ of the edition
"""

from archivist.archived_links.archived_pages import add_archived_pages
from archivist.archived_links.capture_index import WebArchives, web_archive_files
from archivist.archived_links.link_findings import link_findings
from archivist.archived_links.volume_wacz import write_volume_wacz

__all__ = ["WebArchives", "add_archived_pages", "link_findings", "web_archive_files", "write_volume_wacz"]
