"""The cover: one picture that fills the page."""

from collections.abc import Iterable
from dataclasses import replace

from archivist.epub.content_document import MEDIA_TYPE, serialised
from archivist.epub.package import Resource
from archivist.epub.package_document import COVER_IMAGE_ID
from archivist.epub.page_marks import element_for
from archivist.epub.page_skeleton import child, page
from archivist.epub.plain_text import required
from archivist.epub.screen_pictures import Screen, for_screen, numbered
from archivist.errors import BindingError
from archivist.model.book import BookMetadata

PAGE_NAME = "cover.xhtml"
IMAGE_NAME = "cover.jpg"
_JPEG = b"\xff\xd8\xff"


def image(data: bytes, screen: Screen, number: str = "") -> Resource:
    """The cover image, marked as such (EPUB 3.3 §D.4: cover-image); on that of a part is its number, as `1/2`."""
    if not data.startswith(_JPEG):
        raise BindingError("the cover is not a JPEG picture")
    data = for_screen(data, "image/jpeg", replace(screen, pixels=0)).data  # it has the size that shops want
    if number:
        data = numbered(data, number)
    return Resource(COVER_IMAGE_ID, IMAGE_NAME, "image/jpeg", data, ("cover-image",))


def document(metadata: BookMetadata, labels: Iterable[str] = ()) -> Resource:
    """A plain `img`: an SVG frame, the usual way to fit a cover, is blank on old readers.

    `labels` are those of the pages of the PDF's cover.
    """
    title = required(metadata.full_title, "The title")
    root, body = page(title, metadata.language, "cover", "cover-page")
    frame = child(body, "div", **{"class": "cover"})
    frame.extend(element_for(label) for label in labels)
    child(frame, "img", src=IMAGE_NAME, alt=title, role="doc-cover")
    return Resource("cover", PAGE_NAME, MEDIA_TYPE, serialised(root))
