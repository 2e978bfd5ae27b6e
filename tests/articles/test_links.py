"""Links: to articles, into the article, to the web."""

from pathlib import Path

import pytest

from archivist.articles.valid_addresses import valid_address
from archivist.links.address_book import AddressBook, address_book
from tests.articles.making import article, body, codes, inside


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "2021").mkdir()
    (tmp_path / "2021" / "b c.md").write_text("x")
    (tmp_path / "top.md").write_text("x")
    return tmp_path


@pytest.mark.parametrize(
    ("link", "target"),
    [
        ("<../2021/b c.md>", "article:2021/b c.md"),
        ("../2021/b%20c.md#part", "article:2021/b c.md#part"),
        ("/top.md", "article:top.md"),
        ("/top.md#%D1%87%D0%B0%D1%81%D1%82%D1%8C", "article:top.md#часть"),
        ("/top.md#часть", "article:top.md#часть"),
        ("/top.md#2022", "article:top.md#2022"),
        ("/top.md#%20", "article:top.md"),
        ("HTTPS://E.org/ä b", ""),
        ("<https://e.org/ä b?x=[1]#y z>", "https://e.org/%C3%A4%20b?x=%5B1%5D#y%20z"),
        ("//e.org/x", "https://e.org/x"),
        ("mailto:a@b.org", "mailto:a@b.org"),
        ("doi:10.1000/182", "https://doi.org/10.1000/182"),
        ("ftp://e.org/x", "ftp://e.org/x"),
    ],
)
def test_targets(folder: Path, link: str, target: str) -> None:
    made = body(f"[x]({link})", folder)
    if target:
        assert inside(made) == f'<p><a href="{target}">x</a></p>'
        assert made.findings == ()
    else:
        assert "<a" not in made.xhtml


@pytest.mark.parametrize(
    "link",
    ["/a/b", "../x.md", "#no", "../../x.md"],
)
def test_what_is_broken_is_plain_text(folder: Path, link: str) -> None:
    made = body(f"a\n\n[x]({link})", folder)
    assert '<span class="unlinked">x</span>' in made.xhtml
    assert [(finding.code, finding.line) for finding in made.findings] == [("dead-link", 7)]


def test_dead_links_are_one_finding_an_article() -> None:
    made = body("[a](/x)\n\n" * 300)
    assert codes(made.findings) == ["dead-link"]
    assert "300" in made.findings[0].message
    assert "/x" in made.findings[0].message


def test_relative_links_lead_to_the_site() -> None:
    made = body("[a](/x) [b](y/z) [c](?q)", site="https://e.org/blog/")
    assert 'href="https://e.org/x"' in made.xhtml
    assert 'href="https://e.org/blog/y/z"' in made.xhtml
    assert made.findings == ()


def test_relative_links_start_from_where_the_article_was_published() -> None:
    made = body("[a](/x) [b](y)", site="https://e.org", source="https://old.org/2022/a/")
    assert 'href="https://e.org/x"' in made.xhtml
    assert 'href="https://old.org/2022/a/y"' in made.xhtml


@pytest.mark.parametrize("source", ["https://", "http://[broken", "http://ex ample/"])
def test_a_broken_source_is_no_place_to_start_from(source: str) -> None:
    assert 'href="https://e.org/y"' in body("[a](y)", site="https://e.org", source=source).xhtml
    assert codes(body("[a](y)", source=source).findings) == ["dead-link"]


def test_links_into_the_article() -> None:
    made = body("## Some Part\n\n[a](#some-part) [b](#Some-Part) [c](#%73ome-part) [d](#none)")
    assert made.xhtml.count('href="#some-part"') == 3
    assert codes(made.findings) == ["dead-link"]


def test_an_empty_link_is_no_link() -> None:
    assert inside(body("[a]() <a>b</a>")) == '<p><span class="unlinked">a</span> <span class="unlinked">b</span></p>'


def test_a_named_anchor_has_an_id() -> None:
    assert '<span id="x">a</span> <a href="#x">b</a>' in body('<a name="x">a</a> [b](#x)').xhtml


@pytest.mark.parametrize(
    ("address", "valid"),
    [
        ("http://exämple.org/ü", "http://xn--exmple-cua.org/%C3%BC"),
        ("http://e.org:8080/100%", "http://e.org:8080/100%25"),
        ("http://e.org\\x", "http://e.org/x"),
        ("http://ex ample/", ""),
        ("http://", ""),
        ("http://e.org:99999/", ""),
        ("http://[::1/", ""),
        ("http://[::1]:8080/", "http://[::1]:8080/"),
        ("http://[2001:DB8:0::1]/x", "http://[2001:db8::1]/x"),
        ("http://[fe80::1%25eth0]/", ""),
        ("http://[v1.x]/", ""),
        ("http://[broken", ""),
        ("https://", ""),
        ("http://1.2.3.4/", "http://1.2.3.4/"),
        ("http://1.2.3.999/", ""),
        ("http://e.123/", ""),
        ("http://xn--exmple-cua.org/", "http://xn--exmple-cua.org/"),
        ("http://xn--strae-oqa.de/", "http://xn--strae-oqa.de/"),
        ("http://xn--\u00fc.org/", ""),
        ("http://" + "a" * 64 + ".org/", ""),
        ("gopher://e.org", ""),
        ("no scheme", ""),
    ],
)
def test_valid_addresses(address: str, valid: str) -> None:
    assert valid_address(address) == valid


