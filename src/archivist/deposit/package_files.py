"""Files of a package: copied or written, each with its size and digest."""

import hashlib
from collections.abc import Sequence
from pathlib import Path

from archivist.deposit.description import FileUse, PackageFile

MEDIA_TYPES = {
    ".avif": "image/avif",
    ".bib": "text/x-bibtex",
    ".css": "text/css",
    ".csl.json": "application/vnd.citationstyles.csl+json",
    ".epub": "application/epub+zip",
    ".gif": "image/gif",
    ".heic": "image/heic",
    ".html": "text/html",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".json": "application/json",
    ".md": "text/markdown",
    ".otf": "font/otf",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".ris": "application/x-research-info-systems",
    ".svg": "image/svg+xml",
    ".tif": "image/tiff",
    ".tiff": "image/tiff",
    ".toml": "application/toml",
    ".ttc": "font/collection",
    ".ttf": "font/ttf",
    ".txt": "text/plain",
    ".wacz": "application/wacz",
    ".webp": "image/webp",
    ".xml": "application/xml",
}


def media_type_of(name: str) -> str:
    """The media type by the ending of a name; `application/octet-stream` if it is not known."""
    known = sorted((ending for ending in MEDIA_TYPES if name.lower().endswith(ending)), key=len)
    return MEDIA_TYPES[known[-1]] if known else "application/octet-stream"


def copied_file(
    path: str, source: Path, use: FileUse, *, media_type: str = "", language: str = "", documents: Sequence[str] = ()
) -> PackageFile:
    """A file that is copied into the package. Raises OSError if it cannot be read."""
    with source.open("rb") as file:
        digest = hashlib.file_digest(file, "sha512").hexdigest()
    size = source.stat().st_size
    return PackageFile(path, source, use, media_type or media_type_of(path), size, digest, language, tuple(documents))


def written_file(
    path: str, content: bytes, use: FileUse, *, media_type: str = "", language: str = "", documents: Sequence[str] = ()
) -> PackageFile:
    """A file that is written for the package."""
    digest = hashlib.sha512(content).hexdigest()
    kind = media_type or media_type_of(path)
    return PackageFile(path, content, use, kind, len(content), digest, language, tuple(documents))
