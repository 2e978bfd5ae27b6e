"""What plug-ins and podcasts leave in an export."""

from pathlib import Path

import pytest

from tests.readers.wordpress.exports import articles, attachment, body, html, item

SOUND = "https://example.org/talks/one.mp3"
ENCLOSURE = f"{SOUND}\n1234567\naudio/mpeg\n" + 'a:1:{s:8:"duration";s:8:"00:31:05";}'


@pytest.mark.parametrize(
    "written",
    ["[yarpp]", "[jetpack-related-posts]", "[sharethis]", "[mc4wp_form]", "[wp_ulike]", "[subscribe2]",
     "[rev_slider home]", '[rev_slider alias="home"]', "[woocommerce_cart]", "[contextual-related-posts limit=3]",
     '[shareaholic app="share_buttons" id="1"]', "[addtoany]", "[metaslider id=4]", "[kkstarratings]",
     "[Subscribe2]", '[products limit="4"]', "[login_form]", '[instagram-feed num="9"]'],
)  # fmt: skip
def test_what_a_plug_in_shows_with_every_article_is_left_out_and_reported(written: str) -> None:
    made = body(f"Before.\n\n{written}\n\nAfter.")
    assert "".join(made.html.split()) == "<p>Before.</p><p>After.</p>"
    (said,) = [each.message for each in made.remarks if each.code == "import-left-out"]
    assert f"[{written.strip('[]').split()[0].lower()}]" in said


@pytest.mark.parametrize("written", ["[share]", "[products]", "[views]", "[podcast]", "[quiz]", "[pdf]", "[sic]"])
def test_words_in_brackets_stay(written: str) -> None:
    assert written in html(f"He said {written} so.")


def test_what_a_left_out_shortcode_holds_is_kept() -> None:
    assert "words of an author" in html("[shareaholic]words of an author[/shareaholic]")


@pytest.mark.parametrize(
    "written", [f'[powerpress url="{SOUND}"]', f"[powerpress {SOUND}]", f'[jwplayer file="{SOUND}"]']
)
def test_players_become_links(written: str) -> None:
    assert f'<a href="{SOUND}">{SOUND}</a>' in html(f"Listen.\n\n{written}")


def test_a_player_of_the_articles_own_recording_is_left_out_and_reported() -> None:
    made = body("Listen.\n\n[powerpress]")
    assert "powerpress" not in made.html
    assert "[powerpress]" in " ".join(each.message for each in made.remarks)


def test_recordings_of_a_podcast_become_links(tmp_path: Path) -> None:
    second = f"<wp:postmeta><wp:meta_key>enclosure</wp:meta_key><wp:meta_value>{SOUND[:-7]}two.mp3\n\naudio/mpeg"
    extra = f"{second}</wp:meta_value></wp:postmeta>"
    one, linked, picture = articles(
        tmp_path,
        item(1, "Listen to it. [powerpress]", meta={"enclosure": ENCLOSURE}, extra=extra),
        item(2, f'Here is <a href="{SOUND}">the talk</a>.', meta={"enclosure": ENCLOSURE}),
        item(3, "Words.", meta={"enclosure": "https://example.org/a.jpg\n12\nimage/jpeg"}),
    )
    assert SOUND in one.text
    assert "two.mp3" in one.text
    assert "powerpress" not in one.text
    assert "enclosure" not in str(one.extra)
    assert any("recording" in each.message for each in one.remarks)
    assert linked.text.count(SOUND) == 1
    assert "a.jpg" not in picture.text


def test_related_articles_chosen_by_hand_in_contextual_related_posts(tmp_path: Path) -> None:
    meta = {"crp_post_meta": 'a:2:{s:12:"disable_here";i:0;s:14:"manual_related";s:4:"2, 3";}'}
    first, *_ = articles(tmp_path, item(1, "Words.", meta=meta), item(2, "Two."), item(3, "Three."))
    assert [each.address for each in first.related] == ["https://example.org/?p=2", "https://example.org/?p=3"]
    assert "crp" not in str(first.extra)


def test_a_break_within_a_line_does_not_divide_a_paragraph() -> None:
    assert html("One<!--more--> two.") == "<p>One two.</p>"
    assert html("One.\n<!--more-->\nTwo.") == "<p>One.</p> <p>Two.</p>"
    assert html("One<!--nextpage-->two.") == "<p>One</p> <p>two.</p>"


def test_verse_keeps_its_indents(tmp_path: Path) -> None:
    verse = '<!-- wp:verse --><pre class="wp-block-verse">  One\nTwo\n    Three\n\n  Four\nFive</pre><!-- /wp:verse -->'
    (article,) = articles(tmp_path, item(1, verse))
    assert article.text == "&nbsp;&nbsp;One\\\nTwo\\\n\xa0\xa0\xa0\xa0Three\n\n&nbsp;&nbsp;Four\\\nFive\n"


@pytest.mark.parametrize("alt", ['alt=""', "", 'alt=" "'])
def test_a_picture_without_alternative_text_has_that_of_the_media_library(alt: str, tmp_path: Path) -> None:
    shown = f'<figure class="wp-block-image"><img src="https://example.org/a.jpg" {alt} class="wp-image-9"/></figure>'
    block = f'<!-- wp:image {{"id":9}} -->{shown}<!-- /wp:image --><p>Words.</p>'
    (article,) = articles(
        tmp_path, attachment(9, "https://example.org/a.jpg", alt='A "bridge" & a road'), item(1, block)
    )
    assert '![A "bridge" & a road](https://example.org/a.jpg)' in article.text


def test_alternative_text_of_the_article_goes_before_that_of_the_library(tmp_path: Path) -> None:
    shown = '<p><img src="https://example.org/a.jpg" alt="Own" class="wp-image-9"/></p>'
    (article,) = articles(tmp_path, attachment(9, "https://example.org/a.jpg", alt="Other"), item(1, shown))
    assert "![Own](" in article.text


LINES = "x = 1\n  y = 2\n\nz = 3"


@pytest.mark.parametrize(
    "written",
    [f"<code>\n{LINES}\n</code>", f"<code>{LINES}</code>", f"<pre>{LINES}</pre>", f"<pre><code>{LINES}</code></pre>",
     "<pre>x = 1<br />  y = 2<br><br/>z = 3</pre>", "<code>x = 1<br />\n  y = 2\n\nz = 3</code>",
     f"[code]{LINES}[/code]", f"<samp>{LINES}</samp>"],
)  # fmt: skip
def test_code_of_several_lines_stays_code_of_several_lines(written: str, tmp_path: Path) -> None:
    (article,) = articles(tmp_path, item(1, f"Before.\n\n{written}\n\nAfter."))
    assert article.text == f"Before.\n\n```\n{LINES}\n```\n\nAfter.\n"


def test_code_within_a_line_stays_within_it(tmp_path: Path) -> None:
    (article,) = articles(tmp_path, item(1, "Write <code>a = 1</code>, then\nrun it."))
    assert article.text == "Write `a = 1`, then\\\nrun it.\n"


def test_a_short_post_with_code_stays_in_the_language_of_its_site(tmp_path: Path) -> None:
    (article,) = articles(tmp_path, item(1, "<pre>a = 1\nb = a</pre> Run it by hand, pre and post."))
    assert article.language == "en"


def test_an_article_in_another_script_is_in_its_own_language(tmp_path: Path) -> None:
    (article,) = articles(tmp_path, item(1, "მდინარე თოვლში იბადება და ზღვას ერთვის.", title="მდინარე"))
    assert article.language == "ka"
    assert any("not the site's" in each.message for each in article.remarks)
