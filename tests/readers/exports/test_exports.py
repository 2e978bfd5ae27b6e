"""Exports of Ghost, Substack, Medium and Blogger: what is an article, what it says, what is left out and reported."""

# ruff: noqa: E501 (exports as they are)

import json
from pathlib import Path

import pytest

from archivist.article_facts import Person
from archivist.importing.reader_registry import installed_readers
from archivist.importing.source_detection import detect_reader
from archivist.reader_api.found import SourceError, Wishes
from tests.readers.exports.making import (
    LEXICAL,
    MEDIUM_BODY,
    MOBILEDOC,
    PNG,
    Kept,
    blogger,
    blogger_entry,
    ghost,
    ghost_post,
    medium,
    read_all,
    substack,
    takeout,
    takeout_entry,
    told,
    write,
    zipped,
)

WORDS = "<p>The old bridge over the river is open again, and the people of the town walk over it.</p>"


# ---------------------------------------------------------------- Ghost


def test_a_post_of_ghost_with_all_it_says(tmp_path: Path) -> None:
    meta = [{"post_id": "id1", "feature_image_alt": "A bridge", "feature_image_caption": "In <i>March</i>"}]
    post = ghost_post(
        1,
        f'{WORDS}<p><a href="__GHOST_URL__/mill/">The mill</a></p>',
        feature_image="__GHOST_URL__/content/images/2022/03/bridge.png",
        custom_excerpt="What it cost.",
        canonical_url="https://river.example/bridge-1/",
        codeinjection_head="<script>x</script>",
    )
    files: dict[str, str | bytes] = {
        "export/site.ghost.json": ghost(post, posts_meta=meta),
        "export/content/images/2022/03/bridge.png": PNG,
    }
    write(tmp_path, {"ghost.zip": zipped(files)})
    media = Kept()
    (article,), findings = read_all(tmp_path / "ghost.zip", "ghost", media)
    assert article.title == "Bridge 1"
    assert (str(article.date), article.published_at) == ("2022-03-31", "2022-03-31T02:30:00+04:00")  # in Tbilisi
    assert (str(article.updated), article.language, article.slug) == ("2022-04-02", "en", "bridge-1")
    assert article.authors == ("Nino Example", "Ivan Sample")
    assert (article.section, article.tags) == ("Rivers", ("Roads",))
    assert (article.description, article.source) == ("What it cost.", "https://river.example/bridge-1/")
    assert article.origin == "urn:ghost:00000000-0000-4000-8000-000000000001"
    assert '<img src="/images/bridge.png" alt="A bridge">' in article.text
    assert "In <em>March</em>" in article.text
    assert "[The mill](/mill/)" in article.text
    assert list(media.pictures.values()) == [PNG]
    assert "codeinjection_head" in told(findings, "import-left-out")
    assert "links within it have no host: 1" in told(findings, "import-incomplete")


def test_an_author_of_ghost_whose_website_is_an_orcid(tmp_path: Path) -> None:
    users = [
        {"id": "u1", "name": "Nino Example", "website": "https://orcid.org/0000-0002-1825-0097"},
        {"id": "u2", "name": "Ivan Sample", "website": "https://example.org/ivan"},
    ]
    source = write(tmp_path, {"export.json": ghost(ghost_post(1, "<p>Words.</p>"), users=users)})
    (article,), _ = read_all(source, "ghost")
    assert article.authors == ("Nino Example", "Ivan Sample")
    assert article.contributors == (Person("Nino Example", orcid="0000-0002-1825-0097"),)


