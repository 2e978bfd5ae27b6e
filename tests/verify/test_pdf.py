"""A good file passes, and each way of breaking it fails with a message that says what."""

import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name, Pdf, String
from PIL import Image

from archivist.record.document_text import BREAK
from archivist.record.expected_text import ExpectedText
from archivist.verdict import Verdict
from archivist.verify import pdf
from archivist.verify.file_text import FileText
from tests.verify.making import EXPECTED, changed, good, put, saved, unknown

pytest.importorskip("pdfminer", reason="pdfminer.six is missing; pip install pdfminer.six")


def checked(folder: Path, data: bytes, expected: tuple[ExpectedText, ...] = EXPECTED) -> dict[str, Verdict]:
    """The verdicts on a file that its record names as it is, by check."""
    return {each.name: each for each in pdf.check(*put(folder, data), FileText(expected)).verdicts}


def failures(verdicts: dict[str, Verdict]) -> dict[str, list[str]]:
    """What failed, and the codes of its messages."""
    return {
        name: sorted({message.code for message in verdict.messages})
        for name, verdict in verdicts.items()
        if verdict.passed is not True
    }


def told(verdict: Verdict, code: str) -> str:
    """The text and place of the first message of this code."""
    message = next(each for each in verdict.messages if each.code == code)
    return f"{message.text} [{message.place}]"


def test_a_good_file_passes_every_check(tmp_path: Path) -> None:
    verdicts = checked(tmp_path, good())
    checks = {"file", "reading", "claim", "links", "anchors", "images", "places", "text", "fonts", "page numbers"}
    assert set(verdicts) == checks
    assert [message for verdict in verdicts.values() for message in verdict.messages] == []
    assert all(verdict.passed for verdict in verdicts.values())
    assert "pdfminer.six" in verdicts["text"].version


def test_the_claims_are_what_validators_are_asked_about(tmp_path: Path) -> None:
    assert pdf.check(*put(tmp_path, good()), unknown()).flavours == ("2a", "ua1")


# ---------------------------------------------------------------- the bytes


def test_another_file_than_the_record_names(tmp_path: Path) -> None:
    file, edition = put(tmp_path, good() + b"\n", of=good())
    first = pdf.check(file, edition, unknown()).verdicts[0]
    assert (first.name, first.passed) == ("file", False)
    assert "changed since it was compiled" in first.messages[0].text


def test_a_file_that_is_gone(tmp_path: Path) -> None:
    file, edition = put(tmp_path, good())
    file.path.unlink()
    verdicts = pdf.check(file, edition, unknown()).verdicts
    assert [verdict.passed for verdict in verdicts] == [False, False]
    assert verdicts[0].messages[0].code == "file-missing"


@pytest.mark.parametrize("kept", [0, 5, 700, 0.5, 0.99])
def test_a_truncated_file(tmp_path: Path, kept: float) -> None:
    data = good()
    part = data[: int(kept * len(data)) if isinstance(kept, float) else kept]
    assert failures(checked(tmp_path, part)).get("reading") in (["unreadable"], ["damaged"])


def test_a_file_that_cannot_be_opened_is_reported_alike_each_time(tmp_path: Path) -> None:
    first, again = (told(checked(tmp_path, b"not a PDF")["reading"], "unreadable") for _ in range(2))
    assert first == again
    assert "0x" not in first, "a place in memory"


@pytest.mark.slow
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.floats(0, 0.999), st.integers(0, 255)), min_size=1, max_size=30))
def test_no_damage_is_a_traceback(tmp_path: Path, flips: list[tuple[float, int]]) -> None:
    data = bytearray(good())
    for place, value in flips:
        data[int(place * len(data))] = value
    file, edition = put(tmp_path, bytes(data), of=good())
    verdicts = pdf.check(file, edition, FileText(EXPECTED)).verdicts
    assert (verdicts[0].passed is False) == (bytes(data) != good())


# ---------------------------------------------------------------- fonts


def _descriptor(file: Pdf) -> pikepdf.Object:
    return file.pages[0].resources.Font.F.DescendantFonts[0].FontDescriptor


