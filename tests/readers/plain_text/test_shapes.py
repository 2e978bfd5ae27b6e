"""Each shape of a copied page, in three languages: what is the article's is found, and what is not is said."""

import datetime
from pathlib import Path

import pytest

from archivist.reader_api.found import FoundRelated
from tests.readers.plain_text.pages import AVAILABLE, BYLINE, FOOT, SECOND, TEXT, TITLE, article_in, said

OTHERS = {"en": ("ka", "ru"), "ka": ("ru", "en"), "ru": ("ka", "en")}
LANGUAGES = pytest.mark.parametrize("tag", ["en", "ka", "ru"])


@LANGUAGES
def test_title_text_and_the_other_languages(tag: str, tmp_path: Path) -> None:
    article = article_in(tmp_path, f"{TITLE[tag]}\n\n{TEXT[tag]}\n\n{AVAILABLE[tag]}\n")
    assert (article.title, article.plain, article.language) == (TITLE[tag], TEXT[tag], tag)
    assert article.text == f"{TEXT[tag]}\n"
    assert article.translations == OTHERS[tag]
    assert article.date is None
    assert said(article, "import-left-out") == []


@LANGUAGES
def test_an_empty_also_read_is_nothing(tag: str, tmp_path: Path) -> None:
    article = article_in(tmp_path, f"{TITLE[tag]}\n\n{TEXT[tag]}\n\n{SECOND[tag]}\n\nAlso Read:\n\n{AVAILABLE[tag]}\n")
    assert article.plain == f"{TEXT[tag]}\n\n{SECOND[tag]}"
    assert article.text == f"{TEXT[tag]}\n\n1\\. {SECOND[tag][3:]}\n"  # the number is no list
    assert article.related == ()
    assert said(article, "import-left-out") == []


@LANGUAGES
def test_entries_of_also_read_are_related(tag: str, tmp_path: Path) -> None:
    page = f"{TITLE[tag]}\n\n{TEXT[tag]}\n\nAlso Read:\n\nA river — The riv\nA bridge — New\n\n{AVAILABLE[tag]}\n"
    article = article_in(tmp_path, page)
    assert article.related == (FoundRelated("A river — The riv"), FoundRelated("A bridge — New"))
    assert article.plain == TEXT[tag]


@LANGUAGES
def test_one_other_language(tag: str, tmp_path: Path) -> None:
    line = "This post is also available in: Deutsch (German)"
    assert article_in(tmp_path, f"{TITLE[tag]}\n\n{TEXT[tag]}\n\n{line}\n").translations == ("de",)


@LANGUAGES
def test_a_date_below_the_title(tag: str, tmp_path: Path) -> None:
    article = article_in(tmp_path, f"{TITLE[tag]}\n\n07/08/2018 - 10:45\n\n{TEXT[tag]}\n\n{AVAILABLE[tag]}\n")
    assert article.date == datetime.date(2018, 8, 7)
    assert article.published_at == "2018-08-07T10:45"
    assert article.plain == TEXT[tag]
    assert "read day first" in said(article, "import-guessed")[1]


@LANGUAGES
def test_an_author_a_button_and_a_date(tag: str, tmp_path: Path) -> None:
    line = "Nino Sample Send an email 19/09/2021 - 21:39"
    article = article_in(tmp_path, f"{TITLE[tag]}\n\n{line}\n\n{TEXT[tag]}\n\n{AVAILABLE[tag]}\n")
    assert article.authors == ("Nino Sample",)
    assert (article.date, article.published_at) == (datetime.date(2021, 9, 19), "2021-09-19T21:39")
    assert article.plain == TEXT[tag]


@LANGUAGES
def test_a_caption_and_the_section_above_the_title(tag: str, tmp_path: Path) -> None:
    above = "The upper village in winter. Photo: Sample Agency\nNews\n\n"
    article = article_in(tmp_path, f"{above}{TITLE[tag]}\n\n{TEXT[tag]}\n\n{AVAILABLE[tag]}\n")
    assert article.title == TITLE[tag]
    assert article.section == "News"
    assert article.extra == {"picture_caption": "The upper village in winter. Photo: Sample Agency"}
    assert article.plain == TEXT[tag]


