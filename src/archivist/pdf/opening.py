"""PDF files opened by libraries that take only names in UTF-8."""

import io
from pathlib import Path


def openable(file: Path) -> Path | io.BytesIO:
    """The file as pikepdf and pypdfium2 can open it: itself, or its bytes if its name is not UTF-8. Raises OSError."""
    try:
        str(file.absolute()).encode()
    except UnicodeEncodeError:
        return io.BytesIO(file.read_bytes())
    return file
