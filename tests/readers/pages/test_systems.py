"""What single systems emit, fact by fact; each was once lost, kept wrongly or misread."""

import datetime
from pathlib import Path

import pytest

from archivist.reader_api.found import FoundRelated
from tests.readers.pages.making import WISHES, Kept, article, read_all, remarks
from tests.readers.pages.words import EN, KA, paragraphs

BODY = f"<div class='entry-content'>{paragraphs(EN)}</div>"
MARK = "<meta property='article:published_time' content='2020-01-05'>"


def _page(body: str, head: str = "", title: str = "The bridge") -> str:
    return f"<html lang='en'><head><title>{title}</title>{MARK}{head}</head><body>{body}</body></html>"


def _text(body: str, head: str = "") -> str:
    return article(_page(f"<h1>The bridge</h1>{body}", head)).text


# ---------------------------------------------------------------- pictures


def test_the_picture_of_a_picture_element_is_kept() -> None:
    """libxml2 puts what stands behind `<source>` into it."""
    picture = "<picture><source type='image/webp' srcset='https://e.org/l.webp 800w'><img src='https://e.org/s.jpg'></picture>"
    text = _text(f"<article>{paragraphs(EN[:2])}<figure>{picture}<figcaption>The pier</figcaption></figure></article>")
    assert '![](https://e.org/l.webp "The pier")' in text


def test_a_picture_whose_address_is_only_in_its_sources_is_kept() -> None:
    picture = "<picture><source srcset='https://e.org/s.jpg 640w, https://e.org/l.jpg 1400w'><img alt='P'></picture>"
    assert "![P](https://e.org/l.jpg)" in _text(f"<article>{paragraphs(EN)}{picture}</article>")


@pytest.mark.parametrize(
    "box",
    [
        "<figure class='featured-media'><img src='https://e.org/a.jpg'><figcaption>The pier</figcaption></figure>",
        "<div class='news-img'><img src='https://e.org/a.jpg'><div class='photo-caption'>The pier</div></div>",
        "<div class='news-img-wrap'><a href='https://e.org/a.jpg'><img src='https://e.org/a.jpg'></a></div>"
        "<p class='news-img-caption'>The pier</p>",
    ],
)
def test_the_picture_above_an_article_comes_with_its_caption(box: str) -> None:
    text = _text(f"{box}{BODY}")
    assert text.startswith('![](https://e.org/a.jpg "The pier")')
    assert text.count("The pier") == 1


def test_a_picture_of_the_head_of_the_site_is_none_of_the_article() -> None:
    logo = "<header class='site-header'><figure><img src='https://e.org/logo.png'></figure></header>"
    page = _page(f"<figure><img src='https://e.org/banner.png'></figure>{logo}<h1>The bridge</h1>{BODY}")
    assert "![" not in article(page).text


def test_a_picture_that_leads_to_itself_in_full_size_is_only_a_picture() -> None:
    link = "<a href='https://e.org/2020/pier.jpg'><img src='https://e.org/2020/pier-300x200.jpg' alt='P'></a>"
    assert "\n![P](https://e.org/2020/pier-300x200.jpg)" in _text(f"<article>{paragraphs(EN)}<p>{link}</p></article>")
    other = link.replace("pier.jpg", "map.jpg")
    assert "[![P]" in _text(f"<article>{paragraphs(EN)}<p>{other}</p></article>")


def test_of_the_sizes_of_a_picture_the_one_that_was_saved_is_taken(tmp_path: Path) -> None:
    sizes = "https://e.org/pier-300x200.jpg 300w, https://e.org/pier.jpg 900w"
    image = f"<img src='page_files/pier-300x200.jpg' srcset='{sizes}'>"
    (tmp_path / "page.html").write_text(_page(f"<h1>T</h1><article>{paragraphs(EN)}{image}</article>"), "utf-8")
    (tmp_path / "page_files").mkdir()
    (tmp_path / "page_files" / "pier-300x200.jpg").write_bytes(b"picture")
    media = Kept()
    (found,) = read_all(tmp_path / "page.html", media)
    assert list(media.brought) == ["page_files/pier-300x200.jpg"]
    assert not remarks(found, "import-picture")


