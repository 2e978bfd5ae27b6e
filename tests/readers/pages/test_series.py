"""An article divided over several pages is one article; neighbouring articles are not."""

from pathlib import Path
from typing import Any

import pytest

from archivist.findings import Finding
from archivist.reader_api.found import FoundArticle
from archivist.web_pages.page_numbers_in_addresses import readings
from tests.readers.pages.making import Kept, in_order, read_all, remarks
from tests.readers.pages.series import BASE, SITE, TEXTS, TITLE, drupal_pager, page, wordpress, wordpress_pager
from tests.readers.pages.words import EN, KA, paragraphs

ALL = tuple(line for text in TEXTS[:3] for line in text)


def _articles(folder: Path, media: Kept | None = None) -> list[FoundArticle]:
    return [found for found in read_all(folder, media) if isinstance(found, FoundArticle)]


def _write(folder: Path, **pages: str) -> None:
    for name, html in pages.items():
        (folder / f"{name}.html").write_text(html, "utf-8")


def test_the_pages_of_wordpress_are_one_article_in_their_order(tmp_path: Path) -> None:
    wordpress(tmp_path, (3, 1, 2), 3)
    (found,) = _articles(tmp_path)
    assert in_order(found.plain, ALL)
    assert (found.title, found.source, found.origin, found.slug) == (TITLE, BASE, BASE, "bridge")
    assert "Pages:" not in found.plain
    assert f"3 pages are one article and were joined: {BASE}, {BASE}2/, {BASE}3/" in remarks(found, "import-guessed")
    assert "not in the source" not in remarks(found, "import-pages-missing")


def test_pages_of_which_only_the_canonical_address_is_known_are_joined_as_well(tmp_path: Path) -> None:
    for number in (1, 2, 3):
        own = BASE if number == 1 else f"{BASE}{number}/"
        _write(tmp_path, **{f"x{4 - number}": page(number, pager=wordpress_pager(number, 3), canonical=own)})
    (found,) = _articles(tmp_path)
    assert in_order(found.plain, ALL)


def test_a_page_that_gives_the_first_one_as_its_address_is_known_by_the_number_shown(tmp_path: Path) -> None:
    for number in (1, 2, 3):
        _write(tmp_path, **{f"x{number}": page(number, pager=wordpress_pager(number, 3), canonical=BASE)})
    (found,) = _articles(tmp_path)
    assert in_order(found.plain, ALL)


def test_drupal_counts_from_zero(tmp_path: Path) -> None:
    for number in range(3):
        address = f"{SITE}/node/77" + (f"?page={number}" if number else "")
        _write(tmp_path, **{f"x{number}": page(number + 1, pager=drupal_pager(number, 3), address=address)})
    (found,) = _articles(tmp_path)
    assert in_order(found.plain, ALL)
    assert "not in the source" not in remarks(found, "import-pages-missing")


def test_links_to_the_next_and_the_last_page_are_enough(tmp_path: Path) -> None:
    for number in (1, 2, 3):
        links = f"<link rel=next href='{BASE}?page={number + 1}'>" if number < 3 else ""
        links += f"<link rel=prev href='{BASE}{f'?page={number - 1}' if number > 2 else ''}'>" if number > 1 else ""
        address = BASE + (f"?page={number}" if number > 1 else "")
        _write(tmp_path, **{f"x{number}": page(number, pager="", address=address, head=links)})
    (found,) = _articles(tmp_path)
    assert in_order(found.plain, ALL)
    assert "not in the source" not in remarks(found, "import-pages-missing")


def test_a_mirror_is_joined_by_its_files(tmp_path: Path) -> None:
    folder = tmp_path / "herald.example" / "bridge"
    for number, other in ((1, "2/index.html"), (2, "../index.html")):
        file = folder / ("" if number == 1 else "2") / "index.html"
        file.parent.mkdir(parents=True, exist_ok=True)
        pager = f"<div class='page-links'><a href='{other}'>{3 - number}</a></div>"
        file.write_text(page(number, pager=pager), "utf-8")
    (found,) = _articles(tmp_path)
    assert in_order(found.plain, ALL[:4])


