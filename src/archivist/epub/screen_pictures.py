"""Pictures as e-readers can show them: no larger than their screen, upright, in sRGB, in a form old ones know.

A picture that is all of this already keeps its bytes. SVG and what moves always do.
"""

import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from PIL import Image, ImageCms, ImageDraw, ImageFile, ImageFont, UnidentifiedImageError

from archivist.pictures.picture_forms import orientation_of, upright

# Of a JPEG written again. Above it files grow fast, and on a screen nobody sees why.
QUALITY = 85
# A picture of more colours is taken for a photograph; fewer are drawings, maps, screens.
_MOST_DRAWN_COLOURS = 4096
_PALETTE = 256
_SVG = "image/svg+xml"
# What readers from before EPUB 3.3, and Kindle, cannot show.
_UNKNOWN_TO_OLD_READERS = frozenset({"image/webp"})


@dataclass(frozen=True, slots=True)
class Screen:
    """What pictures are made for."""

    pixels: int = 0  # the longest edge; 0: no limit
    grey: bool = False  # it shows no colours, or none are wanted


@dataclass(frozen=True, slots=True)
class ScreenPicture:
    """A picture's file in the book."""

    data: bytes
    media_type: str


def for_screen(data: bytes, media_type: str, screen: Screen) -> ScreenPicture:
    """The picture for that screen; the same bytes give the same bytes.

    A file never grows, unless its form has to change. A damaged picture is shown as far as it goes, as on paper.
    Raises ValueError if it is not a picture.
    """
    given = ScreenPicture(data, media_type)
    if media_type == _SVG:
        return given
    try:
        with _damaged_is_read(), Image.open(io.BytesIO(data)) as image:
            if getattr(image, "is_animated", False):
                return given
            return _made(given, image, screen)
    except (UnidentifiedImageError, OSError, SyntaxError, Image.DecompressionBombError) as error:
        raise ValueError(str(error)) from None


@contextmanager
def _damaged_is_read() -> Iterator[None]:
    """Pillow's switch is one for the whole process, and the layout engine turns it on: never mind who came first."""
    before = ImageFile.LOAD_TRUNCATED_IMAGES
    ImageFile.LOAD_TRUNCATED_IMAGES = True
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before


def _made(given: ScreenPicture, image: Image.Image, screen: Screen) -> ScreenPicture:
    must = given.media_type in _UNKNOWN_TO_OLD_READERS or image.mode == "CMYK" or _is_turned(image)
    may = _is_larger(image, screen) or (screen.grey and not _is_grey(image))
    if not must and not may:
        return given
    made = _encoder(given, image)(_drawn_anew(image, screen))
    return made if must or len(made.data) < len(given.data) else given


def _is_turned(image: Image.Image) -> bool:
    return orientation_of(image) in range(2, 9)


def _is_larger(image: Image.Image, screen: Screen) -> bool:
    return 0 < screen.pixels < max(image.size)


def _is_grey(image: Image.Image) -> bool:
    return image.mode in {"1", "L", "LA", "I", "I;16", "I;16B"}


def _drawn_anew(image: Image.Image, screen: Screen) -> Image.Image:
    """Upright, in sRGB or grey, no larger than the screen."""
    drawn = _plain_mode(_in_srgb(upright(image)))
    if screen.grey:
        drawn = drawn.convert("LA" if _has_alpha(drawn) else "L")
    if _is_larger(drawn, screen):
        size = _fitting(drawn.size, screen.pixels)
        drawn = drawn.resize(size, Image.Resampling.LANCZOS)
    return drawn


def _fitting(size: tuple[int, int], longest: int) -> tuple[int, int]:
    """The largest size of the same shape, in whole numbers alone: rounding must not depend on the machine."""
    edge = max(size)
    width, height = (max(1, (2 * side * longest + edge) // (2 * edge)) for side in size)
    return width, height


def _in_srgb(image: Image.Image) -> Image.Image:
    """The colours that its profile means. What is written has no profile and is read as sRGB."""
    profile = image.info.get("icc_profile")
    if not profile:
        return image
    if image.mode in {"P", "PA"}:
        image = image.convert("RGBA" if image.has_transparency_data else "RGB")
    if image.mode == "RGBA":
        coloured = _in_srgb_opaque(image.convert("RGB"), profile)
        coloured.putalpha(image.getchannel("A"))
        return coloured
    return _in_srgb_opaque(image, profile) if image.mode in {"RGB", "CMYK", "L"} else image


def _in_srgb_opaque(image: Image.Image, profile: bytes) -> Image.Image:
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        srgb = ImageCms.createProfile("sRGB")
        turned = ImageCms.profileToProfile(image, source, srgb, outputMode="RGB")
    except (ImageCms.PyCMSError, OSError):
        return image  # a broken profile, or that of another kind of colour: every reader ignores it as well
    return turned or image


def _plain_mode(image: Image.Image) -> Image.Image:
    """L, LA, RGB or RGBA."""
    if image.mode.startswith("I"):  # 16 bits of grey: Pillow would cut them off instead of scaling them
        return image.convert("I").point(lambda value: value * (1 / 257)).convert("L")
    if image.has_transparency_data:
        return image.convert("LA" if image.mode in {"L", "LA", "1"} else "RGBA")
    return image.convert("L" if image.mode in {"1", "L"} else "RGB")


def _has_alpha(image: Image.Image) -> bool:
    return image.mode in {"LA", "RGBA"}


def numbered(jpeg: bytes, text: str) -> bytes:
    """The picture with a few digits in a box at its lower right corner, in black on white: a JPEG again."""
    with Image.open(io.BytesIO(jpeg)) as opened:
        image = opened.convert("L" if opened.mode == "L" else "RGB")
    size = max(8, max(image.size) // 18)
    font = ImageFont.load_default(size)
    width = round(font.getlength(text)) + size
    corner = (image.width - width, image.height - 2 * size)
    draw = ImageDraw.Draw(image)
    draw.rectangle((corner, image.size), fill="white", outline="black", width=max(1, size // 20))
    draw.text((corner[0] + width / 2, corner[1] + size), text, fill="black", font=font, anchor="mm")
    return _jpeg(image).data


# ---------------------------------------------------------------- form


def _encoder(given: ScreenPicture, image: Image.Image) -> Callable[[Image.Image], ScreenPicture]:
    """JPEG for photographs; PNG for what is drawn, and for what lets the page through."""
    if given.media_type == "image/jpeg":
        return _jpeg
    if image.has_transparency_data:
        return _png
    colours = image.convert("RGB").getcolors(_MOST_DRAWN_COLOURS)
    if colours is None:
        return _jpeg
    return _png_of_few_colours if len(colours) <= _PALETTE else _png


def _jpeg(image: Image.Image) -> ScreenPicture:
    target = io.BytesIO()
    image.save(target, "JPEG", quality=QUALITY, optimize=True, progressive=False, exif=b"", icc_profile=None)
    return ScreenPicture(target.getvalue(), "image/jpeg")


def _png(image: Image.Image) -> ScreenPicture:
    target = io.BytesIO()
    image.save(target, "PNG", optimize=True, exif=b"", icc_profile=None)
    return ScreenPicture(target.getvalue(), "image/png")


def _png_of_few_colours(image: Image.Image) -> ScreenPicture:
    """Scaling blends colours at every edge; a palette holds what the eye can tell of them."""
    if image.mode == "RGB":
        image = image.quantize(_PALETTE, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    return _png(image)