@pytest.mark.parametrize(
    "html",
    [
        "<table class='tr-caption-container'><tr><td><a href='https://e.org/s1600/a.JPG'><img src='https://e.org/s320/a.JPG'>"
        "</a></td></tr><tr><td class='tr-caption'>The pier</td></tr></table>",
        "<div class='photo'><img src='https://e.org/s320/a.JPG'><p class='caption'>The pier</p></div>",
        "<img src='https://e.org/s320/a.JPG'><div class='podpis'>The pier</div>",
        "<p><img src='https://e.org/s320/a.JPG' class='caption' title='The pier'></p>",
    ],
    ids=["Blogger", "a box", "side by side", "Joomla"],
)
def test_a_caption_is_that_of_its_picture(html: str) -> None:
    text = _text(f"<article>{paragraphs(EN[:2])}{html}{paragraphs(EN[2:])}</article>")
    assert '\n![](https://e.org/s320/a.JPG "The pier")\n' in text


def test_a_table_of_two_columns_is_no_figure() -> None:
    table = "<table><tr><td><img src='https://e.org/a.jpg'></td><td>Beside</td></tr></table>"
    assert "<td>Beside</td>" in _text(f"<article>{paragraphs(EN)}{table}</article>")


def test_the_gallery_of_older_wordpress_is_pictures_and_no_list() -> None:
    items = "".join(
        f"<li><figure><img src='https://e.org/{n}.jpg'><figcaption>{n}</figcaption></figure></li>" for n in "ab"
    )
    text = _text(f"<article>{paragraphs(EN)}<ul class='wp-block-gallery'>{items}</ul></article>")
    assert '![](https://e.org/a.jpg "a")\n\n![](https://e.org/b.jpg "b")' in text


def test_a_picture_that_only_takes_up_room_is_left_out_and_reported() -> None:
    found = article(_page(f"<h1>T</h1><article>{paragraphs(EN)}<img src='img/spacer.gif' width=10></article>"))
    assert "spacer" not in found.text
    assert "takes up room" in remarks(found, "import-left-out")


def test_what_amp_embeds_becomes_a_link() -> None:
    text = _text(f"<article>{paragraphs(EN)}<amp-youtube data-videoid='xyz'></amp-youtube></article>")
    assert "https://www.youtube.com/watch?v=xyz" in text


# ---------------------------------------------------------------- title, standfirst


@pytest.mark.parametrize(
    "name", ["standfirst", "td-post-sub-title", "intro-text", "article-excerpt", "deck", "subtitle"]
)
@pytest.mark.parametrize("place", ["above", "within"])
def test_a_standfirst_is_the_description_and_not_the_text(name: str, place: str) -> None:
    line = f"<h2 class='{name}'>What the rain did.</h2>"
    body = f"{line}{BODY}" if place == "above" else f"<div class='entry-content'>{line}{paragraphs(EN)}</div>"
    found = article(_page(f"<h1>The bridge</h1>{body}", "<meta name=description content='For search engines'>"))
    assert found.description == "What the rain did."
    assert "What the rain did" not in found.text


def test_a_line_of_that_name_amid_the_text_stays() -> None:
    found = article(_page(f"<h1>T</h1><article>{paragraphs(EN)}<p class='subtitle'>A part</p></article>"))
    assert "A part" in found.text


def test_a_page_without_headings_has_the_title_named_so_or_in_large_letters() -> None:
    named = f"<span id='ctl00_Content_lblTitle'>A school opens</span><br><span class='newsbody'>{paragraphs(EN)}</span>"
    assert article(_page(named, title="Ministry - News")).title == "A school opens"
    large = f"<font size=2>24 March 2008</font><p><font size=5><b>A school opens</b></font>{paragraphs(EN)}"
    found = article(_page(large, title="Ministry - News"))
    assert found.title == "A school opens"
    assert "large letters" in remarks(found, "import-guessed")


