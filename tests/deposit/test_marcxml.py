"""MARCXML of a published volume, read again by pymarc."""

import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pikepdf
import pymarc
import pytest

from archivist.citations.citation import Name, Pages
from archivist.deposit import marcxml
from archivist.deposit.description import DescribedEdition, DescribedVolume
from archivist.deposit.marc_fields import language_fields, name_field, nonfiling
from archivist.deposit.record_facts import DRAFT_MARK, bibliographic_code, licence_address
from tests.schemas import errors


def _records(volume: DescribedVolume, language: str = "en") -> list[pymarc.Record]:
    return _read(marcxml.write(volume, _edition(volume, language)))


def _read(document: bytes) -> list[pymarc.Record]:
    return list(pymarc.parse_xml_to_array(io.BytesIO(document), strict=True))


def _edition(volume: DescribedVolume, language: str) -> DescribedEdition:
    return next(edition for edition in volume.editions if edition.language == language)


def _fixed(record: pymarc.Record, tag: str) -> str:
    return record[tag].data or ""


def _shown(record: pymarc.Record, tag: str) -> list[str]:
    """Fields as catalogues print them: 04 $a The River Reader $n No. 2."""
    return [
        f"{each.indicator1}{each.indicator2} " + " ".join(f"${part.code} {part.value}" for part in each.subfields)
        for each in record.get_fields(tag)
    ]


def test_a_record_for_the_volume_and_one_for_each_article(described: DescribedVolume) -> None:
    volume, river, road = _records(described)
    assert [str(each.leader) for each in (volume, river, road)] == [
        "00000nam a22000003c 4500",
        "00000naa a22000003c 4500",
        "00000naa a22000003c 4500",
    ]
    assert _shown(volume, "245") == ["04 $a The River Reader $n No. 2 $p March 2022"]
    assert _shown(river, "245") == ["10 $a Where the river rises $c Nino Example, Ivan Sample"]
    assert _shown(road, "245") == ["04 $a The road beside it"]


@pytest.mark.parametrize("language", ["en", "ka"])
def test_records_conform_to_the_schema_and_to_iso_2709(described: DescribedVolume, language: str) -> None:
    for record in _records(described, language):
        assert len(_fixed(record, "008")) == 40
        assert len(_fixed(record, "007")) == 14
        assert len(_fixed(record, "006")) == 18
        assert [each.tag for each in record.fields] == sorted(each.tag for each in record.fields)
        again = pymarc.Record(record.as_marc())
        assert [str(each) for each in again.fields] == [str(each) for each in record.fields]
    assert errors(marcxml.write(described, _edition(described, language)), "MARC21slim.xsd") == []


def test_dates_are_those_of_the_ledger_and_of_the_articles(described: DescribedVolume) -> None:
    volume, river, _ = _records(described)
    assert _fixed(volume, "005") == _fixed(river, "005") == "20220401000000.0"
    assert _fixed(volume, "008") == "220401e20220401xx a   |o|||||000 ||eng d"
    assert _fixed(river, "008")[6:15] == "e20220309"
    assert _fixed(_records(described, "ka")[0], "008")[35:38] == "geo"


@pytest.mark.parametrize("language", ["en", "ka"])
def test_pages_in_773_are_those_of_the_record_and_of_the_pdf(
    published: Path, described: DescribedVolume, language: str
) -> None:
    edition = _edition(described, language)
    pdf = next(file.path.name for file in edition.record.files if file.path.suffix == ".pdf")
    with pikepdf.open(published / "build" / described.id / pdf) as opened:
        labels = [page.label for page in opened.pages]
    for record, article in zip(_records(described, language)[1:], edition.articles, strict=True):
        recorded = article.pages
        assert recorded
        printed = labels[recorded.index : recorded.index + recorded.count]
        assert (recorded.first, recorded.last) == (printed[0], printed[-1])
        words = f"p. {printed[0]}-{printed[-1]}" if len(printed) > 1 else f"p. {printed[0]}"
        title = edition.metadata.volume_title
        assert record["773"]["g"] == f"no. 2 ({title}), {words}"
        assert record["773"]["q"] == f"2<{printed[0]}"


def test_pages_are_printed_as_they_are_labelled(described: DescribedVolume) -> None:
    """Roman numbers, one page, no PDF."""

    def where(pages: Pages | None) -> tuple[str, str]:
        edition = described.editions[0]
        article = edition.articles[0]
        changed = replace(article, citation=replace(article.citation, pages=pages))
        host = _read(marcxml.write(described, replace(edition, articles=(changed,))))[1]["773"]
        return host["g"], host["q"]

    assert where(Pages("xii", "xiv")) == ("no. 2 (March 2022), p. xii-xiv", "2<xii")
    assert where(Pages("4", "4")) == ("no. 2 (March 2022), p. 4", "2<4")
    assert where(None) == ("no. 2 (March 2022)", "2")


def test_the_article_names_its_host(described: DescribedVolume) -> None:
    volume, river, _ = _records(described)
    host = river["773"]
    assert (host["t"], host["d"], host["x"], host["7"]) == (
        "The River Reader",
        "Tbilisi : Example Press, 2022",
        "2049-3630",
        "nnam",
    )
    assert host["w"] == _fixed(volume, "001") == described.editions[0].identifier
    assert _fixed(river, "001") == f"{host['w']}#river"


