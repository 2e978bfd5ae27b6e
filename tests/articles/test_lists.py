"""Lists: each item keeps the number a browser would give it, or it is reported."""

import pytest
from lxml import etree

from archivist.text.list_numbers import numbered_items
from tests.articles.making import body, codes, inside


def numbers(text: str) -> list[str]:
    """The numbers of the ordered lists of a text."""
    return [number.label for _, number in numbered_items(etree.fromstring(body(text).xhtml))]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("7. x\n8. y\n\nText.\n\n9. z", ["7", "8", "9"]),
        ("0. x\n1. y", ["0", "1"]),
        ("1) x\n2) y", ["1", "2"]),
        ("123456789. x", ["123456789"]),
        ("{start=5 type=a}\n1. x\n2. y", ["e", "f"]),
        ('1. x\n2. y\n{: type="I"}', ["I", "II"]),
        ("{reversed=reversed}\n1. x\n2. y", ["2", "1"]),
        ('<ol start="5"><li>x</li><li value="9">y</li><li>z</li></ol>', ["5", "9", "10"]),
        ("<ol reversed><li>x</li><li>y</li></ol>", ["2", "1"]),
        ('<ol type="i"><li>x</li><li>y</li></ol>', ["i", "ii"]),
        ('<ol style="list-style-type:lower-alpha"><li>x</li></ol>', ["a"]),
        ('<ol style="color: red; list-style: inside upper-roman"><li>x</li></ol>', ["I"]),
        ('<ol style="list-style-type: none"><li>x</li></ol>', ["1"]),
        ("<ol><li type=A>x</li><li type=A>y</li></ol>", ["A", "B"]),
        ('<ol start=" +5x"><li>x</li></ol>', ["5"]),
        ('<ol start="-3"><li>x</li><li value="0">y</li></ol>', ["-3", "0"]),
        ('<ol start="2147483000"><li>x</li></ol>', ["2147483000"]),
        ('<table><tr><td><ol start="4"><li>x</li></ol></td></tr></table>', ["4"]),
        ("<details><summary>s</summary><ol start=4><li>x</li></ol></details>", ["4"]),
        ("> 4. x\n> 5. y", ["4", "5"]),
        ("3. x\n\n   5. y\n   6. z\n4. w", ["3", "5", "6", "4"]),
    ],
)
def test_the_numbers_of_the_source_are_kept(written: str, expected: list[str]) -> None:
    assert numbers(written) == expected
    assert body(written).findings == ()


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("<ol><li>A</li><ol><li>A1</li></ol><li>B</li></ol>", ["1", "1", "2"]),
        ("<ol><li>A</li>text <b>b</b><p>c</p><li>B</li></ol>", ["1", "2"]),
        ("<ol><p>before</p><li>A</li></ol>", ["1"]),
        ("<ol start=3><ol><li>A</li></ol></ol>", ["1"]),
    ],
)
def test_what_is_in_no_item_is_not_numbered(written: str, expected: list[str]) -> None:
    assert numbers(written) == expected


def test_what_is_in_no_item_keeps_its_words_and_their_order() -> None:
    made = inside(body("<ol>one<li>two</li>three <b>four</b><p>five</p><li>six</li></ol>"))
    assert made == ("<div>one</div><ol><li>two<div>three <b>four</b><p>five</p></div></li><li>six</li></ol>")


def test_where_a_list_is_set_as_running_text_its_numbers_are_words() -> None:
    made = body("<dl><dt>Term<ol start=4 type=a><li>x</li><li>y</li></ol></dt><dd>D</dd></dl>")
    assert " ".join("".join(etree.fromstring(made.xhtml).itertext()).split()) == "Term d. x e. yD"


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ('<ol start="99999999999"><li>x</li></ol>', "99999999999"),
        ('<ol start="2147483646"><li>x</li><li>y</li></ol>', "2147483647"),
        ('<ol><li value="seven">x</li></ol>', "seven"),
        ("<ol><li type=A>x</li><li>y</li></ol>", "'A'"),
        ("<ul><li type=1>x</li></ul>", "'1'"),
    ],
)
def test_what_cannot_be_numbered_so_is_reported(written: str, message: str) -> None:
    (finding,) = body(f"Text.\n\n{written}").findings
    assert (finding.code, finding.line) == ("list-number-ignored", 7)
    assert message in finding.message


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("7. x\n9. y", "the item written 9. is printed as 8."),
        ("3. x\n2. y\n1. z", "the item written 2. is printed as 4."),
        ("1. x\n   1. y\n   3. z\n2. w", "the item written 3. is printed as 2."),
    ],
)
def test_a_number_commonmark_does_not_read_is_reported(written: str, message: str) -> None:
    assert [(finding.code, finding.message) for finding in body(written).findings] == [("list-number-changed", message)]


