"""Attributes in braces and in HTML: which are applied, which are text, which are the program's own."""

import re
from pathlib import Path

import pytest

from archivist.articles.body_structure import OWN_CLASSES
from tests.articles.making import body, codes, inside

SOURCE = Path(__file__).parents[2]
FOR_AUTHORS = {"callout-title", "task-list-item", "background", "callout", "align-left", "align-center", "align-right"}


# ---------------------------------------------------------------- the program's own names


@pytest.mark.parametrize("name", ["note", "notes", "note-call", "epub-only", "print-only", "page", "texts-2"])
def test_the_programs_classes_are_dropped_wherever_an_author_writes_them(name: str) -> None:
    text = f"""<div class="{name} x">a</div>

<section class='{name}'>b</section>

c <span class={name}>d</span> [e]{{.{name}}} *f*{{.{name}}} [g](#h){{.{name}}}

{{.{name} .x}}
h

i
{{: .{name}}}

## h {{.{name}}}

<div markdown="1" class="{name}">
j[^n]
</div>

{{.{name}}}
[^n]: k <i class="{name}">l</i>
"""
    made = body(text)
    xhtml = made.xhtml.replace('<a class="note-call" data-note="n"/>', "") + made.notes[0].xhtml
    assert {found for classes in re.findall(r'class="([^"]*)"', xhtml) for found in classes.split()} == {"x"}
    assert made.findings == ()


def test_classes_for_authors_and_unknown_ones_are_kept() -> None:
    made = body('<div class="background mine note">a</div>\n\n{.callout .align-right}\nb')
    assert inside(made) == '<div class="background mine">a</div>\n<p class="callout align-right">b</p>'


def test_every_class_of_templates_and_style_sheets_is_known() -> None:
    used = set()
    for template in (SOURCE / "src/archivist/markup/templates").glob("*.xhtml"):
        for classes in re.findall(r'class="([^"]*)"', template.read_text("utf-8")):
            used.update(re.sub(r"\{\{.*?\}\}|\{%.*?%\}|\S+-\{\{.*?\}\}", " ", classes).split())
    for sheet in (SOURCE / "styles").glob("*.css"):
        rules = re.sub(r"/\*.*?\*/|\{[^{}]*\}|@import[^;]*;", " ", sheet.read_text("utf-8"), flags=re.DOTALL)
        used.update(re.findall(r"\.([a-z][a-z0-9-]*)", rules))
    used -= {"texts-", "notes-"}
    assert len(used) > 30
    assert used - FOR_AUTHORS <= OWN_CLASSES
    assert not FOR_AUTHORS & OWN_CLASSES


def test_roles_types_and_data_of_authors_are_dropped() -> None:
    text = '<aside role="doc-footnote" epub:type="footnote" data-note="n" data-document="d" data-line="9">a</aside>'
    assert inside(body(text)) == "<aside>a</aside>"
    assert inside(body('b <span role="note" data-note="n" epub:type="noteref">c</span>')) == "<p>b <span>c</span></p>"


def test_ids_with_a_full_stop_are_the_programs_own() -> None:
    made = body('<div id="note.1">a</div>\n\n## b {#notes.heading}\n\n[c](#note.1) [d](#notes.heading)')
    assert 'id="note-1"' in made.xhtml
    assert [heading.id for heading in made.headings] == ["notes-heading"]
    assert '<a href="#note-1">c</a> <a href="#notes-heading">d</a>' in made.xhtml


# ---------------------------------------------------------------- behind a heading