def test_one_byte_of_a_font(tmp_path: Path) -> None:
    def change(file: Pdf) -> None:
        program = _descriptor(file).FontFile2
        data = bytearray(program.read_bytes())
        data[-300] ^= 1
        program.write(bytes(data))

    verdicts = checked(tmp_path, changed(change))
    assert failures(verdicts) == {"fonts": ["font-damaged"]}
    assert "of the font ABCDEF+NotoSerif is damaged: its checksum is wrong" in told(verdicts["fonts"], "font-damaged")


def test_a_font_that_is_not_embedded(tmp_path: Path) -> None:
    def change(file: Pdf) -> None:
        del _descriptor(file)["/FontFile2"]

    assert failures(checked(tmp_path, changed(change))) == {"fonts": ["font-not-embedded"]}


def test_a_font_that_is_cut_off(tmp_path: Path) -> None:
    def change(file: Pdf) -> None:
        program = _descriptor(file).FontFile2
        program.write(program.read_bytes()[:2000])

    verdicts = checked(tmp_path, changed(change))
    assert failures(verdicts) == {"fonts": ["font-damaged"]}
    assert "cut off in its table" in told(verdicts["fonts"], "font-damaged")


def test_a_letter_without_a_glyph(tmp_path: Path) -> None:
    def change(file: Pdf) -> None:
        descendant = file.pages[0].resources.Font.F.DescendantFonts[0]
        descendant.CIDToGIDMap = file.make_stream(b"\x00\x00" * 300)  # every code draws .notdef

    verdicts = checked(tmp_path, changed(change))
    assert failures(verdicts) == {"fonts": ["glyph-missing"]}
    assert "has no glyph 0, drawn for “" in told(verdicts["fonts"], "glyph-missing")


# ---------------------------------------------------------------- text


def _book(file: Pdf) -> pikepdf.Object:
    return file.Root.StructTreeRoot.K


def _contents(file: Pdf, page: int) -> bytes:
    return file.pages[page].obj.Contents.read_bytes()


def _rewrite(page: int, old: bytes, new: bytes) -> Callable[[Pdf], None]:
    def change(file: Pdf) -> None:
        data = _contents(file, page)
        assert old in data
        file.pages[page].obj.Contents = file.make_stream(data.replace(old, new, 1))

    return change


def test_a_tag_removed_from_the_tree(tmp_path: Path) -> None:
    def change(file: Pdf) -> None:
        article = _book(file).K[2]
        article.K = Array([kid for kid in article.K if kid.S != Name.H1])

    verdicts = checked(tmp_path, changed(change))
    assert failures(verdicts) == {"text": ["text-missing", "text-without-tag"]}
    assert "spring.en.md: the text: “the spring” is missing at the beginning" in told(verdicts["text"], "text-missing")
    assert "“The spring” [page 3 of the file]" in told(verdicts["text"], "text-without-tag")


def test_a_tag_removed_from_the_page(tmp_path: Path) -> None:
    verdicts = checked(tmp_path, changed(_rewrite(2, b"/H1 <</MCID 0>> BDC", b"/Span BMC")))
    assert failures(verdicts) == {"text": ["tag-without-content", "text-missing", "text-without-tag"]}
    assert "names marked content 0, not there [page 3" in told(verdicts["text"], "tag-without-content")


def test_content_that_the_tree_holds_twice(tmp_path: Path) -> None:
    def change(file: Pdf) -> None:
        _book(file).K[0].K[0].K.append(_book(file).K[0].K[0].K[0])

    assert failures(checked(tmp_path, changed(change)))["text"] == ["content-tagged-twice", "text-extra"]


def test_no_structure_at_all(tmp_path: Path) -> None:
    def change(file: Pdf) -> None:
        del file.Root["/StructTreeRoot"]

    verdicts = checked(tmp_path, changed(change))
    assert failures(verdicts) == {"links": ["link-without-tag"], "text": ["no-structure"]}


def test_a_structure_that_runs_in_a_circle(tmp_path: Path) -> None:
    def change(file: Pdf) -> None:
        _book(file).K[0].K.append(_book(file))

    verdicts = checked(tmp_path, changed(change))
    assert "is cyclic" in told(verdicts["structure"], "unreadable")


def test_text_that_belongs_to_nothing(tmp_path: Path) -> None:
    def change(file: Pdf) -> None:
        shown = _contents(file, 0).partition(b"BDC")[2].partition(b"EMC")[0]
        file.pages[0].contents_add(shown)

    verdicts = checked(tmp_path, changed(change))
    assert failures(verdicts) == {"text": ["text-without-tag"]}
    assert "“The River Reader” [page 1 of the file]" in told(verdicts["text"], "text-without-tag")