@LANGUAGES
def test_a_full_page_with_its_furniture(tag: str, tmp_path: Path) -> None:
    page = (
        f" date 2020-02-11  Placeholder canvas\nA plough. Photo: N. Sample\nNews\n\n{TITLE[tag]}\n\n{BYLINE}\n"
        f"312 Less than a minute\n\n{TEXT[tag]}\n\nAlso Read:\n\n{AVAILABLE[tag]}\n\nTags\n{BYLINE}\n"
        "312 Less than a minute\n\nმსგავსი/Related\n\nA river — The riv\n\n12/02/2020 - 16:09\n\n"
        f"A bridge — New\n\n13/02/2020 - 16:09\n\n{FOOT}"
    )
    article = article_in(tmp_path, page)
    assert (article.title, article.plain, article.language) == (TITLE[tag], TEXT[tag], tag)
    assert (article.date, article.published_at) == (datetime.date(2020, 2, 11), "2020-02-11T08:15")
    assert (article.authors, article.section, article.tags) == (("Example.org",), "News", ())
    assert article.extra == {"picture_caption": "A plough. Photo: N. Sample"}
    assert article.related == (FoundRelated("A river — The riv"), FoundRelated("A bridge — New"))
    assert article.translations == OTHERS[tag]
    (left_out,) = said(article, "import-left-out")
    for part in ("Placeholder canvas", "312 Less than a minute” (2 times)", BYLINE, "12/02/2020", "©", "Back to top"):
        assert part in left_out


@LANGUAGES
def test_a_page_without_a_title(tag: str, tmp_path: Path) -> None:
    article = article_in(tmp_path, f"1. {TEXT[tag]}\n\n{SECOND[tag]}\n")
    assert article.plain == f"1. {TEXT[tag]}\n\n{SECOND[tag]}"
    assert f"1. {TEXT[tag]}".startswith(article.title)
    assert 20 <= len(article.title) <= 100
    assert "the page has no title; the title is the beginning of its text" in said(article, "import-guessed")


def test_the_first_sentence_that_is_a_title_does_not_end_at_an_initial_or_a_number(tmp_path: Path) -> None:
    text = "1. N. Sample walked road no. 3 to the village. People waited for the plough until the evening, and it came."
    article = article_in(tmp_path, f"{text}\n\n{SECOND['en']}\n")
    assert article.title == "1. N. Sample walked road no. 3 to the village."
    assert article.plain == f"{text}\n\n{SECOND['en']}"


@LANGUAGES
def test_a_page_of_an_old_site(tag: str, tmp_path: Path) -> None:
    page = (
        "About Example\nEng | Geo | Rus\nLast updated: 10:55 - 3 Apr.'19\nRSS\nMobile\n"
        f"{TITLE[tag]}\nExample Georgia, Gori / 9 Nov.'16 / 17:54\n\n{TEXT[tag]}\n\n{SECOND[tag]}\n"
    )
    article = article_in(tmp_path, page)
    assert article.title == TITLE[tag]
    assert (article.date, article.published_at) == (datetime.date(2016, 11, 9), "2016-11-09T17:54")
    assert (article.authors, article.translations, article.updated) == ((), (), None)
    assert article.extra == {"agency": "Example Georgia", "place": "Gori"}
    assert article.plain == f"{TEXT[tag]}\n\n{SECOND[tag]}"
    (left_out,) = said(article, "import-left-out")
    assert left_out.count("“") == 5


def test_the_date_of_the_site_or_of_another_article_is_not_the_article_s(tmp_path: Path) -> None:
    page = f"Last updated: 1 May 2018\n{TITLE['en']}\n\n{TEXT['en']}\n\nRelated\n\nA river\n\n12/02/2020 - 16:09\n"
    article = article_in(tmp_path, page)
    assert article.date is None
    assert "1 May 2018" in said(article, "import-left-out")[0]


def test_a_background_section_after_a_double_empty_line(tmp_path: Path) -> None:
    article = article_in(
        tmp_path, f"{TITLE['en']}\n\n{TEXT['en']}\n\n\n{SECOND['en']}\n\nThe end of it.\n\nAlso Read:\n"
    )
    assert article.text == f"{TEXT['en']}\n\n::: background\n1\\. {SECOND['en'][3:]}\n\nThe end of it.\n:::\n"
    assert any("double empty line" in message for message in said(article, "import-guessed"))