@pytest.mark.parametrize("name", ["story.html?page=2", "story.html?page=2.html", "story.html@page=2.html"])
def test_a_mirror_has_queries_in_the_names_of_files(tmp_path: Path, name: str) -> None:
    suffix = "" if name.endswith(".html") else ".html"
    link = name.replace("?", "%3F")
    (tmp_path / "story.html").write_text(page(1, pager=f"1 <a href='{link}'>2</a>"), "utf-8")
    (tmp_path / f"{name}{suffix}").write_text(page(2, pager="<a href='story.html'>1</a> 2"), "utf-8")
    (found,) = _articles(tmp_path)
    assert in_order(found.plain, ALL[:4])


def test_a_missing_page_is_reported_with_its_address_and_the_others_are_imported(tmp_path: Path) -> None:
    wordpress(tmp_path, (1, 3), 4)
    (found,) = _articles(tmp_path)
    assert in_order(found.plain, (*TEXTS[0], *TEXTS[2]))
    assert f"pages that are not in the source: {BASE}2/, {BASE}4/" in remarks(found, "import-pages-missing")


def test_a_single_page_of_several_says_what_is_missing(tmp_path: Path) -> None:
    wordpress(tmp_path, (2,), 3)
    (found,) = _articles(tmp_path)
    assert f"not in the source: {BASE}, {BASE}3/" in remarks(found, "import-pages-missing")
    assert (found.slug, found.origin) == ("bridge", BASE.rstrip("/"))


def test_of_pages_that_stay_apart_none_has_the_name_of_them_all(tmp_path: Path) -> None:
    for number in (2, 3):  # each leads to a first page that is not there, and each has a title of its own
        html = page(
            number, pager=wordpress_pager(number, 3), address=f"{BASE}{number}/", title=f"{TITLE} {'x' * number}"
        )
        (tmp_path / f"{number}.html").write_text(html, "utf-8")
    assert [each.origin for each in _articles(tmp_path)] == [f"{BASE}2/", f"{BASE}3/"]


def test_the_version_on_one_page_is_taken_if_it_holds_every_word(tmp_path: Path) -> None:
    wordpress(tmp_path, (1, 2, 3), 3)
    whole = page(1, pager="", address=f"{BASE}?view=all", canonical=BASE, text=paragraphs(ALL))
    _write(tmp_path, whole=whole)
    (found,) = _articles(tmp_path)
    assert found.plain.split() == " ".join(ALL).split()
    assert (found.source, found.origin) == (BASE, BASE)
    assert "it contains every word" in remarks(found, "import-guessed")


def test_the_version_on_one_page_does_without_pages_that_are_missing(tmp_path: Path) -> None:
    wordpress(tmp_path, (1,), 3)
    _write(tmp_path, whole=page(1, pager="", address=f"{BASE}?showall=1", canonical=BASE, text=paragraphs(ALL)))
    (found,) = _articles(tmp_path)
    assert in_order(found.plain, ALL)
    assert "not in the source" not in remarks(found, "import-pages-missing")


def test_a_version_on_one_page_that_lacks_words_does_not_replace_the_pages(tmp_path: Path) -> None:
    wordpress(tmp_path, (1, 2, 3), 3)
    _write(
        tmp_path, whole=page(1, pager="", address=f"{BASE}?view=all", canonical=BASE, text=paragraphs((ALL[0], KA[0])))
    )
    joined, other = _articles(tmp_path)
    assert in_order(joined.plain, ALL)
    assert KA[0] in other.plain


