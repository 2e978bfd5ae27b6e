"""`README.txt`: what a person finds in it who has nothing else."""

import re
from dataclasses import replace

from archivist.deposit import readme
from archivist.deposit.description import DescribedVolume, FileUse
from archivist.deposit.package_files import written_file
from archivist.deposit.record_facts import DRAFT_MARK

_FILES = tuple(
    written_file(name, b"x", FileUse.EDITION) for name in ("editions/en/a.pdf", "editions/ka/a.pdf", "jats/en/a.xml")
)


def _words(text: str) -> str:
    return " ".join(text.split())


def test_it_says_what_the_package_is(described: DescribedVolume) -> None:
    text = readme.write(described, _FILES).decode()
    assert text.splitlines()[1:3] == ["The River Reader: March 2022", "მდინარის საკითხავი: მარტი, 2022"]
    assert "covers 2022-03-01 to 2022-03-31 and was published by Example Press, Tbilisi on 2022-04-01" in _words(text)
    assert max(len(line) for line in text.splitlines()) <= 78


def test_it_lists_the_folders_that_there_are(described: DescribedVolume) -> None:
    text = readme.write(described, _FILES).decode()
    assert re.findall(r"^(\S+/) +\((\d+) files?\)", text, re.MULTILINE) == [("editions/", "2"), ("jats/", "1")]


def test_it_lists_editions_articles_and_pages(described: DescribedVolume) -> None:
    text = _words(readme.write(described, _FILES).decode())
    for edition in described.editions:
        assert edition.identifier in text
        for article in edition.articles:
            assert article.pages
            pages = dict.fromkeys((article.pages.first, article.pages.last))
            assert f"{article.citation.title}" in text
            assert f", p. {'-'.join(pages)}" in text


def test_it_names_the_commands_and_the_programs(described: DescribedVolume) -> None:
    text = readme.write(described, _FILES).decode()
    assert "\n  sha512sum --check manifest-sha512.txt " in text
    assert "\n  archivist rebuild PACKAGE --to FOLDER\n" in text
    record = described.editions[0].record
    assert all(f"{name} {version}" in _words(text) for name, version in record.made_by.items())
    assert all(font.family in _words(text) for font in record.fonts)


def test_a_draft_says_so_at_the_top(described: DescribedVolume) -> None:
    lines = readme.write(replace(described, is_draft=True), _FILES).decode().splitlines()
    assert lines[1].startswith(DRAFT_MARK)
    assert lines[5].startswith("Draft:")
