import datetime

import pytest
from babel import localedata

from archivist.model.volumes import Volume
from archivist.settings.choices import Period
from archivist.volumes import Span, volume_title


def title(id_: str, language: str) -> str:
    span = Span.parse(id_)
    return volume_title(Volume(id_, 1, 1, span.year, span.start, span.end, ()), language).replace("\u202f", " ")


@pytest.mark.parametrize(
    ("id_", "language", "expected"),
    [
        ("2022-03-30", "en", "30 March 2022"),
        ("2022-03-30", "ru", "30 марта 2022 г."),
        ("2022-03", "en", "March 2022"),
        ("2022-03", "fr", "Mars 2022"),
        ("2022-03", "ka", "მარტი, 2022"),  # no capital letter: Georgian titles have none
        ("2022-03", "zh-Hans", "2022年3月"),
        ("2022-Q1", "en", "1st quarter 2022"),
        ("2022-Q1", "ru", "1-й квартал 2022 г."),
        ("2022", "en", "2022"),
        ("2022-W13", "en", "Week 13 of 2022"),
        ("2022-W13", "ka", "კვირა 13, 2022"),
        ("2022-W13", "de", "Woche 13 des Jahres 2022"),
        ("2025-W01", "en", "Week 1 of 2025"),  # its first day is in 2024
    ],
)
def test_titles(id_: str, language: str, expected: str) -> None:
    assert title(id_, language) == expected


def test_a_week_has_its_dates_where_the_language_has_no_words_for_its_number() -> None:
    assert title("2022-W13", "os").replace("\u2009", " ") == "2022 мар. 28 – апр. 3"


@pytest.mark.slow
@pytest.mark.parametrize("period", Period)
def test_every_language_of_cldr_has_titles(period: Period) -> None:
    id_ = Span.containing(datetime.date(2022, 3, 30), period).id
    for identifier in localedata.locale_identifiers():
        assert title(id_, identifier.replace("_", "-"))


def test_a_language_unknown_to_cldr_is_titled_in_english() -> None:
    assert title("2022-03", "tlh") == "March 2022"
