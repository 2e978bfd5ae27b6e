"""`archivist serve`: a shelf on a web server.

the folder of a shelf -> a socket -> served until the process is interrupted
"""

import json
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from socket import socket

from archivist.errors import ArchivistError, UsageError
from archivist.shelf.shelf_pages import FORMAT, MARK


@dataclass(frozen=True, slots=True)
class OpenShelf:
    """A shelf that is about to be served."""

    folder: Path
    address: str
    _opened: socket
    _password: str

    def serve(self) -> None:
        """Serve it until the process is interrupted."""
        from archivist.serving.application import shelf_application  # noqa: PLC0415
        from archivist.serving.server import serve  # noqa: PLC0415

        serve(shelf_application(self.folder, self._password), self._opened)


def open_shelf(folder: Path, host: str, port: int, password: str = "") -> OpenShelf:
    """A shelf and the socket that it will be served at.

    Raises UsageError if the folder is not a shelf, ArchivistError if the server is not installed or the address cannot
    be had.
    """
    if find_spec("starlette") is None or find_spec("uvicorn") is None:
        raise ArchivistError("the web server is not installed", "Run `pip install 'archivist[serve]'`.")
    try:
        is_shelf = json.loads((folder / MARK).read_bytes())["format"] == FORMAT
    except (OSError, ValueError, KeyError, TypeError):
        is_shelf = False
    if not is_shelf:
        raise UsageError(f"{folder} is not a shelf", "Make one with `archivist shelf`, or name it with --folder DIR.")
    from archivist.serving.server import listen  # noqa: PLC0415

    opened = listen(host, port)
    shown = f"[{host}]" if ":" in host else host
    return OpenShelf(folder, f"http://{shown}:{opened.getsockname()[1]}/", opened, password)
