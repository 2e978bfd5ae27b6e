"""Small exports for tests, and a reading of them."""

import datetime
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from archivist.findings import Finding
from archivist.place import Place
from archivist.reader_api.found import Found, FoundArticle, PictureRefusedError, Wishes
from archivist.readers.wordpress import read
from archivist.readers.wordpress.body import BodyHtml, body_html
from archivist.readers.wordpress.export_entries import Entry
from archivist.readers.wordpress.survey import Survey
from archivist.readers.wordpress.wordpress_translations import Languages

TODAY = datetime.date(2024, 1, 1)
HEAD = """<?xml version="1.0" encoding="UTF-8" ?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:wp="http://wordpress.org/export/1.2/">
<channel><title>A site</title><link>https://example.org</link><language>en-US</language>
<wp:wxr_version>1.2</wp:wxr_version><wp:base_blog_url>https://example.org</wp:base_blog_url>
"""
TAIL = "</channel></rss>\n"


def cdata(text: str) -> str:
    """The text as WordPress writes it."""
    return f"<![CDATA[{text.replace(']]>', ']]]]><![CDATA[>')}]]>"


def item(number: int = 1, content: str = "<p>Words.</p>", **fields: Any) -> str:
    """An item. Fields are named without `wp:`; `meta` and `terms` (domain, slug, name) are lists of tuples."""
    meta, terms = fields.pop("meta", {}), fields.pop("terms", ())
    known = {
        "post_id": number,
        "post_date": "2022-03-30 12:00:00",
        "post_date_gmt": "2022-03-30 08:00:00",
        "post_name": f"name-{number}",
        "status": "publish",
        "post_type": "post",
        "post_password": "",
    }
    rss = {
        "title": f"Title {number}",
        "link": f"https://example.org/2022/03/name-{number}/",
        "guid": f"https://example.org/?p={number}",
        "creator": "nino",
        "excerpt": "",
    }
    rss |= {key: fields.pop(key) for key in list(fields) if key in rss}
    known |= {key: value for key, value in fields.items() if key != "extra"}
    parts = [
        f"<item>\n<title>{cdata(rss['title'])}</title><link>{rss['link']}</link>",
        f'<guid isPermaLink="false">{rss["guid"].replace("&", "&amp;")}</guid>',
        f"<dc:creator>{cdata(rss['creator'])}</dc:creator>",
        f"<content:encoded>{cdata(content)}</content:encoded>",
        f"<excerpt:encoded>{cdata(rss['excerpt'])}</excerpt:encoded>",
        *(f"<wp:{key}>{cdata(str(value))}</wp:{key}>" for key, value in known.items()),
        *(f'<category domain="{each[0]}" nicename="{each[1]}">{cdata(each[2])}</category>' for each in terms),
        *(_meta(key, value) for key, value in dict(meta).items()),
        fields.get("extra", ""),
        "</item>\n",
    ]
    return "".join(parts)


def _meta(key: str, value: str) -> str:
    return f"<wp:postmeta><wp:meta_key>{key}</wp:meta_key><wp:meta_value>{cdata(value)}</wp:meta_value></wp:postmeta>"


def term(taxonomy: str, slug: str, description: str = "", name: str = "") -> str:
    """A term in the head."""
    fields = {"term_taxonomy": taxonomy, "term_slug": slug, "term_name": name, "term_description": description}
    return f"<wp:term>{''.join(f'<wp:{key}>{cdata(value)}</wp:{key}>' for key, value in fields.items())}</wp:term>"


def author(login: str, name: str) -> str:
    """An author in the head."""
    fields = f"<wp:author_login>{login}</wp:author_login><wp:author_display_name>{name}</wp:author_display_name>"
    return f"<wp:author>{fields}</wp:author>"


def attachment(number: int, address: str, alt: str = "", caption: str = "", parent: int = 0) -> str:
    """An attachment."""
    meta = {"_wp_attachment_image_alt": alt}
    return item(
        number, "", post_type="attachment", status="inherit", attachment_url=address, excerpt=caption, meta=meta,
        post_parent=parent,
    )  # fmt: skip


@dataclass
class Taken:
    """Media that only notes what it is given."""

    names: dict[str, bytes] = field(default_factory=dict)

    def bring(self, name: str, data: bytes) -> str:
        if data.startswith(b"bad"):
            raise PictureRefusedError("it is no picture")
        self.names[name] = data
        return f"/images/{name}"


def wishes(**said: Any) -> Wishes:
    return Wishes(languages=said.pop("languages", ("en", "ka", "ru")), today=TODAY, **said)


def found(folder: Path, *parts: str, taken: Taken | None = None, **said: Any) -> list[Found]:
    """What an export of these parts gives."""
    path = folder / "export.xml"
    path.write_text(HEAD + "".join(parts) + TAIL, "utf-8")
    return list(read(path, wishes(**said), taken or Taken()))


def articles(folder: Path, *parts: str, **said: Any) -> list[FoundArticle]:
    return [each for each in found(folder, *parts, **said) if isinstance(each, FoundArticle)]


def findings(folder: Path, *parts: str, **said: Any) -> list[Finding]:
    return [each for each in found(folder, *parts, **said) if isinstance(each, Finding)]


def body(source: str, survey: Survey | None = None, **meta: str) -> BodyHtml:
    """The HTML of an item with this text."""
    entry = Entry("item", 7, fields={"wp:post_id": "1"}, meta=dict(meta))
    return body_html(source, entry, survey or Survey(Languages()), Place("export.xml", 7))


def html(source: str, survey: Survey | None = None, **meta: str) -> str:
    """The same with its white space made one."""
    return " ".join(body(source, survey, **meta).html.split())
