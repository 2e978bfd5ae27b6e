"""What may truthfully be said of how the book can be read (EPUB Accessibility 1.1 §2.2).

The words are schema.org's. Nothing here claims conformance: that takes a check, and a check comes after the
file is made.
"""

from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO

from PIL import Image

from archivist.epub.content_document import ContentDocument
from archivist.epub.package import Resource, Statement
from archivist.epub.plain_text import plain

_SVG = "image/svg+xml"


def statements(
    documents: Iterable[ContentDocument], pictures: Iterable[Resource], labels: Mapping[str, str]
) -> Iterator[Statement]:
    """Access modes, features, hazards and a summary of this very book.

    The cover is not counted: its text is its alternative text, and nothing else stands on it. When pages of
    the printed volume are marked, `pageBreakMarkers` and `pageNavigation` belong here; today they would be
    untrue.
    """
    shown = [text for document in documents for text in document.alternative_texts]
    pictures = tuple(pictures)
    described = all(text.strip() for text in shown)
    yield _schema("accessMode", "textual")
    if pictures:
        yield _schema("accessMode", "visual")
    yield _schema("accessModeSufficient", "textual" if described else "textual,visual")
    features = ["tableOfContents", "readingOrder", "structuralNavigation", "displayTransformability"]
    if shown and described:
        features.append("alternativeText")
    for feature in features:
        yield _schema("accessibilityFeature", feature)
    # What moves might flash; only a person can say that it does not.
    yield _schema("accessibilityHazard", "unknown" if any(map(_may_move, pictures)) else "none")
    yield _summary(labels, bool(shown), described)


def _schema(property: str, value: str) -> Statement:
    return Statement("meta", value, (("property", f"schema:{property}"),))


def _summary(labels: Mapping[str, str], pictures: bool, described: bool) -> Statement:
    """In the archive's words if it has them, else in English, marked as such."""
    own = plain(labels.get("accessibility_summary", ""), "The label accessibility_summary")
    if own:
        return _schema("accessibilitySummary", own)
    sentences = ["Reflowable text with headings and a table of contents."]
    if pictures:
        sentences.append("Pictures have alternative text." if described else "Some pictures have no alternative text.")
    xml_lang = ("{http://www.w3.org/XML/1998/namespace}lang", "en")
    return Statement("meta", " ".join(sentences), (("property", "schema:accessibilitySummary"), xml_lang))


def _may_move(picture: Resource) -> bool:
    if picture.media_type == _SVG:
        return b"<animate" in picture.data or b"<set" in picture.data or b"@keyframes" in picture.data
    with Image.open(BytesIO(picture.data)) as image:
        return bool(getattr(image, "is_animated", False))
