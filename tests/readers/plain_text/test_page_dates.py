"""The day of a copied page, in the forms sites print it; and days that are not the page's."""

from pathlib import Path

import pytest

from tests.readers.plain_text.layouts import LANGUAGES, Shapes, Wanted, differences, shapes

DATED = {"date": "2022-03-30"}
DATES = {
    "30 March 2022": "",
    "March 30, 2022": "",
    "Wed, 30 Mar 2022": "",
    "Wednesday, March 30, 2022 12:06 PM": "12:06",
    "30 Mar 2022 - 12:06": "12:06",
    "Mar 30, 2022, 12:06": "12:06",
    "30.03.2022": "",
    "30.03.2022, 12:06": "12:06",
    "30/03/22": "",
    "30-03-2022": "",
    "2022/03/30": "",
    "2022-03-30 12:06": "12:06",
    "30 Mar.'22": "",
    "03/30/2022": "",
    "3/30/2022 12:06 PM": "12:06",
    "Posted: 30 March 2022": "",
    "Posted on March 30, 2022": "",
    "Published March 30, 2022": "",
    "Published: 30.03.2022 12:06": "12:06",
    "Published at: 30 March 2022, 12:06": "12:06",
    "12:06 / 30.03.2022": "12:06",
    "12:06 30.03.2022": "12:06",
    "30 მარტი, 2022": "",
    "30 მარტი 2022, 12:06": "12:06",
    "30 მარ, 2022": "",
    "30 მარტს, 2022": "",
    "2022 წლის 30 მარტი": "",
    "ოთხშაბათი, 30 მარტი, 2022": "",
    "30-03-2022, 12:06": "12:06",
    "გამოქვეყნდა: 30.03.2022": "",
    "გამოქვეყნებულია 30 მარტი, 2022": "",
    "30 марта 2022": "",
    "30 марта 2022 г.": "",
    "30 марта 2022 г., 12:06": "12:06",
    "30 марта 2022 года": "",
    "30 марта 2022 в 12:06": "12:06",
    "12:06, 30 марта 2022": "12:06",
    "Среда, 30 марта 2022": "",
    "30 мар 2022": "",
    "30 мар. 2022, 12:06": "12:06",
    "Опубликовано: 30 марта 2022, 12:06": "12:06",
    "Дата публикации: 30.03.2022": "",
    "Опубликовано 30 марта 2022": "",
    "30.03.2022 г.": "",
    "March 30, 2022 12:06 GMT": "12:06Z",
    "30.03.2022 12:06 (MSK)": "12:06+03:00",
    "30 March 2022 · 12:06": "12:06",
    "Date: 30 March 2022": "",
    "30 MARCH 2022": "",
    "30TH MARCH 2022": "",
    "30 МАРТА 2022": "",
    "📅 30 March 2022": "",
    "🕐 30 марта 2022, 12:06": "12:06",
    "(30 March 2022)": "",
    "[30.03.2022]": "",
    "30 березня 2022": "",
    "30 мартъ 2022": None,
    "2 hours ago": None,
    "Yesterday": None,
    "вчера в 12:06": None,
    "2 საათის წინ": None,
    "March 2022": None,
    "30.03": None,
    "30 March": None,
    "30 მარტი": None,
    "28 – 30 March 2022": None,
    "28-30 March 2022": None,
    "28 March 2022 – 30 March 2022": None,
    "32 March 2022": None,
    "12:06": None,
}
PLACES: Shapes = {
    "published and updated": (
        "{title}\n\n{published}: 30.03.2022 12:06\n{updated}: 31.03.2022 18:00\n\n{BODY}\n",
        {**DATED, "time": "12:06", "updated": "2022-03-31"},
    ),
    "published and updated on one line": (
        "{title}\n\n{published}: 30.03.2022 {updated}: 31.03.2022\n\n{BODY}\n",
        {**DATED, "updated": "2022-03-31"},
    ),
    "published and updated with a bar": (
        "{title}\n\n{date} | {updated}: 31.03.2022\n\n{BODY}\n",
        {**DATED, "updated": "2022-03-31"},
    ),
    "updated only": ("{title}\n\n{updated}: 31.03.2022\n\n{BODY}\n", {"updated": "2022-03-31"}),
    "above the title": ("{date}\n\n{title}\n\n{BODY}\n", DATED),
    "above the title with the column": (
        "{news}\n{date}\n\n{title}\n\n{BODY}\n",
        {**DATED, "section": "{news}"},
    ),
    "the column and the date on one line": (
        "{news} | {date}\n\n{title}\n\n{BODY}\n",
        {**DATED, "section": "{news}"},
    ),
    "the column and the date below the title": (
        "{title}\n\n{news} | {date}\n\n{BODY}\n",
        {**DATED, "section": "{news}"},
    ),
    "below the text, alone: it may be anything's, and stays": (
        "{title}\n\n{BODY}\n\n{date}\n",
        {"plain": "{BODY}\n\n{date}"},
    ),
    "below the text, with a label": (
        "{title}\n\n{BODY}\n\n{published}: 30.03.2022\n",
        {**DATED, "guessed": ["below"]},
    ),
    "in the text only": ("{title}\n\n{BODY}\n", {}),
    "the first words of the text": ("{title}\n\n{date} – {BODY}\n", {"plain": "{date} – {BODY}"}),
    "of what to read next only": (
        "{title}\n\n{BODY}\n\n{also}:\n\n{one}\n30.03.2022\n",
        {"related": ["{one}"], "left_out": ["30.03.2022"]},
    ),
    "of the copyright only": ("{title}\n\n{BODY}\n\n{copyright}\n", {"left_out": ["{copyright}"]}),
    "of today in the site's head, and the article's": (
        "{menu}\n31.12.2023\n\n{title}\n\n{date}\n\n{BODY}\n",
        {**DATED, "left_out": ["31.12.2023"]},
    ),
    "of today in the site's head only": ("{menu}\n31.12.2023\n\n{title}\n\n{BODY}\n", {"left_out": ["31.12.2023"]}),
    "another one above the title": (
        "31.12.2023\n\n{title}\n\n{date}\n\n{BODY}\n",
        {**DATED, "guessed": ["of two dates"]},
    ),
}


@shapes(PLACES)
def test_places_of_a_date(tmp_path: Path, tag: str, template: str, wanted: Wanted) -> None:
    assert differences(tmp_path, tag, template, wanted) == {}


@LANGUAGES
@pytest.mark.parametrize("line", DATES)
def test_a_line_below_the_title_is_a_date_or_stays(tag: str, line: str, tmp_path: Path) -> None:
    time = DATES[line]
    wanted: Wanted = {**DATED, "time": time} if time is not None else {"plain": line + "\n\n{BODY}"}
    assert differences(tmp_path, tag, "{title}\n\n" + line + "\n\n{BODY}\n", wanted) == {}
