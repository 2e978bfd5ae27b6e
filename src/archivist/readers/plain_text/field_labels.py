"""Lines that say what they or the lines below them are: dates, captions, columns, tags, what to read next."""

import re

from archivist.reader_api.dates import dates_in, read_date
from archivist.reader_api.month_names import month
from archivist.readers.plain_text.available_in import available_in
from archivist.readers.plain_text.text_lines import fold

_UPDATED = re.compile(
    r"(последнее\sобновление|last\s(updated?|modified)|updated|обновлено|изменено|განახლებულია|განახლდა|ბოლო\sგანახლება)\b(\son\b|\sat\b)?\W*",
    re.IGNORECASE,
)
_PICTURE = (
    r"(photo(graph)?s?|image|picture|illustration|screenshot|photo\scredits?|foto|bild|imagen|fotoğraf|фото(графия)?"
    r"|снимок|иллюстрация|скриншот|ფოტო|სურათი|ილუსტრაცია)"
)
_CAPTION = re.compile(rf"\b{_PICTURE}(\s?:|\sby\s|\scourtesy\s|\s?/\s?|\s©)\s*\S", re.IGNORECASE)
_CREDIT_AT_END = re.compile(rf"(.*[.!?…/|()\[\]»”\"–—-]\s*)?{_PICTURE}\s?[:/©]\s*\S.{{0,40}}", re.IGNORECASE)
_PICTURE_SAYS = re.compile(
    r"(image\s(source|caption)|media\scaption|автор\sфото|подпись\sк\sфото|источник\sизображения),\s.{1,280}",
    re.IGNORECASE,
)
_YEARLESS = re.compile(
    r"(?:\d{1,2}:\d\d,?\s+)?(?:(?P<day>\d{1,2})\s+)?(?P<month>[^\W\d_]{3,12})\.?(?:\s+(?P<day2>\d{1,2}))?(?:,?\s+\d{1,2}:\d\d)?"
)
_ISSUE = re.compile(r"(газета|журнал)\s.{2,40}№\s?\d+.*", re.IGNORECASE)
_PUBLISHED = re.compile(
    r"\W*((published|posted|date)(\s(on|at))?|publication\sdate|дата(\sпубликации)?|опубликовано"
    r"|размещено|თარიღი|გამოქვეყნდა|გამოქვეყნებულია)\b\W*",
    re.IGNORECASE,
)
_CANVAS = re.compile(r"\bplaceholder\scanvas\b", re.IGNORECASE)
_ALSO = re.compile(
    r"\W{0,3}(also\sread|read\salso|see\salso|read\smore|читайте\sтакже|читать\sтакже|смотрите\sтакже|см\.\sтакже"
    r"|ასევე\sწაიკითხეთ|წაიკითხეთ\sასევე|აგრეთვე\sწაიკითხეთ|წაიკითხეთ\sაგრეთვე|იხილეთ\sასევე|ასევე\sიხილეთ"
    r"|lesen\ssie\sauch|lire\saussi|à\slire\saussi|leer\stambién)\s*(?::\s*(.*))?",
    re.IGNORECASE,
)
_RELATED_WORDS = """
    related|related articles|related posts|related news|related stories|similar|more on this topic|more on this
    |read next
    |you may also like|recommended|more on this story|похожие|похожие новости|похожие статьи|другие новости
    |по теме|материалы по теме|еще по теме|ещё по теме|также по теме
    |მსგავსი|მსგავსი სიახლეები|დაკავშირებული|დაკავშირებული სიახლეები|ამავე თემაზე
"""
_RELATED = frozenset(word.strip() for word in _RELATED_WORDS.split("|"))
_TAGS = re.compile(
    r"(tags?|keywords|related\stopics|теги|метки|ключевые\sслова|ტეგები|თეგები)\s*(?::\s*(.*))?", re.IGNORECASE
)
_SECTION_WORDS = """
    news|politics|society|economy|business|culture|opinion|analysis|region|world|security|sport|sports|interview
    |human rights|foreign affairs|features|editorial|law|health|education
    |новости|политика|общество|экономика|культура|мнение|анализ|регион|в мире|безопасность|спорт|интервью|бизнес|мир
    |права человека
    |ახალი ამბები|სიახლეები|პოლიტიკა|საზოგადოება|ეკონომიკა|კულტურა|მოსაზრება|ანალიზი|რეგიონი|მსოფლიო|სპორტი|ინტერვიუ
    |ბიზნესი|უსაფრთხოება|ადამიანის უფლებები
"""
_SECTIONS = frozenset(word.strip() for word in _SECTION_WORDS.split("|"))
_BAR = re.compile(r"\s*[|/·•]\s*")
_BULLET = re.compile(r"[-–—•·▪●►*»›]+\s+")
_ADDRESS = re.compile(r"https?://[^\s<>\"]{4,500}", re.IGNORECASE)


