"""The built-in labels the program prints into a volume: in the languages below and those of `wording/`.

Others are given by `[labels]`. Names of languages, dates and months are not here: they come from CLDR.
"""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from archivist import languages

ENGLISH: Mapping[str, str] = MappingProxyType(
    {
        "contents": "Contents",
        "read_next": "Read next",
        "related": "Related reading",
        "index": "Index",
        "see": "see {term}",
        "see_also": "see also {term}",
        "whole_articles": "Bold type marks whole articles: on the subject, or by the author.",
        "suggested": "Suggested automatically",
        "notes": "Notes",
        "cover": "Cover",
        "start": "Beginning of the text",
        "title_page": "Title page",
        "about": "About this volume",
        "by": "By",
        "number": "No. {number}",
        "issue": "Issue {issue} of {year}",
        "page": "p. {page}",
        "reference": "No. {number}, {volume}, p. {page}",
        "reference_without_page": "No. {number}, {volume}",
        "other_volumes": "Other volumes",
        "seen": "seen {date}",
        "not_found": "not found",
        "first_published": "First published at",
        "retrieved": "retrieved {date}",
        "back_to_text": "Back to the text",
        "note": "Note {number}",
        "glossary_note": "Glossary:",
        "title": "Title",
        "volume": "Volume",
        "numbering": "Number",
        "period": "Period",
        "published": "Date",
        "language": "Language",
        "parallel": "Parallel text",
        "second_language": "Second language",
        "note_languages": "Languages of the notes",
        "other_languages": "Also in",
        "articles": "Articles",
        "publisher": "Publisher",
        "place": "Place",
        "issn": "ISSN",
        "issn_l": "ISSN-L",
        "isbn": "ISBN",
        "doi": "DOI",
        "ark": "ARK",
        "urn_nbn": "URN:NBN",
        "identifier": "Identifier",
        "version": "Version",
        "replaces": "Replaces",
        "late": "Late addition",
        "supplement": "{volume}, supplement {number}",
        "rights": "Rights",
        "site": "Web site",
        "omitted": "Not in this edition",
        "omitted_detail": "These articles of the same period have no translation into the language of this edition.",
        "made_with": "Made with archivist {version}.",
        "accessibility_summary": "The text can be read aloud and reflowed. It has a table of contents and headings, "
        "notes are linked with the place they belong to, and the language of every passage is marked.",
        "accessibility_described": "Pictures have alternative text.",
        "accessibility_undescribed": "Some pictures have no alternative text.",
        "part": "Part {part} of {parts}",
        "in_part": "in part {part}",
        "callout_note": "Note",
        "callout_info": "Information",
        "callout_tip": "Tip",
        "callout_important": "Important",
        "callout_warning": "Warning",
        "callout_caution": "Caution",
        "callout_danger": "Danger",
        "callout_example": "Example",
        "callout_question": "Question",
        "callout_summary": "Summary",
        "by_translator": "Translated by {names}",
        "by_editor": "Edited by {names}",
        "by_compiler": "Compiled by {names}",
        "by_interviewer": "Interview by {names}",
        "by_photographer": "Photographs by {names}",
        "by_illustrator": "Illustrated by {names}",
        "by_annotator": "Notes by {names}",
        "by_contributor": "With contributions by {names}",
        "pages": "pp. {pages}",
        "cite": "[{authors}, ]“{title}”[, {translators}], *{serial}*, {number} ({volume})[, {pages}][, {address}].",
        "translations": "Translations",
        "no_edition": "in no edition",
        "sources": "Sources and citations",
        "sources_detail": "How to cite each article, where it was first published, and the SHA-256 "
        "digest of its source file.",
        "archived": "Archived copy",
        "archived_on": "Archived copy of {date}",
        "archived_day": "archived {date}",
        "archived_pages": "The copies of the pages that are marked as archived are in the file {file}.",
        "colophon": "Colophon",
        "colophon_fonts": "Fonts",
        "colophon_programs": "Programs",
        "colophon_page": "Page size",
        "colophon_verify": "To check the files of this edition",
        "colophon_rebuild": "To make them again from the articles",
    }
)

