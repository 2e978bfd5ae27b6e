import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivist.readers.wordpress.block_kinds import field_texts
from archivist.readers.wordpress.survey import Survey
from archivist.readers.wordpress.wordpress_translations import Languages
from tests.running_time import seconds_since

from .exports import body, html


def _block(name: str, inner: str, attributes: str = "") -> str:
    return f"<!-- wp:{name} {attributes}{' ' if attributes else ''}-->\n{inner}\n<!-- /wp:{name} -->\n\n"


def test_the_comments_go_and_the_paragraphs_stay() -> None:
    assert (
        html(_block("paragraph", "<p>One\nline.</p>") + _block("paragraph", "<p>Two.</p>"))
        == "<p>One line.</p> <p>Two.</p>"
    )


def test_text_of_the_classic_editor_between_blocks_gets_its_paragraphs() -> None:
    assert html(f"One.\n\nTwo.\n\n{_block('heading', '<h2>H</h2>')}") == "<p>One.</p> <p>Two.</p> <h2>H</h2>"


def test_an_embedded_video_becomes_a_link_with_its_caption() -> None:
    inner = (
        '<figure class="wp-block-embed"><div class="wp-block-embed__wrapper">\nhttps://youtu.be/x?a=1&amp;b=2\n</div>'
        "<figcaption>The river</figcaption></figure>"
    )
    link = '<p><a href="https://youtu.be/x?a=1&amp;b=2">https://youtu.be/x?a=1&amp;b=2</a></p> <p>The river</p>'
    assert html(_block("embed", inner, '{"url":"https://youtu.be/x"}')) == link
    assert html(_block("core-embed/youtube", inner)) == link


@pytest.mark.parametrize(
    "inner",
    [
        '<ul class="blocks-gallery-grid"><li><figure><img src="a.jpg"><figcaption>A</figcaption></figure></li></ul>',
        '<figure><ul><li><figure><img src="a.jpg"><figcaption>A</figcaption></figure></li></ul></figure>',
        '<figure class="wp-block-gallery"><figure><img src="a.jpg"><figcaption>A</figcaption></figure></figure>',
    ],
)
def test_a_gallery_is_its_figures(inner: str) -> None:
    assert html(_block("gallery", inner)) == '<figure><img src="a.jpg"><figcaption>A</figcaption></figure>'


def test_the_caption_of_a_whole_gallery_is_kept() -> None:
    inner = (
        '<figure class="wp-block-gallery"><figure><img src="a.jpg"></figure>'
        '<figcaption class="blocks-gallery-caption">All</figcaption></figure>'
    )
    assert html(_block("gallery", inner)) == '<figure><img src="a.jpg"></figure><p>All</p>'


def test_a_pullquote_is_a_quotation_and_a_verse_is_no_code() -> None:
    quote = '<figure class="wp-block-pullquote"><blockquote><p>Said</p><cite>She</cite></blockquote></figure>'
    assert html(_block("pullquote", quote)) == "<blockquote><p>Said</p><cite>She</cite></blockquote>"
    verse = html(_block("verse", '<pre class="wp-block-verse">One,\ntwo.\n\nThree.</pre>'))
    assert verse == "<p>One,<br> two.</p> <p>Three.</p>"


def test_a_file_loses_its_button_and_a_recording_is_a_link() -> None:
    file = '<div><a href="a.pdf">Report</a><a href="a.pdf" class="wp-block-file__button" download>Download</a></div>'
    assert html(_block("file", file)) == '<div><a href="a.pdf">Report</a></div>'
    sound = '<figure><audio controls src="https://e.org/a.mp3"></audio><figcaption>Her voice</figcaption></figure>'
    link = '<p><a href="https://e.org/a.mp3">https://e.org/a.mp3</a></p> <p>Her voice</p>'
    assert html(_block("audio", sound)) == link


@pytest.mark.parametrize("name", ["columns", "group", "media-text", "table", "code", "quote", "html", "acme/box"])
def test_other_blocks_are_their_html(name: str) -> None:
    assert html(_block(name, '<div class="x"><p>One.</p></div>')) == '<div class="x"><p>One.</p></div>'


@pytest.mark.parametrize("mark", ["<!--more-->", "<!--nextpage-->", "<!--more Read on-->"])
def test_marks_of_pages_go(mark: str) -> None:
    assert html(f"One.\n{mark}\nTwo.") == "<p>One.</p> <p>Two.</p>"
    assert html(_block("more", mark) + _block("paragraph", "<p>Two.</p>")) == "<p>Two.</p>"


