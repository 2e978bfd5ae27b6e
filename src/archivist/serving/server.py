"""Runs the application until it is interrupted."""

import socket
from pathlib import Path

import uvicorn

from archivist.errors import ArchivistError
from archivist.serving.application import shelf_application

_GRACE = 1  # seconds for answers that are being sent when the server is stopped


def listen(host: str, port: int) -> socket.socket:
    """A socket of this address, which only this server has. Raises ArchivistError if it cannot be had."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    opened = socket.socket(family)
    opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        opened.bind((host, port))
    except OSError as cause:
        opened.close()
        hint = "Name another port with --port N, or --port 0 for any that is free."
        raise ArchivistError(f"{host}:{port} cannot be served: {cause.strerror or cause}", hint) from None
    return opened


def serve(folder: Path, opened: socket.socket, password: str = "") -> None:
    """Serve the shelf until the process is interrupted."""
    application = shelf_application(folder, password)
    config = uvicorn.Config(application, log_level="warning", timeout_graceful_shutdown=_GRACE, server_header=False)
    uvicorn.Server(config).run(sockets=[opened])
