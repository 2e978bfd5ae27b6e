"""The cover: one picture that fills the page."""

from archivist.epub.content_document import MEDIA_TYPE, serialised
from archivist.epub.own_page import child, page
from archivist.epub.package import Resource
from archivist.epub.package_document import COVER_IMAGE_ID
from archivist.epub.plain_text import required
from archivist.errors import BindingError
from archivist.model import BookMetadata

PAGE_NAME = "cover.xhtml"
IMAGE_NAME = "cover.jpg"
_JPEG = b"\xff\xd8\xff"


def image(data: bytes) -> Resource:
    """The cover image, marked as such (EPUB 3.3 §D.4: cover-image)."""
    if not data.startswith(_JPEG):
        raise BindingError("the cover is not a JPEG picture")
    return Resource(COVER_IMAGE_ID, IMAGE_NAME, "image/jpeg", data, ("cover-image",))


def document(metadata: BookMetadata) -> Resource:
    """A plain `img`: an SVG frame, the usual way to fit a cover, is blank on old readers."""
    title = required(metadata.full_title, "The title")
    root, body = page(title, metadata.language, "cover", "cover-page")
    frame = child(body, "div", **{"class": "cover"})
    child(frame, "img", src=IMAGE_NAME, alt=title, role="doc-cover")
    return Resource("cover", PAGE_NAME, MEDIA_TYPE, serialised(root))
