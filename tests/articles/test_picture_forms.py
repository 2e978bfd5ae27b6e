"""Pictures in every form: taken, converted and said so; what is none is called what it is."""

import base64
import gzip
import io
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from archivist.epub.screen_pictures import Screen, for_screen
from archivist.pdf.picture_colours import for_paper
from archivist.pictures.picture_files import content_of
from tests.articles.making import body, codes

WIDTH, HEIGHT = 8, 4
SVG = f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}"><rect width="8" height="4"/></svg>'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "2022").mkdir()
    return tmp_path


def encoded(form: str, mode: str = "RGB", **options: object) -> bytes:
    colour: dict[str, Any] = {
        "RGB": (250, 10, 10),
        "RGBA": (250, 10, 10, 128),
        "L": 200,
        "I;16": 50_000,
        "CMYK": (0, 240, 240, 0),
    }
    target = io.BytesIO()
    if form == "HEIF":
        import pillow_heif  # noqa: PLC0415

        pillow_heif.register_heif_opener()
    Image.new(mode, (WIDTH, HEIGHT), colour.get(mode, 1)).save(target, form, **options)
    return target.getvalue()


def encoded_noise() -> bytes:
    """A picture whose data are longer than its head."""
    target = io.BytesIO()
    Image.effect_noise((64, 64), 80).save(target, "PNG")
    return target.getvalue()


NOISE = encoded_noise()


@pytest.mark.parametrize(
    ("form", "mode", "suffix", "media_type"),
    [
        ("AVIF", "RGB", ".avif", "image/jpeg"),
        ("AVIF", "RGBA", ".avif", "image/png"),
        ("HEIF", "RGB", ".heic", "image/jpeg"),
        ("TIFF", "RGB", ".tif", "image/png"),
        ("TIFF", "CMYK", ".tiff", "image/png"),
        ("TIFF", "1", ".tif", "image/png"),
        ("TIFF", "I;16", ".tif", "image/png"),
        ("TIFF", "F", ".tif", "image/png"),
        ("BMP", "RGB", ".bmp", "image/png"),
        ("JPEG2000", "RGB", ".jp2", "image/jpeg"),
        ("PPM", "L", ".pgm", "image/png"),
    ],
)
def test_other_forms_are_converted_and_reported(
    folder: Path, form: str, mode: str, suffix: str, media_type: str
) -> None:
    (folder / "2022" / f"p{suffix}").write_bytes(encoded(form, mode))
    made = body(f"![a](p{suffix})", folder)
    assert codes(made.findings) == ["picture-converted"]
    (picture,) = made.pictures
    assert (picture.media_type, picture.width, picture.height) == (media_type, WIDTH, HEIGHT)
    assert picture.name.endswith({"image/png": ".png", "image/jpeg": ".jpg"}[media_type])
    content = content_of(picture)
    assert content == content_of(picture)
    with Image.open(io.BytesIO(content)) as image:
        assert (f"image/{str(image.format).lower()}", image.size) == (media_type, (WIDTH, HEIGHT))
        if mode in {"RGB", "CMYK"}:
            red, green, blue = image.convert("RGB").getpixel((2, 2))  # type: ignore[misc]
            assert red > 200
            assert max(green, blue) < 60
        if mode == "I;16":
            assert abs(image.convert("L").getpixel((2, 2)) - 194) < 3  # type: ignore[operator]


@pytest.mark.parametrize(
    "data",
    [SVG.encode("utf-16"), gzip.compress(SVG.encode(), mtime=0), b"\xef\xbb\xbf" + SVG.encode()],
    ids=["utf-16", "compressed", "byte order mark"],
)
def test_svg_in_any_encoding_or_compressed(folder: Path, data: bytes) -> None:
    (folder / "2022" / "p.svgz").write_bytes(data)
    made = body("![a](p.svgz)", folder)
    (picture,) = made.pictures
    assert made.findings == ()
    assert (picture.media_type, picture.width, picture.name[-4:]) == ("image/svg+xml", WIDTH, ".svg")
    assert content_of(picture).decode("utf-8")