def test_drafts_pages_and_posts_for_members_of_ghost(tmp_path: Path) -> None:
    posts = (
        ghost_post(1, WORDS, status="draft", published_at=None),
        ghost_post(2, WORDS, status="scheduled"),
        ghost_post(3, WORDS, type="page"),
        ghost_post(4, WORDS, status="sent", visibility="paid"),
    )
    write(tmp_path, {"g.json": ghost(*posts)})
    articles, findings = read_all(tmp_path / "g.json", "ghost")
    assert [(each.slug, each.type) for each in articles] == [("bridge-3", "page"), ("bridge-4", "post")]
    assert dict(articles[1].extra) == {"visibility": "paid", "email_only": True}
    assert "only members may read were imported: 1" in told(findings, "import-doubtful")
    assert told(findings, "import-left-out").count("is a draft") == 2
    drafts, _ = read_all(tmp_path / "g.json", "ghost", drafts=True)
    assert [each.extra.get("draft", False) for each in drafts] == [True, True, False, False]


def test_cards_of_ghost(tmp_path: Path) -> None:
    html = (
        f"{WORDS}<!--kg-card-begin: bookmark-->"
        '<figure class="kg-card kg-bookmark-card"><a class="kg-bookmark-container" href="https://mill.example/a">'
        '<div class="kg-bookmark-content"><div class="kg-bookmark-title">The mill</div><div class="kg-bookmark-description">'
        'Its wheel.</div><div class="kg-bookmark-metadata"><img class="kg-bookmark-icon" src="https://mill.example/i.png">'
        '<span class="kg-bookmark-author">Mill News</span></div></div></a></figure>'
        '<div class="kg-card kg-callout-card"><div class="kg-callout-emoji">★</div><div class="kg-callout-text">Mind <b>this</b></div></div>'
        '<div class="kg-card kg-audio-card"><div class="kg-audio-player-container"><audio src="https://x.example/a.mp3"></audio>'
        '<div class="kg-audio-title">The river speaks</div><div class="kg-audio-player"><span>0:00</span><button>1×</button></div></div></div>'
        '<div class="kg-card kg-signup-card">Subscribe now</div>'
        '<div class="kg-card kg-button-card"><a href="#/portal/signup" class="kg-btn">Join</a></div>'
        '<p>Text.<sup class="footnote-ref"><a href="#fn1" id="fnref1">[1]</a></sup></p><hr class="footnotes-sep">'
        '<section class="footnotes"><ol class="footnotes-list"><li id="fn1" class="footnote-item"><p>A note.'
        '<a href="#fnref1" class="footnote-backref">↩︎</a></p></li></ol></section>'
    )
    write(tmp_path, {"g.json": ghost(ghost_post(1, html))})
    (article,), findings = read_all(tmp_path / "g.json", "ghost")
    assert "[The mill](https://mill.example/a)\n\nIts wheel." in article.text
    assert "★ Mind **this**" in article.text
    assert "[The river speaks](https://x.example/a.mp3)" in article.text
    assert "Text.[^1]" in article.text
    assert "[^1]: A note." in article.text
    for gone in ("0:00", "Subscribe", "Join", "Mill News"):
        assert gone not in article.text
    left = told(findings, "import-left-out")
    assert "a form to subscribe (Subscribe now)" in left
    assert "a button to subscribe (Join)" in left
    assert "Mill News" in left


def test_documents_of_the_editors_of_ghost_without_html(tmp_path: Path) -> None:
    posts = (
        ghost_post(1, None, lexical=json.dumps(LEXICAL)),
        ghost_post(2, None, mobiledoc=json.dumps(MOBILEDOC)),
        ghost_post(3, None, lexical="{"),
    )
    write(tmp_path, {"g.json": ghost(*posts)})
    (one, two), findings = read_all(tmp_path / "g.json", "ghost")
    assert one.text.startswith("## The mill\n\nIt is _**sold**_\\\n[here](https://x.example/)")
    for part in ("4. wheel", "a < b", "![A](https://x.example/a.png", "Dam[^1]", "[^1]: High."):
        assert part in one.text
    assert "card 'nft'" in told(findings, "import-incomplete")
    assert two.text.startswith(
        "## The mill\n\nIt is **sold [here](https://x.example/)**\\\nnow\n\n- wheel\n\nThe *dam*"
    )
    assert "'Bridge 3' has no text" in told(findings, "import-left-out")


