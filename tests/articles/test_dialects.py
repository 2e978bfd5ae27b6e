"""Markup of other programs: set where its meaning is sure, reported where it is printed, and plain text left alone."""

import pytest

from tests.articles.making import body, codes, inside


def title(text: str) -> str:
    return f'<p class="callout-title">{text}</p>'


def label(name: str) -> str:
    return f'<p class="callout-title" data-label="callout_{name}"/>'


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        ("> [!NOTE]\n> Words.", label("note")),
        ("> [!note]\n> Words.", label("note")),
        ("> [!WARNING] Own *title*\n> Words.", title("Own <em>title</em>")),
        ("> [!faq]- Is it?\n> Words.", title("Is it?")),
        ("> [!hint]+\n> Words.", label("tip")),
        ("> [!recipe]\n> Words.", title("Recipe")),
        ("!!! note\n    Words.", label("note")),
        ('!!! danger "Mind it"\n    Words.', title("Mind it")),
        ("??? tip\n    Words.", label("tip")),
        ("???+ example\n    Words.", label("example")),
        ('!!! note ""\n    Words.', ""),
        ("!!! note inline end\n    Words.", label("note")),
        ('!!! note inline end "A"\n    Words.', title("A")),
        ("::: warning\nWords.\n:::", label("warning")),
        (":::tip\nWords.\n:::", label("tip")),
        ("::: tip Own title\nWords.\n:::", title("Own title")),
        (":::caution[Own *title*]\nWords.\n:::", title("Own <em>title</em>")),
        (":::note[A]{.b}\nWords.\n:::", title("A")),
        (":::{note}\nWords.\n:::", label("note")),
        (":::{warning} A title\nWords.\n:::", title("A title")),
        ("::: {.callout-important}\nWords.\n:::", label("important")),
        ("::: {.callout-important title=\"A\"}\nWords.\n:::", title("A")),
        ("::: {.callout-tip}\n## A\n\nWords.\n:::", title("A")),
        ("::::: note :::::\nWords.\n::::::::", label("note")),
        ("/// warning | A\nWords.\n///", title("A")),
        ("/// note\nWords.\n///", label("note")),
        ("::: details More\nWords.\n:::", title("More")),
    ],
)  # fmt: skip
def test_callouts_of_all_programs_have_one_form(text: str, heading: str) -> None:
    made = body(text)
    assert made.findings == ()
    shown = inside(made).replace("\n", "")
    assert shown.startswith('<div class="callout')
    assert shown.partition(">")[2] == f"{heading}<p>Words.</p></div>"


@pytest.mark.parametrize(
    "text",
    [
        "!!! Attention please\nWords.",
        "!!!",
        "??? what is this\nWords.",
        "[!NOTE] is no quotation",
        ":::",
        "a ::: b",
        "It is 10:30:15 ::: now",
        "/// a comment",
        "    ::: note\n    code\n    :::",
    ],
)
def test_what_only_looks_like_a_callout_is_text(text: str) -> None:
    assert "callout" not in inside(body(text))


def test_sections_hold_sections_as_in_pandoc_and_as_in_docusaurus() -> None:
    pandoc = "::: note\na\n\n::: tip\nb\n:::\n\nc\n:::\n\nd"
    docusaurus = "::::note\na\n\n:::tip\nb\n:::\n\nc\n::::\n\nd"
    inner = f'<div class="callout tip">{label("tip")}<p>b</p></div>'
    wanted = f'<div class="callout">{label("note")}<p>a</p>{inner}<p>c</p></div><p>d</p>'
    for text in (pandoc, docusaurus):
        made = body(text)
        assert (inside(made).replace("\n", ""), made.findings) == (wanted, ())


def test_a_fence_of_colons_in_code_ends_nothing() -> None:
    made = inside(body("::: note\n```\n:::\n```\nb\n:::\nc"))
    assert made.replace("\n", "").endswith("<pre><code>:::</code></pre><p>b</p></div><p>c</p>")


def test_unknown_sections_are_reported_and_those_of_a_class_are_not() -> None:
    assert inside(body("::: columns\nb\n:::")).replace("\n", "") == '<div class="columns"><p>b</p></div>'
    assert codes(body("::: columns\nb\n:::").findings) == ["foreign-markup"]
    assert codes(body("::: {.mine}\nb\n:::").findings) == []
    assert inside(body("::: {lang=fr}\nb\n:::")).startswith('<div lang="fr" xml:lang="fr">')
    assert codes(body('::: {.mine fig-align="left"}\nb\n:::').findings) == ["attributes-ignored"]
    unclosed = body("::: note\nb")
    assert [finding.message for finding in unclosed.findings] == [
        "the section ::: note is not closed; it goes on to the end"
    ]