def test_a_wide_bar_sets_the_name_of_the_site_apart() -> None:
    head = "<meta property='og:title' content='橋の話｜旅の新聞'><meta property='og:site_name' content='旅の新聞'>"
    assert article(_page(f"<h1>橋の話</h1>{BODY}", head)).title == "橋の話"


# ---------------------------------------------------------------- people, days, tags


@pytest.mark.parametrize(
    ("line", "names"),
    [
        (
            "<div class='meta submitted'>Submitted by <span>Levan K.</span> on Fri, 09/14/2012 - 11:20</div>",
            ("Levan K.",),
        ),
        (
            "<ul class='post-meta'><li><span class='screen-reader-text'>Post author</span>By <a>Ana Lee</a></li></ul>",
            ("Ana Lee",),
        ),
        ("<p class='byline'>Interview by Ana Lee</p>", ("Ana Lee",)),
        ("<div class='article-info'><span class='author'>ليلى حداد</span></div>", ("ليلى حداد",)),
        ("<p class='author'>文・写真　山田花子</p>", ("山田花子",)),
    ],
)
def test_a_line_names_the_author(line: str, names: tuple[str, ...]) -> None:
    found = article(_page(f"<h1>The bridge</h1>{line}{BODY}"))
    assert found.authors == names
    assert names[0] in remarks(found, "import-guessed")


def test_a_login_of_the_program_gives_way_to_who_is_shown() -> None:
    shown = "<p itemprop=author itemscope><span itemprop=name>Ana Lee</span></p>"
    head = "<meta name=author content='Super User'>"
    assert article(_page(f"<h1>T</h1>{shown}{BODY}", head)).authors == ("Ana Lee",)
    assert article(_page(f"<h1>T</h1>{BODY}", head)).authors == ("Super User",)


def test_the_authors_of_a_field_of_drupal_go_before_the_login() -> None:
    login = "<div class='node__meta'>By <span class='username'>mkb</span></div>"
    field = "<div class='field--name-field-authors'><div class='field__item'>Ana Lee</div></div>"
    assert article(_page(f"<h1>T</h1>{login}{BODY}{field}")).authors == ("Ana Lee",)


def test_a_box_about_the_author_is_no_name() -> None:
    name = "<span itemprop=author itemscope><span itemprop=name>Tom Reed</span></span>"
    box = "<section class='author-box' itemprop='author'>About Tom Reed. Tom walks along rivers.</section>"
    assert article(_page(f"<article><h1>T</h1>{name}{BODY}</article>{box}")).authors == ("Tom Reed",)


def test_the_day_of_an_old_page_stands_before_its_text() -> None:
    page = f"<title>Front page</title><font>Monday, November 24, 2003, #224</font><p><b>Empty</b>{paragraphs(EN)}"
    found = article(f"<html>{page}</html>")
    assert found.date == datetime.date(2003, 11, 24)
    assert "#224" not in found.text
    assert "#224" in remarks(found, "import-left-out")


def test_times_of_the_parts_of_a_live_blog_stay() -> None:
    part = "<article><p class='block-time'><time datetime='2020-01-05T1{0}:00'>1{0}.00</time></p><p>{1}</p></article>"
    body = "".join(part.format(number, text) for number, text in enumerate(EN))
    text = _text(f"<div class='article-body'>{body}</div>")
    assert [text.count(f"1{number}.00") for number in range(4)] == [1, 1, 1, 1]


def test_tags_are_those_of_the_list_around_the_article_not_of_the_site() -> None:
    own = "<div class='td-tags'><a href='/t/1'>river</a></div>"
    cloud = "<div class='tagcloud'><a href='/t/2'>weather</a></div>"
    assert article(_page(f"<h1>T</h1>{BODY}{own}{cloud}")).tags == ("river",)


@pytest.mark.parametrize("switch", ["ENG GEO RUS", "EN KA RU"])
def test_a_switcher_of_letters_names_translations(switch: str) -> None:
    names = zip(switch.split(), ("eng", "geo", "rus"), strict=True)
    links = "".join(f"<a href='https://h.example/{path}/news/5'>{name}</a> " for name, path in names)
    page = f"<html lang=ka><div class='langs'>{links}</div><h1>ხიდი</h1><article>{paragraphs(KA)}</article></html>"
    assert article(page, "https://h.example/geo/news/5").translations == ("en", "ru")