def test_a_picture_in_an_address_is_taken(folder: Path) -> None:
    address = "data:image/png;base64," + base64.b64encode(encoded("PNG")).decode()
    drawing = "data:image/svg+xml;base64," + base64.b64encode(SVG.encode()).decode()
    made = body(f"![a]({address})\n\n![b]({drawing})\n\n<img src='{address}' alt='c'>", folder)
    assert made.findings == ()
    assert [picture.media_type for picture in made.pictures] == ["image/png", "image/svg+xml"]
    assert "data:" not in made.xhtml
    assert content_of(made.pictures[0]) == encoded("PNG")


def test_a_file_of_several_pictures_is_reported(folder: Path) -> None:
    first, *rest = (Image.new("RGB", (WIDTH, HEIGHT), colour) for colour in ("red", "lime", "blue"))
    for form in ("gif", "webp", "png", "tif"):
        first.save(folder / "2022" / f"a.{form}", save_all=True, append_images=rest)
        assert "picture-of-several" in codes(body(f"![a](a.{form})", folder).findings)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"%PDF-1.7\n", "a PDF"),
        (b"<!DOCTYPE html><html><body>404</body></html>", "a page in HTML"),
        (b"", "an empty file"),
        (b"words", "an unknown kind of file"),
        (b"\x00\x00\x00\x18ftypmp42", "a film"),
        (b"8BPS\x00\x01", "a Photoshop file"),
        (encoded("PNG")[:60], "a damaged PNG file"),
        (NOISE[: len(NOISE) // 2], "a damaged PNG file"),  # a download that broke off
        (encoded("TIFF")[:60], "TIFF"),
        (b"version https://git-lfs.github.com/spec/v1\noid", "Git LFS"),
    ],
)
def test_what_is_not_a_picture_is_called_what_it_is(folder: Path, data: bytes, said: str) -> None:
    (folder / "2022" / "p.png").write_bytes(data)
    (finding,) = body("![a](p.png)", folder).findings
    assert finding.code == "broken-image"
    assert said in finding.message or said == "TIFF"
    assert str(folder) not in finding.message
    assert "BytesIO" not in finding.message


@pytest.mark.parametrize(
    "address", ["file:///etc/passwd", "javascript:alert(1)", "data:image/png;base64,AAAA", "data:text/html,x"]
)
def test_addresses_that_are_no_pictures_are_named(folder: Path, address: str) -> None:
    for written in (f"![a]({address})", f'<img src="{address}" alt="a">'):
        (finding,) = body(written, folder).findings
        assert finding.code == "broken-image"
        assert address[:24] in finding.message


def test_a_turned_photograph_has_the_size_it_is_seen_in(folder: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    Image.new("RGB", (WIDTH, HEIGHT)).save(folder / "2022" / "p.jpg", exif=exif)
    (picture,) = body("![a](p.jpg)", folder).pictures
    assert (picture.width, picture.height) == (HEIGHT, WIDTH)


@pytest.mark.parametrize("form", ["PNG", "WEBP"])
def test_exif_data_that_cannot_be_read_do_no_harm(folder: Path, form: str) -> None:
    data = encoded(form, exif=b"Exif\0\0garbage garbage")
    (folder / "2022" / "p.png").write_bytes(data)
    made = body("![a](p.png)", folder)
    assert made.findings == ()
    (picture,) = made.pictures
    assert (picture.width, picture.height, content_of(picture)) == (WIDTH, HEIGHT, data)
    with Image.open(io.BytesIO(for_paper(data))) as shown:  # the layout engine would refuse it as it is
        assert (shown.size, "exif" in shown.info) == ((WIDTH, HEIGHT), False)
    assert for_screen(data, picture.media_type, Screen(pixels=4)).data


def test_the_sources_of_a_picture_element_go_without_a_word(folder: Path) -> None:
    (folder / "2022" / "p.png").write_bytes(encoded("PNG"))
    written = '<picture><source srcset="p.webp" type="image/webp"><img src="p.png" alt="a"></picture>'
    for text in (written, f"In a line {written} of text."):
        made = body(text, folder)
        assert made.findings == ()
        assert len(made.pictures) == 1
