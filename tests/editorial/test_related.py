"""What the desk tells of further reading."""

from pathlib import Path

import pytest

from tests.editorial.making import found, page

CODES = ("related-one-way", "related-itself", "related-twice", "related-in-archive")


def serial(number: int, returned: int = 0) -> dict[str, str | bytes]:
    """Articles of which each names the one before; the first so many name the next one, too."""
    files: dict[str, str | bytes] = {}
    for n in range(number):
        named = [f"a{n - 1:03}"] if n else []
        named += [f"a{n + 1:03}"] if n < returned else []
        files[f"a{n:03}.en.md"] = page(f"Words {n}.", f"related: [{', '.join(named)}]", date=f"20{10 + n}-03-30")
    return files


def test_in_a_serial_that_never_returns_references_there_is_one_finding_for_all(tmp_path: Path) -> None:
    (finding,) = found(tmp_path, serial(30), *CODES)
    assert finding.file == ""
    assert finding.message == (
        "29 references to earlier works are not returned (0 are), the first in a001.en.md: "
        "a000 does not list a001 in return"
    )


@pytest.mark.slow
def test_where_references_are_mostly_returned_each_that_is_not_is_reported(tmp_path: Path) -> None:
    findings = found(tmp_path, serial(60, returned=35), *CODES)
    assert len(findings) == 60 - 1 - 35
    assert all(finding.file for finding in findings)


def test_a_reference_to_a_later_article_is_reported_in_any_serial(tmp_path: Path) -> None:
    files = serial(30) | {"b.en.md": page("x", "related: [a029]", date="2009-01-01")}
    findings = found(tmp_path, files, *CODES)
    assert [finding.file for finding in findings] == ["", "articles/b.en.md"]


def test_what_an_article_allows_is_not_counted(tmp_path: Path) -> None:
    files = {
        name: str(text).replace("related:", "allow: related-one-way\nrelated:") for name, text in serial(30).items()
    }
    assert found(tmp_path, files, *CODES) == []


def test_an_article_that_names_many_is_reported_once(tmp_path: Path) -> None:
    files = {"a.en.md": page("x", "related:", *(f"  - b{n}" for n in range(6)))}
    files |= {f"b{n}.en.md": page(f"y{n}") for n in range(6)}
    (finding,) = found(tmp_path, dict(files), *CODES)
    assert (finding.file, finding.line) == ("articles/a.en.md", 6)
    assert finding.message == "b0, b1, b2 and 3 more do not list a in return"


def test_an_entry_that_leads_to_its_own_article(tmp_path: Path) -> None:
    files = {"a.en.md": page("x", "related:", "  - b", "  - a"), "b.en.md": page("y", "related: [a]")}
    (finding,) = found(tmp_path, dict(files), *CODES)
    assert (finding.code, finding.line) == ("related-itself", 7)


def test_an_entry_that_leads_to_a_translation_of_its_own_article(tmp_path: Path) -> None:
    address = "https://example.org/a"
    files = {
        "a.en.md": page("x", f"related: ['{address}']"),
        "a.ka.md": page("x", f"source: {address}", lang="ka"),
    }
    (finding,) = found(tmp_path, dict(files), *CODES)
    assert (finding.code, finding.file) == ("related-itself", "articles/a.en.md")


@pytest.mark.parametrize("entry", ["b", "https://example.org/x"])
def test_an_entry_that_stands_twice(entry: str, tmp_path: Path) -> None:
    files = {"a.en.md": page("x", "related:", f"  - {entry}", f"  - {entry}"), "b.en.md": page("y", "related: [a]")}
    (finding,) = found(tmp_path, dict(files), "related-twice")
    assert (finding.code, finding.line, finding.message) == ("related-twice", 7, f"{entry} is listed already")


def test_an_article_named_by_its_key_and_by_its_address_is_listed_twice(tmp_path: Path) -> None:
    files = {
        "a.en.md": page("x", "related: [b, 'http://www.example.org/b/']"),
        "b.en.md": page("y", "source: https://example.org/b", "related: [a]"),
    }
    (finding,) = found(tmp_path, dict(files), "related-twice")
    assert finding.message == "http://www.example.org/b/ is listed already"


def test_the_address_of_an_article_that_is_in_the_archive(tmp_path: Path) -> None:
    files = {
        "a.en.md": page("x", "related: ['https://example.org/b']"),
        "b.en.md": page("y", "source: https://example.org/b", "related: [a]"),
    }
    (finding,) = found(tmp_path, dict(files), "related-in-archive")
    assert finding.message == "https://example.org/b is b.en.md of this archive"
    assert finding.remedy == "Write `b` instead of the address."