# ---------------------------------------------------------------- articles of the archive, by any of their addresses

SITE = "https://site.example"


@pytest.fixture(scope="module")
def book() -> AddressBook:
    return address_book(
        [
            article("x", source=f"{SITE}/2022/03/30/alpha/"),
            article("x", path="2022/two.en.md", key="two", source=f"{SITE}/two/"),
            article("x", path="2021/b c.md", key="b c"),
            article("x", path="hugo.md", key="hugo", extra={"origin": "content/posts/hugo-post.md"}),
            article("x", path="_posts/2022-04-01-jekyll.md", key="jekyll"),
        ],
        SITE,
    )


@pytest.mark.parametrize(
    ("link", "target"),
    [
        ("https://www.site.example/two?utm_source=x#part", "2022/two.en.md#part"),
        ("//site.example/two/", "2022/two.en.md"),
        ("site.example/two/", "2022/two.en.md"),
        ("/two/#%D1%87%D0%B0%D1%81%D1%82%D1%8C", "2022/two.en.md#часть"),
        ("/two/#:~:text=words", "2022/two.en.md"),
        ("two.en.md", "2022/two.en.md"),
        ('{{< ref "two.en.md#part" >}}', "2022/two.en.md#part"),
        ('{{< relref "/2022/two" >}}#part', "2022/two.en.md#part"),
        ("{{% ref two %}}", "2022/two.en.md"),
        ('{{< ref path="two.md" lang="en" >}}', "2022/two.en.md"),
        ("{% post_url 2022-04-01-jekyll %}", "_posts/2022-04-01-jekyll.md"),
        ("{{ site.baseurl }}{% link _posts/2022-04-01-jekyll.md %}#x", "_posts/2022-04-01-jekyll.md#x"),
        ("{{ site.url }}{{ site.baseurl }}/two/#part", "2022/two.en.md#part"),
        ("{{ '/two/' | relative_url }}", "2022/two.en.md"),
        ('{{ "/two/" | prepend: site.baseurl }}', "2022/two.en.md"),
        ("<{% post_url 2022-04-01-jekyll %}>", "_posts/2022-04-01-jekyll.md"),
    ],
)
def test_links_to_articles_of_the_archive(book: AddressBook, folder: Path, link: str, target: str) -> None:
    (folder / "2022").mkdir()
    (folder / "2022" / "two.en.md").write_text("x")
    for text in (f"[x]({link})", f"[x][r]\n\n[r]: {link}"):
        made = body(text, folder, site=SITE, book=book)
        assert f'<a href="article:{target}"' in made.xhtml
        assert made.findings == ()


def test_links_between_the_files_an_archive_was_imported_from(book: AddressBook) -> None:
    made = body("[x](hugo-post.md#y)", book=book, extra={"origin": "content/posts/other.md"})
    assert '<a href="article:hugo.md#y">x</a>' in made.xhtml
    assert codes(body("[x](hugo-post.md)", book=book, extra={"origin": "content/other.md"}).findings) == ["dead-link"]


def test_a_file_of_markdown_is_an_article_or_nothing(book: AddressBook) -> None:
    for link in ("jekyll.md#y", "@/blog/jekyll.md#y"):  # by the name that Jekyll takes from 2022-04-01-jekyll.md
        assert (
            '<a href="article:_posts/2022-04-01-jekyll.md#y">x</a>' in body(f"[x]({link})", site=SITE, book=book).xhtml
        )
    assert '<a href="article:hugo.md">x</a>' in body("[x](@/posts/hugo-post.md)", site=SITE, book=book).xhtml
    for link in ("none.md", "@/none.md"):
        made = body(f"[x]({link})", site=SITE, book=book)
        assert ('<span class="unlinked">x</span>' in made.xhtml, codes(made.findings)) == (True, ["dead-link"])
    made = body("[x](none.md)", source="https://code.example/notes/a.md", book=book)
    assert '<a href="https://code.example/notes/none.md">x</a>' in made.xhtml


def test_a_link_to_a_path_of_the_site_where_no_site_is_known(book: AddressBook) -> None:
    assert '<a href="article:2022/two.en.md#y">x</a>' in body("[x](/two/#y)", book=book).xhtml


def test_in_raw_html(book: AddressBook) -> None:
    made = body('<a href="/two/">x</a> <a href="{% post_url 2022-04-01-jekyll %}">y</a>', site=SITE, book=book)
    assert 'href="article:2022/two.en.md"' in made.xhtml
    assert 'href="article:_posts/2022-04-01-jekyll.md"' in made.xhtml


