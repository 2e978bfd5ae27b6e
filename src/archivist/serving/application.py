"""The shelf as a web application: files with Range and ETag, OAI-PMH, a password if one is wanted."""

import base64
import datetime
import hmac
import os
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import parse_qsl

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from archivist.serving.harvesting import Harvesting

_OPDS = {".xml": "application/atom+xml;profile=opds-catalog", ".json": "application/opds+json"}
_FEEDS = {
    "feed.xml": "application/atom+xml",
    "feed.json": "application/feed+json",
    "search.xml": "application/opensearchdescription+xml",
}
_TYPES = {
    ".epub": "application/epub+zip",
    ".bib": "application/x-bibtex",
    ".ris": "application/x-research-info-systems",
    ".wacz": "application/wacz",
    ".js": "text/javascript",
    ".mjs": "text/javascript",
}
_LONGEST_FORM = 10_000  # bytes
_HEADERS = ((b"x-content-type-options", b"nosniff"), (b"referrer-policy", b"no-referrer"))


class ShelfFiles(StaticFiles):
    """The files, with the media types of catalogues."""

    def file_response(
        self,
        full_path: str | os.PathLike[str],
        stat_result: os.stat_result,
        scope: Scope,
        status_code: int = 200,
    ) -> Response:
        """The file, a part of it, or that it was not changed."""
        response = super().file_response(full_path, stat_result, scope, status_code)
        inside = Path(full_path).relative_to(os.path.realpath(str(self.directory)))
        media_type = _media_type(inside)
        if media_type and response.status_code != 304:
            response.headers["content-type"] = media_type
        return response


def _media_type(path: Path) -> str:
    """The media type of a file of the shelf; "" if that of its name is right."""
    if path.name in _FEEDS:
        return _FEEDS[path.name]
    if path.parts[0] == "opds" and path.suffix in _OPDS:
        return _OPDS[path.suffix]
    return _TYPES.get(path.suffix, "")


class Password:
    """Lets nobody in who does not give the password, by HTTP Basic (RFC 7617), whatever the name."""

    def __init__(self, app: ASGIApp, password: str) -> None:
        self._app, self._password = app, password.encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Ask for the password, or pass the request on."""
        if scope["type"] == "http" and not self._is_allowed(dict(scope["headers"]).get(b"authorization", b"")):
            refused = Response(
                "a password is needed", 401, {"WWW-Authenticate": 'Basic realm="shelf", charset="UTF-8"'}
            )
            await refused(scope, receive, send)
            return
        await self._app(scope, receive, send)

    def _is_allowed(self, authorization: bytes) -> bool:
        scheme, _, token = authorization.partition(b" ")
        if scheme.lower() != b"basic":
            return False
        try:
            _, _, given = base64.b64decode(token, validate=True).partition(b":")
        except ValueError:
            return False
        return hmac.compare_digest(given, self._password)


class Headers:
    """Adds to every answer what keeps browsers from guessing, and what else is given."""

    def __init__(self, app: ASGIApp, more: Sequence[tuple[bytes, bytes]] = ()) -> None:
        self._app, self._headers = app, (*_HEADERS, *more)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and add the headers."""

        async def add(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], *self._headers]
            await send(message)

        await self._app(scope, receive, add)


def shelf_application(folder: Path, password: str = "") -> Starlette:
    """The application that serves the shelf in a folder; with a password only to those who know it."""
    harvesting = Harvesting(folder)

    async def harvest(request: Request) -> Response:
        arguments = list(request.query_params.multi_items())
        if request.method == "POST":
            form = b""
            async for piece in request.stream():
                form += piece
                if len(form) > _LONGEST_FORM:
                    return Response("the request is too long", 413)
            arguments += parse_qsl(form.decode("utf-8", "replace"), keep_blank_values=True)
        now = datetime.datetime.now(datetime.UTC)
        base = str(request.url.replace(query="", fragment=""))
        return Response(harvesting.answer(arguments, base, now), media_type="text/xml")

    middleware = [Middleware(Headers), *([Middleware(Password, password=password)] if password else [])]
    routes = [
        Route("/oai", harvest, methods=["GET", "POST"]),
        Mount("/", ShelfFiles(directory=folder, html=True)),
    ]
    return Starlette(routes=routes, middleware=middleware)
