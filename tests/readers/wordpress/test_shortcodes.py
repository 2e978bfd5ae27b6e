import base64
import re
import time
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivist.readers.wordpress.media_items import Attachment
from archivist.readers.wordpress.survey import Survey
from archivist.readers.wordpress.wordpress_shortcodes import attributes_of
from archivist.readers.wordpress.wordpress_translations import Languages
from tests.running_time import seconds_since

from .exports import body, html


def _with_pictures() -> Survey:
    survey = Survey(Languages())
    survey.attachments.add(12, Attachment("https://e.org/a.jpg", "A", "In <em>June</em>", "A valley"), 1)
    survey.attachments.add(13, Attachment("https://e.org/b.jpg"), 1)
    return survey


def test_a_caption_becomes_a_figure() -> None:
    source = '[caption id="attachment_1" width="300"]<a href="x"><img src="a.jpg" /></a> The <b>valley</b>[/caption]'
    wanted = '<figure><a href="x"><img src="a.jpg" /></a><figcaption>The <b>valley</b></figcaption></figure>'
    assert html(source) == wanted


def test_a_picture_loses_the_link_to_itself_and_no_other() -> None:
    picture = '<img src="https://e.org/2022/a-300x200.jpg">'
    assert html(f'<p><a href="https://e.org/2022/a.jpg">{picture}</a></p>') == f"<p>{picture}</p>"
    assert html(f'<p><a href="/?p=3" rel="attachment wp-att-3">{picture}</a></p>') == f"<p>{picture}</p>"
    assert "<a" in html(f'<p><a href="https://e.org/article">{picture}</a></p>')


def test_a_caption_in_the_old_form_becomes_a_figure() -> None:
    source = '[caption id="a" caption="The &quot;valley&quot; <em>now</em>"]<img src="a.jpg">[/caption]'
    assert "<figcaption>The &quot;valley&quot; <em>now</em></figcaption>" in html(source)


def test_a_gallery_shows_its_attachments_with_captions() -> None:
    shown = html('[gallery ids="13,12"]', _with_pictures())
    assert shown.index("b.jpg") < shown.index("a.jpg")
    assert '<img src="https://e.org/a.jpg" alt="A valley"><figcaption>In <em>June</em></figcaption>' in shown


def test_a_gallery_without_ids_shows_what_was_uploaded_to_the_article() -> None:
    assert html("[gallery]", _with_pictures()).count("<figure>") == 2


def test_a_gallery_of_unknown_pictures_is_reported() -> None:
    assert [each.code for each in body('[gallery ids="99"]').remarks] == ["import-picture"]


@pytest.mark.parametrize(
    ("source", "address"),
    [
        ("[embed]https://youtu.be/x?a=1[/embed]", "https://youtu.be/x?a=1"),
        ('[audio mp3="https://e.org/a.mp3"][/audio]', "https://e.org/a.mp3"),
        ('[audio src="talks/a.mp3"]', "talks/a.mp3"),
        ("[audio src='a b.MP3']", "a b.MP3"),
        ('[video width="640" src="https://e.org/a.mp4" /]', "https://e.org/a.mp4"),
        ("[youtube=https://youtu.be/x]", "https://youtu.be/x"),
        ("[vimeo 1234567]", "https://vimeo.com/1234567"),
    ],
)
def test_embedded_things_become_links(source: str, address: str) -> None:
    if source.startswith("[vimeo 1"):
        source = source.replace("]", " /]")
    assert html(source) == f'<p><a href="{address}">{address}</a></p>'


@pytest.mark.parametrize("name", ["footnote", "fn", "ref", "efn_note", "mfn"])
def test_notes_of_plug_ins_become_notes(name: str) -> None:
    shown = html(f"One[{name}]First <em>note</em>.[/{name}] two[{name}]Second.[/{name}].")
    assert '<p>One<sup id="fnref:1"><a class="footnote-ref" href="#fn:1">1</a></sup> two' in shown
    assert '<li id="fn:1"><p>First <em>note</em>.</p> <a class="footnote-backref" href="#fnref:1">↩</a></li>' in shown
    assert '<li id="fn:2"><p>Second.</p>' in shown


def test_a_named_note_is_called_again() -> None:
    shown = html('One[ref name="a"]Text.[/ref] two[ref name="a" /].')
    assert shown.count('href="#fn:1"') == 2
    assert shown.count("<li") == 1


