"""The preview as a web application: one page, the files that it shows, and events that say what has changed.

Only this computer reaches it. It answers to its own names alone, so that no page of a web site can read it through a
name that is made to lead here, and the page loads nothing from elsewhere and runs nothing that is in a book.
"""

from collections.abc import AsyncIterator
from pathlib import Path

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Mount, Route

from archivist.serving.application import Headers, ShelfFiles
from archivist.serving.preview_board import PreviewBoard

_PAGE = Path(__file__).parent / "preview_page"
_OWN_NAMES = ["127.0.0.1", "localhost"]
_PARTS = ("pdfjs-dist/build", "pdfjs-dist/web", "foliate-js")  # folders of which files are served
# Books are shown from `blob:` addresses, which have the rules of this page: scripts in them are not its own.
_POLICY = (
    "default-src 'none'; script-src 'self'; worker-src 'self'; connect-src 'self' blob:; "
    "style-src 'self' blob: 'unsafe-inline'; img-src 'self' blob: data:; font-src 'self' blob: data:; "
    "media-src blob:; frame-src blob:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_HEADERS = (
    (b"content-security-policy", _POLICY.encode()),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cache-control", b"no-cache"),  # what is kept is asked for again, by its ETag
)


def preview_application(board: PreviewBoard, files: Path, parts: Path) -> Starlette:
    """The application that shows what is on the board. `files` are those of editions, `parts` those of npm."""

    async def editions(_: Request) -> Response:
        return JSONResponse(board.editions)

    async def events(request: Request) -> Response:
        followed = board.follow(request.query_params.get("edition", ""))
        return StreamingResponse(_as_events(followed), media_type="text/event-stream")

    routes = [
        Route("/editions.json", editions),
        Route("/events", events),
        Mount("/files", ShelfFiles(directory=files)),
        *(Mount(f"/parts/{part}", ShelfFiles(directory=parts / part)) for part in _PARTS),
        Mount("/", ShelfFiles(directory=_PAGE, html=True)),
    ]
    middleware = [Middleware(TrustedHostMiddleware, allowed_hosts=_OWN_NAMES), Middleware(Headers, more=_HEADERS)]
    return Starlette(routes=routes, middleware=middleware)


async def _as_events(states: AsyncIterator[str]) -> AsyncIterator[str]:
    """States as server-sent events (HTML Living Standard, 9.2)."""
    yield "retry: 500\n\n"
    async for state in states:
        yield f"data: {state}\n\n" if state else ": still here\n\n"