@pytest.mark.parametrize(
    ("text", "xhtml"),
    [
        ("## Title {#id}", '<h2 id="id">Title</h2>'),
        ("## Title {#id .x}", '<h2 class="x" id="id">Title</h2>'),
        ("## Title {.x}", '<h2 class="x" id="title">Title</h2>'),
        ("## Title ## {#id}", '<h2 id="id">Title</h2>'),
        ("## Title {: #id}", '<h2 id="id">Title</h2>'),
        ("Title {#id}\n---", '<h2 id="id">Title</h2>'),
        ("## *T*{lang=fr} {#id}", '<h2 id="id"><em lang="fr" xml:lang="fr">T</em></h2>'),
        ("## Title {#2022}", '<h2 id="id-2022">Title</h2>'),
        ("## Title{#id}", '<h2 id="title-id">Title{#id}</h2>'),
        ("## Title {x}", '<h2 id="title-x">Title {x}</h2>'),
        ("## Title \\{#id}", '<h2 id="title-id">Title {#id}</h2>'),
    ],
)
def test_attributes_behind_a_heading(text: str, xhtml: str) -> None:
    made = body(text)
    assert inside(made) == xhtml
    assert made.findings == ()


def test_links_lead_to_the_ids_of_headings() -> None:
    made = body("## A {#b}\n\n## B\n\n## C {#b}\n\n## D {#ч.1}\n\n[x](#b) [y](#ч.1)")
    assert [heading.id for heading in made.headings] == ["b", "b-3", "b-2", "ч-1"]
    assert '<a href="#b">x</a> <a href="#ч-1">y</a>' in made.xhtml
    assert made.findings == ()


# ---------------------------------------------------------------- kramdown


@pytest.mark.parametrize(
    ("text", "xhtml"),
    [
        ("## T\n{: #id}\n{: .x}", '<h2 class="x" id="id">T</h2>'),
        ("## U\n{: #id}\ntext", '<h2 id="id">U</h2>\n<p>text</p>'),
        ("a\nb\n{: .x #y}\n\nc", '<p class="x" id="y">a\nb</p>\n<p>c</p>'),
        ("a\n\n{:.x}\nb", '<p>a</p>\n<p class="x">b</p>'),
        ('> a\n{: lang="fr"}', '<blockquote lang="fr" xml:lang="fr">\n<p>a</p>\n</blockquote>'),
        ("> a\n> {: .x}", '<blockquote>\n<p class="x">a</p>\n</blockquote>'),
        ("- a\n- b\n{: .x}", '<ul class="x">\n<li>a</li>\n<li>b</li>\n</ul>'),
        ("- a\n  {: .x}\n- b", '<ul>\n<li class="x">a</li>\n<li>b</li>\n</ul>'),
        ("- {: .x}\n  a", '<ul>\n<li class="x">a</li>\n</ul>'),
        ("```\na\n```\n{: .x}", '<pre><code class="x">a\n</code></pre>'),
        ("T\n: D\n{: .x}", '<dl class="x">\n<dt>T</dt>\n<dd>D</dd>\n</dl>'),
        ("    {: .x}", "<pre><code>{: .x}\n</code></pre>"),
    ],
)
def test_kramdowns_line_of_attributes(text: str, xhtml: str) -> None:
    made = body(text)
    assert inside(made) == xhtml
    assert made.findings == ()


def test_kramdowns_line_below_a_table_and_a_note() -> None:
    made = body("| a[^n] |\n|--|\n| b |\n{: .x}\n\n[^n]: c\n{: .y lang=FR}")
    assert '<table class="x">' in made.xhtml
    assert made.notes[0].xhtml.startswith('<div class="y" lang="fr" xml:lang="fr">')


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("- a\n{:toc}", 6),
        ("a\n\n{: .x}\n\nb", 7),
        ("{: .x}", 5),
        ("> a\n>\n> {: .x}\n\nb", 7),
        ("<div>a</div>\n{: .x}", 6),
        ("a {: .x}", 5),
    ],
)
def test_what_cannot_be_applied_is_printed_with_a_finding(text: str, line: int) -> None:
    made = body(text)
    assert text[text.index("{") : text.index("}") + 1] in made.xhtml
    assert [(finding.code, finding.line) for finding in made.findings] == [("attributes-ignored", line)]


