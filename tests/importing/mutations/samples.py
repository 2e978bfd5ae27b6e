"""Small whole sources of every kind, to be mutated. Those in a container are packed after their content is mutated."""

import base64
import io
import json
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from backports import zstd
from PIL import Image

from tests.readers.exports import making as blogs
from tests.readers.feeds import making as feeds
from tests.readers.pages import series, sites
from tests.readers.pages.words import EN, KA, RU
from tests.readers.plain_text import pages as scraped
from tests.readers.web_archives.making import Taken, wacz, warc
from tests.readers.wordpress import exports

Files = Mapping[str, bytes]  # by path relative to the folder of the source
_ADDRESSES = "addresses"  # what a web archive calls its captures, a line each; not a file of the source
_SITE = "https://herald.example"


@dataclass(frozen=True)
class Sample:
    """A source as files."""

    kind: str
    files: Files
    named: str = ""  # the file that is named to the import; "" for the folder
    media: str = ""  # the folder named by `--media`
    pack: Callable[[Files], Files] | None = None  # from content to the files of the source


def picture(form: str, size: tuple[int, int] = (9, 7)) -> bytes:
    """A whole picture."""
    out = io.BytesIO()
    Image.new("RGB", size, (40, 70, 150)).save(out, form)
    return out.getvalue()


SVG = (
    b'<svg xmlns="http://www.w3.org/2000/svg" width="20" height="10" viewBox="0 0 20 10"><defs><g id="a">'
    b'<rect width="5" height="5"/></g></defs><use href="#a"/><text x="1" y="9">River</text></svg>'
)
_PICTURES = {"pier.png": picture("PNG"), "boat.jpg": picture("JPEG"), "rain.gif": picture("GIF"), "map.svg": SVG}


@cache
def samples() -> tuple[Sample, ...]:
    """All samples, those of a kind behind each other."""
    made = [
        *_texts(),
        *_pages(),
        *_exports(),
        *_feeds(),
        *_web_archives(),
        *_sites(),
        *_with_pictures(),
        *_blog_exports(),
    ]
    return tuple(replace(each, files={name: _small(data) for name, data in each.files.items()}) for each in made)


def _small(data: bytes) -> bytes:
    """Without the long passages that test other things."""
    for text in ("Rubbish of a reader. " * 59, "x" * 490):
        data = data.replace(text.encode(), b"")
    return data


def _blog_exports() -> list[Sample]:
    html = "".join(f"<p>{text}</p>" for text in EN)
    post = blogs.ghost_post(1, html, feature_image="__GHOST_URL__/content/images/2022/pier.png")
    document = blogs.ghost_post(2, None, lexical=json.dumps(blogs.LEXICAL), mobiledoc=json.dumps(blogs.MOBILEDOC))
    tables = blogs.ghost(post, document).encode()
    row = "101.bridge,2022-03-30T08:00:00.000Z,true,,,newsletter,everyone,The bridge,What it cost,"
    table = {name: text.encode() for name, text in blogs.substack({"101.bridge": html}, row).items()}
    story = blogs.medium("The bridge", blogs.MEDIUM_BODY).encode()
    entries = blogs.blogger_entry(1, "post", html.replace("<", "&lt;")), blogs.blogger_entry(2, "comment", "x")
    older = blogs.blogger(*entries).encode()
    newer = blogs.takeout(blogs.takeout_entry(1, "POST", html.replace("<", "&lt;"))).encode()
    return [
        Sample("ghost", {"site.json": tables, "content/images/2022/pier.png": picture("PNG")}),
        Sample("ghost", {"site.json": blogs.ghost(document).encode()}, "site.json"),
        Sample("substack", table),
        Sample("substack", table, "export.zip", pack=lambda files: {"export.zip": blogs.zipped(files)}),
        Sample("medium", {"posts/2022-03-30_The-bridge-0123456789ab.html": story}),
        Sample("blogger", {"blog.xml": older}, "blog.xml"),
        Sample("blogger", {"feed.atom": newer}, "feed.atom"),
    ]


def _texts() -> list[Sample]:
    pages = {
        f"{name}.txt": "\n".join(
            (scraped.TITLE[name], scraped.BYLINE, scraped.AVAILABLE[name], scraped.TEXT[name], scraped.SECOND[name])
        ).encode()
        + f"\n{scraped.FOOT}".encode()
        for name in ("en", "ka", "ru")
    }
    one = {"page.txt": pages["ka.txt"]}
    return [Sample("text", pages), Sample("text", one, "page.txt"), Sample("text", {"a.txt": pages["ru.txt"]})]


