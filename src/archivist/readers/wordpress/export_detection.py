"""How a WordPress export is recognised."""

import re

_NAMESPACE = re.compile(rb"xmlns:[A-Za-z]\w*\s*=\s*[\"']https?://wordpress\.org/export/1\.\d")


def is_export(head: bytes) -> bool:
    """Whether a file that begins like this is an export of WordPress."""
    head = head.replace(b"\0", b"")  # UTF-16
    if head.startswith(b"WARC/"):  # an archive of the web may contain an export
        return False
    return b"<rss" in head and _NAMESPACE.search(head) is not None