def test_reusable_blocks_are_put_in_their_places() -> None:
    survey = Survey(Languages(), reusable={12: _block("paragraph", "<p>Again.[fn]N.[/fn]</p>")})
    shown = html(_block("paragraph", "<p>One.</p>") + '<!-- wp:block {"ref":12} /-->', survey)
    assert "<p>One.</p> <p>Again.<sup" in shown


def test_a_reusable_block_within_itself_ends() -> None:
    survey = Survey(Languages(), reusable={12: 'x <!-- wp:block {"ref":12} /-->' * 3})
    given = body('<!-- wp:block {"ref":12} /-->', survey)
    assert "not in the export" in given.remarks[-1].message


def test_a_missing_reusable_block_is_reported() -> None:
    given = body('<!-- wp:block {"ref":99} /--><!-- wp:latest-posts /--><!-- wp:spacer /-->')
    assert [each.code for each in given.remarks] == ["import-left-out", "import-left-out"]
    assert "latest-posts ×1" in given.remarks[0].message
    assert "99" in given.remarks[1].message


def test_a_block_of_related_articles_gives_their_ids() -> None:
    assert body('<!-- wp:acme/related-posts {"ids":[3,4]} /-->').related == (3, 4)


def test_the_notes_of_wordpress_itself_become_notes() -> None:
    source = _block(
        "paragraph",
        '<p>One<sup data-fn="a-b" class="fn"><a href="#a-b" id="a-b-link">1</a></sup>, two'
        '<sup data-fn="none" class="fn"><a href="#none">2</a></sup>.</p>',
    )
    given = body(f"{source}<!-- wp:footnotes /-->", footnotes='[{"content":"A <em>note</em>.","id":"a-b"}]')
    assert '<p>One<sup id="fnref:1"><a class="footnote-ref" href="#fn:1">1</a></sup>, two' in given.html
    assert '<li id="fn:1"><p>A <em>note</em>.</p>' in given.html
    assert [each.code for each in given.remarks] == ["import-left-out"]
    assert "'none'" in given.remarks[0].message


def test_a_note_that_is_never_called_is_kept() -> None:
    given = body("<p>One.</p>", footnotes='[{"content":"Lost note.","id":"a"}]')
    assert "Lost note." in given.html


@pytest.mark.parametrize("broken", ["[", "{}", "[[[[", '[{"id":1}]', "[" * 100_000])
def test_broken_notes_are_none(broken: str) -> None:
    assert body("<p>One.</p>", footnotes=broken).html == "<p>One.</p>"


@given(st.lists(st.sampled_from(["<!-- wp:a -->", "<!-- /wp:a -->", "<!-- wp:b {} -->", "<!-- /wp:b -->", "§", "<p>"])))
def test_no_word_is_lost_however_blocks_are_nested(parts: list[str]) -> None:
    source = "".join(parts)
    assert body(source).html.count("§") == source.count("§")


@pytest.mark.slow
@pytest.mark.parametrize(
    "unit", ["<!-- wp:a -->", "<!-- wp:gallery --><figcaption>", "<!-- wp:verse --><pre>", "<!-- wp:a {", "<!-- "]
)
def test_hostile_text_takes_no_long_time(unit: str) -> None:
    began = time.process_time()
    body("<!-- wp:a /-->" + unit * (400_000 // len(unit)))
    assert seconds_since(began) < 5


def test_the_text_of_a_block_s_own_fields_is_kept_and_its_settings_are_not() -> None:
    fields = '{"text":"Words of \\u003cb\\u003eAna\\u003c/b\\u003e.","_text":"field 1 of","align":"left","size":3}'
    given = body(f'<!-- wp:acf/quote {{"name":"acf/quote","data":{fields}}} /--><!-- wp:acf/map {{"data":[]}} /-->')
    assert given.html.strip() == "<p>Words of <b>Ana</b>.</p>"
    assert [each.code for each in given.remarks] == ["import-left-out", "import-guessed"]
    assert "acf/map ×1" in given.remarks[0].message
    assert "acf/quote ×1" in given.remarks[1].message


def test_endless_fields_of_a_block_take_no_long_time() -> None:
    began = time.process_time()
    assert field_texts({"data": {"a": "x" * 10**6 + "!" * 10**6, "b": "aa." * 10**6}}) == []
    assert seconds_since(began) < 5
