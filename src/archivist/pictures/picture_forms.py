"""Formats of pictures: which a book can contain, which are converted first, and what a file is that is not a picture.

An EPUB holds PNG, JPEG, GIF, WebP and SVG (EPUB 3.3, 3.2). Others are decoded once and written as JPEG if they are
photographs in a lossy form, else as PNG. What is decoded is upright and in sRGB.
"""

import io
import re
import warnings
from dataclasses import dataclass

from PIL import Image, ImageCms, ImageOps

from archivist.svg import clean, looks_like_svg
from archivist.svg.svg_cleaning import CleanDrawing

MAX_PIXELS = 100_000_000
QUALITY = 92  # of a photograph that is encoded again
DRAWING = "image/svg+xml"
# What Pillow has to say of damaged files is said by findings.
warnings.filterwarnings("ignore", category=UserWarning, module="PIL")
_KEPT = {"PNG": "image/png", "JPEG": "image/jpeg", "MPO": "image/jpeg", "GIF": "image/gif", "WEBP": "image/webp"}
_LOSSY = frozenset({"AVIF", "HEIF", "JPEG2000"})
_CONVERTED = frozenset({"BMP", "DIB", "TIFF", "AVIF", "HEIF", "JPEG2000", "ICO", "PCX", "PPM", "TGA", "QOI", "SUN"})
_READ = ("PNG", "JPEG", "GIF", "WEBP", "BMP", "DIB", "TIFF", "AVIF", "JPEG2000", "ICO", "PCX", "PPM", "QOI", "SUN")
_HEIF = re.compile(rb".{4}ftyp(?:heic|heix|heim|heis|hevc|hevx|mif1|msf1)", re.DOTALL)
_OPAQUE = 255  # of the alpha channel
_ORIENTATION = 0x0112
_SIXTEEN_BITS = 257  # 65535 / 255
# What the beginning of a file says of it. Of those that people take for pictures.
_OTHERS = (
    (rb"%PDF", "a PDF"),
    (rb"\s*(?:<!doctype html|<html|<head|<body)", "a page in HTML"),
    (rb"(?:%!PS|\xc5\xd0\xd3\xc6)", "a PostScript drawing (EPS)"),
    (rb"8BPS", "a Photoshop file"),
    (rb"gimp xcf", "a GIMP file"),
    (rb"(?:PK\x03\x04|7z\xbc\xaf|Rar!)", "a file archive"),
    (rb".{4}ftyp", "a film"),
    (rb"\x1aE\xdf\xa3", "a film"),
    (rb"RIFF.{4}AVI ", "a film"),
    (rb"(?:ID3|OggS|fLaC|RIFF.{4}WAVE)", "a sound"),
    (rb"version https://git-lfs", "a Git LFS pointer to a file that was not downloaded"),
    (rb"\s*[{\[]", "a data file"),
)


class NoPictureError(Exception):
    """The bytes are not a picture that can be shown; the message says what is wrong, and names no path."""


class TooManyPixelsError(Exception):
    """The picture is too large to be unpacked."""


@dataclass(frozen=True, slots=True)
class Form:
    """What a picture is, and what becomes of it."""

    media_type: str  # in the book
    width: int  # upright, in pixels (CSS pixels of a drawing)
    height: int
    converted_from: str = ""  # the form it has, if the book cannot contain it
    frames: int = 1  # pictures in the file
    removed: tuple[str, ...] = ()  # from a drawing


def form_of(data: bytes) -> Form:
    """What some bytes are, read as far as is needed to know that they are whole.

    Raises NoPictureError, TooManyPixelsError, SvgError.
    """
    if looks_like_svg(data):
        drawing: CleanDrawing = clean(data)
        return Form(DRAWING, drawing.width, drawing.height, removed=drawing.removed)
    _load(data)
    with _open(data) as image:
        name = str(image.format)
        kept = _KEPT.get(name, "")
        frames = 1 if name in {"MPO", "ICO"} else int(getattr(image, "n_frames", 1))
        turned = orientation_of(image) in range(5, 9) if name != "HEIF" else False
        width, height = reversed(image.size) if turned else image.size
        media_type = kept or _target(image)
    return Form(media_type, width, height, "" if kept else name, frames)


def convert_picture(data: bytes, media_type: str) -> bytes:
    """A picture in the form that `form_of` said it has in the book; the bytes as they are if they have it already."""
    if media_type == DRAWING:
        return clean(data).data
    with _open(data) as image:
        if str(image.format) in _KEPT:
            return data
        plain = eight_bits(in_srgb(upright(image)))
        target = io.BytesIO()
        if media_type == "image/jpeg":
            plain.convert("L" if plain.mode == "L" else "RGB").save(target, "JPEG", quality=QUALITY, optimize=True)
        else:
            plain.save(target, "PNG", optimize=True)
        return target.getvalue()