def is_update(line: str) -> bool:
    """Whether a line says when something was changed last: `Last updated: 10:55 - 1 May.'18`."""
    label = _UPDATED.match(line)
    return label is not None and read_date(line[label.end() :]) is not None


def at_update(line: str) -> tuple[str, str]:
    """The line before `Updated:` and what is after it; the line and nothing if there is no such label."""
    label = _UPDATED.search(line)
    return (line[: label.start()], line[label.end() :]) if label else (line, "")


def is_caption(line: str) -> bool:
    """Whether a line that is not a sentence says whose picture it belongs to: `A bridge. Photo: Example Agency`."""
    return len(line) <= 300 and _CAPTION.search(line) is not None


def is_credited(line: str) -> bool:
    """Whether a line ends with nothing but the credit of a picture, whatever stop follows: `A bridge. Photo: N. S.`"""
    return len(line) <= 300 and bool(_CREDIT_AT_END.fullmatch(line) or _PICTURE_SAYS.fullmatch(line))


def is_labelled_date(line: str, language: str = "") -> bool:
    """Whether a line is a date and nothing else but a label: ` date 2019-12-12  Placeholder canvas`."""
    dates = dates_in(line, language) if len(line) <= 120 else ()
    if len(dates) != 1:
        return False
    start, end, _ = dates[0]
    rest = _CANVAS.sub("", f"{line[:start]} {line[end:]}")
    return not re.search(r"\w", rest) or _PUBLISHED.fullmatch(rest) is not None


def without_published_label(words: str) -> str:
    """The words after `Published:` and the like."""
    return _PUBLISHED.sub("", words, count=1) if _PUBLISHED.match(words) else words


def has_published_label(line: str) -> bool:
    """Whether a line begins with `Published:` and the like."""
    return _PUBLISHED.match(line) is not None


def is_published_label(line: str) -> bool:
    """Whether a line is `Published` and nothing else."""
    return _PUBLISHED.fullmatch(line) is not None


def is_issue(line: str, language: str = "") -> bool:
    """Whether a line names the issue of a printed paper: `Газета «Пример» №53 от 30.03.2022, стр. 6`."""
    return len(line) <= 120 and _ISSUE.fullmatch(line) is not None and len(dates_in(line, language)) == 1


def is_yearless(line: str, language: str = "") -> bool:
    """Whether a line is a day and a time without a year: `30 марта, 17:54`. It is not a date, but no title either."""
    match = _YEARLESS.fullmatch(line) if ":" in line else None
    return match is not None and bool(match["day"] or match["day2"]) and month(match["month"], language) > 0


def is_section(line: str) -> bool:
    """Whether a line is a usual name of a column: `News`."""
    return fold(line) in _SECTIONS


def also_read(line: str) -> str | None:
    """What is after `Also Read:`, "" if there is nothing; None if the line is another one."""
    match = _ALSO.fullmatch(line)
    return (match[2] or "").strip(" *_") if match else None


def is_related(line: str) -> bool:
    """Whether a line is the head of a list of related articles, in one language or two: `მსგავსი/Related`."""
    return len(line) <= 120 and all(part in _RELATED for part in _BAR.split(fold(line).strip(" :")))


def is_of_foot(line: str) -> bool:
    """Whether a line is the head of what is below an article."""
    return any(each is not None for each in (available_in(line), also_read(line), tags_of(line))) or is_related(line)


def without_bullet(line: str) -> str:
    """An entry of a list without its bullet."""
    return _BULLET.sub("", line, count=1) if _BULLET.match(line) else line


def tags_of(line: str) -> tuple[str, ...] | None:
    """The tags after `Tags:`, none if it is alone; None if the line is another one."""
    match = _TAGS.fullmatch(line)
    return split_tags(match[2] or "") if match else None


def split_tags(line: str) -> tuple[str, ...]:
    """Tags of a line, divided by commas and the like or by `#`."""
    return tuple(tag.strip() for tag in re.split(r"[,;|#·•،]", line) if tag.strip())


def is_address(line: str) -> bool:
    """Whether a line is an address on the web and nothing else."""
    return _ADDRESS.fullmatch(line) is not None
