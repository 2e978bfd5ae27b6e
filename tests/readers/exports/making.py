"""Exports of blogging services, written anew in the forms that they have, and what comes of them."""

# ruff: noqa: E501 (exports as they are)

import io
import json
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from archivist.findings import Finding
from archivist.importing.reader_registry import installed_readers
from archivist.importing.source_detection import detect_reader
from archivist.reader_api.found import FoundArticle, Wishes

PNG = b"\x89PNG\r\n\x1a\nbytes of a picture"


class Kept:
    """Keeps pictures under their names."""

    def __init__(self) -> None:
        self.pictures: dict[str, bytes] = {}

    def bring(self, name: str, data: bytes) -> str:
        self.pictures[name] = data
        return f"/images/{name.rpartition('/')[2]}"


def zipped(files: Mapping[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in files.items():
            made.writestr(zipfile.ZipInfo(name, (2022, 4, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def write(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    for name, data in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data.encode() if isinstance(data, str) else data)
    return folder


def read_all(
    source: Path, kind: str, media: Kept | None = None, **wishes: Any
) -> tuple[list[FoundArticle], list[Finding]]:
    """Articles, and findings with the remarks of the articles. The source is recognised as this kind."""
    reader = detect_reader(source, installed_readers().loaded)
    assert reader.name == kind
    found = list(reader.read(source, Wishes(**wishes), media or Kept()))
    articles = [each for each in found if isinstance(each, FoundArticle)]
    findings = [each for each in found if isinstance(each, Finding)]
    return articles, [*findings, *(remark for each in articles for remark in each.remarks)]


def told(findings: list[Finding], code: str) -> str:
    return "\n".join(each.message for each in findings if each.code == code)


# ---------------------------------------------------------------- Ghost


def ghost_post(number: int, html: str | None, **fields: Any) -> dict[str, Any]:
    return {
        "id": f"id{number}", "uuid": f"00000000-0000-4000-8000-{number:012}", "title": f"Bridge {number}",
        "slug": f"bridge-{number}", "mobiledoc": None, "lexical": None, "html": html, "feature_image": None,
        "type": "post", "status": "published", "locale": None, "visibility": "public",
        "created_at": "2022-03-01T08:00:00.000Z", "updated_at": "2022-04-02T08:00:00.000Z",
        "published_at": "2022-03-30T22:30:00.000Z", "custom_excerpt": None, "codeinjection_head": None,
        "codeinjection_foot": None, "canonical_url": None, **fields,
    }  # fmt: skip


def ghost(*posts: dict[str, Any], **tables: Any) -> str:
    data = {
        "posts": list(posts),
        "posts_authors": [
            {"post_id": "id1", "author_id": "u2", "sort_order": 1},
            {"post_id": "id1", "author_id": "u1", "sort_order": 0},
        ],
        "posts_meta": [],
        "posts_tags": [
            {"post_id": "id1", "tag_id": "t1", "sort_order": 0},
            {"post_id": "id1", "tag_id": "t2", "sort_order": 1},
            {"post_id": "id1", "tag_id": "t3", "sort_order": 2},
        ],
        "tags": [{"id": "t1", "name": "Rivers"}, {"id": "t2", "name": "Roads"}, {"id": "t3", "name": "#internal"}],
        "users": [{"id": "u1", "name": "Nino Example"}, {"id": "u2", "name": "Ivan Sample"}],
        "settings": [
            {"key": "title", "value": "The River Reader"},
            {"key": "timezone", "value": "Asia/Tbilisi"},
            {"key": "locale", "value": "en"},
        ],
        **tables,
    }
    return json.dumps({"db": [{"meta": {"exported_on": 1650000000000, "version": "5.75.0"}, "data": data}]})


LEXICAL = {
    "root": {
        "type": "root",
        "children": [
            {"type": "extended-heading", "tag": "h2", "children": [{"type": "text", "text": "The mill", "format": 0}]},
            {
                "type": "paragraph",
                "children": [
                    {"type": "extended-text", "text": "It is ", "format": 0},
                    {"type": "extended-text", "text": "sold", "format": 3},
                    {"type": "linebreak"},
                    {"type": "link", "url": "https://x.example/", "children": [{"type": "text", "text": "here"}]},
                ],
            },
            {
                "type": "list",
                "listType": "number",
                "start": 4,
                "children": [{"type": "listitem", "children": [{"type": "text", "text": "wheel"}]}],
            },
            {"type": "codeblock", "code": "a < b"},
            {"type": "image", "src": "https://x.example/a.png", "alt": "A", "caption": "B"},
            {"type": "markdown", "markdown": "Dam[^1]\n\n[^1]: High."},
            {"type": "nft", "url": "x"},
        ],
    }
}
MOBILEDOC = {
    "version": "0.3.1",
    "atoms": [["soft-return", "", {}]],
    "cards": [["card-markdown", {"markdown": "The *dam*"}]],
    "markups": [["strong"], ["a", ["href", "https://x.example/"]]],
    "sections": [
        [1, "h2", [[0, [], 0, "The mill"]]],
        [1, "p", [[0, [], 0, "It is "], [0, [0], 0, "sold "], [0, [1], 2, "here"], [1, [], 0, 0], [0, [], 0, "now"]]],
        [3, "ul", [[[0, [], 0, "wheel"]]]],
        [10, 0],
    ],
}


# ---------------------------------------------------------------- Substack

COLUMNS = "post_id,post_date,is_published,email_sent_at,inbox_sent_at,type,audience,title,subtitle,podcast_url"


def substack(posts: Mapping[str, str], *rows: str) -> dict[str, str]:
    table = "\n".join((COLUMNS, *rows)) + "\n"
    return {
        "posts.csv": table,
        **{f"posts/{name}.html": html for name, html in posts.items()},
        "email_list.x.csv": "email\n",
    }


# ---------------------------------------------------------------- Medium


def medium(
    title: str, body: str, *, day: str = "2022-03-30", address: str = "https://medium.com/@nino/the-bridge-0123456789ab"
) -> str:
    when = f'<time class="dt-published" datetime="{day}T12:00:00.000Z">March 30, 2022</time>' if day else ""
    return f"""<!DOCTYPE html><html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"><title>{title}</title>
<style>* {{ font-family: Georgia; }}</style></head><body><article class="h-entry">
<header><h1 class="p-name">{title}</h1></header>
<section data-field="subtitle" class="p-summary">What it cost.</section>
<section data-field="body" class="e-content">
<section name="a1" class="section section--body section--first section--last"><div class="section-divider"><hr class="section-divider"></div><div class="section-content"><div class="section-inner sectionLayout--insetColumn">{body}</div></div></section>
</section>
<footer><p>By <a href="https://medium.com/@nino" class="p-author h-card">Nino Example</a> on <a href="https://medium.com/p/0123456789ab">{when}</a>.</p><p><a href="{address}" class="p-canonical">Canonical link</a></p><p>Exported from <a href="https://medium.com">Medium</a> on April 1, 2022.</p></footer></article></body></html>"""


MEDIUM_BODY = (
    '<h3 name="b1" class="graf graf--h3 graf--leading graf--title">The bridge</h3>'
    '<p name="b2" class="graf graf--p graf-after--h3">The old bridge over the river is <strong class="markup--strong">open</strong> again, and the people of the town walk over it.</p>'
    '<figure name="b3" class="graf graf--figure"><img class="graf-image" data-image-id="1*x.png" src="https://cdn-images-1.medium.com/max/800/1*x.png"><figcaption class="imageCaption">The bridge in March</figcaption></figure>'
)

# ---------------------------------------------------------------- Blogger


def blogger(*entries: str) -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8"?><feed xmlns="http://www.w3.org/2005/Atom" xmlns:thr="http://purl.org/syndication/thread/1.0" xmlns:app="http://purl.org/atom/app#">'
        '<id>tag:blogger.com,1999:blog-1.archive</id><title type="text">The River Reader</title><link rel="alternate" type="text/html" href="https://river.example/"/>'
        + "".join(entries)
        + "</feed>"
    )


def blogger_entry(number: int, kind: str, content: str, more: str = "") -> str:
    return (
        f"<entry><id>tag:blogger.com,1999:blog-1.{kind}-{number}</id><published>2022-03-30T12:00:00.000+04:00</published><updated>2022-03-31T12:00:00.000+04:00</updated>"
        f'<category scheme="http://schemas.google.com/g/2005#kind" term="http://schemas.google.com/blogger/2008/kind#{kind}"/><title type="text">Entry {number}</title>'
        f'<content type="html">{content}</content><author><name>Nino Example</name></author>{more}</entry>'
    )


def takeout(*entries: str) -> str:
    return (
        "<?xml version='1.0' encoding='utf-8'?><feed xmlns='http://www.w3.org/2005/Atom' xmlns:blogger='http://schemas.google.com/blogger/2018'>"
        "<id>tag:blogger.com,1999:blog-1</id><title>The River Reader</title>" + "".join(entries) + "</feed>"
    )


def takeout_entry(number: int, kind: str, content: str, status: str = "LIVE", more: str = "") -> str:
    return (
        f"<entry><id>tag:blogger.com,1999:blog-1.post-{number}</id><blogger:type>{kind}</blogger:type><blogger:status>{status}</blogger:status>"
        f"<author><name>Nino Example</name><uri/><blogger:type>BLOGGER</blogger:type></author><title>Entry {number}</title><content type='html'>{content}</content>"
        f"<blogger:created>2022-03-30T08:00:00Z</blogger:created><published>2022-03-30T08:00:00Z</published><updated>2022-03-30T09:00:00Z</updated>{more}</entry>"
    )
