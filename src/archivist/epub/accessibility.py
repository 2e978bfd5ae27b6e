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
# The built-in labels used, in case the edition's language lacks them.
_ENGLISH = {
    "accessibility_summary": "The text can be read aloud and reflowed. It has a table of contents and headings.",
    "accessibility_described": "Pictures have alternative text.",
    "accessibility_undescribed": "Some pictures have no alternative text.",
}


def statements(
    documents: Iterable[ContentDocument],
    pictures: Iterable[Resource],
    labels: Mapping[str, str],
    pdf: str = "",
    foreign: frozenset[str] = frozenset(),
) -> Iterator[Statement]:
    """Access modes, features, hazards and a summary of this very book.

    The cover is not counted: its text is its alternative text, and nothing else is on it. `pdf` names the file
    whose pages are marked; "" if none are. `foreign` are the names of those `labels` that are in English without
    others. A picture that is mere decoration says nothing, so it makes no access mode.
    """
    documents, pictures = tuple(documents), tuple(pictures)
    shown = [text for document in documents for text in document.alternative_texts]
    described = all(text.strip() for text in shown)
    yield _schema("accessMode", "textual")
    if shown:
        yield _schema("accessMode", "visual")
    yield _schema("accessModeSufficient", "textual" if described else "textual,visual")
    features = ["tableOfContents", "readingOrder", "structuralNavigation", "displayTransformability"]
    if shown and described:
        features.append("alternativeText")
    if pdf:
        features += ["pageBreakMarkers", "pageNavigation"]
        yield Statement("meta", pdf, (("property", "pageBreakSource"),))
    for feature in features:
        yield _schema("accessibilityFeature", feature)
    # What moves might flash; only a person can say that it does not.
    yield _schema("accessibilityHazard", "unknown" if any(map(_may_move, pictures)) else "none")
    yield from _summary(labels, foreign, bool(shown), described)


def _schema(property: str, value: str) -> Statement:
    return Statement("meta", value, (("property", f"schema:{property}"),))


def _summary(
    labels: Mapping[str, str], foreign: frozenset[str], pictures: bool, described: bool
) -> Iterator[Statement]:
    """In the edition's language; what only English has words for is a statement of its own, marked as English."""
    names = ["accessibility_summary"]
    if pictures:
        names.append("accessibility_described" if described else "accessibility_undescribed")
    for english in (False, True):
        said = (_words(labels, name) for name in names if (name in foreign or name not in labels) is english)
        text = " ".join(said)
        xml_lang = (("{http://www.w3.org/XML/1998/namespace}lang", "en"),) if english else ()
        if text:
            yield Statement("meta", text, (("property", "schema:accessibilitySummary"), *xml_lang))


def _words(labels: Mapping[str, str], name: str) -> str:
    return plain(labels.get(name, ""), f"The label {name}") or _ENGLISH[name]


def _may_move(picture: Resource) -> bool:
    if picture.media_type == _SVG:
        return b"<animate" in picture.data or b"<set" in picture.data or b"@keyframes" in picture.data
    with Image.open(BytesIO(picture.data)) as image:
        return bool(getattr(image, "is_animated", False))
