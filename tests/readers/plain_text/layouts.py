"""Pages as templates with the words of three languages put in, and what must be found in them, field by field."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest

from archivist.reader_api.found import FoundArticle
from tests.readers.plain_text.pages import article_in, said

WORDS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "title": "Council Overrides Mayor’s Veto on “River Bill”",
        "straight": "Council Overrides Mayor's Veto on \"River Bill\"",
        "standfirst": "Members of the minority left the late sitting, saying the bill harms the mills",
        "p1": "The council of the town overrode the mayor’s veto with 84 votes against 3, and the bill is as it was.",
        "p2": "“We have said it many times – the bill is good for the river,” the chairman said on 5 July 2016.",
        "p3": "The bill will be in force from autumn, and the mills have to be closed by then.",
        "background": "The bill was first read in June and was called hasty by the millers, who asked for more time.",
        "author": "Nino Example", "second": "Giorgi Sample", "by": "By", "label": "Author", "and": "and",
        "city": "Gori", "date": "March 30, 2022", "source": "Source", "agency": "Sample Agency", "photo": "Photo",
        "published": "Published", "updated": "Updated", "also": "Also Read", "tags": "Tags", "share": "Share",
        "menu": "Home » News » Politics", "news": "Politics",
        "copyright": "© 2022 Example.org. All rights reserved", "one": "A bridge over the lower river",
        "available": "This post is also available in: ქართული (Georgian) Русский (Russian)",
    },
    "ka": {
        "title": "საკრებულომ „მდინარის კანონზე“ მერის ვეტო დაძლია",
        "straight": "საკრებულომ \"მდინარის კანონზე\" მერის ვეტო დაძლია",
        "standfirst": "უმცირესობამ გვიანი სხდომა დატოვა და თქვა, რომ კანონი წისქვილებს ზიანს აყენებს",
        "p1": "ქალაქის საკრებულომ დღეს მერის ვეტო 84 ხმით 3-ის წინააღმდეგ დაძლია და კანონი პირვანდელი სახით დარჩა.",
        "p2": "„ეს ბევრჯერ ვთქვით – კანონი მდინარისთვის კარგია“, – თქვა თავმჯდომარემ 2016 წლის 5 ივლისს.",
        "p3": "კანონი შემოდგომიდან იმოქმედებს და წისქვილები მანამდე უნდა დაიხუროს.",
        "background": "კანონი პირველად ივნისში განიხილეს და მეწისქვილეებმა ნაჩქარევი უწოდეს, მეტი დრო მოითხოვეს.",
        "author": "ნინო მაგალითაძე", "second": "გიორგი ნიმუშაშვილი", "by": "ავტორი:", "label": "ავტორი", "and": "და",
        "city": "გორი", "date": "30 მარტი, 2022", "source": "წყარო", "agency": "ნიმუშპრესი", "photo": "ფოტო",
        "published": "გამოქვეყნდა", "updated": "განახლდა", "also": "ასევე წაიკითხეთ", "tags": "ტეგები",
        "share": "გაზიარება", "menu": "მთავარი » სიახლეები » პოლიტიკა", "news": "პოლიტიკა",
        "copyright": "© 2022 Example.org. ყველა უფლება დაცულია", "one": "ხიდი ქვემო მდინარეზე",
        "available": "ეს სტატია ასევე ხელმისაწვდომია: English Русский",
    },
    "ru": {
        "title": "Совет преодолел вето мэра на «закон о реке»",
        "straight": "Совет преодолел вето мэра на \"закон о реке\"",
        "standfirst": "Меньшинство покинуло позднее заседание, заявив, что закон вредит мельницам",
        "p1": "Совет города сегодня преодолел вето мэра 84 голосами против 3, и закон остался в прежнем виде.",
        "p2": "«Мы это говорили много раз – закон хорош для реки», – сказал председатель 5 июля 2016 года.",
        "p3": "Закон будет действовать с осени, и мельницы должны быть закрыты до того.",
        "background": "Закон впервые обсуждали в июне, и мельники назвали его поспешным и просили дать им время.",
        "author": "Нино Примерова", "second": "Георгий Образцов", "by": "Автор:", "label": "Автор", "and": "и",
        "city": "Гори", "date": "30 марта 2022 г.", "source": "Источник", "agency": "Образец-пресс", "photo": "Фото",
        "published": "Опубликовано", "updated": "Обновлено", "also": "Читайте также", "tags": "Теги",
        "share": "Поделиться", "menu": "Главная » Новости » Политика", "news": "Политика",
        "copyright": "© 2022 Example.org. Все права защищены", "one": "Мост через нижнюю реку",
        "available": "Эта статья также доступна на: English ქართული",
    },
}  # fmt: skip
LANGUAGES = pytest.mark.parametrize("tag", list(WORDS))
BODY = "{p1}\n\n{p2}\n\n{p3}"

Wanted = Mapping[str, str | Sequence[str]]
Shapes = Mapping[str, tuple[str, Wanted]]  # by name: the template of a page, and what differs from the usual


def filled(template: str, tag: str) -> str:
    """The template with words of a language: `{title}`, `{BODY}`; `{TITLE}` is the title in capitals."""
    words = WORDS[tag]
    return template.format(**words, TITLE=words["title"].upper(), BODY=BODY.format(**words))


def shapes(named: Shapes) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Run a test for each shape in each language, as `tag`, `template`, `wanted`."""
    cases = [
        pytest.param(tag, template, wanted, id=f"{name}-{tag}")
        for name, (template, wanted) in named.items()
        for tag in WORDS
    ]
    return pytest.mark.parametrize(("tag", "template", "wanted"), cases)