def is_transparent(data: bytes) -> bool:
    """Whether some of a picture of dots is transparent. Raises NoPictureError, TooManyPixelsError."""
    with _open(data) as image:
        return image.has_transparency_data and min(image.convert("RGBA").getchannel("A").tobytes()) < _OPAQUE


def orientation_of(image: Image.Image) -> int | None:
    """How a picture is turned, as its EXIF data say (2.32, 4.6.5): from 1, upright, to 8. None if they are damaged."""
    try:
        return int(image.getexif().get(_ORIENTATION, 1))
    except Exception:  # Pillow raises nearly anything on such data
        return None


def upright(image: Image.Image) -> Image.Image:
    """A picture turned as its EXIF data say; as it is, if they are damaged."""
    return image if orientation_of(image) in {None, 1} else ImageOps.exif_transpose(image)


def _target(image: Image.Image) -> str:
    photograph = str(image.format) in _LOSSY or image.info.get("compression") == "jpeg"
    return "image/jpeg" if photograph and not image.has_transparency_data else "image/png"


def _open(data: bytes) -> Image.Image:
    formats: tuple[str, ...] = _READ
    if _HEIF.match(data):
        import pillow_heif  # noqa: PLC0415 - seldom needed

        pillow_heif.register_heif_opener()
        formats = ("HEIF",)
    try:
        image = Image.open(io.BytesIO(data), formats=formats)
    except Image.DecompressionBombError:
        raise TooManyPixelsError from None
    except Exception:  # Pillow's readers raise nearly anything
        raise NoPictureError(_what_it_is(data)) from None
    if image.width * image.height > MAX_PIXELS:
        raise TooManyPixelsError
    return image


def _load(data: bytes) -> None:
    """The one way to know that nothing of a picture is missing."""
    name = ""
    try:
        with _open(data) as image:
            name = str(image.format)
            if name == "PNG":  # verifying looks at the check sums, and uses the image up
                image.verify()
        with _open(data) as image:
            image.load()
            if name not in _KEPT:
                eight_bits(image.crop((0, 0, 1, 1)))
    except (NoPictureError, TooManyPixelsError):
        raise
    except Image.DecompressionBombError:
        raise TooManyPixelsError from None
    except Exception as error:  # Pillow's decoders raise nearly anything on broken files
        raise NoPictureError(f"a damaged {name} file ({error})") from None


def _what_it_is(data: bytes) -> str:
    if not data.strip(b"\x00 \t\r\n"):
        return "an empty file"
    known = next((name for beginning, name in _OTHERS if re.match(beginning, data, re.DOTALL | re.IGNORECASE)), "")
    return known or "an unknown kind of file"


# ---------------------------------------------------------------- colours


def in_srgb(image: Image.Image) -> Image.Image:
    """The colours that its profile means; as it is, if it has none or is in sRGB already."""
    profile = image.info.get("icc_profile")
    if not profile or image.mode not in {"RGB", "RGBA", "CMYK", "L", "P", "PA"} or _is_srgb(profile):
        return image
    if image.mode in {"P", "PA"}:
        image = image.convert("RGBA" if image.has_transparency_data else "RGB")
    alpha = image.getchannel("A") if image.mode == "RGBA" else None
    opaque = image.convert("RGB") if alpha is not None else image
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        made = ImageCms.profileToProfile(opaque, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (ImageCms.PyCMSError, OSError):
        return image  # a damaged profile, or that of another kind of colour, says nothing
    if made is None:
        return image
    if alpha is not None:
        made.putalpha(alpha)
    made.info.pop("icc_profile", None)
    return made


def _is_srgb(profile: bytes) -> bool:
    try:
        described = ImageCms.getProfileDescription(ImageCms.ImageCmsProfile(io.BytesIO(profile)))
    except (ImageCms.PyCMSError, OSError):
        return False
    return "srgb" in described.lower()


def eight_bits(image: Image.Image) -> Image.Image:
    """A picture in one of the modes L, LA, RGB, RGBA: what every program can show."""
    if image.mode.startswith("I") or image.mode == "F":
        wide = image.convert("F")
        scale = 1 / _SIXTEEN_BITS if image.mode.startswith("I;16") else _scale(float(wide.getextrema()[1]))  # type: ignore[arg-type]
        return wide.point(lambda value: value * scale + 0).convert("L")
    if image.mode in {"L", "LA", "RGB", "RGBA"} and "transparency" not in image.info:
        return image
    if image.has_transparency_data:
        return image.convert("LA" if image.mode in {"L", "LA", "1"} else "RGBA")
    return image.convert("L" if image.mode in {"1", "L"} else "RGB")


def _scale(brightest: float) -> float:
    """What to multiply values by that have no fixed range, so that white is 255."""
    if brightest > 65535 or 0 < brightest <= 1:
        return 255 / brightest if brightest > 65535 else 255.0
    return 1 / _SIXTEEN_BITS if brightest > 255 else 1.0