def _pages() -> list[Sample]:
    alone = [
        Sample("pages", {"page.html": html.encode("windows-1251" if name == "old" else "utf-8")}, "page.html")
        for name, html in sites.ARTICLES.items()
    ]
    names = ("wordpress", "polylang", "drupal", "category")
    several = {f"{name}.html": {**sites.ARTICLES, **sites.OTHERS}[name].encode() for name in names}
    parts = {
        f"bridge/{n}.html": series.page(
            n, pager=series.wordpress_pager(n, 3), address=f"{series.BASE}{n}/" if n > 1 else series.BASE
        ).encode()
        for n in (1, 2, 3)
    }
    message = Sample("pages", {"page.mht": _message()}, "page.mht")
    return [*alone, Sample("pages", several), message, Sample("series", parts)]


def _message() -> bytes:
    head = "From: <Saved by Example>\r\nSubject: The bridge\r\nDate: Wed, 30 Mar 2022 10:00:00 -0000\r\n"
    kind = 'MIME-Version: 1.0\r\nContent-Type: multipart/related; type="text/html"; boundary="----x"\r\n\r\n'
    page = f"Content-Type: text/html\r\nContent-Location: {_SITE}/bridge/\r\n\r\n{sites.GHOST}\r\n"
    data = base64.b64encode(_PICTURES["pier.png"]).decode()
    file = f"Content-Type: image/png\r\nContent-Transfer-Encoding: base64\r\nContent-Location: {_SITE}/p.png\r\n\r\n"
    parts = f"------x\r\n{page}------x\r\n{file}{data}\r\n------x--\r\n"
    return f"{head}Snapshot-Content-Location: {_SITE}/bridge/\r\n{kind}{parts}".encode()


# ---------------------------------------------------------------- exports and feeds

_BLOCKS = f"""<!-- wp:paragraph {{"align":"left"}} -->
<p>{EN[0]}<sup data-fn="f1" class="fn"><a href="#f1">1</a></sup></p>
<!-- /wp:paragraph --><!-- wp:image {{"id":9}} --><figure class="wp-block-image"><img class="wp-image-9"
 src="{_SITE}/wp-content/uploads/2022/03/pier-300x200.png" alt="Pier"/><figcaption>A pier.</figcaption></figure>
<!-- /wp:image --><!-- wp:list --><ul><li>One</li><li>Two</li></ul><!-- /wp:list --><!-- wp:embed
 {{"url":"https://video.example/1"}} --><figure>https://video.example/1</figure><!-- /wp:embed -->
<!-- wp:table --><table><tr><td>1</td><td>2</td></tr></table><!-- /wp:table -->"""
_SHORTCODES = f"""{EN[1]}[efn_note]A note.[/efn_note]

[caption id="attachment_9" align="left" width="300"]<img src="{_SITE}/wp-content/uploads/boat.jpg" /> A boat.[/caption]
[gallery ids="9,10"] ((A second note.)) [vc_row][vc_column]{EN[2]}[/vc_column][/vc_row]
[audio src="https://x.example/a.mp3"]

<h3>Also read</h3><a href="{_SITE}/2022/03/name-1/">Title 1</a> <!--more--> {EN[3]}"""


def _exports() -> list[Sample]:
    def media(number: int) -> str:
        return exports.attachment(number, f"{_SITE}/wp-content/uploads/2022/03/pier.png", "Pier", "A pier.")

    joined = 'a:2:{s:2:"en";i:1;s:2:"ka";i:2;}'
    terms = [("language", "en", "English"), ("category", "region", "Region"), ("post_tag", "river", "River")]
    notes = json.dumps([{"id": "f1", "content": "A note of a block."}])
    parts = [
        exports.author("nino", "Nino Example") + exports.term("post_translations", "pll_1", joined),
        exports.item(1, _BLOCKS, terms=terms, meta={"footnotes": notes}, excerpt="What happened."),
        exports.item(2, f"<p>{KA[0]}</p>", terms=[("language", "ka", "x")], title="ხიდი", post_name="%e1%83%ae"),
    ]
    wpml = [
        exports.item(
            number, f"{text}\n\n{text}", meta={"_wpml_import_language_code": tag, "_wpml_import_translation_group": "g"}
        )
        for number, tag, text in ((3, "en", EN[0]), (4, "ru", RU[0]))
    ]
    files = {f"uploads/2022/03/{name}": data for name, data in _PICTURES.items()}
    first = {"export.xml": _export(*parts, media(9)), **files}
    second = {
        "export.xml": _export(exports.item(5, _SHORTCODES), *wpml, media(10)),
        "uploads/boat.jpg": files["uploads/2022/03/boat.jpg"],
    }
    q = exports.item(6, f"[:en]{EN[0]}[:ka]{KA[0]}[:]", title="[:en]A[:ka]ა[:]", status="draft")
    return [
        Sample("wordpress", first, "export.xml", "uploads"),
        Sample("wordpress", second, "export.xml", "uploads"),
        Sample("wordpress", {"export.xml": _export(q)}, "export.xml"),
    ]


