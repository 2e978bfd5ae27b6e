"""Tags of Word, AMP and web components are never words; of films and frames the address is printed."""

import pytest
from lxml import etree

from tests.articles.making import body, codes, inside


@pytest.mark.parametrize(
    ("text", "xhtml"),
    [
        ('<p class="MsoNormal">Text<o:p></o:p></p>', '<p class="MsoNormal">Text</p>'),
        ('<p>City of <st1:place w:st="on">Gori</st1:place> again.</p>', "<p>City of Gori again.</p>"),
        ("City of <st1:place>Gori</st1:place> again.<o:p/>", "<p>City of Gori again.</p>"),
        ("<w:sdt>\n\nText\n\n</w:sdt>", "<p>Text</p>"),
        ("a <![if !vml]>b<![endif]> c", "<p>a b c</p>"),
        ("<p>a <![if !supportLists]>b<![endif]></p>", "<p>a b</p>"),
        ("<search>\n<p>Hello</p>\n</search>", "<div>\n<p>Hello</p>\n</div>"),
        ("<tel:123>", '<p><a href="tel:123">tel:123</a></p>'),
        ("A <height> and <next-page>.", "<p>A &lt;height&gt; and &lt;next-page&gt;.</p>"),
        ("To <your name>, <not a tag>.", "<p>To &lt;your name&gt;, &lt;not a tag&gt;.</p>"),
        ("<dl><div><dt>a</dt><dd>b</dd></div></dl>", "<dl><dt>a</dt><dd>b</dd></dl>"),
        ("<table><tfoot><tr><td>f</td></tr></tfoot><tr><td>b</td></tr></table>",
         "<table><tbody><tr><td>b</td></tr></tbody><tfoot><tr><td>f</td></tr></tfoot></table>"),
    ],
)  # fmt: skip
def test_names_of_word_leave_their_words_and_nothing_else(text: str, xhtml: str) -> None:
    made = body(text)
    assert inside(made).replace("\n\n", "").strip() == xhtml
    assert made.findings == ()


@pytest.mark.parametrize(
    ("text", "xhtml", "said"),
    [
        ("a <foo>b</foo> c", "<p>a b c</p>", "<foo> is left out; the words in it stay"),
        ('<my-card x="1">b</my-card>', "<p>b</p>", "<my-card> is left out; the words in it stay"),
        ("a </i> c", "<p>a  c</p>", "</i> ends nothing; it is left out"),
        ("a </foo> c", "<p>a  c</p>", "</foo> is left out; the words in it stay"),
        ('a <bar x="1"> c', "<p>a  c</p>", "<bar> is left out; the words in it stay"),
        ("<m:oMath>x</m:oMath>", "<p>x</p>", "<m:omath> is left out; the words in it stay"),
    ],
)  # fmt: skip
def test_other_tags_are_left_out_and_reported(text: str, xhtml: str, said: str) -> None:
    made = body(text)
    assert inside(made) == xhtml
    assert [(each.code, each.message, each.line) for each in made.findings] == [("raw-html-removed", said, 5)]


@pytest.mark.parametrize(
    "text", ['<amp-img src="a.png" alt="A"></amp-img>', '<v:shape id="x"><v:imagedata src="a.png" alt="A"/></v:shape>']
)
def test_pictures_of_amp_and_word_are_pictures(text: str) -> None:
    made = body(text)
    assert inside(made) == '<figure><span class="missing-picture">[A]</span></figure>'
    assert codes(made.findings) == ["broken-image"]


_PICTURE = '<span class="missing-picture">[A]</span>'


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ('<img data-src="a.png" alt="A">', "a.png"),
        ('<img src="data:image/gif;base64,R0lGOD" data-lazy-src="a.png" alt="A">', "a.png"),
        ('<img src="/img/lazy.gif" data-original="a.png" alt="A">', "a.png"),
        ('<img srcset="a.png 300w, b.png 600w" alt="A">', "b.png"),
        ('<img data-src="a.png" alt="A"><noscript><img src="a.png" alt="A"></noscript>', "a.png"),
        ('<img src="c.png" data-src="a.png" alt="A">', "c.png"),
        ('<img src="lazy.gif" data-src="javascript:x" alt="A">', "lazy.gif"),
    ],
)
def test_pictures_that_a_script_would_load_are_pictures(text: str, address: str) -> None:
    for made in (body(text), body(f"Before {text} behind.")):
        assert made.xhtml.count(_PICTURE) == 1
        assert [each.code for each in made.findings] == ["broken-image"]
        assert made.findings[0].message.startswith(address)


def test_what_is_shown_without_scripts_stays_if_it_is_something_else() -> None:
    made = body('<img data-src="a.png" alt="A"><noscript><img src="b.png" alt="A"></noscript>')
    assert made.xhtml.count(_PICTURE) == 2
    assert "<p>Words" in body("<noscript>Words</noscript>").xhtml


def test_a_picture_within_the_article_is_not_taken_for_a_preview() -> None:
    made = body(f'<img src="data:image/png;base64,{"A" * 6000}" data-src="https://x.example/a.png" alt="A">')
    assert [each.code for each in made.findings] == ["broken-image"]
    assert made.findings[0].message.startswith("the picture in the address data:")


@pytest.mark.parametrize("text", ["*x*", "see *the upper* valley", "_this_", "*სიტყვა*"])
def test_emphasis_of_markdown_in_a_caption_of_html_is_reported(text: str) -> None:
    made = body(f'<figure><img src="a.png" alt="A"><figcaption>{text}</figcaption></figure>')
    assert f"<figcaption>{text}</figcaption>" in made.xhtml
    assert codes(made.findings) == ["foreign-markup", "broken-image"]


