"""What Word leaves in HTML, and code in lines without `<pre>`."""

import pytest

from tests.html_to_markdown.making import converted


def listed(mark: str, level: int, text: str) -> str:
    ignored = f'<span style="mso-list:Ignore">{mark}<span style="font:7.0pt \'Times\'">&nbsp;&nbsp; </span></span>'
    style = f"text-indent:-18.0pt;mso-list:l0 level{level} lfo1"
    return f'<p class="MsoListParagraph" style="{style}"><![if !supportLists]>{ignored}<![endif]>{text}</p>\n'


@pytest.mark.parametrize("mark", ["·", "o", "§", "\uf0b7", "-", "•"])
def test_bullets_of_word_are_a_list(mark: str) -> None:
    found, _ = converted(listed(mark, 1, "One") + listed(mark, 1, "Two") + "<p>After.</p>")
    assert found.text == "- One\n- Two\n\nAfter.\n"


def test_numbers_and_levels_of_word_are_lists_within_one_another() -> None:
    found, made = converted(
        listed("3.", 1, "Three") + listed("a)", 2, "Small") + listed("b)", 2, "Next") + listed("4.", 1, "Four")
    )
    assert made.xhtml.count("<ol") == 2
    assert 'start="3"' in made.xhtml
    assert "Small" in found.text
    assert "a)" not in found.text


@pytest.mark.parametrize(("marks", "kind"), [(["i.", "ii."], "i"), (["I.", "II."], "I"), (["c)", "d)"], "a")])
def test_the_kind_of_a_list_is_that_of_its_marks(marks: list[str], kind: str) -> None:
    _, made = converted("".join(listed(mark, 1, f"Item {mark[0]}x") for mark in marks))
    assert f'type="{kind}"' in made.xhtml
    assert made.xhtml.count("<li") == 2


def test_a_mark_that_is_not_understood_stays_in_its_paragraph() -> None:
    found, _ = converted(listed("Article 1.", 1, "Words"))
    assert "Article 1." in found.text
    assert "Words" in found.text


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("<p>Text<o:p></o:p></p>", "Text\n"),
        (
            "<p><st1:City><st1:place>Gori</st1:place></st1:City> and <st1:place>Kartli</st1:place>.</p>",
            "Gori and Kartli.\n",
        ),
        ("<!--[if gte mso 9]><xml><w:View>Normal</w:View></xml><![endif]--><p>Body</p>", "Body\n"),
        ("<xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><p>Body</p>", "Body\n"),
        ("<p>A <![if !vml]>b<![endif]> c</p>", "A b c\n"),
        ("<p>A <w:sdt>b</w:sdt> c</p>", "A b c\n"),
    ],
)
def test_tags_and_settings_of_word_are_no_words(source: str, text: str) -> None:
    assert converted(source)[0].text == text


def test_settings_that_were_left_out_are_reported() -> None:
    found, _ = converted("<xml><w:View>Normal</w:View></xml><p>Body</p>")
    assert any("word processor" in each.message for each in found.remarks)


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("<p>a <code>x = 1<br>y = 2</code> b</p>", "a\n\n```\nx = 1\ny = 2\n```\n\nb\n"),
        ("<code>x = 1<br>\n  y = 2<br/>z</code>", "```\nx = 1\ny = 2\nz\n```\n"),
        ("<p><code style='white-space: pre'>x\n y</code></p>", "```\nx\n y\n```\n"),
        ("<p><code>x\ny</code></p>", "`x y`\n"),  # a line end of the page's source
        ("<ul><li><code>a<br>b</code></li></ul>", "- ```\n  a\n  b\n  ```\n"),
    ],
)
def test_code_with_breaks_is_a_block_of_code(source: str, text: str) -> None:
    assert converted(source)[0].text == text


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("<p>and <o:p>&nbsp;</o:p> again</p>", "and again\n"),
        ("<p>and <o:p></o:p> again</p>", "and again\n"),
        ("<p>a<o:p>b</o:p>c</p>", "abc\n"),
        ("<p><o:p>&nbsp;</o:p></p><p>a</p>", "a\n"),
    ],
)
def test_the_mark_of_a_paragraph_is_not_a_paragraph(source: str, text: str) -> None:
    assert converted(source)[0].text == text