def test_languages_and_translations(described: DescribedVolume) -> None:
    english, river, _ = _records(described)
    georgian, same_river, _ = _records(described, "ka")
    assert _shown(english, "041") == ["0  $a eng $a geo"]
    assert _shown(georgian, "041") == ["1  $a geo $a eng $h eng"]
    assert _shown(english, "246") == ["31 $a მდინარის საკითხავი"]
    assert english["775"]["w"] == _fixed(georgian, "001")
    assert _shown(river, "767") == [f"0  $t სად იბადება მდინარე $n Georgian $w {same_river['001'].data}"]
    assert _shown(same_river, "765") == [f"0  $t Where the river rises $n English $w {river['001'].data}"]
    assert _shown(same_river, "041") == ["1  $a geo $h eng"]
    assert _shown(river, "546") == ["   $a Notes in English and Georgian"]
    assert _shown(river, "880") == []


def test_numbers_of_both_media(described: DescribedVolume) -> None:
    volume = _records(described)[0]
    assert _shown(volume, "022") == ["   $a 2049-3630 $l 2049-3630", "   $a 2434-561X $l 2049-3630"]
    assert _shown(volume, "776") == ["08 $i EPUB $t The River Reader $x 2434-561X"]
    assert _shown(volume, "490") == ["1  $a The River Reader $x 2049-3630 $v No. 2"]
    assert _shown(volume, "830") == [" 4 $a The River Reader $x 2049-3630 $v no. 2"]
    assert [each["b"] for each in volume.get_fields("347")] == ["PDF", "EPUB"]


def test_people_and_addresses(described: DescribedVolume) -> None:
    river = _records(described)[1]
    assert _shown(river, "100") == ["1  $a Example, Nino $e author $4 aut"]
    assert _shown(river, "700") == ["1  $a Sample, Ivan $e author $4 aut"]
    source = "41 $3 Article as first published $u https://example.org/river $z retrieved 2022-04-01"
    assert _shown(river, "856") == [source]
    assert _shown(river, "506") == ["0  $a Open access $u http://purl.org/coar/access_right/c_abf2"]
    assert _shown(river, "540") == ["   $a CC BY 4.0 $u https://creativecommons.org/licenses/by/4.0/"]


def test_names_that_are_not_taken_apart_are_uncontrolled() -> None:
    def shown(name: Name) -> Iterator[str]:
        return (str(each) for each in name_field("trl", name))

    assert list(shown(Name("Example Press"))) == ["=720  \\\\$aExample Press$etranslator$4trl"]
    known = Name("Nino Example", "Example", "Nino", orcid="0000-0002-1825-0097", isni="0000 0001 2281 955X")
    assert list(shown(known)) == [
        "=700  1\\$aExample, Nino$etranslator$4trl$1https://orcid.org/0000-0002-1825-0097"
        "$1https://isni.org/isni/000000012281955X"
    ]


def test_every_record_of_a_draft_says_so(described: DescribedVolume) -> None:
    for record in _records(replace(described, is_draft=True)):
        assert record["245"]["a"].startswith(DRAFT_MARK)
        assert record["250"]["a"] == "Draft, not for catalogues"
        assert record["500"]["a"].startswith("Draft:")
        assert str(record.leader)[17] == "8"
    assert b"raft" not in marcxml.write(described, described.editions[0])


@pytest.mark.parametrize(
    ("tag", "code"),
    [("ka", "geo"), ("ru", "rus"), ("en-GB", "eng"), ("zh-Hans", "chi"), ("sr-Latn", "srp"), ("xmf", "mis")],
)
def test_codes_are_those_of_iso_639_2(tag: str, code: str) -> None:
    assert bibliographic_code(tag) == code


def test_a_language_without_a_code_is_named_by_its_tag() -> None:
    assert [str(each) for each in language_fields(("ka", "xmf"))] == [
        "=041  0\\$ageo",
        "=041  07$aka$axmf$2rfc5646",
    ]


@pytest.mark.parametrize(
    ("title", "language", "skipped"),
    [("The River", "en", 4), ("Theory", "en", 0), ("L’Écho", "fr", 2), ("Die Zeit", "de", 4), ("Die Hard", "en", 0)],
)
def test_the_article_before_a_title_is_not_sorted(title: str, language: str, skipped: int) -> None:
    assert nonfiling(title, language) == skipped


@pytest.mark.parametrize(
    ("rights", "address"),
    [
        ("CC BY-SA 4.0", "https://creativecommons.org/licenses/by-sa/4.0/"),
        ("Creative Commons Attribution 3.0 (CC BY 3.0).", "https://creativecommons.org/licenses/by/3.0/"),
        ("CC0 1.0", "https://creativecommons.org/publicdomain/zero/1.0/"),
        ("https://example.org/licence", "https://example.org/licence"),
        ("Texts: CC BY 4.0; pictures: all rights reserved", ""),
        ("© 2022 Example Press", ""),
        ("", ""),
    ],
)
def test_a_licence_has_an_address_if_it_is_all_that_the_rights_say(rights: str, address: str) -> None:
    assert licence_address(rights) == address