def test_the_list_of_notes_is_not_printed_twice() -> None:
    assert "reflist" not in html("One[efn_note]A.[/efn_note]\n\n[efn_reflist]")


def test_labels_do_not_collide_with_notes_the_text_has_already() -> None:
    assert 'href="#fn:2"' in html('<p>A<a href="#fn:1">1</a> b[fn]C.[/fn]</p><li id="fn:1">D</li>')


def test_note_within_a_line_is_a_footnote_and_on_its_own_line_a_box() -> None:
    assert "<sup" in html("A word[note]of it[/note] here.")
    assert "<sup" not in html("One.\n\n[note]A box.[/note]\n\nTwo.")


def test_double_brackets_are_notes_if_there_are_two_with_words() -> None:
    given = body("One((a first note)) two((and a second one)).")
    assert given.html.count("<sup") == 2
    assert [each.code for each in given.remarks] == ["import-guessed"]


@pytest.mark.parametrize(
    "source",
    [
        "f((x)) and g((y))",
        "One((a first note)) alone",
        "<code>f((a b)) g((c d))</code>",
    ],
)
def test_double_brackets_of_another_kind_stay(source: str) -> None:
    assert "<sup" not in html(source)


def test_double_brackets_behind_a_space_are_notes_of_other_plug_ins() -> None:
    given = body("One ((a first note)) two ((and a second one)).")
    assert "One<sup" in given.html
    assert [given.html.count(each) for each in ("<li ", "((")] == [2, 0]


def test_brackets_with_numbers_that_run_from_one_are_notes() -> None:
    given = body('One [1. A first [sic] note.] two[2. See <a href="https://e.org">there</a>.].')
    assert "One<sup" in given.html
    assert "A first [sic] note." in given.html.partition('class="footnote"')[2]
    assert "2 passages in brackets with numbers" in given.remarks[0].message


@pytest.mark.parametrize(
    "source",
    [
        "One [1. A note.] alone",
        "One [2. A b.] two [1. C d.]",
        "[1. A b.]\n\n[2. C d.]",
        "<code>a [1. b] c [2. d]</code>",
    ],
)
def test_brackets_with_numbers_of_another_kind_stay(source: str) -> None:
    assert "<sup" not in html(source)


def test_what_readers_saw_of_a_module_s_attributes_is_kept() -> None:
    source = (
        '[et_pb_section admin_label="Never shown"]'
        '[et_pb_testimonial author="Ana" job_title="Engineer" company_name="Works"]Good.[/et_pb_testimonial]'
        '[et_pb_button button_url="https://e.org/b" button_text="Go on"][/et_pb_button]'
        '[et_pb_cta title="Call" button_url="https://e.org/c" button_text="Act"]Now.[/et_pb_cta]'
        '[et_pb_number_counter title="Bridges" number="12"][/et_pb_number_counter]'
        '[et_pb_team_member name="Gia" position="Chief"]Bio.[/et_pb_team_member]'
        '[et_pb_blurb title="Head" image="https://e.org/i.png" alt="An i"]Text.[/et_pb_blurb]'
        "[/et_pb_section]"
        '[vc_custom_heading text="A ``word`` `{`x`}`"]'
        '[vc_cta h2="Two" btn_title="More" btn_link="url:https%3A%2F%2Fe.org%2Fm|title:M"]In[/vc_cta]'
    )
    shown = html(source)
    words = " ".join(re.sub(r"<[^<>]*>", " ", shown).split())
    assert words == (
        "Good. Ana, Engineer, Works Go on Call Now. Act Bridges 12 Gia Chief Bio. Head Text. "
        "A &quot;word&quot; [x] Two In More"
    )
    for address in ("https://e.org/b", "https://e.org/c", "https://e.org/i.png", "https://e.org/m"):
        assert f'"{address}"' in shown


def test_galleries_of_page_builders_show_their_pictures() -> None:
    shown = html('[vc_gallery images="12,13"][et_pb_gallery gallery_ids="13"][/et_pb_gallery]', _with_pictures())
    assert shown.count("<img") == 3


def test_encoded_html_is_decoded() -> None:
    encoded = base64.b64encode(quote("<p>Raw <b>words</b>.</p>").encode()).decode()
    assert "<p>Raw <b>words</b>.</p>" in html(f"[vc_raw_html]{encoded}[/vc_raw_html]")
    assert "words" not in html(f"[vc_raw_js]{encoded}[/vc_raw_js]")
    given = body("[vc_raw_html]no base 64![/vc_raw_html]")
    assert "its encoded HTML" in given.remarks[0].message


