import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivist.importers.wordpress.attachments import Attachment
from archivist.importers.wordpress.shortcodes import attributes_of
from archivist.importers.wordpress.survey import Survey
from archivist.importers.wordpress.translations import Languages

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


def test_a_gallery_of_unknown_pictures_is_told() -> None:
    assert [each.code for each in body('[gallery ids="99"]').remarks] == ["import-picture"]


@pytest.mark.parametrize(
    ("source", "address"),
    [
        ("[embed]https://youtu.be/x?a=1[/embed]", "https://youtu.be/x?a=1"),
        ('[audio mp3="https://e.org/a.mp3"][/audio]', "https://e.org/a.mp3"),
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
        "a ((free one)) b ((free two))",
        "<code>f((a b)) g((c d))</code>",
    ],
)
def test_double_brackets_of_another_kind_stay(source: str) -> None:
    assert "<sup" not in html(source)


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


def test_an_unknown_shortcode_stays_and_is_told_with_its_place() -> None:
    given = body('Before it. [contact-form-7 id="5"] After.')
    assert '[contact-form-7 id="5"]' in given.html
    assert given.remarks[0].code == "import-markup"
    assert "Before it." in given.remarks[0].message
    assert given.remarks[0].file == "export.xml:7"


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
    assert time.process_time() - began < 5
