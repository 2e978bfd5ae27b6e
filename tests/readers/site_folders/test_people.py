"""Translators, contributors, identifiers and DOIs of a site's front matter."""

from pathlib import Path

import pytest

from archivist.article_facts import Person
from tests.readers.site_folders.making import hugo


def test_people_and_the_doi_are_imported(tmp_path: Path) -> None:
    head = (
        'authors = [{ name = "A", orcid = "0000-0002-1825-0097" }]\ntranslator = "T"\n'
        'contributors = { editor = "E" }\ndoi = "https://doi.org/10.1234/x"\n'
    )
    found = hugo(tmp_path, "Text.", head=head).one()
    assert (found.authors, found.translators) == (("A",), (Person("T", "trl"),))
    assert found.contributors == (Person("A", orcid="0000-0002-1825-0097"), Person("E", "edt"))
    assert found.doi == "10.1234/x"
    assert not {"translator", "contributors", "doi"} & set(found.extra)


@pytest.mark.parametrize(
    ("key", "value"),
    [("doi", "'none'"), ("contributors", "{ conjurer = 'A' }"), ("translator", "{ name = 'T', orcid = '1' }")],
)
def test_what_is_not_known_is_kept_as_it_is(tmp_path: Path, key: str, value: str) -> None:
    found = hugo(tmp_path, "Text.", head=f"{key} = {value}\n").one()
    assert key in found.extra
    assert not (found.translators or found.contributors or found.doi)