def test_listings_are_shown_as_they_are() -> None:
    shown = body('[sourcecode language="python"]\ndef f(x):\n    return x < 1 &amp; [x]\n[/sourcecode]').html
    assert "<pre><code>def f(x):\n    return x &lt; 1 &amp; [x]</code></pre>" in shown


def test_forms_and_advertisements_go_and_are_reported() -> None:
    given = body('Before [contact-form-7 id="5"] after [adrotate banner="1"].')
    assert "Before  after ." in given.html
    assert given.remarks[0].message.endswith("left out: [adrotate] ×1, [contact-form-7] ×1")


def test_layout_of_page_builders_goes_and_its_content_stays() -> None:
    given = body('[vc_row][vc_column width="1/2"][vc_column_text]One.[/vc_column_text][/vc_column][/vc_row]')
    assert " ".join(given.html.split()) == "<p>One.</p>"
    assert [each.code for each in given.remarks] == ["import-left-out"]
    assert "[vc_row] ×1" in given.remarks[0].message


def test_a_heading_in_an_attribute_of_a_wrapper_is_kept() -> None:
    assert "<strong>History</strong>" in html('[vc_tta_section title="History"]Text.[/vc_tta_section]')


def test_quotations_and_drop_capitals() -> None:
    assert html("[pullquote]Said.[/pullquote]") == "<blockquote><p>Said.</p> </blockquote>"
    assert html("[dropcap]O[/dropcap]nce") == "<p>Once</p>"


def test_an_unknown_shortcode_stays_and_is_reported_with_its_place() -> None:
    given = body('Before it. [my-plugin id="5"] After.')
    assert '[my-plugin id="5"]' in given.html
    assert given.remarks[0].code == "import-markup"
    assert "Before it." in given.remarks[0].message
    assert str(given.remarks[0].place) == "export.xml:7"


def test_an_unknown_enclosing_shortcode_keeps_both_ends() -> None:
    assert html("[spell]words[/spell]") == "<p>[spell]words[/spell]</p>"


@pytest.mark.parametrize(
    "text",
    ["[sic]", "[1]", "[Georgian]", "[taproot]", "[the so-called border]", "[video]", "[see x = 5]", "[hash_value]"],
)
def test_words_in_brackets_are_text(text: str) -> None:
    given = body(f"A {text} word.")
    assert given.html.strip() == f"<p>A {text} word.</p>"
    assert not given.remarks


def test_escaped_shortcodes_lose_one_bracket() -> None:
    assert html("Write [[gallery]] here.") == "<p>Write [gallery] here.</p>"
    assert html("[[caption]x[/caption]]") == "<p>[caption]x[/caption]</p>"


def test_shortcodes_in_code_and_in_tags_are_left() -> None:
    source = '<p><code>[gallery ids="1"]</code> <a href="?a=[gallery]">x</a></p>'
    assert html(source) == source


def test_shortcodes_that_overlap_lose_no_word() -> None:
    shown = html("[vc_row]One [vc_column]two[/vc_row] three[/vc_column]")
    assert [word for word in ("One", "two", "three") if word in shown] == ["One", "two", "three"]
    assert "[" not in shown


def test_attributes_are_read_in_all_their_forms() -> None:
    read = attributes_of(' a="1 2" b=\'3\' c=4 "five" six /')
    assert read == {"a": "1 2", "b": "3", "c": "4", "0": "five", "1": "six"}
    assert attributes_of(" ids=&#8221;1,2&#8221;") == {"ids": "1,2"}
    assert attributes_of(" a=“1 2”") == {"a": "1 2"}


@given(st.text(st.sampled_from('[]/ab ="<>fn\n'), max_size=100))
def test_nothing_raises_and_no_letter_outside_brackets_is_lost(source: str) -> None:
    assert body("§" + source + "§").html.count("§") == 2


@pytest.mark.slow
@pytest.mark.parametrize(
    "unit",
    [
        "[",
        "[a ",
        "[fn]",
        "[[",
        '[a b="',
        "[/fn]",
        "[fn]x[/fn]",
        "((a b",
        "x[1. a[2. b",
        "[toc]",
        " ",
        "<!--more",
        "[q r=1]",
        "<[",
        "[caption]",
        "<!--[",
    ],
)
def test_hostile_text_takes_no_long_time(unit: str) -> None:
    began = time.process_time()
    body(unit * (100_000 // len(unit)))
    assert seconds_since(began) < 5