def test_a_link_to_the_article_itself_leads_into_it(book: AddressBook) -> None:
    made = body("## Part\n\n[x](https://site.example/2022/03/30/alpha/#part)", book=book)
    assert '<a href="#part">x</a>' in made.xhtml


def test_references_in_code_and_to_nothing(book: AddressBook) -> None:
    made = body('`[x]({{< ref "two" >}})` [y]({{< ref "none.md" >}})', book=book)
    assert '<code>[x]({{&lt; ref "two" &gt;}})</code>' in made.xhtml
    assert [finding.message for finding in made.findings if finding.code == "dead-link"] == [
        "nothing is at none.md",
    ]


def test_a_file_that_is_not_an_article_is_not_a_target(book: AddressBook, folder: Path) -> None:
    made = body("[the rules](/top.md)", folder, book=book)
    assert codes(made.findings) == ["file-not-in-book"]
    assert "“the rules”" in made.findings[0].message


# ---------------------------------------------------------------- what a book cannot follow


@pytest.mark.parametrize(
    ("link", "says"),
    [
        ("javascript:alert(1)", "javascript:alert(1)"),
        ("JavaScript:alert(1)", "JavaScript:alert(1)"),
        ("data:text/html,x", "data:text/html,x"),
        ("file:///etc/passwd", "file:///etc/passwd"),
        ("http://1.2.3.999/", "http://1.2.3.999/"),
        ("http://e.org:99999/", "http://e.org:99999/"),
        ("mailto:", "mailto:"),
    ],
)
def test_an_address_that_cannot_be_followed_is_named_with_its_words(link: str, says: str) -> None:
    for text in (f"[the words]({link})", f'<a href="{link}">the words</a>'):
        made = body(text)
        assert '<span class="unlinked">the words</span>' in made.xhtml
        (finding,) = made.findings
        assert finding.code == "unusable-link"
        assert "“the words”" in finding.message
        assert says in finding.message


def test_an_ipv6_address_is_a_web_address() -> None:
    made = body("[x](http://[::1]:8080/) [tel](tel:+995-32-2123456)")
    assert 'href="http://[::1]:8080/"' in made.xhtml
    assert 'href="tel:+995-32-2123456"' in made.xhtml
    assert made.findings == ()


# ---------------------------------------------------------------- pictures and other files


@pytest.fixture
def files(folder: Path) -> Path:
    from PIL import Image  # noqa: PLC0415

    (folder / "2022").mkdir()
    for name in ("p.png", "p-large.png"):
        Image.new("RGB", (4, 4), "red").save(folder / "2022" / name)
    (folder / "2022" / "report.pdf").write_bytes(b"%PDF-1.4")
    return folder


@pytest.mark.parametrize("site", ["", SITE])
def test_a_picture_linked_to_itself_is_a_figure(files: Path, site: str) -> None:
    for text in ("[![A red square](p.png)](p.png)", '<a href="p.png"><img src="/2022/p.png" alt="A red square"></a>'):
        made = body(text, files, site=site)
        assert "<figure>" in made.xhtml
        assert "<a" not in made.xhtml
        assert made.findings == ()


def test_a_picture_linked_to_its_larger_version_is_a_figure(files: Path) -> None:
    made = body("[![A red square](p.png)](p-large.png)", files)
    assert inside(made) == '<figure><img alt="A red square" src="2022/p.png"/></figure>'
    assert [(each.code, each.message) for each in made.findings] == [
        ("larger-picture", "a picture links to p-large.png, which is not shown in the article")
    ]


def test_a_file_that_a_book_cannot_contain(files: Path) -> None:
    made = body("[A report](report.pdf) and [![A red square](p.png)](report.pdf)", files)
    (finding,) = made.findings
    assert finding.code == "file-not-in-book"
    assert "2 links lead to files of the archive that a book cannot contain: report.pdf (line 5)" in finding.message
    assert body("[A report](report.pdf)", files, site=SITE).findings == ()


def test_a_link_around_a_picture_without_words_has_a_name(files: Path, book: AddressBook) -> None:
    named = {
        "https://e.org/%C3%A4": "https://e.org/ä",
        "/two/": "T",
        "#the-part": "The part",
        "#other": "#other",
    }
    for link, name in named.items():
        text = f"[![](p.png)]({link})\n\n## The part\n\n<p id='other'>x</p>"
        made = body(text, files, site=SITE, book=book)
        assert f'<img alt="{name}" src="2022/p.png"/>' in made.xhtml
        assert codes(made.findings) == ["image-without-alt"]
        assert "data-name" not in made.xhtml
    assert 'alt="words"' in body("[![words](p.png)](https://e.org/)", files).xhtml
    assert "data-name" not in body("[![](none.png)](https://e.org/)", files).xhtml
