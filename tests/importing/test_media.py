"""Pictures on their way in."""

import string
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from archivist.importing.media import StagedMedia, safe_stem
from archivist.reader_api.found import PictureRefusedError


def picture(folder: Path, colour: str = "blue") -> bytes:
    """A small PNG."""
    path = folder / f"{colour}.png"
    Image.new("RGB", (4, 4), colour).save(path)
    return path.read_bytes()


def refusing(file: Path) -> str:
    """Takes PNG alone."""
    if not file.read_bytes().startswith(b"\x89PNG"):
        raise PictureRefusedError("no PNG")
    return ".png"


@pytest.fixture
def media(tmp_path: Path) -> StagedMedia:
    (tmp_path / "staging").mkdir()
    (tmp_path / "articles").mkdir()
    return StagedMedia(tmp_path / "staging", tmp_path / "articles", refusing)


def test_a_picture_keeps_its_path_and_gets_the_suffix_it_should_have(media: StagedMedia, tmp_path: Path) -> None:
    assert media.bring("2022/03/Bridge over.JPG", picture(tmp_path)) == "/images/2022/03/bridge-over.png"
    ((path, digest),) = media.taken()
    assert path == "images/2022/03/bridge-over.png"
    assert media.staged(digest).read_bytes() == picture(tmp_path)
    assert media.taken() == ()


def test_another_picture_of_the_same_name_gets_another_name_and_always_the_same(
    media: StagedMedia, tmp_path: Path
) -> None:
    first = media.bring("a.png", picture(tmp_path))
    second = media.bring("a.png", picture(tmp_path, "red"))
    assert first == "/images/a.png"
    assert second.startswith("/images/a-")
    assert second == media.bring("a.png", picture(tmp_path, "red"))
    assert first == media.bring("a.png", picture(tmp_path))


def test_a_picture_of_the_archive_is_not_taken_for_another(media: StagedMedia, tmp_path: Path) -> None:
    (tmp_path / "articles/images").mkdir()
    (tmp_path / "articles/images/a.png").write_bytes(picture(tmp_path, "red"))
    assert media.bring("a.png", picture(tmp_path, "red")) == "/images/a.png"
    assert media.bring("a.png", picture(tmp_path)) != "/images/a.png"


def test_what_is_not_a_picture_is_refused(media: StagedMedia) -> None:
    with pytest.raises(PictureRefusedError, match="no PNG"):
        media.bring("a.png", b"<script>")
    assert media.taken() == ()


@given(st.text(string.printable + "აბ\0\\/..", max_size=400))
def test_no_name_leads_out_of_the_folder(name: str) -> None:
    stem = safe_stem(name)
    assert stem
    assert all(part and set(part) <= set(string.ascii_lowercase + string.digits + "-") for part in stem.split("/"))


@pytest.mark.parametrize("name", ["2022/con.png", "AUX.png", "com1/pier.png", "nul"])
def test_no_name_is_that_of_a_device_of_windows(name: str) -> None:
    assert "-file" in safe_stem(name)
    assert safe_stem("console.png") == "console"
