"""Single rules: titles, days, notes, languages, groups, addresses."""

import datetime
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivist.place import Place
from archivist.reader_api.found import Wishes
from archivist.web_pages import article_of, page_titles
from archivist.web_pages.page_addresses import absolute, is_home
from tests.readers.pages.making import article, remarks
from tests.readers.pages.words import EN, KA, RU, paragraphs

BODY = f"<article>{paragraphs(EN)}</article>"


@pytest.mark.parametrize(
    ("marked", "headings", "window", "site", "title"),
    [
        (["Bridge - Herald"], [], "", "Herald", "Bridge"),
        (["Herald | Bridge"], [], "", "Herald", "Bridge"),
        (["Bridge - Herald"], [], "", "", "Bridge - Herald"),  # nothing says that Herald is a site
        (["Bridge – Part 2"], ["Bridge – Part 2"], "", "Herald", "Bridge – Part 2"),
        (["Bridge – Herald"], ["Bridge"], "", "", "Bridge"),
        (["The harvest of the year and …"], ["The harvest of the year and its wine"], "", "",
         "The harvest of the year and its wine"),
        (["Herald"], ["Bridge"], "", "Herald", "Bridge"),
        ([], ["Herald", "Bridge"], "Bridge | Herald", "Herald", "Bridge"),
        ([], [], "Bridge | Herald", "Herald", "Bridge"),
    ],
)  # fmt: skip
def test_a_title_loses_the_name_of_the_site_only_if_that_is_confirmed(
    marked: list[str], headings: list[str], window: str, site: str, title: str
) -> None:
    assert page_titles.choose_title(marked, headings, window, site)[0] == title


def test_the_day_of_a_change_is_not_that_of_publication() -> None:
    found = article(f"<html><h1>T</h1><p class='meta'>Updated: 5 May 2020</p>{BODY}")
    assert found.date is None


def test_a_day_in_the_address_is_taken_last_and_reported() -> None:
    found = article(f"<html><h1>T</h1>{BODY}", "https://herald.example/2019/04/12/bridge/")
    assert found.date == datetime.date(2019, 4, 12)
    assert "the address https://" in remarks(found, "import-guessed")


def test_marks_that_disagree_are_reported() -> None:
    head = "<meta property='article:published_time' content='2020-01-05'><meta name='date' content='2021-06-01'>"
    found = article(f"<html><head>{head}</head><h1>T</h1>{BODY}")
    assert found.date == datetime.date(2020, 1, 5)
    assert "2021-06-01" in remarks(found, "import-guessed")


def test_words_go_before_a_page_that_names_another_script() -> None:
    found = article(f"<html lang='en-US'><h1>ხიდი</h1><article>{paragraphs(KA)}</article>")
    assert found.language == "ka"
    assert "declares the language en" in remarks(found, "import-guessed")


def test_the_language_of_an_article_is_that_of_the_element_it_stands_in() -> None:
    assert article(f"<html lang='en'><div lang='ru'><article>{paragraphs(RU)}</article></div>").language == "ru"


def test_the_user_says_the_language_where_the_page_does_not() -> None:
    found = article_of(BODY.encode(), address="", place=Place("p"), wishes=Wishes(language="mi"), picture=None)
    assert getattr(found, "language", "") == "mi"


def test_notes_outside_the_body_come_along_also_if_links_to_them_are_absolute() -> None:
    page = f"""<html><head><link rel=canonical href="https://h.example/a"></head><article><h1>T</h1>{paragraphs(EN)}
    <p>Call<sup><a href="#n1">1</a></sup> and<sup><a href="https://h.example/a#n2">2</a></sup></p></article>
    <div id="rest"><ol class="fns"><li id="n1">First note.</li><li id="n2">Second note.</li></ol>Tail</div></html>"""
    found = article(page)
    assert "First note." in found.plain
    assert "Second note." in found.plain
    assert "Tail" not in found.plain
    assert "[^" in found.text


def test_notes_in_a_footer_that_would_be_left_out_stay() -> None:
    page = f"""<article><h1>T</h1>{paragraphs(EN)}<p>Call<sup><a href="#n1">1</a></sup></p>
    <footer><p id="n1">The note.</p><p>Also in the footer.</p></footer></article>"""
    assert "The note." in article(page).plain


def test_an_empty_label_is_left_out_and_reported() -> None:
    found = article(f"<article><h1>T</h1>{paragraphs(EN)}<p>Also Read:</p></article>")
    assert "Also Read" not in found.plain
    assert "Also Read" in remarks(found, "import-left-out")