@pytest.mark.parametrize(
    "text", ["5 * 4 * 3", "2*3*4", "*note", "a_b_c", "https://a.example/_b_/c", "\\*x\\*", "<b>*</b>x*", "one* two*"]
)
def test_asterisks_in_html_that_are_no_emphasis_are_not_reported(text: str) -> None:
    made = body(f'<figure><img src="a.png" alt="A"><figcaption>{text}</figcaption></figure>')
    assert codes(made.findings) == ["broken-image"]


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ('<iframe src="https://v.example/embed/x"></iframe>', "https://v.example/embed/x"),
        ('<iframe data-src="//v.example/x" title="T">Use a browser.</iframe>', "https://v.example/x"),
        ('<video controls><source src="https://v.example/a.mp4"><p>No film</p></video>', "https://v.example/a.mp4"),
        ('<audio src="https://v.example/a.mp3"></audio>', "https://v.example/a.mp3"),
        ('<object data="https://v.example/m.swf"><embed src="n.swf"></object>', "https://v.example/m.swf"),
        ('<embed src="https://v.example/z.pdf">', "https://v.example/z.pdf"),
        ('<iframe src="https://v.example/x">', "https://v.example/x"),
        ('<amp-youtube data-videoid="abc"></amp-youtube>', "https://www.youtube.com/watch?v=abc"),
    ],
)  # fmt: skip
def test_the_address_of_a_film_is_printed_as_a_link(text: str, address: str) -> None:
    for made in (body(text), body(f"Before {text} behind.")):
        assert f'<a href="{address}">{address}</a>' in made.xhtml
        assert [each.code for each in made.findings] == ["raw-html-removed"]
        assert made.findings[0].message.endswith("is left out; its address is printed as a link")


def test_no_address_that_runs_a_program_is_printed() -> None:
    made = body('<iframe src="javascript:alert(1)"></iframe>\n\n<video src="data:video/mp4;base64,AA"></video>')
    assert "<a" not in made.xhtml
    assert [each.message.endswith("with what it holds") for each in made.findings] == [True, True]


def test_bullets_of_word_are_printed_as_bullets_and_reported_once_a_line() -> None:
    made = body("\uf0b7 first \uf0b7\n\n\uf0a7 second")
    assert inside(made) == "<p>• first •</p>\n<p>▪ second</p>"
    assert [(each.code, each.line) for each in made.findings] == [("symbol-character", 5), ("symbol-character", 7)]


@pytest.mark.parametrize(
    "text",
    ['<?xml:namespace prefix = o ns = "urn:schemas-microsoft-com:office:office" />', "<![endif]-->", "<![endif]>"],
)
def test_declarations_of_word_are_never_printed(text: str) -> None:
    for made in (body(f"{text}Text.\n\nMore."), body(f"Text. {text}\n\nMore."), body(f"<p>Text.{text}</p>\n\nMore.")):
        assert "".join(etree.fromstring(made.xhtml).itertext()).split() == ["Text.", "More."]
        assert made.findings == ()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('see HYPERLINK "https://a.example" here', 'HYPERLINK "https://a.example"'),
        ("Error! Bookmark not defined.", "Error! Bookmark not defined"),
        ("EMBED Word.Picture", "EMBED Word.Picture"),
        ("Normal 0 false false X-NONE MicrosoftInternetExplorer4", "MicrosoftInternetExplorer4"),
    ],
)
def test_fields_of_word_are_reported(text: str, said: str) -> None:
    (finding,) = body(text).findings
    assert (finding.code, finding.message) == ("foreign-markup", f"{said}, a field of Word, is printed as written")


@pytest.mark.parametrize(
    ("text", "font"),
    [
        ('<font face="Symbol">a</font>-particle', "Symbol"),
        ("<span style='font-family:Wingdings'>J</span>", "Wingdings"),
        ("<p><span style='font-family:&quot;Wingdings 2&quot;'>P</span> done</p>", "Wingdings 2"),
    ],
)
def test_letters_of_symbol_fonts_are_reported(text: str, font: str) -> None:
    (finding,) = body(text).findings
    assert finding.code == "foreign-markup"
    assert finding.message.endswith(f", in the font {font}, is printed with the letters of another font")


def test_choices_of_a_form_without_end_tags_are_words() -> None:
    made = body("<select><option>one<option>two</select>")
    assert inside(made).replace(" ", "_") == "<p>_one_two</p>"
    assert {each.message for each in made.findings} == {"<select> is left out", "<option> is left out"}


def test_spaces_of_symbol_fonts_are_spaces_and_make_no_code() -> None:
    made = body("\uf020" * 5 + "first\uf020word")
    assert inside(made) == "<p>first\u00a0word</p>"
    assert [each.message for each in made.findings] == [
        "U+F020, a character of Word's symbol fonts, is printed as a space"
    ]


def test_bullets_of_word_and_fonts_with_real_symbols_are_not_reported() -> None:
    assert body("<span style='font-family:Symbol'>·&nbsp; </span>Item").findings == ()
    assert body("<span style=\"font-family:'Segoe UI Symbol'\">☺</span>").findings == ()


def test_the_mark_of_an_empty_paragraph_is_no_space() -> None:
    for text in ("a <o:p>&nbsp;</o:p> b", "<p>a <o:p>&nbsp;</o:p> b</p>", "a <o:p>\xa0</o:p> b"):
        assert "\xa0" not in body(text).xhtml
    assert inside(body("a<o:p>b</o:p>c")) == "<p>abc</p>"
    assert "missing-picture" in body("a <o:p>![](x.png)</o:p> b").xhtml