@pytest.mark.parametrize(
    ("code", "running", "said"),
    [
        ("text-missing", "It rises in the deep snow.1 It meets", "“deep” is missing after “spring it rises in the”"),
        ("text-extra", "It in the snow.1 It meets", "“rises” is in the file after “the spring it”"),
        ("text-differs", "It rises in the sun.1 It meets", "the book has “sun.1”, the file “snow.1”"),
        ("text-differs", "It rises in thesnow.1 It meets", "the book has “thesnow.1”, the file “the snow.1”"),
        ("text-differs", "It rises in the snow. 1 It meets", "the book has “snow. 1”, the file “snow.1”"),
    ],
)
def test_every_word_and_every_space_counts(tmp_path: Path, code: str, running: str, said: str) -> None:
    whole = (f"{BREAK}The spring{BREAK}{running} another river.{BREAK}One item{BREAK}",)
    verdicts = checked(tmp_path, good(), (*EXPECTED[:2], replace(EXPECTED[2], running=whole)))
    assert failures(verdicts) == {"text": [code]}
    assert said in told(verdicts["text"], code)


def test_the_hyphen_of_a_divided_word_that_is_left_over(tmp_path: Path) -> None:
    verdicts = checked(tmp_path, changed(_rewrite(2, b"/ActualText <feff00ad>", b"")))
    assert failures(verdicts) == {"text": ["text-differs"]}
    assert "the book has “another”, the file “ano-ther” [page 3" in told(verdicts["text"], "text-differs")


def test_notes_are_streams_of_their_own(tmp_path: Path) -> None:
    other = replace(EXPECTED[2], notes={"note.1": "1 Below the valley.", "note.2": "2 More."})
    verdicts = checked(tmp_path, good(), (*EXPECTED[:2], other))
    assert failures(verdicts) == {"text": ["note-missing", "text-differs"]}
    assert "note 1: after “1” the book has “below”, the file “above”" in told(verdicts["text"], "text-differs")
    none = checked(tmp_path, good(), (*EXPECTED[:2], replace(EXPECTED[2], notes={})))
    assert failures(none) == {"text": ["note-unknown"]}


def test_the_documents_of_the_book(tmp_path: Path) -> None:
    def turned(file: Pdf) -> None:
        kids = list(_book(file).K)
        _book(file).K = Array([kids[1], kids[0], kids[2]])

    assert failures(checked(tmp_path, changed(turned))) == {"text": ["documents-out-of-order"]}
    more = (*EXPECTED, ExpectedText("related", "Related", ("",)))
    assert failures(checked(tmp_path, good(), more)) == {"text": ["document-missing"]}
    assert failures(checked(tmp_path, good(), EXPECTED[1:])) == {"text": ["document-unknown"]}


def test_texts_that_are_not_known_are_no_pass(tmp_path: Path) -> None:
    verdicts = pdf.check(*put(tmp_path, good()), unknown("changed since")).verdicts
    verdict = next(each for each in verdicts if each.name == "text")
    assert (verdict.passed, verdict.messages[0].text) == (None, "changed since")


# ---------------------------------------------------------------- pages and links


def test_a_page_dropped(tmp_path: Path) -> None:
    def change(file: Pdf) -> None:
        del file.pages[2]

    verdicts = checked(tmp_path, changed(change))
    failed = failures(verdicts)
    assert set(failed) == {"links", "anchors", "text", "page numbers"}
    assert told(verdicts["page numbers"], "pages-differ") == "the file has 3 pages; the record says 4 []"
    assert "a page that is not in the file" in told(verdicts["links"], "destination-to-nowhere")
    assert "on a page that is not in the file" in told(verdicts["text"], "tag-without-content")


def _annotation(file: Pdf, page: int) -> pikepdf.Object:
    return file.pages[page].obj.Annots[0]


def test_a_link_to_nowhere(tmp_path: Path) -> None:
    def change(file: Pdf) -> None:
        _annotation(file, 1).Dest = String("winter#")

    verdicts = checked(tmp_path, changed(change))
    assert failures(verdicts) == {"links": ["link-to-nowhere"]}
    assert told(verdicts["links"], "link-to-nowhere").startswith("a link leads to “winter#”, a destination")
    assert "page 2 of the file" in told(verdicts["links"], "link-to-nowhere")


