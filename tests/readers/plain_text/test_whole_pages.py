"""Whole pages as sites of several years and makes give them, furniture and all."""

from pathlib import Path

from tests.readers.plain_text.layouts import Shapes, Wanted, differences, shapes

DATED = {"date": "2022-03-30"}
ONE = {"authors": ["{author}"]}
PAGES: Shapes = {
    "a site of the nineties": (
        "EXAMPLE.GE\nDaily News Online\nEng | Rus | Geo\nHome | News | Analysis | Opinion | Archive\n\n"
        "{title}\n\nExample Georgia, {city} / 2004-01-25 18:54:51\n\n{BODY}\n\n"
        "Print this article\nSend to a friend\n{copyright}\n",
        {
            "date": "2004-01-25",
            "time": "18:54:51",
            "agency": "Example Georgia",
            "place": "{city}",
            "left_out": ["EXAMPLE.GE", "Daily News Online", "Send to a friend", "{copyright}"],
        },
    ),
    "a site with all its lines in one block": (
        "Example.Ge\nAbout us | Contact | RSS\nEng | Geo | Rus\nLast updated: 15:55 - 8 Aug.'08\n{title}\n"
        "Example Georgia, {city} / 8 Aug.'08 / 17:54\n\n{BODY}\n\nRelated Articles\n{one}\n8 Aug.'08 / 14:10\n",
        {
            "date": "2008-08-08",
            "time": "17:54",
            "agency": "Example Georgia",
            "place": "{city}",
            "related": ["{one}"],
            "left_out": ["Example.Ge", "About us | Contact | RSS", "Last updated", "8 Aug.'08 / 14:10"],
        },
    ),
    "a site made with a theme of WordPress": (
        "Skip to content\nExample.ge\nMenu\nHome\nNews\nPolitics\nThe Valley\nMultimedia\nSearch for\nHome/News/{one}\n"
        "News\n\n{title}\n\nExample.ge Send an email30/03/2022 - 21:39\n0 332 1 minute read\n"
        "Facebook Twitter LinkedIn Tumblr Pinterest Reddit VKontakte Odnoklassniki Pocket\n"
        "{city}. Photo: {agency}\n\n{BODY}\n\n\n{background}\n\n{also}:\n{one} 1\n{one} 2\n\n{available}\n\n"
        "Tags\n{city}\nExample.ge Send an email30/03/2022 - 21:39\n0 332 1 minute read\n"
        "Facebook Twitter LinkedIn Tumblr Pinterest Reddit VKontakte Odnoklassniki Pocket\nShare\n"
        "Facebook Twitter LinkedIn Share via Email Print\nRelated Articles\n\n{one} 3\n31/03/2022 - 11:00\n\n"
        "© Copyright: Example.ge 2023\nFacebook Twitter YouTube Instagram Telegram\n"
        "Back to top button\nClose\nSearch for:\n",
        {
            **DATED,
            "time": "21:39",
            "authors": ["Example.ge"],
            "captions": ["{city}. Photo: {agency}"],
            "plain": "{BODY}\n\n{background}",
            "background": "1",
            "tags": ["{city}"],
            "translations": "other",
            "related": ["{one} 1", "{one} 2", "{one} 3"],
            "left_out": ["Multimedia"],
        },
    ),
    "the title of the window, a name, a caption of a portrait": (
        "{title} - Example Media\nExample Media\nSupport us\n{title}\n\n30 March 2022\nby {author}\n\n"
        "{author}. Photo: {second}/Example Media.\n\n{BODY}\n",
        {
            **DATED,
            **ONE,
            "captions": ["{author}. Photo: {second}/Example Media."],
            "left_out": ["{title} - Example Media", "“Example Media”", "Support us"],
        },
    ),
    "a label without a colon, shares in numbers": (
        "{menu}\n{title}\n{label} {author} - 30/03/2022\n1234\nFacebook Twitter\n\n{BODY}\n",
        {**DATED, **ONE, "left_out": ["1234", "Facebook Twitter"]},
    ),
    "a count beside the date": (
        "{title}\n\n{author}\n{date} • 1234\n\n{BODY}\n",
        {**DATED, **ONE, "left_out": ["1234"]},
    ),
    "column, date and count above the title": (
        "{news} 30-03-2022, 17:54 | 1234 views\n\n{title}\n\n{BODY}\n",
        {**DATED, "time": "17:54", "section": "{news}", "left_out": ["1234 views"]},
    ),
    "site, date and places above the title": (
        "Example.ge, 30 Mar 2022 - 17:54, {city},Georgia\n{title}\n\n{BODY}\n",
        {**DATED, "time": "17:54", "agency": "Example.ge", "place": "{city}, Georgia"},
    ),
    "site, date and places below the title": (
        "{title}\n\nExample.ge, 30 Mar 2022 - 17:54, {city},Georgia\n{city}. Photo: {author} / Example.ge\n\n{BODY}\n",
        {
            **DATED,
            "time": "17:54",
            "agency": "Example.ge",
            "place": "{city}, Georgia",
            "captions": ["{city}. Photo: {author} / Example.ge"],
        },
    ),
    "a broadcaster": (
        "Accessibility links\nSkip to main content\nGeorgia\n{title}\nMarch 30, 2022 14:22 GMT\n"
        "{by} {author}\n{share}\n\n"
        "{BODY}\n",
        {**DATED, **ONE, "time": "14:22Z", "section": "Georgia", "left_out": ["Accessibility links", "{share}"]},
    ),
    "a broadcaster with labels of pictures": (
        "BBC Homepage\n{title}\nPublished\n30 March 2022\n{by} {author}\nBBC News, {city}\nImage source, {agency}\n"
        "Image caption, {one}\n\n{BODY}\n\nRelated Topics\n{city}\nMore on this story\n{one}\n20 March 2022\n",
        {
            **DATED,
            **ONE,
            "agency": "BBC News",
            "place": "{city}",
            "tags": ["{city}"],
            "related": ["{one}"],
            "captions": ["Image source, {agency}", "Image caption, {one}"],
            "left_out": ["BBC Homepage", "Published"],
        },
    ),
    "a printed paper": (
        "Газета «Пример» №53 от 30.03.2022, стр. 6\n\n{title}\n{standfirst}\n30.03.2022, 00:12\n"
        "{author}, {city}\n\n{BODY}\n",
        {**DATED, **ONE, "time": "00:12", "place": "{city}", "description": "{standfirst}", "left_out": ["№53"]},
    ),
    "a day without a year: no date": (
        "30 МАР, 17:54\n{title}\n\n{BODY}\n",
        {"left_out": ["30 МАР, 17:54"]},
    ),
    "a change in brackets": (
        "{title} - Пример, 30.03.2022\n{title}\n17:54 30.03.2022 (обновлено: 18:10 31.03.2022)\n\n{BODY}\n",
        {**DATED, "time": "17:54", "updated": "2022-03-31", "left_out": ["Пример, 30.03.2022"]},
    ),
    "a notice between column and title": (
        "Georgia\nThis article is more than 1 year old\n{title}\n\n{standfirst}\n\n{author} in {city}\n"
        "Wed 30 Mar 2022 12.06 BST\nLast modified on Thu 31 Mar 2022 10.00 BST\n\n{BODY}\n",
        {
            **DATED,
            **ONE,
            "section": "Georgia",
            "place": "{city}",
            "description": "{standfirst}",
            "updated": "2022-03-31",
            "left_out": ["12.06 BST", "10.00 BST"],
        },
    ),
}


@shapes(PAGES)
def test_whole_pages(tmp_path: Path, tag: str, template: str, wanted: Wanted) -> None:
    assert differences(tmp_path, tag, template, wanted) == {}