def test_joomla_gives_its_address_as_the_base() -> None:
    head = "<base href='http://h.example/index.php/news/44-choir'><meta name=generator content='Joomla! - Open Source'>"
    assert article(_page(f"<h1>T</h1>{BODY}", head)).source == "http://h.example/index.php/news/44-choir"
    assert article(_page(f"<h1>T</h1>{BODY}", head.replace("Joomla", "Other"))).source == ""


# ---------------------------------------------------------------- furniture, related


@pytest.mark.parametrize(
    "piece",
    [
        "<div class='td-a-rec'><span class='td-adspot-title'>Piece</span></div>",
        "<div class='post-ufi'>Piece</div>",
        "<div data-hook='post-footer'>Piece</div>",
        "<p class='button-wrapper'><a href='?share'>Piece</a></p>",
        "<div class='paywall-overlay'>Piece</div>",
        "<div class='toolbox'>Piece</div>",
        "<section class='item doi'>Piece</section>",
    ],
)
def test_furniture_of_a_system_is_left_out_and_reported(piece: str) -> None:
    found = article(_page(f"<article><h1>T</h1>{paragraphs(EN[:2])}{piece}{paragraphs(EN[2:])}</article>"))
    assert "Piece" not in found.text
    assert "Piece" in remarks(found, "import-left-out")


def test_an_identifier_in_a_list_of_references_stays() -> None:
    line = "<p>Lee, Bells. <span class='doi'>10.1234/jb</span></p>"
    assert "10.1234/jb" in _text(f"<article>{paragraphs(EN)}{line}</article>")


def test_a_page_for_subscribers_says_so() -> None:
    data = '{"@type":"NewsArticle","headline":"T","isAccessibleForFree":"False"}'
    found = article(_page(f"<h1>T</h1>{BODY}", f"<script type='application/ld+json'>{data}</script>"))
    assert "for subscribers" in remarks(found, "import-incomplete")


def test_the_foot_of_a_page_to_print_is_left_out_and_reported() -> None:
    foot = "<p>Source URL: https://h.example/wells</p><p>© 2013 Review</p>"
    found = article(_page(f"<h1>T</h1>{paragraphs(EN)}{foot}"), "https://h.example/wells")
    assert "©" not in found.text
    assert "Source URL" not in found.text
    assert "© 2013 Review" in remarks(found, "import-left-out")
    amid = f"<h1>T</h1>{paragraphs(EN[:2])}<p>© is a sign.</p>{paragraphs(EN[2:])}"
    assert "© is a sign." in article(_page(amid)).text


def test_a_pull_quote_is_a_quotation() -> None:
    assert "\n> A ferry\n" in _text(
        f"<article>{paragraphs(EN)}<div class='pullquote'><p>A ferry</p></div><p>x</p></article>"
    )


def test_the_title_of_a_related_card_is_its_heading() -> None:
    card = "<aside class='read-more'><a href='https://h.example/salt-marsh/'><h2>Salt</h2><p>Where from</p></a></aside>"
    found = article(_page(f"<h1>T</h1>{BODY}{card}"), "https://h.example/a-bridge/")
    assert found.related == (FoundRelated("Salt", "https://h.example/salt-marsh/"),)


def test_topics_are_no_related_reading_and_three_letters_may_be_an_article() -> None:
    links = "<a href='https://h.example/topics/rivers'>Rivers</a> <a href='https://h.example/tea/'>Tea</a>"
    found = article(_page(f"<h1>T</h1>{BODY}<div class='related'>{links}</div>"), "https://h.example/a-bridge/")
    assert [each.title for each in found.related] == ["Tea"]


def test_related_reading_of_a_page_without_an_address_keeps_its_titles() -> None:
    links = "<p><b>Read also:</b></p><ul><li><a href='/news/11'>The ferry</a></li></ul>"
    found = article(_page(f"<article><h1>T</h1>{paragraphs(EN)}{links}</article>"))
    assert found.related == (FoundRelated("The ferry"),)
    assert WISHES.languages