def test_lists_that_leave_the_counting_to_the_program() -> None:
    assert codes(body("1. x\n1. y\n1. z\n\nText\n\n5. x\n5. y").findings) == []
    assert codes(body("{start=9}\n1. x\n2. y").findings) == []


def test_a_list_in_a_note() -> None:
    made = body("a[^x]\n\n[^x]: Text\n\n    4. one\n    6. two")
    assert '<ol start="4">' in made.notes[0].xhtml
    assert codes(made.findings) == ["list-number-changed"]
    assert made.findings[0].line == 10


@pytest.mark.parametrize("style", ["list-style-type: lower-greek", "list-style: georgian inside"])
def test_numbers_that_cannot_be_printed_are_reported(style: str) -> None:
    made = body(f'<ol style="{style}"><li>x</li></ol><ul style="{style}"><li>y</li></ul>')
    assert inside(made) == "<ol><li>x</li></ol><ul><li>y</li></ul>"
    assert codes(made.findings) == ["list-number-ignored"]
    assert body('<ol style="list-style: decimal inside"><li>x</li></ol>').findings == ()


@pytest.mark.parametrize("indent", ["", " ", "  "])
def test_a_list_that_is_not_part_of_the_item_above_it_is_reported(indent: str) -> None:
    made = body(f"1. one\n{indent}- a\n{indent}- b\n2. two")
    assert [(each.code, each.line) for each in made.findings] == [("list-not-nested", 6)]


def test_lists_beside_one_another_are_not_reported() -> None:
    for text in ("1. one\n   - a\n2. two", "1. one\n\n- a\n\n1. one", "- a\n1. one\n- b", "1. one\n- a"):
        assert body(text).findings == ()


def test_numbers_mean_nothing_elsewhere() -> None:
    made = body('<ul><li value="4" type="circle">x</li></ul><p start="4" type="a">y</p>')
    assert inside(made) == "<ul><li>x</li></ul><p>y</p>"
    assert made.findings == ()


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("a. one\nb. two", "a. one … b. two"),
        ("(1) one\n(2) two", "(1) one … (2) two"),
        ("i. one\nii. two", "i. one … ii. two"),
        ("#. one\n#. two", "#. one … #. two"),
        ("Our points:\n7. one\n8. two", "7. one … 8. two"),
        ("- x\n  7. one\n  8. two", "7. one … 8. two"),
        ("Y) one\nZ) two\nAA) three", "Y) one … Z) two"),
        ("1.one\n2.two", "1.one … 2.two"),
        ("１. one\n２. two", "１. one … ２. two"),
        ("1、甲\n2、乙", "1、甲 … 2、乙"),
        ("а) раз\nб) два", "а) раз … б) два"),
        ("ა) ერთი\nბ) ორი", "ა) ერთი … ბ) ორი"),
        ("1.) one\n2.) two", "1.) one … 2.) two"),
        ("§ 7. one\n§ 8. two", "§ 7. one … § 8. two"),
        ("§1. one\n§2. two", "§1. one … §2. two"),
        ("o one\no two", "o one … o two"),
        ("Ø one\nØ two", "Ø one … Ø two"),
        ("• one\n• two", "• one … • two"),
        ("-one\n-two", "-one … -two"),
        ("one\n    * two", "one … * two"),
        ("— Да.\n— Нет.", "— Да. … — Нет."),
    ],
)
def test_a_list_that_is_one_paragraph_is_reported(written: str, shown: str) -> None:
    (finding,) = body(f"Text.\n\n{written}").findings
    assert finding.code == "list-as-text"
    assert finding.message == f"{shown}: a list is printed as one paragraph"
    assert finding.line == 7 + written.split("\n").index(
        next(line for line in written.split("\n") if shown[:3] in line)
    )


@pytest.mark.parametrize(
    "written",
    [
        "a. one\\\nb. two",
        "a. one  \nb. two",
        "In\n1918. Then\n1920. Later",
        "(1) one\n2) two",
        "a. one\nc. two",
        "a.b\nb.c",
    ],
)
def test_lines_that_are_not_a_list_or_stay_lines(written: str) -> None:
    assert body(written).findings == ()