GEORGIAN: Mapping[str, str] = MappingProxyType(
    {
        "contents": "სარჩევი",
        "read_next": "წაიკითხეთ შემდეგ",
        "related": "იხილეთ აგრეთვე",
        "index": "საძიებელი",
        "see": "იხ. {term}",
        "see_also": "იხ. აგრეთვე {term}",
        "whole_articles": "მუქი შრიფტით აღნიშნულია მთელი სტატიები: ამ საგანზე ან ამ ავტორისა.",
        "suggested": "ავტომატურად შერჩეული",
        "notes": "შენიშვნები",
        "cover": "ყდა",
        "start": "ტექსტის დასაწყისი",
        "title_page": "სატიტულო გვერდი",
        "about": "ამ ტომის შესახებ",
        "by": "ავტორი:",
        "number": "№ {number}",
        "issue": "{year} წლის ნომერი {issue}",
        "page": "გვ. {page}",
        "reference": "№ {number}, {volume}, გვ. {page}",
        "reference_without_page": "№ {number}, {volume}",
        "other_volumes": "სხვა ტომები",
        "seen": "ნანახია: {date}",
        "not_found": "ვერ მოიძებნა",
        "first_published": "პირველად გამოქვეყნდა:",
        "retrieved": "შენახულია: {date}",
        "back_to_text": "ტექსტთან დაბრუნება",
        "note": "შენიშვნა {number}",
        "glossary_note": "გლოსარიუმი:",
        "title": "სათაური",
        "volume": "ტომი",
        "numbering": "ნომერი",
        "period": "პერიოდი",
        "published": "თარიღი",
        "language": "ენა",
        "parallel": "პარალელური ტექსტი",
        "second_language": "მეორე ენა",
        "note_languages": "შენიშვნების ენები",
        "other_languages": "სხვა ენებზე",
        "articles": "სტატიები",
        "publisher": "გამომცემელი",
        "place": "გამოცემის ადგილი",
        "issn": "ISSN",
        "issn_l": "ISSN-L",
        "isbn": "ISBN",
        "doi": "DOI",
        "ark": "ARK",
        "urn_nbn": "URN:NBN",
        "identifier": "იდენტიფიკატორი",
        "version": "ვერსია",
        "replaces": "ანაცვლებს",
        "late": "მოგვიანებით დამატებული",
        "supplement": "{volume}, დამატება {number}",
        "rights": "უფლებები",
        "site": "ვებგვერდი",
        "omitted": "ამ გამოცემაში არ შესულა",
        "omitted_detail": "იმავე პერიოდის ეს სტატიები ამ გამოცემის ენაზე ნათარგმნი არ არის.",
        "made_with": "დამზადებულია პროგრამით archivist {version}.",
        "accessibility_summary": "ტექსტის ხმამაღლა წაკითხვა და გადალაგება შესაძლებელია. "
        "წიგნს აქვს სარჩევი და სათაურები, "
        "შენიშვნები დაკავშირებულია შესაბამის ადგილთან, ხოლო ყოველი მონაკვეთის ენა მითითებულია.",
        "accessibility_described": "სურათებს აქვს ალტერნატიული ტექსტი.",
        "accessibility_undescribed": "ზოგ სურათს ალტერნატიული ტექსტი არ აქვს.",
        "part": "ნაწილი {part}, სულ {parts}",
        "in_part": "ნაწილი {part}",
        "callout_note": "შენიშვნა",
        "callout_info": "ინფორმაცია",
        "callout_tip": "რჩევა",
        "callout_important": "მნიშვნელოვანია",
        "callout_warning": "გაფრთხილება",
        "callout_caution": "ყურადღება",
        "callout_danger": "საფრთხე",
        "callout_example": "მაგალითი",
        "callout_question": "კითხვა",
        "callout_summary": "მოკლედ",
        "by_translator": "თარგმანი: {names}",
        "by_editor": "რედაქტორი: {names}",
        "by_compiler": "შემდგენელი: {names}",
        "by_interviewer": "ინტერვიუ: {names}",
        "by_photographer": "ფოტო: {names}",
        "by_illustrator": "ილუსტრაციები: {names}",
        "by_annotator": "შენიშვნები: {names}",
        "by_contributor": "მონაწილეობდნენ: {names}",
        "pages": "გვ. {pages}",
        "cite": "[{authors}, ]„{title}“[, {translators}], „{serial}“, {number} ({volume})[, {pages}][, {address}].",
        "translations": "თარგმანები",
        "no_edition": "გამოცემაში არ შესულა",
        "sources": "წყაროები და ციტირება",
        "sources_detail": "როგორ მიეთითოს თითოეული სტატია, სად გამოქვეყნდა ის პირველად და მისი წყარო "
        "ფაილის SHA-256 საკონტროლო ჯამი.",
        "archived": "დაარქივებული ასლი",
        "archived_on": "დაარქივებული ასლი, {date}",
        "archived_day": "დაარქივებულია: {date}",
        "archived_pages": "დაარქივებულად აღნიშნული გვერდების ასლები ინახება ფაილში {file}.",
        "colophon": "კოლოფონი",
        "colophon_fonts": "შრიფტები",
        "colophon_programs": "პროგრამები",
        "colophon_page": "გვერდის ზომა",
        "colophon_verify": "ამ გამოცემის ფაილების შესამოწმებლად",
        "colophon_rebuild": "სტატიებიდან მათ ხელახლა დასამზადებლად",
    }
)