def test_tasks_have_boxes() -> None:
    made = inside(body("- [x] done\n- [ ] open\n- plain\n\n1. [X] *one*\n\n    more"))
    assert '<li class="task-list-item">☑ done</li>' in made
    assert '<li class="task-list-item">☐ open</li>' in made
    assert "<li>plain</li>" in made
    assert "<p>☑ <em>one</em></p>" in made
    assert "☐" not in inside(body("- [ ]\n- [](x)\n- [a] b"))


@pytest.mark.parametrize(
    ("text", "xhtml"),
    [
        ("a ==b *c*== d", "a <mark>b <em>c</em></mark> d"),
        ("这是==重点==内容", "这是<mark>重点</mark>内容"),
        ("H~2~O", "H<sub>2</sub>O"),
        ("CO~2~, C~n+1~", "CO<sub>2</sub>, C<sub>n+1</sub>"),
        ("x^2^ + y^2^", "x<sup>2</sup> + y<sup>2</sup>"),
        ("1^st^, M^lle^, 5 m/s^2^", "1<sup>st</sup>, M<sup>lle</sup>, 5 m/s<sup>2</sup>"),
        ("word^1,2^.", "word<sup>1,2</sup>."),
        ("a^b\\ c^", "a<sup>b c</sup>"),
        ("~~gone~~", "<s>gone</s>"),
        ("[[Page|text]] [[Other Page]]", "text Other Page"),
    ],
)  # fmt: skip
def test_marks_within_a_line(text: str, xhtml: str) -> None:
    assert inside(body(text)) == f"<p>{xhtml}</p>"


@pytest.mark.parametrize(
    "text",
    [
        "a==b==c and x == y == z",
        "`a ==b== c` and 5~10~15",
        "about ~200, or 5~10 and 20~30",
        "~/a/b~ ~root/x~ and https://x.example/~a/~b/",
        "^_^ (^o^) ^^ a^b",
        "2^10,3^5 and 2^3^2",
        "안녕~반가워~ 大家好~我是小明~",
        "周一~周五,周六~周日 5月~6月、7月~8月",
        "[[1]] [[12]] if [[ -f x ]]; then",
        "C++ and B++",
        "a:b:c 10:30:15 std::vector::size",
        "[see @nino] mail a@b.example",
        "\\[TOC\\] \\:smile: \\~word\\~",
        "100%% sure",
        "**Note**: text",
        "a | b and (x||y||z) and a || b || c",
        "the set {x=1} and {a, b} and ${x.y}",
        "a[i][j] and [1][2] and [sic] [ed.]",
        "f[x](a, b) and [sic](see below)",
        "C:\\(foo)_bar and \\[sic\\] a_1 and `\\(x_1`",
        "$HOME$PATH $foo_bar$baz $$$ = 3 stars",
    ],
)  # fmt: skip
def test_what_only_looks_like_a_mark_is_text(text: str) -> None:
    made = body(text)
    assert not any(tag in made.xhtml for tag in ("<sub>", "<sup>", "<mark>", "<s>"))
    assert made.findings == ()