@pytest.mark.parametrize(
    "action",
    [Dictionary(S=Name.URI, URI=String("")), Dictionary(S=Name.GoTo, D=String("no")), Dictionary(S=Name.Launch)],
)
def test_an_action_to_nowhere(tmp_path: Path, action: Dictionary) -> None:
    def change(file: Pdf) -> None:
        link = _annotation(file, 1)
        del link["/Dest"]
        link.A = action

    assert failures(checked(tmp_path, changed(change))) == {"links": ["link-to-nowhere"]}


def test_a_structure_destination(tmp_path: Path) -> None:
    def change(known: bool) -> Callable[[Pdf], None]:
        def lead(file: Pdf) -> None:
            link, article = _annotation(file, 1), _book(file).K[2]
            stranger = file.make_indirect(Dictionary(S=Name.P))
            target = Array([article if known else stranger, Name.Fit])
            del link["/Dest"]
            link.A = Dictionary(S=Name.GoTo, D=String("spring#"), SD=target)

        return lead

    assert failures(checked(tmp_path, changed(change(True)))) == {}
    assert failures(checked(tmp_path, changed(change(False)))) == {"links": ["link-to-nowhere"]}


def test_a_link_that_says_nothing(tmp_path: Path) -> None:
    def change(file: Pdf) -> None:
        _annotation(file, 1).Contents = String(" ")

    assert failures(checked(tmp_path, changed(change))) == {"links": ["link-without-words"]}


def test_a_link_outside_the_structure(tmp_path: Path) -> None:
    def change(file: Pdf) -> None:
        link = _book(file).K[1].K[1].K[0]
        link.K = Array([kid for kid in link.K if kid.Type != Name.OBJR])

    assert failures(checked(tmp_path, changed(change))) == {"links": ["link-without-tag"]}


def test_a_link_over_a_link(tmp_path: Path) -> None:
    def change(file: Pdf) -> None:
        page = file.pages[1].obj
        page.Annots.append(file.make_indirect(Dictionary(dict(_annotation(file, 1).items()))))

    verdicts = checked(tmp_path, changed(change))
    assert failures(verdicts) == {"links": ["link-over-link", "link-without-tag"]}
    assert "two links to “spring#” lie over each other" in told(verdicts["links"], "link-over-link")


def test_a_bookmark_to_nowhere(tmp_path: Path) -> None:
    def change(file: Pdf) -> None:
        file.Root.Outlines.First.Dest = String("winter#")

    verdicts = checked(tmp_path, changed(change))
    assert failures(verdicts) == {"links": ["bookmark-to-nowhere"]}
    assert "the bookmark “contents#” leads to “winter#”" in told(verdicts["links"], "bookmark-to-nowhere")


def test_an_outline_in_a_circle(tmp_path: Path) -> None:
    def change(file: Pdf) -> None:
        file.Root.Outlines.First.Next = file.Root.Outlines.First

    assert failures(checked(tmp_path, changed(change))) == {"links": ["outline-broken"]}


def test_a_wrong_page_label(tmp_path: Path) -> None:
    def change(file: Pdf) -> None:
        file.Root.PageLabels.Nums[3] = Dictionary(S=Name.D, St=7)  # the contents, printed as i

    verdicts = checked(tmp_path, changed(change))
    assert failures(verdicts) == {"page numbers": ["label-differs", "label-wrong"]}
    assert "labelled “7”; printed at the edge is “i”, “The River Reader” [page 2" in told(
        verdicts["page numbers"], "label-wrong"
    )


def test_a_page_whose_edge_shows_no_text_is_passed_over(tmp_path: Path) -> None:
    def change(file: Pdf) -> None:
        for page in file.pages:
            page.Contents = file.make_stream(page.Contents.read_bytes().replace(b"/Folio Do", b"0 0 9 1 re f"))

    assert checked(tmp_path, changed(change))["page numbers"].passed


def test_labels_that_are_not_those_of_the_record(tmp_path: Path) -> None:
    def change(file: Pdf) -> None:
        file.Root.PageLabels.Nums[5] = Dictionary(S=Name.D, St=2)

    verdicts = checked(tmp_path, changed(change))
    assert "0 pages are labelled 1, a page of spring" in told(verdicts["page numbers"], "label-wrong")
    assert "labelled “2”; in the record “1” [page 3" in told(verdicts["page numbers"], "label-differs")
    assert "“spring#note.1” is on page 2; in the record it is on page 1" in told(verdicts["anchors"], "anchor-moved")


