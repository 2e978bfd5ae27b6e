"""Pictures of dots within a drawing, as `data:` addresses."""

import io

from archivist.data_addresses import DataAddress, data_address

_MAX_PIXELS = 100_000_000
_KEPT = {"PNG": "image/png", "JPEG": "image/jpeg", "GIF": "image/gif", "WEBP": "image/webp"}
_READ = (*_KEPT, "MPO", "BMP", "TIFF", "AVIF")


def embedded_picture(held: DataAddress, address: str) -> str:
    """The address of a picture that readers and the layout engine can show; "" if it cannot be read."""
    from PIL import Image  # noqa: PLC0415 - most drawings have no picture in them

    try:
        with Image.open(io.BytesIO(held.content), formats=_READ) as picture:
            if picture.width * picture.height > _MAX_PIXELS:
                return ""
            picture.load()
            kind = _KEPT.get(str(picture.format))
            if kind:
                return address if kind == held.media_type else data_address(kind, held.content)
            made = io.BytesIO()
            picture.convert("RGBA" if picture.has_transparency_data else "RGB").save(made, "PNG")
    except Exception:  # Pillow's decoders raise nearly anything on broken files
        return ""
    return data_address("image/png", made.getvalue())
