"""Small web archives for the tests, and a plain stand-in for what reads a page."""

import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from archivist.findings import Finding
from archivist.place import Place
from archivist.reader_api.found import Found, FoundArticle, PictureRefusedError, Wishes
from archivist.readers.web_archives import read

PNG = b"\x89PNG\r\n\x1a\nbytes of a picture"
DAY = "2022-03-30T12:00:00Z"


@dataclass(frozen=True)
class Taken:
    """A capture to be written."""

    address: str
    body: bytes = b""
    moment: str = DAY
    status: str = "200 OK"
    media_type: str | None = "text/html; charset=utf-8"
    heads: Sequence[tuple[str, str]] = ()
    kind: str = "response"
    warc: dict[str, str] = field(default_factory=dict)
    has_digest: bool = True


def page(words: str, head: str = "") -> bytes:
    """A page that the stand-in takes for an article."""
    body = f"<body><article>{words}</article></body>"
    return f"<!DOCTYPE html><html><head><title>T</title>{head}</head>{body}</html>".encode()


def warc(*captures: Taken, gzip: bool = False) -> bytes:
    """A WARC file with fixed dates and identifiers."""
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=gzip)
    for number, each in enumerate(captures):
        writer.write_record(_record(writer, each, number))
    return out.getvalue()


def _record(writer: WARCWriter, each: Taken, number: int) -> Any:
    own = [("Content-Type", each.media_type)] if each.media_type is not None and each.kind != "resource" else []
    http = None if each.kind == "resource" else StatusAndHeaders(each.status, [*own, *each.heads], protocol="HTTP/1.1")
    heads = {
        "WARC-Date": each.moment,
        "WARC-Record-ID": f"<urn:uuid:00000000-0000-4000-8000-{number:012}>",
        **each.warc,
    }
    kind = each.media_type if each.kind == "resource" else None
    record = writer.create_warc_record(
        each.address,
        each.kind,
        payload=io.BytesIO(each.body),
        http_headers=http,
        warc_headers_dict=heads,
        warc_content_type=kind or "",
    )
    if not each.has_digest:
        record.rec_headers.remove_header("WARC-Payload-Digest")
    return record


def wacz(
    folder: Path, *files: bytes, pages: Sequence[dict[str, Any]] | None = None, method: int = zipfile.ZIP_STORED
) -> Path:
    """A WACZ with these WARC files and this list of pages."""
    path = folder / "crawl.wacz"
    with zipfile.ZipFile(path, "w", method) as archive:
        archive.writestr("datapackage.json", json.dumps({"profile": "data-package", "resources": []}))
        for number, data in enumerate(files):
            archive.writestr(f"archive/data-{number}.warc{'.gz' if data[:2] == bytes([0x1F, 0x8B]) else ''}", data)
        if pages is not None:
            lines = [{"format": "json-pages-1.0", "id": "pages"}, *pages]
            archive.writestr("pages/pages.jsonl", "".join(f"{json.dumps(line)}\n" for line in lines))
    return path


class Album:
    """Keeps the pictures brought."""

    def __init__(self) -> None:
        self.pictures: dict[str, bytes] = {}

    def bring(self, name: str, data: bytes) -> str:
        if not data.startswith(b"\x89PNG"):
            raise PictureRefusedError("no picture")
        self.pictures[name] = data
        return f"/images/{name}"


def article_of(
    html: bytes,
    *,
    address: str,
    place: Place,
    wishes: Wishes,
    picture: Callable[[str], str] | None,
    has: Callable[[str], bool] | None = None,
    declared_encoding: str = "",
    retrieved: date | None = None,
    origin: str = "",
) -> Found:
    """What `importers.pages` does, in a few lines: a page is an article if it has an `<article>`."""
    encoding = declared_encoding if declared_encoding == "windows-1251" else "utf-8"
    found = re.search(r"<article>(.*?)</article>", html.decode(encoding, "replace"), re.DOTALL)
    if found is None:
        return Finding.at(place, "import-left-out", "the page is a list")
    sources = [picture(each) for each in re.findall(r'<img src="([^"]*)"', found[1])] if picture else []
    words = re.sub("<[^>]*>", "", found[1])
    own = re.search(rb'rel="canonical" href="(https:[^"]*)"', html)
    address = own[1].decode() if own else address
    return FoundArticle(
        origin=origin,
        place=place,
        title="T",
        text=words + " ".join(sources),
        plain=words,
        source=address,
        retrieved=retrieved,
    )


def written(folder: Path, data: bytes, name: str = "crawl.warc") -> Path:
    """A file with these bytes."""
    path = folder / name
    path.write_bytes(data)
    return path


def found_in(source: Path, album: Album | None = None) -> list[Found]:
    """All that is found in a web archive."""
    return list(read(source, Wishes(), album or Album()))


def articles(found: Sequence[Found]) -> Iterator[FoundArticle]:
    """The articles among what was found."""
    return (each for each in found if isinstance(each, FoundArticle))


def left_out(found: Sequence[Found]) -> str:
    """What was left out, in words."""
    return "\n".join(each.message for each in found if isinstance(each, Finding))


def said(article: FoundArticle, code: str) -> str:
    """The messages of the remarks with this code."""
    return "\n".join(remark.message for remark in article.remarks if remark.code == code)
