"""Markdown becomes the one form later stages work from: text, structure, raw HTML."""

import pytest
from lxml import etree

from tests.articles.making import body, codes, inside


@pytest.mark.parametrize(
    ("text", "xhtml"),
    [
        ("a *b* **c** `d` ~~e~~", "<p>a <em>b</em> <strong>c</strong> <code>d</code> <s>e</s></p>"),
        ('"quotes" -- (c) ... www.e.org', '<p>"quotes" -- (c) ... www.e.org</p>'),
        ("a  \nb\\\nc", "<p>a<br/>\nb<br/>\nc</p>"),
        ("&copy; &amp; &nbsp;x &lt;", "<p>© &amp; \u00a0x &lt;</p>"),
        ("[mot]{lang=fr}", '<p><span lang="fr" xml:lang="fr">mot</span></p>'),
        ("{lang=FR .x}\nUn mot", '<p class="x" lang="fr" xml:lang="fr">Un mot</p>'),
        ("T\n: D", "<dl>\n<dt>T</dt>\n<dd>D</dd>\n</dl>"),
        ("::: background\nb\n:::", '<section class="background">\n<p>b</p>\n</section>'),
        ("a\n\n---\n\nb", "<p>a</p>\n<hr/>\n<p>b</p>"),
        ("3. a\n4. b", '<ol start="3">\n<li>a</li>\n<li>b</li>\n</ol>'),
    ],
)
def test_the_dialect(text: str, xhtml: str) -> None:
    made = body(text)
    assert inside(made) == xhtml
    assert made.findings == ()


def test_tables_say_their_alignment_in_classes() -> None:
    made = body("| a | b | c |\n|:--|:-:|--:|\n| 1 | 2 | 3 |")
    for side in ("left", "center", "right"):
        assert f'<th class="align-{side}">' in made.xhtml
    assert "style" not in made.xhtml


def test_cells_beyond_the_header_are_kept() -> None:
    assert "<td>2 | 3 | 4</td>" in body("| a | b |\n|--|--|\n| 1 | 2 | 3 | 4 |").xhtml


@pytest.mark.parametrize(
    "text",
    [
        "[x]{foo=bar}",
        "`c`{% note %}",
        "{lang=fr} text {x}",
        "{unknown=1}\ntext",
        "`x`{{ y }}",
        "{#a} b}",
        "{}",
    ],
)
def test_braces_that_are_no_attributes_are_text(text: str) -> None:
    made = body(text).xhtml
    for word in ("{", "}"):
        assert made.count(word) == text.count(word)


def test_template_tags_are_printed_as_written() -> None:
    made = body("a\n{% include *x* %} b\n\n`{{ code }}`\n\n- {{ a_b_c }}\n")
    assert "{% include *x* %} b" in made.xhtml
    assert [(finding.code, finding.line) for finding in made.findings] == [
        ("template-tag", 6),
        ("template-tag", 10),
    ]


def test_template_tags_are_reported_ten_times_at_most() -> None:
    assert len(body("{{ x }}\n\n" * 30).findings) == 10


# ---------------------------------------------------------------- raw HTML


@pytest.mark.parametrize(
    ("text", "xhtml"),
    [
        ("a<br>b<sup>2</sup>", "<p>a<br/>b<sup>2</sup></p>"),
        ("a <!-- no --> b", "<p>a  b</p>"),
        ('<p align="center" style="x" onclick="y">a</p>', '<p class="align-center">a</p>'),
        ("<center>a</center>", '<div class="align-center">a</div>'),
        ("x <tt>a</tt> <strike>b</strike>", "<p>x <code>a</code> <s>b</s></p>"),
        (
            "<details><summary>s</summary>\n\nx\n\n</details>",
            "<details><summary>s</summary>\n<p>x</p>\n</details>",
        ),
        ("<blockquote>a</blockquote>", "<blockquote>a</blockquote>"),
        ("<table><tr><td>1<td>2</table>", "<table><tbody><tr><td>1</td><td>2</td></tr></tbody></table>"),
        ("x <b>bold", "<p>x &lt;b&gt;bold</p>"),
        ("<li>alone</li>", "<div>alone</div>"),
        ("<div>a<p>b</div>", "<div>a<p>b</p></div>"),
        ("x <q>y</q> <kbd>z</kbd>", "<p>x <q>y</q> <kbd>z</kbd></p>"),
    ],
)
def test_allowed_html_is_kept_and_valid(text: str, xhtml: str) -> None:
    made = body(text)
    assert inside(made) == xhtml
    assert made.findings == ()


@pytest.mark.parametrize(
    "text",
    [
        "the <height> of it",
        "OP_IF <count> OP_ELSE",
        "a <data pushes> b",
        "at <time> and <B pubkey>",
        "use the <script> tag",
        "an <b> and a <title>",
        "<height>\n\nmore",
        "a < b > c <1> <é>",
    ],
)
def test_words_in_angle_brackets_are_printed(text: str) -> None:
    made = body(text)
    root = etree.fromstring(made.xhtml)
    assert "".join(root.itertext()).split() == text.split()
    assert made.xhtml.count("&lt;") == text.count("<")


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<style>\nx { }\n\ny { }\n</style>",
        "a <iframe src='https://x.example'>y</iframe>",
        "<object data=https://x.example>y</object>",
        "<form><input name=x></form>",
        "<svg><script/></svg>",
        "<meta charset='x'>",
        "a <?php echo 'x' ?> b",
    ],
)
def test_what_a_book_cannot_hold_is_removed_with_a_finding(text: str) -> None:
    made = body(f"before\n\n{text}\n\nafter")
    assert "before" in made.xhtml
    assert "after" in made.xhtml
    assert set(codes(made.findings)) == {"raw-html-removed"}
    assert made.findings[0].line == 7
    for word in ("script", "style", "iframe", "object", "form", "input", "svg", "meta", "?php"):
        assert f"<{word}" not in made.xhtml