def test_pictures_of_obsidian_and_pictures_whose_names_have_spaces() -> None:
    for text in ("![[a b.png]]", "![](a b.png)", '![x](a b.png "T")', "![[a b.png|200x100]]"):
        assert [each.message for each in body(text).findings] == ["a b.png does not exist"]
    assert inside(body("![a](not a picture)")) == "<p>![a](not a picture)</p>"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a :smile: b", ":smile:, an emoji code, is printed as written"),
        ("*[HTML]: Hyper Text", "*[HTML]: H, an abbreviation, is printed as written"),
        ("as said [@doe99, p. 3]", "[@doe99, p. 3], a citation, is printed as written"),
        ("a {++b++} c", "{++b++}, an editing mark, is printed as written"),
        ("a %%b%% c", "%%b%%, a comment, is printed as written"),
        ("A paragraph. ^abc123", "^abc123, the name of a paragraph, is printed as written"),
        ("[TOC]", "[TOC], a table of contents, is printed as written"),
        ("::youtube[A film]", "::youtube[A film], a directive, is printed as written"),
        ("![[Page]]", "![[Page]], an embedded page, is printed as written"),
        ("a ++b++ c", "++b++, an insertion, is printed as written"),
        ("a ~b~ c", "~b~, a word between tildes, may be meant as struck out; it is printed as written"),
        ("import X from './x'", "import X from './x', a line of a program, is printed as written"),
        ("\\newpage", "\\newpage, a command of TeX, is printed as written"),
        ("== Heading ==", "== Heading ==, a heading of a wiki, is printed as written"),
        ("[b]x[/b]", "[/b], a tag of BBCode, is printed as written"),
        ("[caption]x[/caption]", "[/caption], a shortcode, is printed as written"),
        ("a <%= b %> c", "<%= b %>, a tag of a program, is printed as written"),
        ("a ||b c|| d", "||b c||, hidden text, is printed as written"),
        ("| A line\n| and a *second*",
         "| A line, a line of verse, or of a table without its line of hyphens, is printed as written"),
        ("| a |\n|---|\n| b |\n\n: A caption", ": A caption, the caption of a table, is printed as written"),
        (".. note:: Text", ".. note::, a directive, is printed as written"),
        ("some text {.class}", "{.class}, attributes, is printed as written"),
        ("$$x$$ {#eq:1}", "{#eq:1}, attributes, is printed as written"),
        ("[a b][nolink] c", "[a b][nolink], a link whose address is missing, is printed as written"),
        ("[a](https://x.example/a b) c",
         "[a](https://x.example/a b), a link with spaces in its address, is printed as written"),
        ("[a](my report.pdf)", "[a](my report.pdf), a link with spaces in its address, is printed as written"),
        ("see [[Page|a < b]], and", "[[Page|a < b]] is set as text: write [text](file.md) for a link"),
        ("see [[Page]]", "[[Page]] is set as text: write [text](file.md) for a link"),
        ("```mermaid\na\n```", "the diagram (mermaid) is printed as its source"),
        ("```{note}\na\n```", "the directive {note} is printed as code"),
        ("{~~a~>b~~} c", "{~~a~>b~~}, an editing mark, is printed as written"),
        ('=== "A tab"', '=== "A tab", a tab, is printed as written'),
        ("> [!NOTE]a", "[!NOTE], the mark of a callout, is printed as written"),
        ('!!! note "A" "B"\n    a', '!!! note ", the mark of a callout, is printed as written'),
        ("$$ x^2", "$$ x^2, a formula without its end, is printed as written"),
        ("a $x^2$y b", "$x^2$, a formula beside a letter, is printed as written"),
        ("a 2$\\alpha$ b", "$\\alpha$, a formula beside a letter, is printed as written"),
        ("as \\(x_1 and", "\\(x_1 and, a formula without its end, is printed without its backslash"),
        ("\\[ x = 1", "\\[ x = 1, a formula without its end, is printed without its backslash"),
        ("- [-] half", "[-] half, an item of a task list, is printed as written"),
        ("##Heading", "##Heading, a heading without a space behind its marks, is printed as written"),
        ("\\footnote{a}", "\\footnote{a}, a command of TeX, is printed as written"),
        ("a \\begin{tabular} b", "\\begin{tabular}, a command of TeX, is printed as written"),
        ("$$\nx^2", "$$, a formula without its end, is printed as written"),
        ("a $ x^2 $ b", "$ x^2 $, a formula with spaces inside its marks, is printed as written"),
        ("![a b][none]", "![a b][none], a picture whose address is missing, is printed as written"),
        ("![a b] c", "![a b], a picture whose address is missing, is printed as written"),
        ("[a] (https://x.example)",
         "[a] (https://x.example), a link with a space before its address, is printed as written"),
        ("(a)[https://x.example]",
         "(a)[https://x.example], a link with its brackets exchanged, is printed as written"),
        ('[a](https://x.example "b "c" d")',
         '[a](https://x.example "b "c" d"), a link whose title has quotation marks in it, is printed as written'),
        ("**A:**b", "**A:**, marks of emphasis, is printed as written"),
        ("__a__b", "__a__, marks of emphasis, is printed as written"),
        ("<div>**b**</div>", "**b**, marks of emphasis, is printed as written"),
        ("<p>[a](https://x.example)</p>",
         "[a](https://x.example), a link of Markdown within HTML, is printed as written"),
        ("<p>$x^2$</p>", "$x^2$, a formula within HTML, is printed as written"),
        ("####### a", "####### a, a heading of more than six levels, is printed as written"),
        ("a <!-- b", "<!-- b, a comment without its end, is printed as written"),
        ("<?php echo", "<?php echo, an instruction without its end, is printed as written"),
        ("<script>\n\nrest", "<script>, a tag without its end, is printed as written"),
        ("+---+---+\n| a | b |\n+===+===+\n| c | d |\n+---+---+",
         "a table drawn with characters is set as it is drawn"),
        ("  Right  Left\n-------  ------\n     12  12", "a table drawn with characters is set as it is drawn"),
    ],
)  # fmt: skip
def test_what_is_not_set_is_reported_with_its_line(text: str, said: str) -> None:
    made = body(f"First.\n\n{text}")
    line = 11 if "A caption" in text else 7
    assert [(each.code, each.message, each.line) for each in made.findings] == [("foreign-markup", said, line)]