def test_notes_are_counted_on_and_pictures_stay_in_order(tmp_path: Path) -> None:
    def text(number: int) -> str:
        return f"""<p>{TEXTS[number - 1][0]}<sup id="ref1"><a href="#fn1">1</a></sup> More.<sup id="ref2">
<a href="#fn2">2</a></sup></p><h2 id="more">More</h2><p>See <a href="#more">more</a>.</p>
<figure><img src="p{number}.png" alt=""><figcaption>Picture {number}</figcaption></figure>
<div class="footnotes"><ol><li id="fn1">First of {number}. <a href="#ref1">↩</a></li><li id="fn2">Second of {number}.
<a href="#ref2">↩</a></li></ol></div>"""

    wordpress(tmp_path, (), 2)
    for number in (1, 2):
        (tmp_path / f"p{number}.png").write_bytes(b"picture %d" % number)
        address = BASE if number == 1 else f"{BASE}{number}/"
        html = page(number, pager=wordpress_pager(number, 2), address=address, text=text(number))
        _write(tmp_path, **{f"x{number}": html})
    (found,) = _articles(tmp_path)
    for label, note in (("1", "First of 1."), ("2", "Second of 1."), ("3", "First of 2."), ("4", "Second of 2.")):
        assert f"\n[^{label}]: {note}\n" in found.text
        assert found.text.count(f"[^{label}]") == 2
    assert in_order(found.text, ("[^1]", "Picture 1", "[^3]", "Picture 2", "[^1]:"))
    assert found.text.count("[more](#more)") == 1
    assert found.text.count("[more](#more-part-2)") == 1


def test_links_and_related_reading_are_those_of_every_page(tmp_path: Path) -> None:
    for number in (1, 2):
        address = BASE if number == 1 else f"{BASE}{number}/"
        text = f"<p>{EN[number]} See <a href='map.html'>the map</a>.</p>"
        text += f"<p>Read also: <a href='/r{number}/'>Ferry {number}</a></p>"
        html = page(number, pager=wordpress_pager(number, 2), address=address, text=text)
        _write(tmp_path, **{f"x{number}": html})
    (found,) = _articles(tmp_path)
    assert f"({BASE}map.html)" in found.text
    assert f"({BASE}2/map.html)" in found.text
    assert [each.title for each in found.related] == ["Ferry 1", "Ferry 2"]


# ---------------------------------------------------------------- what is none


def _neighbours(folder: Path, *, title: str, addresses: tuple[str, str], days: tuple[str, str]) -> list[Any]:
    """Two articles that lead to each other by `rel=next` and `rel=prev`, as older WordPress writes it for all."""
    for number in (0, 1):
        rel = "next" if number == 0 else "prev"
        head = f"<link rel='{rel}' title='{title}' href='{addresses[1 - number]}'>"
        navigation = f"<nav class='post-navigation'><a href='{addresses[1 - number]}' rel='{rel}'>{title}</a></nav>"
        html = page(
            number + 1, pager=navigation, address=addresses[number], canonical=addresses[number], title=title,
            day=days[number], head=head,
        )  # fmt: skip
        _write(folder, **{f"x{number}": html})
    return _articles(folder)


@pytest.mark.parametrize(
    "addresses",
    [
        (f"{SITE}/2022/03/30/digest/", f"{SITE}/2022/04/06/digest/"),
        (f"{SITE}/digest/", f"{SITE}/digest-2/"),
        (f"{SITE}/?p=1", f"{SITE}/?p=2"),
        (f"{SITE}/index.php?page=1", f"{SITE}/index.php?page=2"),
        (f"{SITE}/news/1", f"{SITE}/news/2"),
        (f"{SITE}/digest/1001", f"{SITE}/digest/1002"),
    ],
)
@pytest.mark.parametrize("days", [("2022-03-30", "2022-04-06"), ("2022-03-30", "2022-03-30")])
def test_neighbouring_articles_of_one_title_stay_two(
    tmp_path: Path, addresses: tuple[str, str], days: tuple[str, str]
) -> None:
    found = _neighbours(tmp_path, title="Digest of the week", addresses=addresses, days=days)
    assert [each.plain.split()[-1] for each in found] == ["it.", "it."]
    assert [remarks(each, "import-pages-missing").count("not in the source") for each in found] == [0, 0]


