"""Messages of checks that ordinary damage does not cause."""

from pathlib import Path

import pikepdf
from pikepdf import Array, Name, Pdf

from archivist.files import sha256
from archivist.record.expected_text import ExpectedText
from archivist.record.volume_record import RecordedFile
from archivist.text.list_numbers import ListNumber
from archivist.verdict import not_verified, tool_missing
from archivist.verify import file_digest, number_checks
from archivist.verify.number_checks import Label
from tests.verify.making import changed
from tests.verify.test_pdf import _book, checked, failures


def _link_element(file: Pdf) -> pikepdf.Object:
    return _book(file).K[1].K[1].K[0]


def test_a_link_that_the_structure_tree_has_twice(tmp_path: Path) -> None:
    def change(file: Pdf) -> None:
        link = _link_element(file)
        (reference,) = [kid for kid in link.K if kid.get("/Type") == Name.OBJR]
        link.K = Array([*link.K, reference])

    assert failures(checked(tmp_path, changed(change))) == {"links": ["link-tagged-twice"]}


def test_a_link_of_the_structure_tree_that_is_on_no_page(tmp_path: Path) -> None:
    def change(file: Pdf) -> None:
        file.pages[1].obj.Annots = Array()

    assert failures(checked(tmp_path, changed(change))) == {"links": ["tag-without-link"]}


def test_numerals_that_cannot_be_read_are_a_warning() -> None:
    expected = ExpectedText("a", "a.md", (), numbers={"": (ListNumber(7),)})
    (message,) = number_checks.messages(expected, {"": [Label("ጇ.", 0)]})
    assert (message.code, str(message.severity)) == ("list-numbers-unread", "warning")


def test_what_was_not_checked_is_no_pass() -> None:
    for verdict, code in (
        (not_verified("ace", Path("a.epub"), "it did not end"), "not-verified"),
        (tool_missing("ace", Path("a.epub"), "Install it."), "tool-missing"),
    ):
        assert [message.code for message in verdict.messages] == [code]
        assert verdict.passed is None


def test_a_record_with_another_size_is_wrong(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"PDF")
    recorded = RecordedFile(tmp_path / "a.pdf", 4, sha256(tmp_path / "a.pdf"))
    assert [message.code for message in file_digest.check(recorded).messages] == ["record-wrong"]