RUSSIAN: Mapping[str, str] = MappingProxyType(
    {
        "contents": "Содержание",
        "read_next": "Читать дальше",
        "related": "По теме",
        "index": "Указатель",
        "see": "см. {term}",
        "see_also": "см. также {term}",
        "whole_articles": "Полужирным шрифтом выделены целые статьи: о предмете или этого автора.",
        "suggested": "Подобрано автоматически",
        "notes": "Примечания",
        "cover": "Обложка",
        "start": "Начало текста",
        "title_page": "Титульный лист",
        "about": "Об этом томе",
        "by": "Автор:",
        "number": "№ {number}",
        "issue": "{year}, выпуск {issue}",
        "page": "с. {page}",
        "reference": "№ {number}, {volume}, с. {page}",
        "reference_without_page": "№ {number}, {volume}",
        "other_volumes": "Другие тома",
        "seen": "просмотрено {date}",
        "not_found": "не найдено",
        "first_published": "Впервые опубликовано:",
        "retrieved": "сохранено {date}",
        "back_to_text": "Вернуться к тексту",
        "note": "Примечание {number}",
        "glossary_note": "Глоссарий:",
        "title": "Название",
        "volume": "Том",
        "numbering": "Номер",
        "period": "Период",
        "published": "Дата",
        "language": "Язык",
        "parallel": "Параллельный текст",
        "second_language": "Второй язык",
        "note_languages": "Языки примечаний",
        "other_languages": "Также на языках",
        "articles": "Статьи",
        "publisher": "Издатель",
        "place": "Место издания",
        "issn": "ISSN",
        "issn_l": "ISSN-L",
        "isbn": "ISBN",
        "doi": "DOI",
        "ark": "ARK",
        "urn_nbn": "URN:NBN",
        "identifier": "Идентификатор",
        "version": "Версия",
        "replaces": "Заменяет",
        "late": "Добавлено позднее",
        "supplement": "{volume}, приложение {number}",
        "rights": "Права",
        "site": "Сайт",
        "omitted": "Не вошло в это издание",
        "omitted_detail": "Эти статьи того же периода не переведены на язык этого издания.",
        "made_with": "Изготовлено программой archivist {version}.",
        "accessibility_summary": "Текст можно читать вслух и перевёрстывать. Есть содержание и заголовки, примечания "
        "связаны с местами, к которым относятся, язык каждого отрывка указан.",
        "accessibility_described": "У изображений есть альтернативный текст.",
        "accessibility_undescribed": "У некоторых изображений нет альтернативного текста.",
        "part": "Часть {part} из {parts}",
        "in_part": "в части {part}",
        "callout_note": "Примечание",
        "callout_info": "Информация",
        "callout_tip": "Совет",
        "callout_important": "Важно",
        "callout_warning": "Предупреждение",
        "callout_caution": "Осторожно",
        "callout_danger": "Опасно",
        "callout_example": "Пример",
        "callout_question": "Вопрос",
        "callout_summary": "Кратко",
        "by_translator": "Перевод: {names}",
        "by_editor": "Редактор: {names}",
        "by_compiler": "Составитель: {names}",
        "by_interviewer": "Интервью: {names}",
        "by_photographer": "Фото: {names}",
        "by_illustrator": "Иллюстрации: {names}",
        "by_annotator": "Примечания: {names}",
        "by_contributor": "При участии: {names}",
        "pages": "с. {pages}",
        "cite": "[{authors}. ]{title}[ / {translators}] // *{serial}*. {number} ({volume})[, {pages}]."
        "[ URL: {address}.]",
        "translations": "Переводы",
        "no_edition": "в издания не вошло",
        "sources": "Источники и цитирование",
        "sources_detail": "Как ссылаться на каждую статью, где она впервые опубликована, и "
        "контрольная сумма SHA-256 её исходного файла.",
        "archived": "Архивная копия",
        "archived_on": "Архивная копия от {date}",
        "archived_day": "архивировано {date}",
        "archived_pages": "Копии страниц, отмеченных как архивированные, находятся в файле {file}.",
        "colophon": "Выходные сведения",
        "colophon_fonts": "Шрифты",
        "colophon_programs": "Программы",
        "colophon_page": "Размер страницы",
        "colophon_verify": "Чтобы проверить файлы этого издания",
        "colophon_rebuild": "Чтобы изготовить их заново из статей",
    }
)

