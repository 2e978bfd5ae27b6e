"""Pictures for the screen of an e-reader: smaller, upright, in colours that mean the same, never larger than before."""

import hashlib
import io
import random
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageCms, ImageFile

from archivist.epub import PictureFiles, Screen
from archivist.epub.screen_pictures import ScreenPicture, for_screen, numbered
from archivist.errors import BindingError
from archivist.model.articles import Picture
from tests.epub.making import OpenedBook, book, bound, jpeg

SMALL = Screen(100)
GREY = Screen(0, grey=True)
LOSSY = {"quality": 95}


def encoded(image: Image.Image, form: str, **options: Any) -> bytes:
    target = io.BytesIO()
    image.save(target, form, **options)
    return target.getvalue()


def photograph(mode: str = "RGB", size: tuple[int, int] = (300, 200)) -> Image.Image:
    """Many colours, softly changing, with some grain."""
    image = Image.merge("RGB", [Image.radial_gradient("L").rotate(turn).resize(size) for turn in (0, 90, 45)])
    grain = Image.frombytes("RGB", size, random.Random(1).randbytes(3 * size[0] * size[1]))
    return Image.blend(image, grain, 0.2).convert(mode)


def drawing(mode: str = "RGB", size: tuple[int, int] = (300, 200)) -> Image.Image:
    """Two colours with hard edges."""
    image = Image.new("RGB", size, "white")
    for x in range(0, size[0], 20):
        image.paste((180, 0, 0), (x, 0, x + 7, size[1] // 2))
    return image.convert(mode)


def opened(made: ScreenPicture) -> Image.Image:
    image = Image.open(io.BytesIO(made.data))
    image.load()
    assert image.get_format_mimetype() == made.media_type
    return image


# ---------------------------------------------------------------- size


def test_a_large_photograph_is_scaled_down_and_stays_a_jpeg() -> None:
    made = for_screen(encoded(photograph(), "JPEG", **LOSSY), "image/jpeg", SMALL)
    assert (opened(made).size, made.media_type) == ((100, 67), "image/jpeg")


def test_a_large_drawing_is_scaled_down_and_stays_a_png() -> None:
    data = encoded(drawing(size=(3000, 2000)), "PNG")
    made = for_screen(data, "image/png", Screen(600))
    assert (opened(made).size, made.media_type) == ((600, 400), "image/png")
    assert len(made.data) < len(data)


def test_a_photograph_saved_as_png_becomes_a_jpeg() -> None:
    made = for_screen(encoded(photograph(), "PNG"), "image/png", SMALL)
    assert (opened(made).size, made.media_type) == ((100, 67), "image/jpeg")


def test_what_lets_the_page_through_still_does() -> None:
    image = photograph("RGBA")
    image.putalpha(Image.radial_gradient("L").resize(image.size))
    made = for_screen(encoded(image, "PNG"), "image/png", SMALL)
    assert made.media_type == "image/png"
    assert opened(made).getchannel("A").getextrema() != (255, 255)


@pytest.mark.parametrize("screen", [Screen(), Screen(300), Screen(5000)])
def test_a_picture_that_fits_keeps_its_bytes(screen: Screen) -> None:
    data = encoded(photograph(), "JPEG", **LOSSY)
    assert for_screen(data, "image/jpeg", screen).data == data


def test_a_file_never_grows() -> None:
    data = encoded(Image.new("1", (120, 120)), "PNG", optimize=True)
    assert for_screen(data, "image/png", SMALL) == ScreenPicture(data, "image/png")


@pytest.mark.parametrize(("size", "fitting"), [((300, 1), (100, 1)), ((1, 300), (1, 100)), ((333, 250), (100, 75))])
def test_shapes_are_kept_and_no_edge_goes(size: tuple[int, int], fitting: tuple[int, int]) -> None:
    assert opened(for_screen(encoded(photograph(size=size), "JPEG", **LOSSY), "image/jpeg", SMALL)).size == fitting


# ---------------------------------------------------------------- colours and form


def test_grey() -> None:
    made = opened(for_screen(encoded(photograph(), "JPEG", **LOSSY), "image/jpeg", GREY))
    assert (made.mode, made.size) == ("L", (300, 200))
    made = opened(for_screen(encoded(photograph("RGBA"), "PNG"), "image/png", GREY))
    assert made.mode == "LA"


def test_what_is_grey_already_keeps_its_bytes() -> None:
    data = encoded(photograph("L"), "PNG")
    assert for_screen(data, "image/png", GREY).data == data


def test_sixteen_bits_of_grey_keep_their_brightness() -> None:
    image = Image.frombytes("I;16", (200, 200), (0x8080).to_bytes(2, "little") * 40_000)
    noisy = image.copy()
    noisy.paste(Image.frombytes("I;16", (200, 100), random.Random(2).randbytes(40_000)), (0, 100))
    made = opened(for_screen(encoded(noisy, "PNG"), "image/png", SMALL))
    assert made.mode == "L"
    assert made.getpixel((50, 10)) == 128


def test_svg_and_what_moves_stay_as_they_are() -> None:
    frames = [Image.new("L", (200, 200), shade) for shade in (0, 255)]
    moving = encoded(frames[0], "GIF", save_all=True, append_images=frames[1:])
    for data, media_type in ((b"<svg/>", "image/svg+xml"), (moving, "image/gif")):
        assert for_screen(data, media_type, Screen(10, grey=True)) == ScreenPicture(data, media_type)


@pytest.mark.parametrize(
    ("image", "media_type"), [(photograph(), "image/jpeg"), (drawing(), "image/png"), (drawing("RGBA"), "image/png")]
)
def test_webp_becomes_what_old_readers_know(image: Image.Image, media_type: str) -> None:
    made = for_screen(encoded(image, "WEBP", lossless=True), "image/webp", Screen())
    assert (made.media_type, opened(made).size) == (media_type, image.size)


def test_cmyk_becomes_rgb() -> None:
    white = Image.new("CMYK", (50, 50), (0, 0, 0, 0))
    made = opened(for_screen(encoded(white, "JPEG", **LOSSY), "image/jpeg", Screen()))
    assert (made.mode, made.getpixel((5, 5))) == ("RGB", (255, 255, 255))


def test_a_picture_on_its_side_stands_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    made = opened(for_screen(encoded(photograph(), "JPEG", exif=exif, **LOSSY), "image/jpeg", Screen()))
    assert (made.size, dict(made.getexif())) == ((200, 300), {})


def test_colours_of_another_profile_are_those_of_srgb() -> None:
    """Full green of the profile below, whose green and red are exchanged, is full red."""
    swapped = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    for place in range(128, 128 + 12 * 30, 12):
        name = bytes(swapped[place + 4 : place + 8])
        if name in (b"rXYZ", b"gXYZ"):
            swapped[place + 4 : place + 8] = b"gXYZ" if name == b"rXYZ" else b"rXYZ"
    data = encoded(Image.new("RGB", (400, 400), (0, 255, 0)), "JPEG", icc_profile=bytes(swapped), **LOSSY)
    made = opened(for_screen(data, "image/jpeg", SMALL))
    red, green, blue = made.getpixel((50, 50))  # type: ignore[misc]
    assert (red > 240, green < 15, blue < 15) == (True, True, True)
    assert "icc_profile" not in made.info


def test_a_broken_profile_is_left_out_of_account() -> None:
    data = encoded(photograph(), "JPEG", icc_profile=b"nonsense", **LOSSY)
    assert opened(for_screen(data, "image/jpeg", SMALL)).size == (100, 67)


@pytest.mark.parametrize("strict", [True, False])
def test_a_damaged_picture_is_shown_as_far_as_it_goes(monkeypatch: pytest.MonkeyPatch, strict: bool) -> None:
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", not strict)
    whole = encoded(photograph(), "JPEG", **LOSSY)
    made = for_screen(whole[: len(whole) // 2], "image/jpeg", SMALL)
    assert ImageFile.LOAD_TRUNCATED_IMAGES is not strict
    top, bottom = (opened(made).convert("L").crop((0, y, 100, y + 5)).getextrema() for y in (0, 60))
    assert top[0] != top[1]
    assert bottom == (128, 128)


@pytest.mark.parametrize("data", [b"", b"no picture"])
def test_what_is_not_a_picture_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match="image"):
        for_screen(data, "image/jpeg", SMALL)


def test_the_same_picture_gives_the_same_bytes() -> None:
    for image, form, media_type in ((photograph(), "JPEG", "image/jpeg"), (drawing(), "PNG", "image/png")):
        data = encoded(image, form)
        assert for_screen(data, media_type, SMALL) == for_screen(data, media_type, SMALL)


# ---------------------------------------------------------------- in the book


def test_a_webp_picture_is_named_as_what_it_became(tmp_path: Path) -> None:
    path = tmp_path / "a.webp"
    path.write_bytes(encoded(drawing(), "WEBP", lossless=True))
    picture = Picture("a.webp", path, "image/webp", hashlib.sha256(path.read_bytes()).hexdigest(), 300, 200)
    assert PictureFiles().file(picture).media_type == "image/png"
    path.write_bytes(b"gone")
    with pytest.raises(BindingError, match="changed"):
        PictureFiles().file(picture)


def test_a_picture_that_cannot_be_read_is_refused_by_name(tmp_path: Path) -> None:
    path = tmp_path / "a.jpg"
    path.write_bytes(b"no picture")
    picture = Picture("a.jpg", path, "image/jpeg", hashlib.sha256(b"no picture").hexdigest(), 1, 1)
    with pytest.raises(BindingError, match=r"a\.jpg"):
        PictureFiles(SMALL).file(picture)


def test_cover_and_pictures_are_made_for_the_screen(tmp_path: Path) -> None:
    made = OpenedBook(bound(book(tmp_path), files=PictureFiles(Screen(80, grey=True))))
    cover, shown = (Image.open(io.BytesIO(made.bytes_of(name))) for name in ("cover.jpg", "images/three-scripts.png"))
    assert (cover.size, cover.mode) == ((600, 800), "L")  # shops want it large
    assert (shown.size, shown.mode) == ((80, 32), "L")


def test_the_cover_of_a_part_shows_its_number() -> None:
    plain = Image.open(io.BytesIO(jpeg((600, 800))))
    marked = Image.open(io.BytesIO(numbered(jpeg((600, 800)), "1/3")))
    assert marked.size == plain.size
    assert marked.getpixel((5, 5)) == pytest.approx(plain.getpixel((5, 5)), abs=3)
    corner = marked.convert("L").crop((520, 720, 600, 800))
    assert corner.getextrema() == pytest.approx((0, 255), abs=12)
