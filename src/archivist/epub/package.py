"""What goes into the container, before anything is written."""

from dataclasses import dataclass
from datetime import datetime

HTML = "http://www.w3.org/1999/xhtml"
OPS = "http://www.idpf.org/2007/ops"
EPUB_TYPE = f"{{{OPS}}}type"


@dataclass(frozen=True, slots=True)
class Resource:
    """A file of the book that is in the manifest (EPUB 3.3 §5.6.2)."""

    id: str  # XML name, unique in the package
    name: str  # path beside the package document, portable ASCII: also its `href`
    media_type: str
    data: bytes
    properties: tuple[str, ...] = ()  # nav, cover-image, svg, mathml


@dataclass(frozen=True, slots=True)
class Statement:
    """One element of the package document's metadata (EPUB 3.3 §5.5)."""

    element: str  # `dc:title` and the like, or `meta`
    value: str | None  # its text; None for the EPUB 2 form of `meta`, which has none
    attributes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class GuideEntry:
    """A place old readers offer by name (EPUB 3.3 §5.9.2)."""

    kind: str  # cover, toc, text
    title: str
    name: str  # the document's file


@dataclass(frozen=True, slots=True)
class Package:
    """All that is said and held."""

    language: str
    direction: str  # ltr or rtl
    modified: datetime
    statements: tuple[Statement, ...]
    resources: tuple[Resource, ...]
    spine: tuple[str, ...]  # ids of resources, in reading order
    guide: tuple[GuideEntry, ...] = ()
