"""Languages: tags, names, dates and scripts, for every language CLDR knows and for whatever is written as a tag."""

import datetime
import subprocess
import sys
import unicodedata
from itertools import product
from string import ascii_lowercase

import langcodes
import pytest
from babel.localedata import locale_identifiers
from hypothesis import example, given
from hypothesis import strategies as st

from archivist.text import languages
from archivist.text.usual_scripts import USUAL_SCRIPTS

DAY = datetime.date(2022, 3, 30)
CLDR = sorted({languages.normalise_tag(name) or "en" for name in locale_identifiers() if "_" not in name})


@pytest.mark.parametrize(
    ("written", "tag"),
    [
        ("en", "en"),
        ("EN_us", "en-US"),
        ("eng", "en"),
        (" ka ", "ka"),
        ("geo", "ka"),
        ("zh_hant", "zh-Hant"),
        ("zh-TW", "zh-TW"),
        ("iw", "he"),
        ("os", "os"),
        ("xmf", "xmf"),  # Mingrelian
        ("und", None),
        ("", None),
        ("english", None),
        ("xx", None),
        ("en-", None),
        ("01", None),
    ],
)
def test_tags_become_canonical_or_nothing(written: str, tag: str | None) -> None:
    assert languages.normalise_tag(written) == tag


@given(st.one_of(st.text(max_size=20), st.from_regex(r"[a-zA-Z]{1,4}([-_][a-zA-Z0-9]{1,8}){0,3}", fullmatch=True)))
@example("a" * 5000)
@example("en\x00")
@example("en-x-")
@example("zh-cmn-Hans-CN")
@example("x-mine")
@example("ka-GE-u-nu-latn")
def test_whatever_is_written_a_tag_can_be_used_everywhere(written: str) -> None:
    tag = languages.normalise_tag(written)
    if tag is None:
        return
    assert languages.normalise_tag(tag) == tag
    assert tag.isascii()
    assert languages.name(tag, "en")
    assert languages.own_name(tag)
    assert "2022" in languages.long_date(DAY, tag)
    assert languages.month_and_year(DAY, tag)
    assert len(languages.script(tag)) == 4
    assert languages.direction(tag) in {"ltr", "rtl"}


def test_every_language_of_cldr_has_a_name_and_a_date_that_says_which_day() -> None:
    without_year = []
    for tag in CLDR:
        digits = "".join(str(unicodedata.digit(c)) for c in languages.long_date(DAY, tag) if c.isdigit())
        if not ("2022" in digits and "30" in digits):
            without_year.append(tag)
    assert without_year == []


def test_names_and_dates_are_in_the_readers_language() -> None:
    assert languages.name("ka", "en") == "Georgian"
    assert languages.name("ka", "ru") == "грузинский"
    assert languages.own_name("ka") == "ქართული"
    assert languages.name("ka", "xmf") == "ka"  # CLDR has nothing for the reader
    assert languages.long_date(DAY, "en") == "30 March 2022"
    assert languages.long_date(DAY, "ru") == "30 марта 2022\u202fг."
    assert languages.month_and_year(DAY, "en") == "March 2022"


@pytest.mark.parametrize(
    ("tag", "direction", "script"),
    [
        ("he", "rtl", "Hebr"),
        ("ar-EG", "rtl", "Arab"),
        ("fa", "rtl", "Arab"),
        ("ps", "rtl", "Arab"),
        ("yi", "rtl", "Hebr"),
        ("dv", "rtl", "Thaa"),
        ("az-Arab", "rtl", "Arab"),
        ("az", "ltr", "Latn"),
        ("ka", "ltr", "Geor"),
        ("zh", "ltr", "Hans"),
        ("zh-TW", "ltr", "Hant"),
    ],
)
def test_scripts_and_their_direction(tag: str, direction: str, script: str) -> None:
    assert (languages.direction(tag), languages.script(tag)) == (direction, script)


def test_usual_scripts_are_what_langcodes_says() -> None:
    tags = [*(f"{one}{other}" for one, other in product(ascii_lowercase, repeat=2)), "zh-Hans", "zh-Hant"]
    known = {
        tag: found.maximize().script
        for tag in tags
        if (found := langcodes.Language.get(tag)).is_valid() and found.to_tag() == tag
    }
    assert dict(USUAL_SCRIPTS) == known


def test_usual_languages_need_no_tables() -> None:
    program = """
import sys
from archivist.text.languages import normalise_tag, own_name, script
print(normalise_tag("ka"), script("zh"), normalise_tag("zh-Hans"), own_name("zh-Hant"), own_name("ru"))
print("langcodes" in sys.modules)
"""
    found = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert found.stdout == "ka Hans zh-Hans 中文 (繁體) русский\nFalse\n"