@pytest.mark.parametrize(
    ("data", "message", "line"),
    [
        ('{"db":[{"meta":{},\n"data": oops}]}', "is not valid JSON", 2),
        ('{"db":[{"meta":{},"data":{"users":[]}}]}', "has no table of posts", 0),
        ('{"db":[{"meta":{},"data":' + "[" * 200_000, "is not JSON that can be read", 0),
        ('{"db":[{"meta":{},"data":{"posts":[' + "9" * 5000 + "]}}]}", "is not JSON that can be read", 0),
    ],
)
def test_broken_exports_of_ghost_are_one_error(tmp_path: Path, data: str, message: str, line: int) -> None:
    write(tmp_path, {"g.json": data})
    with pytest.raises(SourceError) as refused:
        read_all(tmp_path / "g.json", "ghost")
    assert message in refused.value.message
    assert refused.value.place.line == line


# ---------------------------------------------------------------- Substack

ROW = "101.the-bridge,2022-03-30T08:00:00.000Z,true,,,newsletter,everyone,The bridge,What it cost,"


def test_a_post_of_substack(tmp_path: Path) -> None:
    html = (
        f'{WORDS}<div class="captioned-image-container"><figure><a class="image-link" href="https://cdn.example/a.png"><img src="https://cdn.example/a.png" alt="A"></a>'
        '<div class="image-link-expand"><svg></svg>Expand</div><figcaption class="image-caption">In March</figcaption></figure></div>'
        '<p>Text<a class="footnote-anchor" data-component-name="FootnoteAnchorToDOM" id="footnote-anchor-1" href="#footnote-1" target="_self">1</a>.</p>'
        '<div class="subscription-widget-wrap"><form>Subscribe</form></div><p class="button-wrapper"><a class="button" href="https://x.substack.com/subscribe?">Go</a></p>'
        '<p class="button-wrapper"><a class="button" href="https://shop.example/">The shop</a></p>'
        """<div class="embedded-post-wrap" data-attrs='{"url":"https://x.substack.com/p/mill","title":"The mill","publication_name":"Rivers"}'></div>"""
        """<p>By <span class="mention-wrap" data-attrs='{"name":"Ivan Sample"}'></span>.</p>"""
        """<div class="latex-rendered" data-attrs='{"persistentExpression":"a^2"}'></div>"""
        '<div class="footnote" data-component-name="FootnoteToDOM"><a id="footnote-1" href="#footnote-anchor-1" class="footnote-number" contenteditable="false">1</a>'
        '<div class="footnote-content"><p>A note.</p></div></div>'
    )
    files = substack({"101.the-bridge": html, "9.spare": WORDS}, ROW)
    write(tmp_path, {"export.zip": zipped(files)})
    (article,), findings = read_all(tmp_path / "export.zip", "substack")
    assert (article.title, article.description, article.slug) == ("The bridge", "What it cost", "the-bridge")
    assert (str(article.date), article.origin, article.type) == ("2022-03-30", "urn:substack:101", "newsletter")
    assert article.language == "en"
    for part in (
        "![A](https://cdn.example/a.png",
        "In March",
        "Text[^1].",
        "[^1]: A note.",
        "[The shop](https://shop.example/)",
    ):
        assert part in article.text
    assert "[The mill (Rivers)](https://x.substack.com/p/mill)" in article.text
    assert "By Ivan Sample." in article.text
    assert "a^2" in article.text
    for gone in ("Subscribe", "Go]", "Expand"):
        assert gone not in article.text
    left = told(findings, "import-left-out")
    assert "a form to subscribe (Subscribe)" in left
    assert "posts/9.spare.html" in left
    assert "tables of readers" in left


