"""Pictures of dots as the layout engine can put them into a PDF, in the colours of the file.

The output intent is sRGB, and PDF/A allows no other device's colours (ISO 19005-2, 6.2.4.3: DeviceCMYK needs an
output intent of its own). The engine declares whatever it does not know as eight bits of RGB: 16 bits of grey came out
black. So what it does not know is converted; any other picture keeps its bytes.
"""

import io

from PIL import Image, ImageCms

from archivist.pictures.picture_forms import QUALITY, eight_bits, in_srgb, orientation_of, upright

# The modes the engine writes as they are, and those it converts rightly itself.
_KNOWN = frozenset({"L", "LA", "RGB", "RGBA", "1", "P"})


def for_paper(content: bytes) -> bytes:
    """A picture as the engine can write it. What is not a picture is left unchanged: the engine reports it."""
    try:
        with Image.open(io.BytesIO(content)) as picture:
            made = _made(picture)
            if made is None:
                return content
            target = io.BytesIO()
            if picture.format in {"JPEG", "MPO"}:
                made.save(target, "JPEG", quality=QUALITY, optimize=True)
            else:
                made.save(target, "PNG")
            return target.getvalue()
    except (OSError, SyntaxError, ValueError):
        return content


def _made(picture: Image.Image) -> Image.Image | None:
    """The picture converted; None if it can stay as it is."""
    if picture.mode == "CMYK":
        return upright(_from_cmyk(picture))
    coloured = in_srgb(picture)
    is_read = orientation_of(picture) is not None  # the engine refuses a picture whose EXIF data it cannot read
    if coloured is picture and picture.mode in _KNOWN and is_read:
        return None
    return eight_bits(upright(coloured))


def _from_cmyk(picture: Image.Image) -> Image.Image:
    profile = picture.info.get("icc_profile")
    if profile:
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            made = ImageCms.profileToProfile(picture, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
        except ImageCms.PyCMSError:  # a profile that is damaged says nothing
            made = None
        if made is not None:
            return made
    return picture.convert("RGB")