def fields_of(article: FoundArticle) -> dict[str, str | tuple[str, ...]]:
    """What is compared of an article."""
    captions = article.extra.get("picture_caption", ())
    return {
        "title": article.title,
        "plain": article.plain,
        "language": article.language,
        "date": article.date.isoformat() if article.date else "",
        "time": article.published_at.partition("T")[2],
        "updated": article.updated.isoformat() if article.updated else "",
        "authors": article.authors,
        "agency": str(article.extra.get("agency", "")),
        "place": str(article.extra.get("place", "")),
        "section": article.section,
        "description": article.description,
        "captions": tuple(captions) if isinstance(captions, list | tuple) else (str(captions),),
        "tags": article.tags,
        "related": tuple(each.title for each in article.related),
        "translations": tuple(sorted(article.translations)),
        "background": str(article.text.count("::: background")),
        "source": article.source,
    }


def differences(folder: Path, tag: str, template: str, wanted: Wanted) -> dict[str, object]:
    """What of the article of a page is not as wanted: field -> wanted and found.

    Fields that are not named are empty, but for `title`, `plain`, `language` and `background`. `guessed` and
    `left_out` are parts of the remarks.
    """
    article = article_in(folder, filled(template, tag))
    usual: dict[str, str | Sequence[str]] = {"title": "{title}", "plain": "{BODY}", "language": tag, "background": "0"}
    differ: dict[str, object] = {}
    for name, value in fields_of(article).items():
        want = wanted.get(name, usual.get(name, "" if isinstance(value, str) else ()))
        if want == "other":  # the other two of the three
            want = [each for each in sorted(WORDS) if each != tag]
        expected = filled(want, tag) if isinstance(want, str) else tuple(filled(each, tag) for each in want)
        if value != expected:
            differ[name] = (expected, value)
    for name, code in (("guessed", "import-guessed"), ("left_out", "import-left-out")):
        report = "\n".join(said(article, code))
        missing = [part for part in wanted.get(name, ()) if filled(part, tag) not in report]
        if missing:
            differ[name] = (missing, report)
    return differ
