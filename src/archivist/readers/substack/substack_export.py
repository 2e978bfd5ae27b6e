"""From Substack's table of posts and their HTML to articles."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from html import escape
from pathlib import Path, PurePosixPath

from archivist.export_posts.export_pictures import ExportPictures
from archivist.export_posts.html_editing import edit_html, link_block
from archivist.export_posts.post import Post, article_of_post
from archivist.findings import Finding
from archivist.place import Place
from archivist.reader_api.export_files import ExportFiles, open_export
from archivist.reader_api.found import Found, Media, SourceError, Wishes
from archivist.readers.substack.substack_widgets import Widgets

_TABLE = "posts.csv"
_NEEDED = ("post_id", "post_date", "title")
_AGAIN = "Export the publication again (Settings, Exports)."
_NAMED = 8


@dataclass(frozen=True, slots=True)
class _Export:
    """The files, the table, and the folder within the zip file that they are in ("" or "name/")."""

    source: str
    files: ExportFiles
    folder: str
    rows: list[tuple[int, dict[str, str]]]  # with the line of each


def read_export(source: Path, wishes: Wishes, media: Media) -> Iterator[Found]:
    """The articles of an export; then what is reported once."""
    export = _open_export(source)
    pictures = ExportPictures(wishes, media)
    used: set[str] = set()
    paid = 0
    for line, row in export.rows:
        place = Place(export.source, item=f"{_TABLE}:{line} ({row['post_id'].strip()[:80]})")
        name = _file_of(row["post_id"].strip(), export)
        if not name:
            message = f"{row['title'].strip()!r} has no HTML in the export"
            yield Finding.at(place, "import-left-out", message)
            continue
        used.add(name)
        paid += row.get("audience", "") in ("only_paid", "founding")
        yield article_of_post(_post(row, name, place, export), wishes, pictures)
    yield from _reported_once(export, used, paid)


def _open_export(source: Path) -> _Export:
    files = open_export(source)
    table = next((name for name in files.names if PurePosixPath(name).name == _TABLE), "")
    if not table:
        raise SourceError(f"contains no {_TABLE}", _AGAIN, place=Place(str(source)))
    return _Export(str(source), files, table.removesuffix(_TABLE), list(_rows(files.read(table), table)))


def _rows(data: bytes, name: str) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows with their lines. Raises SourceError, with the line, for what is not such a table."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        place = Place(name, data.count(b"\n", 0, error.start) + 1)
        raise SourceError("is not UTF-8", _AGAIN, place=place) from None
    reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    try:
        missing = [column for column in _NEEDED if column not in (reader.fieldnames or ())]
        if missing:
            raise SourceError(f"has no column {missing[0]}", _AGAIN, place=Place(name, 1))
        for row in reader:
            yield reader.line_num, {key: value or "" for key, value in row.items() if isinstance(key, str)}
    except csv.Error as error:
        raise SourceError(f"is not a valid table: {error}", _AGAIN, place=Place(name, reader.reader.line_num)) from None


def _file_of(post_id: str, export: _Export) -> str:
    """The HTML of a post: `posts/ID.html`, `posts/ID.slug.html`; "" if it is not there."""
    start = f"{export.folder}posts/{post_id}"
    exact = f"{start}.html"
    if exact in export.files.names:
        return exact
    return next((name for name in export.files.names if name.startswith(f"{start}.") and name.endswith(".html")), "")


def _post(row: dict[str, str], name: str, place: Place, export: _Export) -> Post:
    number, _, slug = PurePosixPath(name).stem.partition(".")
    remarks: list[Finding] = []
    html = _clean_post(export.files.read(name), place, remarks)
    recording = row.get("podcast_url", "").strip()
    if recording and recording not in html:
        html += link_block(recording, recording)
        remarks.append(
            Finding.at(
                place,
                "import-left-out",
                f"a recording cannot be printed; a link to it is at the end: {recording[:200]}",
            )
        )
    audience = row.get("audience", "").strip()
    return Post(
        origin=f"urn:substack:{number}",
        place=place,
        title=" ".join(row["title"].split()),
        html=html,
        published=_moment(row["post_date"], place, remarks),
        slug=slug,
        description=" ".join(row.get("subtitle", "").split()),
        type=row.get("type", "").strip(),
        is_draft=row.get("is_published", "true").strip().lower() == "false",
        extra={"audience": audience} if audience not in ("", "everyone") else {},
        remarks=tuple(remarks),
    )


def _clean_post(data: bytes, place: Place, remarks: list[Finding]) -> str:
    """The HTML of a post without what is only for readers of the site."""
    html, remark = _html(data, place)
    widgets = Widgets()
    html = edit_html(html, widgets.settle)
    remarks += remark
    if widgets.removed:
        message = f"parts for readers of the site were left out: {'; '.join(dict.fromkeys(widgets.removed))}"
        remarks.append(Finding.at(place, "import-left-out", message))
    return html


def _html(data: bytes, place: Place) -> tuple[str, list[Finding]]:
    try:
        return data.decode("utf-8-sig"), []
    except UnicodeDecodeError:
        return data.decode("utf-8", "replace"), [
            Finding.at(place, "import-repaired", "bytes that are not UTF-8 were replaced")
        ]


def _moment(written: str, place: Place, remarks: list[Finding]) -> datetime | None:
    if not written.strip():
        return None
    try:
        return datetime.fromisoformat(written.strip()).replace(microsecond=0)
    except ValueError:
        remarks.append(Finding.at(place, "import-left-out", f"the date {written[:60]!r} cannot be read"))
        return None


def _reported_once(export: _Export, used: set[str], paid: int) -> Iterator[Finding]:
    posts = f"{export.folder}posts/"
    spare = [
        name for name in export.files.names if name.startswith(posts) and name.endswith(".html") and name not in used
    ]
    if spare:
        listed = ", ".join(escape(each, quote=False) for each in spare[:_NAMED]) + (" …" if len(spare) > _NAMED else "")
        yield Finding.at(
            Place(export.source),
            "import-left-out",
            f"files that the table of posts does not name: {len(spare)} ({listed})",
        )
    lists = [name for name in export.files.names if name.endswith(".csv") and PurePosixPath(name).name != _TABLE]
    if lists:
        yield Finding.at(
            Place(export.source), "import-left-out", f"tables of readers and deliveries are left out: {len(lists)}"
        )
    if paid:
        message = f"posts that only paying readers may read were imported: {paid} (key `audience`)"
        yield Finding.at(Place(export.source), "import-doubtful", message, "Check that they may be printed.")
