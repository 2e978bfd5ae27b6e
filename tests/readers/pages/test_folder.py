"""Saved pages on disk: one, a folder of many, with their pictures; nothing outside the folder is read."""

import datetime
from email.message import EmailMessage
from pathlib import Path

import pytest

from archivist.findings import Finding
from archivist.reader_api.found import FoundArticle, SourceError
from archivist.reader_api.source_sample import SourceSample
from archivist.readers.pages import PageReader
from tests.readers.pages import sites
from tests.readers.pages.making import Kept, read_all, remarks
from tests.readers.pages.words import EN, KA, paragraphs


def _page(text: tuple[str, ...], title: str = "T", head: str = "") -> str:
    return f"<html><head><title>{title}</title>{head}</head><body><article>{paragraphs(text)}</article></body></html>"


def test_the_pictures_beside_a_page_are_brought_and_no_others(tmp_path: Path) -> None:
    (tmp_path / "site" / "page_files").mkdir(parents=True)
    (tmp_path / "secret.png").write_bytes(b"picture secret")
    (tmp_path / "site" / "page.html").write_text(sites.SAVED, "utf-8")
    for name in ("pier", "boat", "lead"):
        (tmp_path / "site" / "page_files" / f"{name}.png").write_bytes(b"picture " + name.encode())
    media = Kept()
    (found,) = read_all(tmp_path / "site" / "page.html", media)
    assert set(media.brought) == {"page_files/pier.png", "page_files/boat.png"}
    assert "/images/page_files/pier.png" in found.text
    left = remarks(found, "import-picture")
    assert "https://elsewhere.example/gone.png" in left
    assert "secret.png" in left
    assert left.count("\n") == 0


def test_the_picture_above_an_article_comes_along_if_it_was_saved(tmp_path: Path) -> None:
    (tmp_path / "page_files").mkdir()
    (tmp_path / "page_files" / "lead.png").write_bytes(b"picture")
    (tmp_path / "page.html").write_text(sites.GHOST, "utf-8")
    (found,) = read_all(tmp_path / "page.html")
    assert found.text.index("/images/page_files/lead.png") < found.text.index(EN[0][:20])


def test_a_file_that_is_no_picture_stays_an_address(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(b"<html>")
    (tmp_path / "page.html").write_text(_page(EN).replace("<article>", "<article><img src='a.png' alt='A'>"), "utf-8")
    (found,) = read_all(tmp_path / "page.html")
    assert "a.png" in found.text
    assert "it is no picture" in remarks(found, "import-picture")


def test_a_folder_is_read_in_order_without_what_is_hidden_or_belongs_to_pages(tmp_path: Path) -> None:
    for name in ("b.html", "a/c.htm", "a/d.xhtml", ".hidden/x.html", "b_files/frame.html", "notes.txt", ".e.html"):
        path = tmp_path / "site" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(_page(EN, name), "utf-8")
    outside = tmp_path / "outside.html"
    outside.write_text(_page(EN), "utf-8")
    (tmp_path / "site" / "link.html").symlink_to(outside)
    assert [found.origin for found in read_all(tmp_path / "site")] == ["b.html", "a/c.htm", "a/d.xhtml"]


def test_the_same_article_under_two_names_is_taken_once_and_other_words_are_kept(tmp_path: Path) -> None:
    head = "<link rel=canonical href='https://herald.example/x/'>"
    for name, text in (("a.html", EN), ("b.html", EN), ("c.html", KA)):
        (tmp_path / name).write_text(_page(text, "T", head), "utf-8")
    first, second, third = read_all(tmp_path)
    assert isinstance(second, Finding)
    assert "a.html" in second.message
    assert isinstance(third, FoundArticle)
    assert first.origin != third.origin


def test_a_page_saved_in_one_file_brings_its_pictures(tmp_path: Path) -> None:
    message = EmailMessage()
    message["From"] = "<Saved by Blink>"
    message["Snapshot-Content-Location"] = "https://herald.example/bridge/"
    message["Date"] = "Fri, 12 Apr 2019 10:30:00 -0000"
    html = _page(KA).replace("<article>", "<article><img src='/i/pier.png' alt='P'><img src='cid:1@x' alt='Q'>")
    message.set_content(html, subtype="html", cte="quoted-printable")
    message.make_related()
    message.add_related(b"picture 1", "image", "png", headers=["Content-Location: https://herald.example/i/pier.png"])
    message.add_related(b"picture 2", "image", "png", cid="<1@x>")
    (tmp_path / "page.mhtml").write_bytes(message.as_bytes())
    media = Kept()
    (found,) = read_all(tmp_path / "page.mhtml", media)
    assert b"picture 1" in media.brought.values()
    assert found.source == "https://herald.example/bridge/"
    assert found.retrieved == datetime.date(2019, 4, 12)
    assert KA[0] in found.plain


def test_a_mirror_gives_the_address_and_day_it_was_taken(tmp_path: Path) -> None:
    mark = "<!-- Mirrored from herald.example/a/b.html by HTTrack Website Copier/3.x [XR&CO'2014], \
Fri, 12 Apr 2019 10:00:00 GMT -->"
    (tmp_path / "b.html").write_text(f"{mark}{_page(EN)}", "utf-8")
    (found,) = read_all(tmp_path / "b.html")
    assert (found.source, found.retrieved) == ("http://herald.example/a/b.html", datetime.date(2019, 4, 12))


def test_a_source_without_pages_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="contains no saved page"):
        read_all(tmp_path)
    with pytest.raises(SourceError, match="cannot be read"):
        read_all(tmp_path / "none.html")


def test_a_broken_message_is_reported(tmp_path: Path) -> None:
    (tmp_path / "x.mhtml").write_bytes(b"\xff\x00 nothing")
    (found,) = read_all(tmp_path / "x.mhtml")
    assert isinstance(found, Finding)


@pytest.mark.parametrize(("name", "is_page"), [("a.html", True), ("a.xhtml", True), ("a.bin", False)])
def test_a_page_is_known_by_its_suffix_whatever_is_in_it(tmp_path: Path, name: str, is_page: bool) -> None:
    (tmp_path / name).write_text("<p>Words.</p>", "utf-8")
    assert (PageReader().recognise(SourceSample(tmp_path / name)) is not None) == is_page