@pytest.mark.parametrize(
    "text",
    [
        "Wow![1] and $5 or $ 6, {~~} and <b>c</b>",
        "a <!-- b\nc --> d",
        "<div>\n<!-- b\nc -->\n</div>",
        "**#a** and text ##b, a[0] (b) and f(x)[1]",
        "\\*\\*a\\*\\* and 2**3 and __init__ and ____ and * * *",
        "<pre>**a** [b](https://x.example) $x^2$</pre>",
        "<p><code>**a**</code> and $5 and [1](2)</p>",
        "\\![a] and \\[x] (https://x.example) and C:\\begin x",
    ],
)
def test_what_only_looks_like_a_mistake_is_not_reported(text: str) -> None:
    assert body(text).findings == ()


@pytest.mark.parametrize("start", ["<!-- a", "> <!-- a", "<script>", "<pre>", "<style>", "<?php a", "<![CDATA[ a"])
def test_what_has_no_end_does_not_take_the_rest_of_the_article(start: str) -> None:
    made = inside(body(f"{start}\n\nThe *rest*."))
    assert made.endswith("<p>The <em>rest</em>.</p>")
    assert "&lt;" in made


def test_a_definition_of_two_terms_is_reported() -> None:
    (finding,) = body("Term 1\nTerm 2\n: def").findings
    assert (finding.message, finding.line) == (": def, a definition of several terms, is printed as written", 7)


def test_many_comments_without_end_take_no_time() -> None:
    assert inside(body("<!-- a\n\n" * 3000)).count("&lt;!--") == 3000


@pytest.mark.parametrize(
    ("text", "line"),
    [("a\n\n```\nb\n\nc", 7), ("```", 5), ("~~~\na\n```", 5), ("- a\n\n  ```\n  b\n\nc", 7), ("````\na\n```", 5)],
)
def test_code_without_end_is_reported(text: str, line: int) -> None:
    assert [(each.code, each.line) for each in body(text).findings] == [("code-without-end", line)]


def test_code_with_an_end_is_not_reported() -> None:
    for text in ("```\na\n```", "> ```\n> a\n> ```", "- ```\n  a\n  ```", "~~~~ x\na\n~~~\n~~~~~", "```\n```"):
        assert body(text).findings == ()


def test_every_template_tag_of_a_line_is_reported_as_it_is_written() -> None:
    (finding,) = body("{{< youtube abc >}} and {{ site.title }} and {{% note %}}x{{% /note %}}").findings
    tags = ("{{< youtube abc >}}", "{{ site.title }}", "{{% note %}}", "{{% /note %}}")
    assert finding.message == "; ".join(f"{tag} is printed as written" for tag in tags)


@pytest.mark.parametrize(
    ("text", "xhtml"),
    [
        ("**「強調」**です。", "<strong>「強調」</strong>です。"),
        ("これは**「強調」**です", "これは<strong>「強調」</strong>です"),
        ("**RC2のお願い:**次に", "<strong>RC2のお願い:</strong>次に"),
        ("他说**“你好”**然后*（注）*再", "他说<strong>“你好”</strong>然后<em>（注）</em>再"),
        ('**"인용"**은 **강조**는', '<strong>"인용"</strong>은 <strong>강조</strong>는'),
        ("あ ** い ** う", "あ ** い ** う"),
        ("五*六 * 七", "五*六 * 七"),
    ],
)
def test_emphasis_without_spaces_in_cjk(text: str, xhtml: str) -> None:
    made = body(text)
    assert inside(made) == f"<p>{xhtml}</p>"
    assert made.findings == ()


def test_a_caption_may_have_quotation_marks() -> None:
    (finding,) = body('![x](p.png "The "old" mill")').findings
    assert finding.message == "p.png does not exist"


def test_a_definition_that_is_text_is_reported() -> None:
    made = body(
        "[Editor]: Yes.\n\na [b]\n\n[b]: word\n[c]: https://x.example\n[//]: # (a comment)", site="https://y.example"
    )
    assert [(each.code, each.line) for each in made.findings] == [("definition-not-printed", 5)]
    assert made.findings[0].message == "[editor]: Yes. is taken for the address of a link, and is not printed"
    assert body(r"\[Editor]: Yes.").findings == ()


def test_a_label_with_two_addresses_is_reported() -> None:
    made = body("[a][1]\n\n[1]: https://x.example\n[1]: https://y.example\n[1]: https://x.example")
    assert [(each.code, each.line) for each in made.findings] == [("link-defined-twice", 8)]
    assert "https://x.example" in made.findings[0].message


def test_a_drawn_table_is_code_letter_by_letter() -> None:
    drawn = "+---+---+\n| a | b |\n+---+---+"
    assert inside(body(f"{drawn}\n\nb")) == f"<pre><code>{drawn}\n</code></pre>\n<p>b</p>"
    assert "<hr/>" in inside(body("a\n\n--- ---\n\nb"))
