"""What stands around an article on a page of news: bars, buttons, labels, captions. Known by their words.

Only whole lines are furniture. A word that may also be an article's own (`Mobile`) is so only among others.
"""

import re

from archivist.importers.dates import dates_in, read_date
from archivist.importers.language_names import language_named
from archivist.importers.scraped.lines import folded

_SURE = re.compile(
    r"""
    (\d[\d\s.,]*\s)?less\ than\ a\ minute | (\d{1,6}\s){1,2}min(ute)?s?(\sread)?
    | (время\ чтения|reading\ time)\W.{0,30}
    | back\ to\ top(\ button)? | наверх | placeholder\ canvas
    | (©|\(c\)\s|copyright\b).{0,200} | .{0,80}(all\ rights\ reserved|все\ права\ защищены|ყველა\ უფლება\ დაცულია)\W*
    | (share|print|tweet|send)\ (this|via|by|it|on)\ .{0,40} | send\ an\ email | leave\ a\ (comment|reply)
    | (0\ )?comments?(\ \d+)?:? | skip\ to\ (main\ )?content | read\ next | follow\ us.{0,40}
    """,
    re.VERBOSE | re.IGNORECASE,
)
_UNSURE_WORDS = """
    rss|mobile|home|main|menu|search|print|share|facebook|twitter|x|telegram|whatsapp|viber|linkedin|instagram|youtube
    |email|e-mail|contact|contacts|contact us|about us|subscribe|newsletter|log in|login|sitemap|advertisement|tags
    |главная|поиск|печать|поделиться|контакты|о нас|подписаться|версия для печати|реклама|мобильная версия
    |მთავარი|ძებნა|ბეჭდვა|გაზიარება|კონტაქტი|ჩვენ შესახებ|რეკლამა
"""
_UNSURE = frozenset(word.strip() for word in _UNSURE_WORDS.split("|"))
_ABOUT = re.compile(r"about(\s[^\W\d_][\w.-]*){1,3}", re.IGNORECASE)
_UPDATED = re.compile(r"(last\s(updated?|modified)|updated|обновлено|განახლებულია|ბოლო\sგანახლება)\b\W*", re.IGNORECASE)
_CAPTION = re.compile(
    r"\b(photo(graph)?s?|image|picture|illustration|screenshot|photo\scredits?|foto|bild|imagen|fotoğraf|фото(графия)?"
    r"|снимок|иллюстрация|скриншот|ფოტო|სურათი|ილუსტრაცია)(\s?:|\sby\s|\scourtesy\s|\s?/\s?|\s©)\s*\S",
    re.IGNORECASE,
)
_DATE_LABEL = re.compile(
    r"\W*(date|published|posted|published\son|posted\son|дата|опубликовано|თარიღი)?\W*(placeholder\scanvas)?\W*",
    re.IGNORECASE,
)
_ALSO = re.compile(
    r"(also\sread|read\salso|see\salso|read\smore|читайте\sтакже|смотрите\sтакже|см\.\sтакже|ასევე\sწაიკითხეთ"
    r"|წაიკითხეთ\sასევე|აგრეთვე\sწაიკითხეთ|lesen\ssie\sauch|lire\saussi|à\slire\saussi|leer\stambién)\s*:\s*(.*)",
    re.IGNORECASE,
)
_RELATED_WORDS = """
    related|related articles|related posts|related news|similar|more on this topic|more on this
    |похожие|похожие новости|по теме|материалы по теме|მსგავსი|მსგავსი სიახლეები|დაკავშირებული
"""
_RELATED = frozenset(word.strip() for word in _RELATED_WORDS.split("|"))
_TAGS = re.compile(r"(tags?|keywords|теги|метки|ключевые\sслова|ტეგები|თეგები)\s*(?::\s*(.*))?", re.IGNORECASE)
_SECTION_WORDS = """
    news|politics|society|economy|business|culture|opinion|analysis|region|world|security|sport|sports|interview
    |новости|политика|общество|экономика|культура|мнение|анализ|регион|в мире|безопасность|спорт|интервью
    |ახალი ამბები|სიახლეები|პოლიტიკა|საზოგადოება|ეკონომიკა|კულტურა|მოსაზრება|ანალიზი|რეგიონი|მსოფლიო|სპორტი|ინტერვიუ
"""
_SECTIONS = frozenset(word.strip() for word in _SECTION_WORDS.split("|"))
_BAR = re.compile(r"\s*[|/·•]\s*")


def is_furniture(line: str) -> bool:
    """Whether a line is surely no part of an article, wherever it stands."""
    return _SURE.fullmatch(line) is not None or _is_language_bar(line)


def may_be_furniture(line: str) -> bool:
    """Whether a line is furniture if it stands among other furniture."""
    return folded(line).strip(" :") in _UNSURE or _ABOUT.fullmatch(line) is not None


def is_update(line: str) -> bool:
    """Whether a line says when something was changed last: `Last updated: 10:55 - 1 May.'18`."""
    label = _UPDATED.match(line)
    return label is not None and read_date(line[label.end() :]) is not None


def without_update_label(line: str) -> str:
    """What stands behind `Updated:`; the line itself if there is no such label."""
    return _UPDATED.sub("", line, count=1) if _UPDATED.match(line) else line


def is_caption(line: str) -> bool:
    """Whether a line says whose picture it belongs to: `A bridge. Photo: Example Agency`."""
    return len(line) <= 300 and _CAPTION.search(line) is not None


def is_labelled_date(line: str, language: str = "") -> bool:
    """Whether a line is a date and nothing else but a label: ` date 2019-12-12  Placeholder canvas`."""
    dates = dates_in(line, language) if len(line) <= 120 else ()
    if len(dates) != 1:
        return False
    start, end, _ = dates[0]
    return _DATE_LABEL.fullmatch(f"{line[:start]} {line[end:]}") is not None


def is_section(line: str) -> bool:
    """Whether a line is a usual name of a column: `News`."""
    return folded(line) in _SECTIONS


def also_read(line: str) -> str | None:
    """What stands behind `Also Read:`, "" if nothing does; None if the line is no such label."""
    match = _ALSO.fullmatch(line)
    return match[2].strip() if match else None


def is_related(line: str) -> bool:
    """Whether a line is the head of a list of related articles, in one language or two: `მსგავსი/Related`."""
    return len(line) <= 120 and all(part in _RELATED for part in _BAR.split(folded(line).strip(" :")))


def tags_of(line: str) -> tuple[str, ...] | None:
    """The tags behind `Tags:`, none if it stands alone; None if the line is no such label."""
    match = _TAGS.fullmatch(line)
    return separated(match[2] or "") if match else None


def separated(line: str) -> tuple[str, ...]:
    """Tags of a line, divided by commas and the like or by `#`."""
    return tuple(tag.strip() for tag in re.split(r"[,;|#·•،]", line) if tag.strip())


def _is_language_bar(line: str) -> bool:
    """`Eng | Geo | Rus`: where a site is found in other languages, not this article."""
    parts = _BAR.split(line) if len(line) <= 120 else []
    return len(parts) > 1 and all(language_named(part) for part in parts)