def test_where_every_gap_is_wide_nothing_is_background(tmp_path: Path) -> None:
    article = article_in(tmp_path, f"{TITLE['en']}\n\n\n{TEXT['en']}\n\n\nMore of it.\n\n\nThe end of it.\n")
    assert ":::" not in article.text


def test_a_title_that_stands_twice_is_one(tmp_path: Path) -> None:
    for page in (f"A road\nA road\n\n{TEXT['en']}\n", f"A road\n\n06/06/2019\n\nA road\n\n{TEXT['en']}\n"):
        article = article_in(tmp_path, page)
        assert (article.title, article.plain) == ("A road", TEXT["en"])


def test_a_standfirst_stands_between_title_and_byline(tmp_path: Path) -> None:
    article = article_in(tmp_path, f"A road\n\nNobody came before six.\n\nBy Nino Sample\n\n{TEXT['en']}\n")
    assert (article.description, article.authors) == ("Nobody came before six.", ("Nino Sample",))
    assert article.plain == TEXT["en"]
    signed = article_in(tmp_path, "A road\n\nNobody came before six.\n\nNino Sample, 5 June 2020\n")
    assert (signed.description, signed.date) == ("", None)  # it is the text, signed at its end
    assert "Nino Sample, 5 June 2020" in signed.plain


def test_tags_and_updates(tmp_path: Path) -> None:
    page = f"A road\n\n5 June 2020\nUpdated: 6 June 2020\n\n{TEXT['en']}\n\nTags: snow, roads\n"
    article = article_in(tmp_path, page)
    assert (article.tags, article.updated) == (("snow", "roads"), datetime.date(2020, 6, 6))
    listed = article_in(tmp_path, f"A road\n\n{TEXT['en']}\n\nTags\nsnow\nroads\n")
    assert listed.tags == ("snow", "roads")


def test_words_like_furniture_stay_in_an_article(tmp_path: Path) -> None:
    text = "Mobile\n\nIt rang.\n\nTags\n\nThey were sewn on.\n\nRelated to this is nothing.\n\nAbout Gori"
    article = article_in(tmp_path, f"A day\n\n{TEXT['en']}\n\n{text}\n")
    assert article.plain == f"{TEXT['en']}\n\n{text}"


def test_an_article_goes_on_after_a_list_in_its_middle(tmp_path: Path) -> None:
    article = article_in(
        tmp_path, f"A road\n\n{TEXT['en']}\n\nAlso Read:\nA river\nA bridge\n\nIt went on until six.\n"
    )
    assert article.plain == f"{TEXT['en']}\n\nIt went on until six."
    assert [entry.title for entry in article.related] == ["A river", "A bridge"]


def test_what_stands_below_and_is_not_known_is_kept_and_said(tmp_path: Path) -> None:
    article = article_in(tmp_path, f"A road\n\n{TEXT['en']}\n\n{AVAILABLE['en']}\n\nGood bye\n")
    assert article.plain == f"{TEXT['en']}\n\nGood bye"
    assert any("Good bye" in message for message in said(article, "import-guessed"))


def test_broken_letters_are_repaired_and_said(tmp_path: Path) -> None:
    broken = f"{TITLE['ru']}\n\n{TEXT['ru']}\n".encode().decode("latin-1").encode()
    article = article_in(tmp_path, broken)
    assert (article.title, article.plain, article.language) == (TITLE["ru"], TEXT["ru"], "ru")
    assert len(said(article, "import-repaired")) == 1
    old = article_in(tmp_path, f"{TITLE['ru']}\n\n{TEXT['ru']}\n".replace("—", "-").encode("cp1251"))
    assert old.plain == TEXT["ru"]
    assert "cp1251" in said(old, "import-guessed")[0]


def test_lines_of_a_paragraph_stay_in_it(tmp_path: Path) -> None:
    verse = article_in(tmp_path, "A song\n\nSnow on the hill\nsnow on the road\nand on me\n")
    assert verse.text == "Snow on the hill\\\nsnow on the road\\\nand on me\n"
    wrapped = f"{'snow ' * 14}\n{'snow ' * 14}\nand rain.\n"
    assert "\\" not in article_in(tmp_path, f"A song\n\n{wrapped}").text