def _export(*parts: str) -> bytes:
    return (exports.HEAD + "".join(parts) + exports.TAIL).encode()


def _feeds() -> list[Sample]:
    text = f'<p>{EN[0]} <a href="/map">map</a></p><p><img src="p.png" alt="p"> [&#8230;]</p>'
    extra = "<dc:creator>Nino</dc:creator><category>Water</category><description>What it is.</description>"
    rss = feeds.RSS.format(feeds.ITEM.format(feeds.html(text) + extra) + feeds.ITEM.format(feeds.html(KA[0])))
    xhtml = f'<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{EN[0]}</p></div></content>'
    more = (
        '<author><name>Nino</name></author><link rel="alternate" href="https://herald.example/r"/><summary>S</summary>'
    )
    atom = feeds.atom_entry(f"{more}{xhtml}<updated>2022-04-01T00:00:00Z</updated>")
    entry = {"id": "7", "url": f"{_SITE}/r", "title": "A river", "content_html": text, "summary": "What a river is."}
    dates = {"date_published": "2022-03-30T21:39:00Z", "authors": [{"name": "Nino"}], "tags": ["Water"]}
    version = "https://jsonfeed.org/version/1.1"
    feed = {"version": version, "title": "A site", "language": "en", "items": [{**entry, **dates}]}
    return [
        Sample("rss", {"feed.xml": rss.encode()}, "feed.xml"),
        Sample("atom", {"feed.xml": atom.encode()}, "feed.xml"),
        Sample("json-feed", {"feed.json": json.dumps(feed, indent=1).encode()}, "feed.json"),
    ]


# ---------------------------------------------------------------- web archives


def _web_archives() -> list[Sample]:
    addresses = f"{_SITE}/2022/03/30/bridge/\n{_SITE}/2022/03/30/bridge_files/pier-1024x683.png\n{_SITE}/bridge/\n"
    files = {
        _ADDRESSES: f"{addresses}archive/data.warc.gz\npages/pages.jsonl\n".encode(),
        "0.html": sites.WORDPRESS.encode(),
        "1.png": _PICTURES["pier.png"],
        "2.html": sites.GHOST.encode(),
    }
    return [
        Sample("warc", files, "crawl.warc", pack=lambda files: {"crawl.warc": _packed(files, gzip=False)}),
        Sample("warc.gz", files, "crawl.warc.gz", pack=lambda files: {"crawl.warc.gz": _packed(files, gzip=True)}),
        Sample("warc.zst", files, "crawl.warc.zst", pack=_zstandard),
        Sample("wacz", files, "crawl.wacz", pack=_wacz),
    ]


def _zstandard(files: Files) -> Files:
    return {"crawl.warc.zst": zstd.compress(_packed(files, gzip=False))}


def _lines(files: Files) -> list[str]:
    lines = files[_ADDRESSES].decode("latin-1").split("\n")
    return [each.replace("\r", "").strip() or "x" for each in lines] + ["x"] * 5


def _packed(files: Files, *, gzip: bool) -> bytes:
    addresses, captures = _lines(files), []
    for number, (name, data) in enumerate(sorted((n, d) for n, d in files.items() if n != _ADDRESSES)):
        kind = "image/png" if name.endswith("png") else "text/html; charset=utf-8"
        captures.append(Taken(addresses[number], data, media_type=kind, has_digest=False))
    return warc(*captures, gzip=gzip)


