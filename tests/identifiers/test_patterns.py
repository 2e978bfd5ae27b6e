"""Patterns that identifiers are made by."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivist.identifiers import InvalidIdentifierError, Pattern, Scheme

VALUES = {
    **{"slug": "mill-notes", "volume": "2022-02", "number": "14", "year": "2022", "issue": "2", "language": "zh-Hans"},
    **{"version": "1", "key": "water-mills"},
}


@pytest.mark.parametrize(
    ("scheme", "text", "first", "second"),
    [
        (
            Scheme.DOI,
            "10.1234/{slug}.{volume}.{language}[.v{version}]",
            "10.1234/mill-notes.2022-02.zh-hans",
            "10.1234/mill-notes.2022-02.zh-hans.v2",
        ),
        (
            Scheme.DOI,
            "https://doi.org/10.1234/{year}-{issue}-{language}-{version}",
            "10.1234/2022-2-zh-hans-1",
            "10.1234/2022-2-zh-hans-2",
        ),
        (
            Scheme.ARK,
            "12345/mn{volume}{language}[v{version}]{check}",
            "ark:12345/mn202202zhhansh",
            "ark:12345/mn202202zhhansv24",
        ),
        (Scheme.ARK, "ark:/12345/mn{number}{language}{version}", "ark:12345/mn14zhhans1", "ark:12345/mn14zhhans2"),
        (
            Scheme.URN_NBN,
            "urn:nbn:de:101:1-{slug}-{volume}-{language}[-{version}]-{check}",
            "urn:nbn:de:101:1-mill-notes-2022-02-zh-hans-6",
            "urn:nbn:de:101:1-mill-notes-2022-02-zh-hans-2-0",
        ),
        (Scheme.URN_NBN, "urn:nbn:fi-mn{number}v{version}", "urn:nbn:fi-mn14v1", "urn:nbn:fi-mn14v2"),
    ],
)
def test_a_new_version_has_another_identifier(scheme: Scheme, text: str, first: str, second: str) -> None:
    pattern = Pattern(scheme, text)
    assert (pattern.fill(VALUES), pattern.fill({**VALUES, "version": "2"})) == (first, second)


def test_articles_have_their_keys() -> None:
    pattern = Pattern(Scheme.DOI, "10.1234/{volume}.{language}.{version}.{key}", of_articles=True)
    assert pattern.fill(VALUES) == "10.1234/2022-02.zh-hans.1.water-mills"


@pytest.mark.parametrize(
    ("scheme", "text", "said"),
    [
        (Scheme.DOI, "10.1234/{volume}", "it has no {version}, so a new version"),
        (Scheme.DOI, "10.1234/{year}.{version}", "it has no {volume}, so all volumes"),
        (Scheme.DOI, "10.1234/{issue}.{version}", "it has no {volume}"),
        (Scheme.DOI, "10.1234/{volum}.{version}", "{volum} is not a placeholder; did you mean {volume}?"),
        (Scheme.DOI, "10.1234/{key}.{volume}.{version}", "{key} is not a placeholder"),
        (Scheme.DOI, "10.1234/{volume}.{version}.{}", "{} names nothing"),
        (Scheme.DOI, "10.1234/{volume}.{version", "'{' is not closed"),
        (Scheme.DOI, "10.1234/{volume}.[{version}", "'[' is not closed"),
        (Scheme.DOI, "10.1234/{volume}.{version}[.{version]", "'{' is not closed"),
        (Scheme.DOI, "10.1234/{volume}[.{}]", "{} names nothing"),
        (Scheme.DOI, "{volume}.{version}", "is not a DOI"),
        (Scheme.DOI, "10.1234/{volume} {version}", "is not a DOI"),
        (Scheme.DOI, "10.1234/{volume}.{version}{check}", "a DOI has no check character"),
        (Scheme.DOI, "10.1234/[{volume}.]{version}", "is left out in the first version"),
        (Scheme.DOI, "10.1234/{number}{version}", "{number} and {version} have only digits between them"),
        (Scheme.DOI, "10.1234/{number}00[{version}]", "{number} and {version} have only digits between them"),
        (Scheme.ARK, "12345/mn-{volume}v{version}", "hyphens mean nothing in an ARK"),
        (Scheme.ARK, "12345/{check}mn{volume}v{version}", "{check} must be its last placeholder"),
        (Scheme.ARK, "mills/mn{volume}v{version}", "is not an ARK"),
        (Scheme.URN_NBN, "urn:nbn:de:101:1-{volume}-{version}", "it has no {check}"),
        (Scheme.URN_NBN, "urn:nbn:de:101:1-{volume}~{version}{check}", "'~' cannot be in a URN:NBN"),
    ],
)
def test_a_pattern_that_cannot_tell_editions_apart_is_refused(scheme: Scheme, text: str, said: str) -> None:
    with pytest.raises(InvalidIdentifierError, match=re.escape(said)):
        Pattern(scheme, text)


def test_a_pattern_of_articles_has_their_key() -> None:
    with pytest.raises(InvalidIdentifierError, match="all articles of an edition"):
        Pattern(Scheme.DOI, "10.1234/{volume}.{version}", of_articles=True)


NUMBERS = st.integers(1, 999).map(str)
EDITIONS = st.tuples(NUMBERS, st.sampled_from(["en", "ka", "ru", "zh-Hans", "sr-Latn"]), NUMBERS)


@given(
    st.sampled_from(
        [
            (Scheme.DOI, "10.1234/a{number}.{language}[.{version}]"),
            (Scheme.DOI, "10.1234/{language}{number}v{version}"),
            (Scheme.ARK, "12345/{number}{language}{version}{check}"),
            (Scheme.URN_NBN, "urn:nbn:de:1-{number}-{language}[-{version}]{check}"),
        ]
    ),
    EDITIONS,
    EDITIONS,
)
def test_different_editions_have_different_identifiers(
    made: tuple[Scheme, str], one: tuple[str, str, str], other: tuple[str, str, str]
) -> None:
    pattern = Pattern(*made)
    names = ("number", "language", "version")
    first, second = (
        pattern.scheme.comparable(pattern.fill(VALUES | dict(zip(names, each, strict=True)))) for each in (one, other)
    )
    assert (first == second) == (one == other)


@given(st.sampled_from(list(Scheme)), st.text("10.{}[]volumevrsion/-: a", max_size=40))
def test_any_pattern_is_checked_without_a_crash(scheme: Scheme, text: str) -> None:
    try:
        Pattern(scheme, text)
    except InvalidIdentifierError as error:
        assert str(error)
