"""Web archives: WARC and ARC, compressed or not, and WACZ. Every article page in them becomes an article.

Records are read with warcio. Around it is what warcio leaves open: it takes a file that breaks off, or is damaged in
the middle, for one that ends there, and it decompresses without a limit. So the bytes come from `RecordStream`, which
is strict about both.

A web archive is read twice: once from end to end, to prove it whole and to note where each page and picture lies, then
page by page. Of several captures of a page the last one that is an article is taken.
"""

from archivist.readers.web_archives.archive_detection import is_web_archive
from archivist.readers.web_archives.archive_reading import read

__all__ = ["is_web_archive", "read"]