def test_an_unclosed_comment_or_tag_swallows_nothing() -> None:
    for opening in ("<!-- ", "<script>", "<div class='", "<textarea>", "<plaintext>", "<style>", "<![CDATA["):
        assert "the last word" in body(f"{opening}\n\nthe last word").xhtml


def test_markdown_in_html_is_read_without_blank_lines() -> None:
    tight = body('<div markdown="1" class="callout">\n### *H*\n- a\n</div>\nafter')
    loose = body('<div markdown="1" class="callout">\n\n### *H*\n\n- a\n\n</div>\n\nafter')
    for made in (tight, loose):
        assert '<div class="callout">' in made.xhtml
        assert '<h2 id="h"><em>H</em></h2>' in made.xhtml
        assert "<li>a</li>" in made.xhtml
        assert "<p>after</p>" in made.xhtml
        assert "markdown" not in made.xhtml
    assert tight.findings[0].line == 6


def test_markdown_in_html_keeps_lines_and_nests() -> None:
    text = """- item

  <blockquote markdown="1">*q*
  [^x]

  <div markdown="1">*d*</div>
  </blockquote>

end {{ t }}"""
    made = body(text)
    assert "<em>q</em>" in made.xhtml
    assert "<div>\n<p><em>d</em></p>\n</div>" in made.xhtml
    assert [(finding.code, finding.line) for finding in made.findings] == [
        ("note-without-text", 8),
        ("template-tag", 13),
    ]


def test_spoofed_marks_are_not_calls() -> None:
    made = body('<span data-note="x">a</span> <a class="note-call" href="http://e.org">b</a>')
    assert "note-call" not in made.xhtml
    assert "data-note" not in made.xhtml


# ---------------------------------------------------------------- headings and ids


def test_headings() -> None:
    made = body("# One\n\n## Two\n\n#### Four\n\n##### Five\n\n## Two\n\n###### Six `c`[^n]\n\n[^n]: n")
    assert [(heading.level, heading.id, heading.title) for heading in made.headings] == [
        (2, "one", "One"),
        (2, "two", "Two"),
        (3, "four", "Four"),
        (4, "five", "Five"),
        (2, "two-2", "Two"),
        (3, "six-c", "Six c"),
    ]
    assert codes(made.findings) == ["heading-skips-level"] * 2
    assert made.findings[0].line == 9


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Привет мир", "привет-мир"),
        ("ქართული", "ქართული"),
        ("2022", "id-2022"),
        ("!!!", "section"),
        ("日本", "日本"),
    ],
)
def test_ids_are_names(title: str, name: str) -> None:
    assert body(f"## {title}").headings[0].id == name


def test_ids_an_author_wrote_are_kept_and_unique() -> None:
    made = body('{#here}\n## News\n\n<div id="news">a</div><div id="news">b</div>\n\n## News\n\n[x](#here) [y](#news)')
    assert [heading.id for heading in made.headings] == ["here", "news-3"]
    assert '<div id="news">a</div><div id="news-2">b</div>' in made.xhtml
    assert '<a href="#here">x</a> <a href="#news">y</a>' in made.xhtml


def test_an_empty_heading_is_none() -> None:
    assert body("##\n\n## a").headings[0].title == "a"


def test_an_unknown_language_of_a_passage() -> None:
    made = body("a\n\n[mot]{lang=klingonese}")
    assert [(finding.code, finding.line) for finding in made.findings] == [("unknown-language", 7)]
    assert "lang" not in made.xhtml


# ---------------------------------------------------------------- limits


def test_control_characters_are_left_out() -> None:
    made = body("a\x07b\n\nc\x0cd\ud800e &#12; \ufffe")
    assert inside(made).startswith("<p>ab</p>\n<p>c de")
    assert [(finding.code, finding.line) for finding in made.findings] == [
        ("control-character", 5),
        ("control-character", 7),
    ]


@pytest.mark.parametrize(
    "text",
    [
        ">" * 10_000 + " the last word",
        "- " * 200 + "the last word",
        "[" * 100_000 + " the last word",
        "*a" * 100_000 + " the last word",
        "<div>" * 1000 + " the last word",
        "<div>\n" * 1000 + " the last word",
        "|a" * 2000 + "\n" + "|-" * 2000 + "\n| the last word",
        "[^a]: " * 1000 + " the last word",
        '<div markdown="1">\n' * 300 + "the last word\n" + "</div>\n" * 300,
    ],
)
def test_nesting_beyond_the_limit_is_printed_with_an_error(text: str) -> None:
    made = body(text)
    assert "the last word" in "".join([made.xhtml, *(note.xhtml for note in made.notes)])
    assert "markdown-limit" in codes(made.findings)


@pytest.mark.parametrize("unit", ["word ", "x", "<!--", "<?", "&amp;", "<b>", "> a\n", "{% ", "![a](", "`", "~~", "|a"])
def test_a_long_line_does_not_hang(unit: str) -> None:
    assert body(unit * (200_000 // len(unit))).xhtml


def test_emphasis_without_end_is_printed_as_written() -> None:
    text = f"a{'*' * 1000}x{'*' * 1000}b *c*"
    read = body(text)
    assert "".join(etree.fromstring(read.xhtml).itertext()).strip() == text
    assert [finding.code for finding in read.findings] == ["markdown-limit"]
