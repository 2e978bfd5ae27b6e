"""Atom: content types, inheritance, links."""

from pathlib import Path

import pytest

from archivist.article_facts import Person
from tests.readers.feeds.making import ATOM, ENTRY, TEXT, atom_entry, found_in, one_in, said


@pytest.mark.parametrize(
    "content",
    [
        f"<content>{TEXT}</content>",
        f'<content type="html">&lt;p&gt;{TEXT}&lt;/p&gt;</content>',
        f'<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{TEXT}</p></div></content>',
        f'<content type="xhtml" xmlns:h="http://www.w3.org/1999/xhtml"><h:div><h:p>{TEXT}</h:p></h:div></content>',
        f'<content type="text/html">&lt;p&gt;{TEXT}&lt;/p&gt;</content>',
    ],
)
def test_every_content_type_gives_the_same_words(tmp_path: Path, content: str) -> None:
    assert one_in(tmp_path, atom_entry(content)).plain.strip() == TEXT


def test_text_that_looks_like_html_stays_text(tmp_path: Path) -> None:
    article = one_in(tmp_path, atom_entry('<content type="text">1 &lt; 2 &lt;b&gt;not bold&lt;/b&gt;</content>'))
    assert "<b>not bold</b>" in article.plain


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ('<title type="html">A &amp;lt; B &lt;em&gt;c&lt;/em&gt;</title>', "A < B c"),
        ("<title>A &lt;em&gt; B</title>", "A <em> B"),
        ('<title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">A <em>b</em></div></title>', "A b"),
    ],
)
def test_titles_are_read_by_their_type(tmp_path: Path, title: str, words: str) -> None:
    feed = atom_entry(f"<content>{TEXT}</content>").replace("<title>A river</title>", title)
    assert one_in(tmp_path, feed).title == words


@pytest.mark.parametrize(
    ("feed_lang", "entry_lang", "content_lang", "language"),
    [("de", "", "", "de"), ("de", "ka", "", "ka"), ("de", "ka", "ru", "ru"), ("de", "no language", "", "de")],
)
def test_the_nearest_language_counts(
    tmp_path: Path, feed_lang: str, entry_lang: str, content_lang: str, language: str
) -> None:
    def lang(tag: str) -> str:
        return f' xml:lang="{tag}"' if tag else ""

    feed = atom_entry(f"<content{lang(content_lang)}>1 2 3</content>").replace("<entry>", f"<entry{lang(entry_lang)}>")
    assert one_in(tmp_path, feed.replace('xml:lang="en"', f'xml:lang="{feed_lang}"')).language == language


def test_words_that_surely_are_another_language_count_for_more_than_the_feed(tmp_path: Path) -> None:
    text = "მდინარე თოვლიდან მოედინება და ზაფხულში მთელი დაბლობის წყალია, რომელსაც ყველა სოფელი სვამს."
    article = one_in(tmp_path, atom_entry(f"<content>{text}</content>"), languages=("en", "ka"))
    assert article.language == "ka"
    assert "the feed says en" in said(article, "import-guessed")


def test_bases_are_inherited_and_joined(tmp_path: Path) -> None:
    content = (
        '<content type="xhtml" xml:base="sub/"><div xmlns="http://www.w3.org/1999/xhtml"><p><a href="map">x</a></p>'
        '<p xml:base="deep/"><a href="map">y</a> <a href="#note">z</a></p></div></content>'
    )
    feed = atom_entry(content).replace("<feed ", '<feed xml:base="https://example.org/a/" ')
    text = one_in(tmp_path, feed).text
    assert "https://example.org/a/sub/map" in text
    assert "https://example.org/a/sub/deep/map" in text
    assert "deep/#note" not in text


def test_links_are_distinguished_by_their_relation(tmp_path: Path) -> None:
    links = (
        '<link rel="self" href="https://example.org/self"/><link href="/p.ka" hreflang="ka"/><link href="/p"/>'
        '<link rel="related" href="/r" title="A lake"/><link rel="enclosure" href="/t.mp3" title="A talk"/>'
        '<link rel="via" href="https://example.com/v"/>'
    )
    feed = atom_entry(links + f"<content>{TEXT}</content>").replace("<feed ", '<feed xml:base="https://example.org/" ')
    article = one_in(tmp_path, feed)
    assert article.source == "https://example.org/p"
    assert article.translations == ("ka",)
    assert [(each.title, each.address) for each in article.related] == [("A lake", "https://example.org/r")]
    assert article.plain.endswith("A talk") or article.plain.split()[-2:] == ["A", "talk"]
    assert article.extra["via"] == ["https://example.com/v"]


def test_people_and_categories(tmp_path: Path) -> None:
    inside = (
        f"<content>{TEXT}</content><author><name>Nino Example</name><email>n@example.org</email></author>"
        "<contributor><name>Giorgi Sample</name><uri>https://orcid.org/0000-0001-5109-3700</uri></contributor>"
        '<category term="water" label="Water"/><category term="region" scheme="https://example.org/section"/>'
    )
    article = one_in(tmp_path, atom_entry(inside))
    assert article.authors == ("Nino Example",)
    assert article.contributors == (Person("Giorgi Sample", "ctb", "0000-0001-5109-3700"),)
    assert (article.section, article.tags) == ("region", ("Water",))


def test_entries_without_an_author_have_the_feeds(tmp_path: Path) -> None:
    feed = ATOM.format("<author><name>Nino Example</name></author>" + ENTRY.format(f"<content>{TEXT}</content>"))
    assert one_in(tmp_path, feed).authors == ("Nino Example",)


def test_the_day_of_the_last_change_stands_in_for_that_of_publication_with_a_remark(tmp_path: Path) -> None:
    feed = atom_entry(f"<content>{TEXT}</content>").replace("published>", "updated>")
    article = one_in(tmp_path, feed)
    assert str(article.date) == "2022-03-30"
    assert article.updated is None
    assert "last change" in said(article, "import-guessed")


def test_a_content_that_is_elsewhere_is_reported(tmp_path: Path) -> None:
    inside = '<content src="https://example.org/t.html" type="text/html"/><summary>Some words.</summary>'
    article = one_in(tmp_path, atom_entry(inside))
    assert "https://example.org/t.html" in said(article, "import-left-out")
    assert article.plain.strip() == "Some words."


def test_drafts_and_comments_are_left_out(tmp_path: Path) -> None:
    draft = '<app:control xmlns:app="http://www.w3.org/2007/app"><app:draft>yes</app:draft></app:control>'
    comment = '<category scheme="http://schemas.google.com/g/2005#kind" term="http://schemas.google.com/blogger/2008/kind#comment"/>'
    for inside in (draft, comment):
        feed = atom_entry(f"<content>{TEXT}</content>{inside}")
        (found,) = found_in(tmp_path, feed)
        assert found.code == "import-left-out"  # type: ignore[union-attr]
    assert one_in(tmp_path, atom_entry(f"<content>{TEXT}</content>{draft}"), drafts=True).title == "A river"
