"""The places of a PDF that links lead to: documents, their anchors, and the pages that have a number."""

from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest

from archivist.model.pages import Anchor, Fragment
from archivist.pages.page_ids import page_id
from archivist.pdf.link_annotations import Destinations
from archivist.publication import Publication


def _fragment(document: str, pages: int, *anchors: Anchor) -> Fragment:
    return Fragment(document, document, Path(document), pages, anchors)


@pytest.fixture
def places() -> Destinations:
    """A cover without a number, and an article on the pages 1 and 2 with a heading on the second."""
    publication = SimpleNamespace(
        sheets=[SimpleNamespace(label=label) for label in ("", "1", "2")],
        fragments={"cover": _fragment("cover", 1), "a": _fragment("a", 2, Anchor("bridges", 1, 30, 400))},
    )
    places = Destinations([11, 12, 13], cast("Publication", publication), {"cover": 0, "a": 1})
    places.heights.update({11: 595, 12: 595, 13: 595})
    return places


def test_each_page_with_a_number_can_be_linked_to(places: Destinations) -> None:
    assert places.place(f"a#{page_id('1')}") == b"[12 0 R /XYZ 0 595 0]"
    assert places.place(f"a#{page_id('2')}") == b"[13 0 R /XYZ 0 595 0]"
    assert f"a#{page_id('3')}" not in places


def test_a_page_without_a_number_is_reached_by_its_document_alone(places: Destinations) -> None:
    assert f"cover#{page_id('')}" not in places
    assert places.place("cover#") == b"[11 0 R /XYZ 0 595 0]"


def test_an_anchor_is_a_place_on_its_page(places: Destinations) -> None:
    assert places.place("a#bridges") == b"[13 0 R /XYZ 30 400 0]"
    assert places.place("a#bridges", element=77) == b"[77 0 R /XYZ 30 400 0]"
