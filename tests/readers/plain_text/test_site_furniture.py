"""What a site puts around its articles: it is left out and said; what only looks like it stays in the text."""

from pathlib import Path

import pytest

from tests.readers.plain_text.layouts import LANGUAGES, Shapes, Wanted, differences, shapes

DATED = {"date": "2022-03-30"}
AROUND: Shapes = {
    "menu, cookies and shares above": (
        "Skip to content\nHome\nNews\nPolitics\nContact\nEng | Geo | Rus\nSearch\nFacebook\nTwitter\nYoutube\n\n"
        "{title}\n\n{date}\n\n{BODY}\n",
        {**DATED, "left_out": ["Skip to content", "Facebook"]},
    ),
    "a menu in the language of the page": (
        "{menu}\n{share}\n\n{title}\n\n{date}\n{share}\n\n{BODY}\n",
        {**DATED, "left_out": ["{share}"]},
    ),
    "counts": (
        "{title}\n\n{date}\n\n1,234 views\n0 comments\n5 min read\n\n{BODY}\n",
        {**DATED, "left_out": ["1,234 views"]},
    ),
    "counts in Russian": (
        "{title}\n\n{date}\nПросмотров: 1234\nКомментариев: 0\n\n{BODY}\n",
        {**DATED, "left_out": ["Просмотров: 1234"]},
    ),
    "counts in Georgian": (
        "{title}\n\n{date}\nნახვა: 1234\nკომენტარი: 0\n\n{BODY}\n",
        {**DATED, "left_out": ["ნახვა: 1234"]},
    ),
    "shares and comments below": (
        "{title}\n\n{date}\n\n{BODY}\n\nShare this:\nClick to share on Facebook (Opens in new window)\n"
        "Like this:\nLoading...\n\nLeave a Reply\n"
        "Your email address will not be published. Required fields are marked *\n",
        {**DATED, "left_out": ["Share this", "Click to share", "Leave a Reply", "Your email"]},
    ),
    "a cookie notice below": (
        "{title}\n\n{BODY}\n\n{copyright}\nWe use cookies to give you the best experience on our website.\nAccept\n",
        {"left_out": ["{copyright}", "We use cookies"]},
    ),
    "a cookie notice above": (
        "This website uses cookies. By continuing to browse you agree to their use.\nOK\n\n"
        "{title}\n\n{date}\n\n{BODY}\n",
        {**DATED, "left_out": ["This website uses cookies"]},
    ),
    "a cookie notice in Russian": (
        "{title}\n\n{BODY}\n\nМы используем файлы cookie, чтобы сайт работал лучше.\n",
        {"left_out": ["файлы cookie"]},
    ),
    "subscribe": (
        "{title}\n\n{BODY}\n\nSubscribe to our newsletter\nПодписывайтесь на наш канал в Telegram\n",
        {"left_out": ["Subscribe to our newsletter", "Подписывайтесь"]},
    ),
    "subscribe in the middle": (
        "{title}\n\n{p1}\n\nFollow us on Facebook\n\n{p2}\n\nADVERTISEMENT\n\n{p3}\n",
        {"left_out": ["ADVERTISEMENT"]},
    ),
    "tags with a label": ("{title}\n\n{BODY}\n\n{tags}: {one}, {city}\n", {"tags": ["{one}", "{city}"]}),
    "tags with number signs": ("{title}\n\n{BODY}\n\n#{city} #{agency}\n", {"plain": "{BODY}\n\n#{city} #{agency}"}),
    "all rights": ("{title}\n\n{BODY}\n\n{copyright}\n", {"left_out": ["{copyright}"]}),
    "a word that is furniture elsewhere": (
        "{title}\n\n{p1}\n\n{share}\n\n{p2}\n\n{p3}\n",
        {"plain": "{p1}\n\n{share}\n\n{p2}\n\n{p3}"},
    ),
}
CAPTIONS: Shapes = {
    "above the title": (
        "{city}. {photo}: {author}\n\n{title}\n\n{BODY}\n",
        {"captions": ["{city}. {photo}: {author}"]},
    ),
    "below the title": (
        "{title}\n\n{city}. {photo}: {author}\n\n{BODY}\n",
        {"captions": ["{city}. {photo}: {author}"]},
    ),
    "below the date": (
        "{title}\n{date}\n\n{city} / {photo}: {author}/{agency}\n\n{BODY}\n",
        {**DATED, "captions": ["{city} / {photo}: {author}/{agency}"]},
    ),
    "a credit alone": (
        "{title}\n{date}\n\n{photo}: {agency}\n\n{BODY}\n",
        {**DATED, "captions": ["{photo}: {agency}"]},
    ),
    "a credit with a sign": ("{title}\n{date}\n\n© {agency}\n\n{BODY}\n", {**DATED, "left_out": ["© {agency}"]}),
    "in the middle: it stays in the text": (
        "{title}\n\n{p1}\n\n{city}. {photo}: {author}\n\n{p2}\n\n{p3}\n",
        {"plain": "{p1}\n\n{city}. {photo}: {author}\n\n{p2}\n\n{p3}"},
    ),
    "with a stop at its end": (
        "{title}\n{date}\n\n{city}. {photo}: {author}.\n\n{BODY}\n",
        {**DATED, "captions": ["{city}. {photo}: {author}."]},
    ),
    "two": (
        "{city}. {photo}: {author}\n{title}\n{date}\n\n{photo}: {second}\n\n{BODY}\n",
        {**DATED, "captions": ["{city}. {photo}: {author}", "{photo}: {second}"]},
    ),
}


@shapes(AROUND)
def test_furniture(tmp_path: Path, tag: str, template: str, wanted: Wanted) -> None:
    assert differences(tmp_path, tag, template, wanted) == {}


@shapes(CAPTIONS)
def test_captions(tmp_path: Path, tag: str, template: str, wanted: Wanted) -> None:
    assert differences(tmp_path, tag, template, wanted) == {}


@LANGUAGES
@pytest.mark.parametrize(
    "line",
    ["5 minutes later the bridge fell.", "Comments", "Copyright is a right.", "Home", "Views differ.", "Share",
     "Facebook", "0 comments were made by the mayor.", "Accept", "Search", "More than 1,234 views were heard",
     "Subscribe, he said, and they did.", "Cookies are baked on Sunday.", "Реклама", "12:06", "2 minutes",
     "Follow us, the guide said to the members of the council", "Print it yourself, he said", "Related",
     "© is a sign", "Photo: a word of Greek.", "https://example.org/a", "read next door"],
)  # fmt: skip
def test_words_of_an_article_stay(tag: str, line: str, tmp_path: Path) -> None:
    page = "{title}\n\n{p1}\n\n" + line + "\n\n{p2}\n\n{p3}\n"
    assert differences(tmp_path, tag, page, {"plain": "{p1}\n\n" + line + "\n\n{p2}\n\n{p3}"}) == {}
