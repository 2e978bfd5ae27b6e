"""`[identifiers]` and the facts of the serial in archivist.toml."""

import json
import re
from pathlib import Path

import jsonschema
import pytest

from archivist.errors import ConfigurationError
from archivist.identifiers import Scheme
from archivist.settings import config
from archivist.settings.choices import Access, Frequency
from archivist.settings.config import Config, load
from archivist.settings.setting_values import Medium

ALL = """\
[archive]
title = { en = "Mill Notes", ka = "წისქვილი" }
issn = { en = { print = "2049-3630", online = "0317-8471" } }
issn_l = "2049-3630"
frequency = "bimonthly"
first_date = 1998-05-03
contact = { name = "The Editors", email = "editors@example.org" }
access = "open"
access_note = { en = "Free to read." }
predecessor = { title = "Old Mills", issn = "1050-124X" }

[archive.successor]
title = { en = "New Mills", ka = "ახალი" }

[editions]
languages = ["en", "ka"]

[identifiers]
doi = "10.1234/{slug}.{volume}.{language}[.{version}]"
ark = "12345/mn{number}{language}{version}{check}"
urn_nbn = "urn:nbn:de:101:1-{volume}-{language}-{version}{check}"

[identifiers.articles]
doi = "10.1234/{slug}.{volume}.{language}[.{version}].{key}"

[identifiers.editions."2022-02.en"]
isbn = { print = "9783161484100", online = "978-0-306-40615-7" }
doi = "https://doi.org/10.1234/special"
ark = "ark:/13030/tf5p30086k"
urn_nbn = "urn:nbn:de:101:1-201102033592"
"""


def settings(folder: Path, text: str) -> Config:
    file = folder / "archivist.toml"
    file.write_text(text, "utf-8")
    return load(file)


def test_everything_can_be_set(tmp_path: Path) -> None:
    found = settings(tmp_path, ALL)
    archive, given = found.archive, found.identifiers.editions["2022-02.en"]
    assert (archive.issn_l, archive.first_date, archive.access) == ("2049-3630", "1998-05-03", Access.OPEN)
    assert (archive.contact.name, archive.contact.email) == ("The Editors", "editors@example.org")
    assert (archive.predecessor.title, archive.predecessor.issn) == ("Old Mills", "1050-124X")
    assert found.frequency is Frequency.BIMONTHLY
    assert given.isbn == {Medium.PDF: "978-3-16-148410-0", Medium.EPUB: "978-0-306-40615-7"}
    assert (given.doi, given.ark) == ("10.1234/special", "ark:13030/tf5p30086k")
    assert found.identifiers.pattern(Scheme.ARK, of_articles=True) is None


def test_the_schema_for_editors_allows_it(tmp_path: Path) -> None:
    data = json.loads(json.dumps(settings(tmp_path, ALL).model_dump(mode="json", exclude_unset=True)))
    jsonschema.Draft202012Validator(config.json_schema()).validate(data)


def test_without_a_frequency_it_is_that_of_the_volumes(tmp_path: Path) -> None:
    assert settings(tmp_path, '[volumes]\nperiod = "quarter"\n').frequency is Frequency.QUARTERLY


def test_titles_in_other_languages(tmp_path: Path) -> None:
    archive = settings(tmp_path, ALL).archive
    assert archive.parallel_titles("en") == (("ka", "წისქვილი"),)
    assert archive.parallel_titles("ka") == (("en", "Mill Notes"),)
    assert settings(tmp_path, '[archive]\ntitle = "Mill Notes"\n').archive.parallel_titles("en") == ()


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ('[archive]\nissn_l = "2049-3631"', 2, "archive.issn_l: 2049-3631 is not an ISSN: the check digit should be 0"),
        ('[archive]\nfirst_date = "1998-13"', 2, "archive.first_date: 1998-13 is not a valid date"),
        ('[archive]\nfirst_date = "May 1998"', 2, "archive.first_date: May 1998 is not a date; write a day"),
        ("[archive]\nfirst_date = 1998-05-03T10:00:00Z", 2, "archive.first_date: 1998-05-03"),
        ('[archive.contact]\nemail = "the editors"', 2, "archive.contact.email: 'the editors' is not an e-mail"),
        ('[archive]\ncontact = { mail = "a@b.org" }', 2, "unknown key archive.contact.mail; did you mean email?"),
        ('[archive]\npredecessor = { issn = "2049-3630" }', 2, "archive.predecessor: the serial with the ISSN"),
        ('[archive]\nfrequency = "hourly"', 2, "archive.frequency: Input should be"),
        ('[identifiers]\nark = ""\ndoi = "10.1234/{volume}"', 3, "identifiers.doi: it has no {version}"),
        ("[identifiers]\ndoi = 10", 2, "identifiers.doi: Input should be a valid string"),
        ('[identifiers.articles]\ndoi = "10.1234/{volume}.{version}"', 2, "identifiers.articles.doi: it has no {key}"),
        (
            '[editions]\nlanguages = ["en", "ka"]\n[identifiers]\ndoi = "10.1234/{volume}.{version}"',
            4,
            "identifiers.doi: it has no {language}, so all languages would have the same identifier",
        ),
        (
            '[editions]\nlanguages = ["en", "ka"]\n[identifiers.articles]\nark = "12345/{volume}v{version}x{key}"',
            4,
            "identifiers.articles.ark: it has no {language}",
        ),
        (
            '[identifiers.editions."2022-02"]\ndoi = "10.1234/x"',
            1,
            "identifiers.editions.2022-02: '2022-02' is not an edition; write volume and language",
        ),
        (
            '[identifiers.editions."2022-02.en"]\ndio = "10.1234/x"',
            2,
            "unknown key identifiers.editions.2022-02.en.dio; did you mean doi?",
        ),
        (
            '[identifiers.editions."2022-02.en"]\nisbn = "9783161484100"',
            2,
            "isbn: the PDF and the EPUB have an ISBN each",
        ),
        (
            '[identifiers.editions."2022-02.en"]\nisbn = { pdf = "9783161484100", epub = "978-3-16-148410-0" }',
            2,
            "isbn: the PDF and the EPUB have the same ISBN",
        ),
        (
            '[identifiers.editions."2022-02.en"]\nurn_nbn = "urn:nbn:de:101:1-201102033593"',
            2,
            "urn_nbn: 'urn:nbn:de:101:1-201102033593' has a wrong check digit: it should end in 2",
        ),
    ],
)
def test_errors_name_the_key_and_the_line(tmp_path: Path, text: str, line: int, said: str) -> None:
    with pytest.raises(ConfigurationError, match=re.escape(said)) as raised:
        settings(tmp_path, text + "\n")
    assert f"archivist.toml:{line}: " in str(raised.value)