@pytest.mark.parametrize(
    ("text", "xhtml", "said"),
    [
        (
            "[x](https://x.example){target=_blank .a}",
            '<p><a class="a" href="https://x.example">x</a></p>',
            'target="_blank"',
        ),
        ("*a*{loading=lazy}", "<p><em>a</em></p>", 'loading="lazy"'),
        ('a\n{: target="_blank" rel="me"}', "<p>a</p>", 'target="_blank" rel="me"'),
        ("{data-x=1 .z}\na", '<p class="z">a</p>', 'data-x="1"'),
        ("## H {#id style=x}", '<h2 id="id">H</h2>', 'style="x"'),
    ],
)
def test_what_is_meant_for_screens_is_left_out_and_reported(text: str, xhtml: str, said: str) -> None:
    made = body(text)
    assert inside(made) == xhtml
    assert [(each.code, each.message) for each in made.findings] == [("attributes-ignored", f"{said} is left out")]


# ---------------------------------------------------------------- behind emphasis and links


@pytest.mark.parametrize(
    ("text", "xhtml"),
    [
        ("*a*{lang=fr} b", '<em lang="fr" xml:lang="fr">a</em> b'),
        ("__a__{lang=fr}{.x}", '<strong class="x" lang="fr" xml:lang="fr">a</strong>'),
        ("~~a~~{.x}", '<s class="x">a</s>'),
        ("***a***{lang=fr}", '<em lang="fr" xml:lang="fr"><strong>a</strong></em>'),
        ("[a](http://e.org){lang=fr}", '<a lang="fr" xml:lang="fr" href="http://e.org">a</a>'),
        (
            "[*a*{lang=fr}](http://e.org){:.x}",
            '<a class="x" href="http://e.org"><em lang="fr" xml:lang="fr">a</em></a>',
        ),
        ("`a`{: .x}", '<code class="x">a</code>'),
        ("*a*{b}", "<em>a</em>{b}"),
        ("*a*\\{lang=fr}", "<em>a</em>{lang=fr}"),
    ],
)
def test_attributes_directly_behind_a_mark(text: str, xhtml: str) -> None:
    made = body(text)
    assert inside(made) == f"<p>{xhtml}</p>"
    assert made.findings == ()


@pytest.mark.parametrize(
    ("text", "xhtml", "printed"),
    [
        ("## Title {#id foo=bar}", '<h2 id="title-id-foo-bar">Title {#id foo=bar}</h2>', "{#id foo=bar}"),
        ("*a* {lang=fr}", "<p><em>a</em> {lang=fr}</p>", "{lang=fr}"),
        ("a*{lang=fr}", "<p>a*{lang=fr}</p>", "{lang=fr}"),
    ],
)
def test_attributes_that_are_printed_are_reported(text: str, xhtml: str, printed: str) -> None:
    made = body(text)
    assert inside(made) == xhtml
    assert [finding.message for finding in made.findings] == [f"{printed}, attributes, is printed as written"]


def test_an_unknown_language_behind_a_mark_is_found_with_its_line() -> None:
    made = body("a\n\nb\n*c*{lang=klingonese} ^[*d*{lang=fr}]")
    assert [(finding.code, finding.line) for finding in made.findings] == [("unknown-language", 8)]
    assert '<em lang="fr" xml:lang="fr">d</em>' in made.notes[0].xhtml
    assert codes(made.findings) == ["unknown-language"]


@pytest.mark.parametrize(
    "written",
    [
        "[a link](https://example.org){width=40} more",
        "*words*{start=4} more",
        "## Heading {width=40}",
        "{width=40}\nParagraph.",
        "{start=4}\nParagraph.",
        "{type=a}\n- item",
        "{lang=fr}\n<div>x</div>",
        "{width=40}\n| a |\n|---|\n| b |",
    ],
)
def test_an_attribute_that_an_element_cannot_have_is_reported(written: str) -> None:
    made = body(written)
    assert codes(made.findings) == ["attributes-ignored"]
    assert made.findings[0].message.endswith("is left out")
    assert "{" not in made.xhtml
