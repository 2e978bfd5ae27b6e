"""Numbers of lists and calls of notes that are not those of the book, in both formats."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from archivist.record.document_numbers import Call
from archivist.record.document_text import DocumentText, read_document_text
from archivist.record.expected_text import ExpectedText, expected_in_epub, expected_in_pdf
from archivist.text.list_numbers import ListNumber
from archivist.verdict import Verdict
from archivist.verify import pdf
from archivist.verify.file_text import FileText
from tests.verify import making_epub
from tests.verify.making import EXPECTED, changed, misnumbered, put
from tests.verify.test_epub import checked as checked_epub

pytestmark = pytest.mark.slow  # whole volumes

XHTML = b"""<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><head><title>t</title>
</head><body><nav class="contents"><ol start="9"><li>Own</li></ol></nav>
<ol type="a" start="3"><li>c<ol><li>one</li></ol></li></ol>
<p>Text.<a class="note-call" epub:type="noteref" href="#note.1">1</a></p>
<div class="print-only"><ol start="5"><li>p</li></ol></div><div class="epub-only"><ol start="6"><li>e</li></ol></div>
<section class="notes"><aside class="note" epub:type="footnote" id="note.1"><span class="note-number">1</span>
<ol reversed="reversed"><li>two</li><li>one</li></ol></aside></section></body></html>"""


def messages(verdicts: tuple[Verdict, ...]) -> list[tuple[str, str]]:
    """Codes and texts of what failed."""
    return [(each.code, each.text) for verdict in verdicts if verdict.passed is False for each in verdict.messages]


def checked(folder: Path, data: bytes) -> list[tuple[str, str]]:
    """What is wrong with a PDF, besides that it is not the recorded one."""
    return compared(folder, data, EXPECTED)


def compared(folder: Path, data: bytes, expected: Sequence[ExpectedText]) -> list[tuple[str, str]]:
    """What is wrong with a PDF of a book with this text."""
    file, edition = put(folder, data)
    return messages(pdf.check(file, edition, FileText(tuple(expected))).verdicts)


@pytest.mark.parametrize("make", [expected_in_pdf, expected_in_epub])
def test_what_is_expected(make: Callable[[str, str, DocumentText], ExpectedText]) -> None:
    expected = make("a", "a.md", read_document_text(XHTML))
    own = 5 if make is expected_in_pdf else 6
    assert dict(expected.numbers) == {
        "": [ListNumber(3, "a"), ListNumber(1), ListNumber(own)],
        "note.1": [ListNumber(2), ListNumber(1)],
    }
    assert dict(expected.calls) == {"": [Call("1", "note.1")]}


@pytest.mark.parametrize("label", ["7.", "(7)", "vii.", "VII", "g)"])
def test_a_number_in_other_numerals_is_right(tmp_path: Path, label: str) -> None:
    assert checked(tmp_path, misnumbered(label)) == []


@pytest.mark.parametrize(
    ("label", "code", "said"),
    [
        ("1.", "list-number-wrong", "spring.en.md: the text: item 1 of its ordered lists has the number “1.”, in the"),
        ("viii.", "list-number-wrong", "“viii.”, in the book “7.”"),
        ("*", "list-number-wrong", "“*”, in the book “7.”"),
        (" ", "list-number-missing", "has no number, and in the book “7.”"),
    ],
)
def test_another_number_fails_the_file(tmp_path: Path, label: str, code: str, said: str) -> None:
    ((found, text),) = checked(tmp_path, misnumbered(label))
    assert found == code
    assert said in text


def _items(file: pikepdf.Pdf) -> pikepdf.Object:
    article = file.Root.StructTreeRoot.K.K[2]
    return next(kid for kid in article.K if isinstance(kid, pikepdf.Dictionary) and kid.get("/S") == "/L")


def test_a_list_that_is_no_longer_ordered_fails_the_file(tmp_path: Path) -> None:
    def change(file: pikepdf.Pdf) -> None:
        _items(file).A.ListNumbering = pikepdf.Name.Disc

    ((code, text),) = checked(tmp_path, changed(change))
    assert code == "list-number-missing"
    assert "in the book “7.”" in text


def test_an_item_without_a_label_fails_the_file(tmp_path: Path) -> None:
    def change(file: pikepdf.Pdf) -> None:
        del _items(file).K[0].K[0]

    assert "list-number-missing" in [code for code, _ in checked(tmp_path, changed(change))]


def test_a_list_the_book_does_not_have_fails_the_file(tmp_path: Path) -> None:
    ((code, _),) = compared(tmp_path, misnumbered(), [replace(each, numbers={}) for each in EXPECTED])
    assert code == "list-number-extra"


def test_a_typed_list_in_other_numerals_fails_the_file(tmp_path: Path) -> None:
    expected = [replace(each, numbers={"": (ListNumber(7, "a"),)} if each.numbers else {}) for each in EXPECTED]
    ((code, text),) = compared(tmp_path, misnumbered(), expected)
    assert (code, "in the book “g.”" in text) == ("list-number-wrong", True)


def test_a_call_that_leads_elsewhere_fails_the_file(tmp_path: Path) -> None:
    found = checked(tmp_path, misnumbered(call="spring#"))
    assert [code for code, _ in found] == ["note-call-wrong"]
    assert found[0][1] == "spring.en.md: the text: no call 1 leads to note.1"


@pytest.mark.parametrize(
    ("old", "new", "code", "said"),
    [
        (
            "<ol>",
            '<ol start="2">',
            "list-number-wrong",
            "item 1 of its ordered lists has the number “2.”, in",
        ),
        ("<ol>", '<ol type="i">', "list-number-wrong", "has the number “i.”, in the book “1.”"),
        (
            "<li>One item</li>",
            '<li value="0">One item</li>',
            "list-number-wrong",
            "has the number “0.”, in the",
        ),
        (
            "<ol><li>One item</li></ol>",
            "<ul><li>One item</li></ul>",
            "list-number-wrong",
            "number none, in the book",
        ),
        ('href="#note.1"', 'href="#call.1"', "note-call-wrong", "no call 1 leads to note.1"),
    ],
)
def test_an_epub_with_other_numbers_fails(tmp_path: Path, old: str, new: str, code: str, said: str) -> None:
    verdicts = checked_epub(tmp_path, making_epub.replaced("a/spring.xhtml", old, new))
    found = [text for each, text in messages(tuple(verdicts.values())) if each == code]
    assert any(said in text for text in found), found