def test_a_label_within_a_link_is_no_part_of_the_title() -> None:
    line = "<p><a href='https://h.example/ferry'>Also read: The ferry</a></p>"
    found = article(f"<article><h1>T</h1>{paragraphs(EN)}{line}</article>", "https://h.example/bridge")
    assert [(each.title, each.address) for each in found.related] == [("The ferry", "https://h.example/ferry")]
    line = "<p>Also read: <a href='https://h.example/see'>Also read the ferry</a></p>"
    found = article(f"<article><h1>T</h1>{paragraphs(EN)}{line}</article>", "https://h.example/bridge")
    assert [each.title for each in found.related] == ["Also read the ferry"]


def test_a_sentence_that_only_begins_like_a_label_stays() -> None:
    line = "<p>Related to this is the matter of <a href='/x'>the ferry</a>, which is old.</p>"
    found = article(f"<article><h1>T</h1>{paragraphs(EN)}{line}</article>")
    assert "Related to this is the matter of" in found.plain
    assert found.related == ()


def test_a_box_of_background_stays_and_an_aside_of_links_does_not() -> None:
    page = f"""<article><h1>T</h1>{paragraphs(EN[:2])}<aside><h2>Background</h2><p>{EN[2]}</p></aside>
    <aside><b>Most read</b> <a href="/1">One thing</a> <a href="/2">Another thing</a></aside><p>{EN[3]}</p></article>"""
    found = article(page)
    assert EN[2] in found.plain
    assert "Most read" not in found.plain


def test_javascript_and_addresses_of_files_do_not_become_links() -> None:
    head = "<base href='javascript:alert(1)'><link rel=canonical href='file:///etc/passwd'>"
    found = article(f"<html><head>{head}</head><h1>T</h1>{BODY}<a rel=related href='javascript:x()'>R</a>")
    assert (found.source, found.related) == ("", ())


@pytest.mark.parametrize("order", list(itertools.permutations(("en", "ka", "ru"))))
def test_the_group_is_the_same_whichever_page_is_read(order: tuple[str, ...]) -> None:
    texts = {"en": EN, "ka": KA, "ru": RU}
    links = "".join(f"<link rel=alternate hreflang={tag} href='https://h.example/{tag}/x-{tag}/#top'>" for tag in order)
    groups = set()
    for tag in order:
        page = f"<html lang={tag}><head>{links}</head><h1>T</h1><article>{paragraphs(texts[tag])}</article>"
        found = article(page, f"http://h.example/{tag}/x-{tag}")
        assert set(found.translations) == set(order) - {tag}
        groups.add(found.group)
    assert len(groups) == 1
    assert groups != {""}


def test_a_line_without_links_names_translations_too() -> None:
    line = "<p>This post is also available in: ქართული (Georgian) Русский (Russian)</p>"
    found = article(f"<html lang=en><article><h1>T</h1>{paragraphs(EN)}{line}</article>")
    assert found.translations == ("ka", "ru")
    assert "available in" not in found.plain


def test_a_sentence_about_being_available_stays() -> None:
    line = "<p>Also available in: the shop at the corner.</p>"
    assert "the shop" in article(f"<article><h1>T</h1>{paragraphs(EN)}{line}</article>").plain


@pytest.mark.parametrize("address", ["https://h.example", "https://h.example/ka/", "https://h.example/?lang=ka"])
def test_a_home_page_is_known_in_every_language(address: str) -> None:
    assert is_home(address)
    assert not is_home("https://h.example/?p=12&lang=ka")
    assert not is_home("https://h.example/news")


@pytest.mark.slow
@given(st.text(max_size=60), st.text(max_size=60))
def test_what_is_made_absolute_is_on_the_web_or_nothing(base: str, written: str) -> None:
    made = absolute(base, written)
    assert made == "" or made.lower().startswith(("http://", "https://"))


def test_names_within_code_and_amid_a_sentence_are_no_furniture() -> None:
    code = "<pre><code>x = 1 <span class='comment'># one of many</span></code></pre>"
    line = "<p>It was a <span class='banner'>banner word</span> of the time.</p>"
    found = article(f"<article><h1>T</h1>{paragraphs(EN)}{code}{line}</article>")
    assert "# one of many" in found.plain
    assert "It was a banner word of the time." in found.plain


def test_a_heading_confirmed_by_the_window_goes_before_the_name_of_the_site() -> None:
    page = f"<title>The old bridge - A Book</title><h1>A Book</h1><h2>The old bridge</h2>{paragraphs(EN)}"
    assert article(f"<html>{page}").title == "The old bridge"


def test_links_at_the_end_below_a_heading_of_the_text_stay() -> None:
    sources = "<h2>Sources</h2><ul><li><a href='/1'>Annals</a></li><li><a href='/2'>Letters</a></li></ul>"
    assert "Annals" in article(f"<html><h1>The bridge</h1>{paragraphs(EN)}{sources}").plain
