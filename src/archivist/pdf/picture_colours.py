"""Pictures in the colours of the file: its output intent is sRGB, and PDF/A lets no other device's colours stand.

(ISO 19005-2, 6.2.4.3: DeviceCMYK needs an output intent of its own.)
"""

import io

from PIL import Image, ImageCms

_QUALITY = 92  # of a photograph that has to be encoded anew


def in_rgb(content: bytes) -> bytes:
    """A picture in CMYK made into one in RGB, by its profile if it has one; any other as it is."""
    with Image.open(io.BytesIO(content)) as picture:
        if picture.mode != "CMYK":
            return content
        target = io.BytesIO()
        _converted(picture).save(target, "JPEG", quality=_QUALITY, optimize=True)
        return target.getvalue()


def _converted(picture: Image.Image) -> Image.Image:
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