def test_pages_with_another_title_or_day_stay_apart(tmp_path: Path) -> None:
    for number, title, day in ((1, TITLE, "2022-03-30"), (2, "The ferry", "2022-03-30"), (3, TITLE, "2021-01-01")):
        address = BASE if number == 1 else f"{BASE}{number}/"
        html = page(number, pager=wordpress_pager(number, 3), address=address, title=title, day=day)
        _write(tmp_path, **{f"x{number}": html})
    found = _articles(tmp_path)
    assert len(found) == 3
    assert f"titles or dates differ: {BASE}2/, {BASE}3/" in remarks(found[0], "import-guessed")
    assert "not in the source" not in remarks(found[0], "import-pages-missing")


def test_pages_of_comments_are_no_pages_of_the_article(tmp_path: Path) -> None:
    comments = f"<div id='comments' class='comments-area'><p>{KA[0]}</p>{drupal_pager(0, 3)}</div>"
    _write(tmp_path, x=page(1, pager=comments, address=f"{SITE}/node/77"))
    (found,) = _articles(tmp_path)
    assert "not in the source" not in remarks(found, "import-pages-missing")


def test_a_page_that_is_no_article_is_reported_and_not_joined(tmp_path: Path) -> None:
    wordpress(tmp_path, (1, 2), 3)
    _write(tmp_path, x3=f"<!-- saved from url=(0042){BASE}3/ --><title>{TITLE}</title><h1>{TITLE}</h1>")
    found = read_all(tmp_path)
    assert len([each for each in found if isinstance(each, FoundArticle)]) == 1
    assert any(isinstance(each, Finding) and "without text" in each.message for each in found) or any(
        "without text" in each.message for each in found[0].remarks
    )


def test_a_second_import_finds_the_same(tmp_path: Path) -> None:
    wordpress(tmp_path, (1, 2, 3), 3)
    assert read_all(tmp_path) == read_all(tmp_path)


# ---------------------------------------------------------------- addresses


@pytest.mark.parametrize(
    ("address", "base", "number"),
    [
        ("https://www.h.example/a/", "h.example/a", 0),
        ("https://h.example/a/2/", "h.example/a", 2),
        ("https://h.example/a/page/3", "h.example/a", 3),
        ("https://h.example/a?page=2", "h.example/a", 2),
        ("https://h.example/a?id=5&page=2", "h.example/a?id=5", 2),
        ("https://h.example/a?PAGEN_1=4", "h.example/a", 4),
        ("https://h.example/x.html?start=1", "h.example/x.html", 1),
        ("https://h.example/c_123_2.htm", "h.example/c_123.htm", 2),
        ("https://h.example/a,3.html", "h.example/a.html", 3),
        ("https://h.example/a-seite-2.html", "h.example/a.html", 2),
        ("https://h.example/a-2/", "h.example/a-2", 0),
        ("https://h.example/a-2.html", "h.example/a-2.html", 0),
        ("https://h.example/?p=12", "h.example?p=12", 0),
        ("https://h.example/?p=12&page=2", "h.example?p=12", 2),
        ("https://h.example/index.php?page=12", "h.example?page=12", 0),
        ("https://h.example/node/77?page=2", "h.example/node/77", 2),
        ("https://h.example/news/4711", "h.example/news/4711", 0),
        ("https://h.example/2", "h.example/2", 0),
        ("http://[bad", "http://[bad", 0),
    ],
)
def test_the_number_of_a_page_is_read_from_its_address(address: str, base: str, number: int) -> None:
    found = readings(address)[-1]
    assert (found.base, found.number) == (base, number)
