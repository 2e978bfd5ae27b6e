"""Runs an application until the process is interrupted or ends."""

import socket
import threading

import uvicorn
from starlette.types import ASGIApp

from archivist.errors import ArchivistError

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


def listen_nearby(host: str, port: int) -> socket.socket:
    """As `listen`; if the port is taken, any that is free. A browser may connect before the server runs."""
    try:
        opened = listen(host, port)
    except ArchivistError:
        opened = listen(host, 0)
    opened.listen()
    return opened


def serve(application: ASGIApp, opened: socket.socket) -> None:
    """Serve an application until the process is interrupted."""
    _server(application).run(sockets=[opened])


def serve_beside(application: ASGIApp, opened: socket.socket) -> None:
    """Serve an application in a thread of its own, until the process ends."""
    threading.Thread(target=_server(application).run, args=([opened],), daemon=True, name="server").start()


def _server(application: ASGIApp) -> uvicorn.Server:
    config = uvicorn.Config(application, log_level="warning", timeout_graceful_shutdown=_GRACE, server_header=False)
    return uvicorn.Server(config)
