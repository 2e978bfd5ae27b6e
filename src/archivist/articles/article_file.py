"""From the text of one file to an article, with what is wrong with its front matter."""

import datetime
from dataclasses import replace
from typing import Any

from archivist.articles.article_front_matter import FrontMatter, FrontMatterError, read_front_matter
from archivist.articles.fields import Fields
from archivist.articles.file_name import MAX_TEXT, FileName
from archivist.articles.plain_fields import report_marks
from archivist.articles.second_values import report_second_values
from archivist.findings import Finding
from archivist.front_matter.keys import FACTS, KEYS
from archivist.model.articles import Article
from archivist.model.held_text import HeldText


def parse_file(
    source: str, path: str, digest: str, name: FileName, default_language: str
) -> tuple[Article | None, list[Finding]]:
    """The article in a file, if there is one, and what is wrong with the file."""
    try:
        matter = read_front_matter(source)
    except FrontMatterError as error:
        hint = "Write it as the message says; `archivist check --fix` does so." if error.fixed else ""
        return None, [Finding(error.code, error.message, path, error.line, hint)]
    return _article(matter, path, digest, name, default_language)


def _article(
    matter: FrontMatter, path: str, digest: str, name: FileName, default_language: str
) -> tuple[Article | None, list[Finding]]:
    fields = fields_of(matter, path)
    if fields.is_draft() or "_drafts" in path.split("/"):
        fields.report("draft", "a draft is left out")
        return None, fields.findings
    title, date, language = _title(fields), _date(fields, name), _language(fields, name, default_language)
    is_whole = check_text(matter, fields)
    facts = read_facts(fields)
    if not (title and date and language and is_whole):
        return None, fields.findings
    article = Article(
        key=fields.text("key") or name.key,
        language=language,
        date=date,
        title=title,
        held=HeldText(matter.text),
        text_line=matter.text_line,
        path=path,
        digest=digest,
        extra=fields.extra(),
    )
    return replace(article, **facts), fields.findings


def fields_of(matter: FrontMatter, path: str) -> Fields:
    """The fields of a file, with what is wrong with its front matter as a whole."""
    fields = Fields(matter.entries, path)
    for line, character in matter.controls:
        fields.report("control-character", f"the character {character} is left out", line)
    fields.report_unquoted(matter.unquoted)
    report_second_values(fields)
    fields.report_near_misses()
    return fields


def read_facts(fields: Fields) -> dict[str, Any]:
    """The optional fields of an article, by the names that they have there."""
    facts = {key.attribute: fields.read(key) for key in FACTS}
    for key in KEYS:
        if key.is_printed:
            report_marks(fields, key.name)
    return facts


def _title(fields: Fields) -> str:
    title = fields.text("title")
    if not title:
        fields.report("missing-title", "there is no `title`", 1)
    return title


def _date(fields: Fields, name: FileName) -> datetime.date | None:
    if fields.find("date"):
        return fields.date("date")
    if name.date is None:
        fields.report("missing-date", "there is no `date`, and none in the file's name", 1)
    return name.date


def _language(fields: Fields, name: FileName, default: str) -> str | None:
    language = fields.language()
    if language == "":
        language = name.language or default
        if not language:
            fields.report("unknown-language", "there is no `lang`, and none in the file's name or folder", 1)
    return language


def check_text(matter: FrontMatter, fields: Fields) -> bool:
    """Whether the text is small enough to be read; reports that and an empty one."""
    if not matter.text.strip():
        fields.report("empty-article", "there is no text after the front matter", matter.text_line)
    is_large = len(matter.text) > MAX_TEXT // 4 and len(matter.text.encode()) > MAX_TEXT
    if is_large:
        fields.report("file-too-large", "the text is larger than 50 MB", matter.text_line)
    return not is_large
