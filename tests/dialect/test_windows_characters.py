"""References to bytes of Windows-1252 are the characters that they were meant for, as in browsers."""

import html

import pytest

from archivist.dialect.parser import parse, render


def rendered(text: str) -> str:
    return render(*parse(text)).strip()


@pytest.mark.parametrize("number", [*range(0x7F, 0xA2)])
def test_a_reference_is_read_as_in_browsers(number: int) -> None:
    no_character = number in (0x7F, 0x81, 0x8D, 0x8F, 0x90, 0x9D)  # nor in Windows-1252
    expected = "\ufffd" if no_character else html.unescape(f"&#{number};")
    for written in (f"&#{number};", f"&#0{number};", f"&#x{number:x};", f"&#X0{number:X};"):
        assert rendered(f"a{written}b") == f"<p>a{expected}b</p>"


def test_a_title_is_read_as_the_text_is() -> None:
    inline = parse('[a](b "It&#146;s &amp; \\&#146; &#x93;b&#x94;")')[0][1]
    assert (inline.children or [])[0].attrs["title"] == "It\u2019s & &#146; \u201cb\u201d"


def test_a_title_of_several_lines_is_read_as_the_text_is() -> None:
    assert rendered('[a]\n\n[a]: b "&#147;It\n&#146;s\n\\&#146; it&#148;"') == (
        '<p><a href="b" title="“It\n’s\n&amp;#146; it”">a</a></p>'
    )
    assert rendered('[a](b "&#147;It\n&#146;s&#148;")') == '<p><a href="b" title="“It\n’s”">a</a></p>'


def test_other_references_stay_as_they_are() -> None:
    assert rendered("&#1234; &#x41; &rsquo; &#8217; &#55357; \\&#146; `&#146;`") == (
        "<p>\u04d2 A \u2019 \u2019 \ufffd &amp;#146; <code>&amp;#146;</code></p>"
    )