def test_an_anchor_of_the_record_that_the_file_does_not_have(tmp_path: Path) -> None:
    def change(file: Pdf) -> None:
        names = file.Root.Names.Dests.Names
        file.Root.Names.Dests.Names = Array([String("spring#note.9") if n == "spring#note.1" else n for n in names])

    assert failures(checked(tmp_path, changed(change)))["anchors"] == ["anchor-missing"]


def test_no_page_labels(tmp_path: Path) -> None:
    def change(file: Pdf) -> None:
        del file.Root["/PageLabels"]

    assert "no-page-labels" in failures(checked(tmp_path, changed(change)))["page numbers"]


# ---------------------------------------------------------------- places


@pytest.mark.parametrize(
    "moved", [(3000, 0), (-500, 0), (0, 2000), (0, -700)], ids=["right", "left", "above", "below the paper"]
)
def test_text_that_is_off_the_paper(tmp_path: Path, moved: tuple[int, int]) -> None:
    """All words, tags and numbers are there, but one page shows none of them."""

    def change(file: Pdf) -> None:
        page = file.pages[2]
        page.contents_add(b"q 1 0 0 1 %d %d cm" % moved, prepend=True)
        page.contents_add(b"Q")

    verdicts = checked(tmp_path, changed(change))
    assert set(failures(verdicts)["places"]) == {"text-off-page"}
    assert "text is printed off the paper" in told(verdicts["places"], "text-off-page")
    assert "[page 3 of the file" in told(verdicts["places"], "text-off-page")


# ---------------------------------------------------------------- claims


def test_a_file_that_claims_nothing(tmp_path: Path) -> None:
    def change(file: Pdf) -> None:
        del file.Root["/Metadata"]

    verdicts = checked(tmp_path, changed(change))
    assert failures(verdicts) == {"claim": ["no-claim"]}
    with pikepdf.open(io.BytesIO(good())) as file:
        file.Root.Metadata.write(b"<not-xml")
        assert failures(checked(tmp_path, saved(file))) == {"claim": ["unreadable"]}


# ---------------------------------------------------------------- pictures


def _with_picture(data: bytes, **entries: object) -> bytes:
    """The good file with a picture on its first page, 4 by 2 points of RGB by its dictionary."""

    def change(opened: Pdf) -> None:
        named: dict[str, object] = {"Width": 4, "Height": 2, "BitsPerComponent": 8, "ColorSpace": Name.DeviceRGB}
        stream = pikepdf.Stream(opened, data, Type=Name.XObject, Subtype=Name.Image, **{**named, **entries})
        resources = opened.pages[0].resources
        resources.XObject = Dictionary(Im0=opened.make_indirect(stream))

    return changed(change)


def test_a_picture_whose_bytes_fit_its_dictionary(tmp_path: Path) -> None:
    assert checked(tmp_path, _with_picture(bytes(24)))["images"].passed
    assert checked(tmp_path, _with_picture(bytes(2), ColorSpace=Name.DeviceGray, BitsPerComponent=1))["images"].passed


@pytest.mark.parametrize("data", [bytes(16), bytes(23), bytes(25), b""])
def test_a_picture_whose_bytes_do_not_fit_its_dictionary(tmp_path: Path, data: bytes) -> None:
    verdict = checked(tmp_path, _with_picture(data))["images"]
    assert verdict.passed is False
    assert "4 × 2 points ask for 24" in told(verdict, "image-damaged")


def test_a_jpeg_of_another_size_than_its_dictionary_says(tmp_path: Path) -> None:
    target = io.BytesIO()
    Image.new("RGB", (4, 3)).save(target, "JPEG")
    verdict = checked(tmp_path, _with_picture(target.getvalue(), Filter=Name.DCTDecode))["images"]
    assert "holds 4 × 3 points" in told(verdict, "image-damaged")


def test_a_picture_that_is_not_a_jpeg_though_its_filter_says_so(tmp_path: Path) -> None:
    verdict = checked(tmp_path, _with_picture(b"not a picture", Filter=Name.DCTDecode))["images"]
    assert "is not a JPEG" in told(verdict, "image-damaged")
