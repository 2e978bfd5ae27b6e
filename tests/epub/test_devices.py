"""`[epub] device`: what it sets, what comes before it, and what is in the EPUB then."""

import re
from pathlib import Path

import pytest

from archivist.errors import ConfigurationError
from archivist.settings import config
from archivist.settings.book_tables import EpubTable
from archivist.settings.devices import PROFILES, Device, EpubNotes
from tests.epub.making import EPUB_TYPE, HTML, OpenedBook, book, bound, document

DOCS = Path(__file__).parents[2] / "docs"


def _epub(**table: object) -> EpubTable:
    return config.parse({"epub": table}, "archivist.toml").epub


@pytest.mark.parametrize("device", Device)
def test_a_device_sets_what_is_not_set(device: Device) -> None:
    found, profile = _epub(device=device.value), PROFILES[device]
    assert (found.device, found.picture_pixels, found.grey) == (device, profile.picture_pixels, profile.grey)
    assert (found.notes, found.fonts) == (profile.notes, profile.fonts)
    assert found.max_size == ({"50 MB": 50_000_000, "": None}[profile.max_size])


def test_what_is_set_comes_before_the_device() -> None:
    found = _epub(device="kindle", grey=False, max_size="8 MB", notes="pop-up")
    assert (found.grey, found.max_size, found.notes) == (False, 8_000_000, EpubNotes.POP_UP)
    assert found.picture_pixels == PROFILES[Device.KINDLE].picture_pixels


def test_an_unknown_device_is_refused_with_those_there_are() -> None:
    with pytest.raises(ConfigurationError, match=r"'ereader-6'.*'kindle'"):
        _epub(device="kindel")


def test_the_manual_says_what_each_device_sets() -> None:
    page = (DOCS / "epub.md").read_text("utf-8")
    rows = dict(re.findall(r"^\| `([\w-]+)` \| (.+) \|$", page.partition("## Devices")[2], re.MULTILINE))
    for device, profile in PROFILES.items():
        yes = {True: "yes", False: "no"}
        cells = (profile.words, str(profile.picture_pixels), yes[profile.grey], profile.max_size or "none")
        assert rows[device.value] == " | ".join((*cells, yes[profile.fonts], f"`{profile.notes.value}`"))


def test_a_list_of_notes_has_no_aside_and_keeps_their_roles(tmp_path: Path) -> None:
    note = '<aside class="note" epub:type="footnote" role="doc-footnote" id="n1"><p>Said.</p></aside>'
    aside = "<aside><p>A box in the text.</p></aside>"
    made = book(tmp_path, documents=(document("a", f'<h1>A</h1>{aside}<section class="notes">{note}</section>'),))
    tree = OpenedBook(bound(made, notes=EpubNotes.LIST)).tree("a.xhtml")
    (found,) = tree.find(f".//{HTML}section")
    assert (found.tag, found.get(EPUB_TYPE), found.get("role")) == (f"{HTML}div", "footnote", "doc-footnote")
    assert len(list(tree.iter(f"{HTML}aside"))) == 1  # which is no note


def test_without_fonts_there_is_no_font_and_no_rule_for_one(tmp_path: Path) -> None:
    opened = OpenedBook(bound(book(tmp_path), has_fonts=False))
    assert not opened.names((".otf", ".ttf", ".woff2"))
    assert b"@font-face" not in opened.bytes_of("style.css")