def test_drafts_recordings_and_paid_posts_of_substack_in_a_folder(tmp_path: Path) -> None:
    rows = (
        ROW.replace(",true,", ",false,"),
        "102.song,2022-03-31T08:00:00.000Z,true,,,podcast,only_paid,A song,,https://api.substack.com/a.mp3",
        "103.gone,2022-04-01T08:00:00.000Z,true,,,newsletter,everyone,Gone,,",
    )
    write(tmp_path / "export", substack({"101.the-bridge": WORDS, "102.song": WORDS}, *rows))
    (article,), findings = read_all(tmp_path / "export", "substack")
    assert "[https://api.substack.com/a.mp3]" in article.text or "<https://api.substack.com/a.mp3>" in article.text
    assert dict(article.extra) == {"audience": "only_paid"}
    left = told(findings, "import-left-out")
    assert "'The bridge' is a draft" in left
    assert "'Gone' has no HTML" in left
    assert "only paying readers" in told(findings, "import-doubtful")


@pytest.mark.parametrize(
    ("table", "message", "line"),
    [
        ('post_id,is_published,title,post_date\n1,true,"a\nb', "is not a valid table", 3),
        ("post_id,is_published,title\n1,true,a\n", "has no column post_date", 1),
        (b"post_id,is_published,title,post_date\n1,true,\xff,a\n", "is not UTF-8", 2),
    ],
)
def test_broken_tables_of_substack_are_one_error(tmp_path: Path, table: str | bytes, message: str, line: int) -> None:
    write(tmp_path / "x", {"posts.csv": table, "posts/1.html": WORDS})
    with pytest.raises(SourceError) as refused:
        read_all(tmp_path / "x", "substack")
    assert message in refused.value.message
    assert refused.value.place.line == line


@pytest.mark.slow
def test_a_zip_bomb_is_refused(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        **substack({"101.the-bridge": WORDS}, ROW),
        "posts/102.big.html": b" " * 120_000_000,
    }
    write(tmp_path, {"export.zip": zipped(files)})
    with pytest.raises(SourceError, match="unpacks to over 200 times its size"):
        read_all(tmp_path / "export.zip", "substack")


@pytest.mark.parametrize("name", ["../outside.html", "/tmp/outside.html", "posts\\..\\x.html"])
def test_a_zip_file_that_climbs_out_is_refused(tmp_path: Path, name: str) -> None:
    write(tmp_path, {"export.zip": zipped({**substack({"101.the-bridge": WORDS}, ROW), name: "x"})})
    with pytest.raises(SourceError, match="leads out"):
        read_all(tmp_path / "export.zip", "substack")


# ---------------------------------------------------------------- Medium


def test_a_story_of_medium(tmp_path: Path) -> None:
    files = {
        "posts/2022-03-30_The-bridge-0123456789ab.html": medium("The bridge", MEDIUM_BODY),
        "posts/draft_A-mill-abcdefabcdef.html": medium("A mill", MEDIUM_BODY.replace("The bridge<", "A mill<"), day=""),
        "posts/2022-04-02_I-agree--with-you-aaaaaaaaaaaa.html": medium(
            "I agree with you about", '<p class="graf graf--p graf--leading">I agree with you about the bridge.</p>'
        ),
        "profile/profile.html": "<p>me</p>",
    }
    write(tmp_path, {"medium.zip": zipped(files)})
    (article,), findings = read_all(tmp_path / "medium.zip", "medium")
    assert (article.title, article.description, article.authors) == ("The bridge", "What it cost.", ("Nino Example",))
    assert (str(article.date), article.slug) == ("2022-03-30", "the-bridge")
    assert article.source == article.origin == "https://medium.com/@nino/the-bridge-0123456789ab"
    assert article.text.startswith("The old bridge over the river is **open** again")
    assert "The bridge in March" in article.text
    assert "Exported" not in article.text
    assert "1*x.png" in told(findings, "import-picture")
    left = told(findings, "import-left-out")
    assert "'A mill' is a draft" in left
    assert "taken for a response" in left
    assert "other files of the export" in left
    with_drafts, _ = read_all(tmp_path / "medium.zip", "medium", drafts=True, types=("post", "response"))
    assert [(each.title, each.type, each.date is None) for each in with_drafts] == [
        ("The bridge", "post", False),
        ("I agree with you about", "response", False),
        ("A mill", "post", True),
    ]