# Every word there is, by name.
LABELS = frozenset(ENGLISH)

_HERE: Mapping[str, Mapping[str, str]] = MappingProxyType({"en": ENGLISH, "ka": GEORGIAN, "ru": RUSSIAN})
_FOLDER = Path(__file__).parent / "wording"


def built_in_languages() -> tuple[str, ...]:
    """The tags of the languages that have labels, sorted: `sr` is Serbian in Cyrillic, `sr-Latn` in Latin."""
    return tuple(sorted((*_HERE, *(file.stem for file in _FOLDER.glob("*.toml")))))


def labels_for(language: str, wordings: Mapping[str, Mapping[str, str]]) -> tuple[Mapping[str, str], tuple[str, ...]]:
    """The labels in a language, and the names of those that only English has.

    `wordings` are the `[labels]` of the configuration. They go before the program's own; what neither has is
    English.
    """
    bare = language.split("-", 1)[0]
    given = {**wordings.get(bare, {}), **wordings.get(language, {})}
    known = {**_built_in(language), **given}
    return MappingProxyType({**ENGLISH, **known}), tuple(name for name in ENGLISH if name not in known)


@cache
def _built_in(language: str) -> Mapping[str, str]:
    """The labels of a language as it is written: those of zh-Hant for zh-TW, none of Cyrillic for sr-Latn."""
    bare, script = language.split("-", 1)[0], languages.script(language)
    for tag in (language, f"{bare}-{script}", bare):
        found = _HERE.get(tag) or _read(tag)
        if found and languages.script(tag) == script:
            return found
    return MappingProxyType({})


def _read(tag: str) -> Mapping[str, str]:
    file = _FOLDER / f"{tag}.toml"
    return tomllib.loads(file.read_text("utf-8")) if file.is_file() else {}