def _wacz(files: Files) -> Files:
    addresses = _lines(files)
    pages = [{"url": addresses[0], "title": "The bridge", "ts": "2022-03-30T12:00:00Z"}]
    with tempfile.TemporaryDirectory() as folder:
        data = wacz(Path(folder), _packed(files, gzip=True), pages=pages).read_bytes()
    # The names of the members have the same length, so that their places in the file stay right.
    for old, new in (("archive/data-0.warc.gz", addresses[3]), ("pages/pages.jsonl", addresses[4])):
        if new not in ("archive/data.warc.gz", "pages/pages.jsonl"):
            data = data.replace(old.encode(), new.encode("latin-1")[: len(old)].ljust(len(old), b"x"))
    return {"crawl.wacz": data}


# ---------------------------------------------------------------- folders

_POST = """title: A river
date: 2022-03-30 10:00:00 +0400
lang: en
slug: a-river
ref: river
author: Nino Example
tags: [water, bridge]
image: /assets/pier.png
"""
_LIQUID = """
![Pier](/assets/pier.png "The pier") and {{ site.title }} and {% include figure.html src="/assets/boat.jpg" %}
{% highlight ruby %}x = 1{% endhighlight %} [next]({% post_url 2022-03-30-a-post %}){:.x}[^n]

| a | b |
|---|---|
| 1 | *2* |

<div class="x"><img src="/assets/rain.gif"></div>

[^n]: A note.
"""
_HTML = """<p>One <a href="#n">1</a> and {{ page.title }}</p><p id="n"><a href="#r">1</a> A note.</p>
<table><tr><td>{% include x.html %}</td></tr></table><ul><li>One<li>Two</ul>
"""
_SHORT = """
{{< figure src="pier.png" caption="A pier" >}} {{% note %}}Text{{% /note %}} [r]({{< ref "b.md" >}}) {{< youtube abc >}}

> Quoted ![boat](boat.jpg)

1. One
2. Two[^1]

[^1]: A note with `code`.
"""


def _sites() -> list[Sample]:
    jekyll = {
        "_config.yml": b"title: Herald\nurl: https://herald.example\nlang: en\npermalink: /:year/:title/\n",
        "_posts/2022-03-30-a-post.md": f"---\n{_POST}---\n{EN[0]}\n{_LIQUID}".encode(),
        "_posts/2022-03-30-ka.md": f"---\ntitle: ხიდი\nlang: ka\nref: river\n---\n{KA[0]}\n".encode(),
        "_posts/2022-04-01-page.html": f"---\ntitle: Page\n---\n<p>{EN[1]}</p>{_LIQUID}{_HTML}".encode(),
        "assets/pier.png": _PICTURES["pier.png"],
        "assets/boat.jpg": _PICTURES["boat.jpg"],
    }
    toml = '+++\ntitle = "A river"\ndate = 2022-03-30T10:00:00Z\ntags = ["a"]\nauthors = ["N"]\n+++\n'
    hugo = {
        "hugo.toml": b'baseURL = "https://herald.example/"\ndefaultContentLanguage = "en"\n'
        b"[languages.en]\n[languages.ka]\n",
        "content/posts/a/index.en.md": f"{toml}{EN[0]}\n{_SHORT}".encode(),
        "content/posts/a/index.ka.md": f"---\n{_POST.replace('lang: en', '')}---\n{KA[0]}\n".encode(),
        "content/posts/b.md": b'{"title": "B", "date": "2022-04-01", "slug": "b", "aliases": ["/old/"]}\n'
        + EN[1].encode(),
        "content/posts/a/pier.png": _PICTURES["pier.png"],
        "content/posts/a/boat.jpg": _PICTURES["boat.jpg"],
    }
    plain = {"2022/2022-03-30-a.en.md": f"---\n{_POST}---\n{EN[0]}[^a]\n\n[^a]: One.\n[^a@ka]: ერთი.\n".encode()}
    return [Sample("jekyll", jekyll), Sample("hugo", hugo), Sample("markdown", plain)]


def _with_pictures() -> list[Sample]:
    """Pages that show a picture of each form, so that mutated pictures are brought."""
    shown = "".join(f'<p><img src="p/{name}" alt="{name}"></p>' for name in _PICTURES)
    page = f"<html lang=en><title>The bridge</title><article><h1>The bridge</h1><p>{EN[0]}</p>{shown}</article></html>"
    return [
        Sample("pictures", {"page.html": page.encode(), f"p/{name}": data}, "page.html")
        for name, data in _PICTURES.items()
    ]