# ---------------------------------------------------------------- Blogger

ESCAPED = WORDS.replace("<", "&lt;")


def test_the_older_export_of_blogger(tmp_path: Path) -> None:
    entries = (
        blogger_entry(1, "settings", "x"),
        blogger_entry(2, "template", "x"),
        blogger_entry(3, "post", ESCAPED, '<category scheme="http://www.blogger.com/atom/ns#" term="Rivers"/><link rel="alternate" type="text/html" href="https://river.example/2022/03/bridge.html"/>'),
        blogger_entry(4, "page", ESCAPED, '<link rel="alternate" href="https://river.example/p/about.html"/>'),
        blogger_entry(5, "post", ESCAPED, "<app:control><app:draft>yes</app:draft></app:control>"),
        blogger_entry(6, "comment", "Well said", '<thr:in-reply-to ref="tag:blogger.com,1999:blog-1.post-3"/>'),
    )  # fmt: skip
    write(tmp_path, {"blog.xml": blogger(*entries)})
    (post, page), findings = read_all(tmp_path / "blog.xml", "blogger")
    assert (post.title, post.type, post.tags, post.slug) == ("Entry 3", "post", ("Rivers",), "bridge")
    assert (post.source, str(post.date)) == ("https://river.example/2022/03/bridge.html", "2022-03-30")
    assert (page.title, page.type) == ("Entry 4", "page")
    left = told(findings, "import-left-out")
    assert "1 comments of readers; 1 settings; 1 templates" in left
    assert "is a draft" in left


def test_the_feed_of_google_takeout(tmp_path: Path) -> None:
    entries = (
        takeout_entry(1, "POST", ESCAPED, more="<blogger:filename>/2022/03/bridge.html</blogger:filename><category scheme='tag:blogger.com,1999:blog-1' term='Rivers'/>"),
        takeout_entry(2, "COMMENT", "Well said"),
        takeout_entry(3, "POST", ESCAPED, "DRAFT"),
        takeout_entry(4, "PAGE", ESCAPED),
        takeout_entry(5, "POST", ESCAPED, "SOFT_TRASHED"),
    )  # fmt: skip
    write(tmp_path, {"feed.atom": takeout(*entries)})
    articles, findings = read_all(tmp_path / "feed.atom", "blogger")
    assert [(each.title, each.type, each.slug) for each in articles] == [
        ("Entry 1", "post", "bridge"),
        ("Entry 4", "page", ""),
    ]
    assert articles[0].tags == ("Rivers",)
    assert "1 comments of readers; 1 entries in the bin" in told(findings, "import-left-out")
    assert "articles without `source`" in told(findings, "import-incomplete")


def test_a_feed_of_a_blog_that_is_no_export_stays_a_feed(tmp_path: Path) -> None:
    feed = blogger(
        '<entry><id>x</id><title>T</title><category scheme="http://www.blogger.com/atom/ns#" term="a"/></entry>'
    )
    write(tmp_path, {"feed.xml": feed})
    assert detect_reader(tmp_path / "feed.xml", installed_readers().loaded).name == "feed"


def test_a_broken_export_of_blogger_is_one_error(tmp_path: Path) -> None:
    write(tmp_path, {"blog.xml": blogger(blogger_entry(1, "post", ESCAPED))[:-40]})
    reader = installed_readers().named("blogger")
    with pytest.raises(SourceError):
        list(reader.read(tmp_path / "blog.xml", Wishes(), Kept()))


@pytest.mark.parametrize(("setting", "language"), [("ka", "ka"), ("pt-br", "pt-BR"), ("", "")])
def test_posts_of_ghost_are_in_the_language_of_its_settings(tmp_path: Path, setting: str, language: str) -> None:
    files = {"site.ghost.json": ghost(ghost_post(1, "<p>1 2 3</p>"), settings=[{"key": "locale", "value": setting}])}
    write(tmp_path, files)
    (article,), _ = read_all(tmp_path / "site.ghost.json", "ghost", Kept())
    assert article.language == language
