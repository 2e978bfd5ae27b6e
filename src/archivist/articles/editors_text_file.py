"""One file of a foreword, an editorial or a colophon."""

import datetime
from pathlib import Path

from archivist.articles.article_file import check_text, fields_of, read_facts
from archivist.articles.article_folder import read_source
from archivist.articles.article_front_matter import FrontMatter, FrontMatterError, read_front_matter
from archivist.book_parts import Role
from archivist.findings import Finding
from archivist.model.articles import Article
from archivist.model.held_text import HeldText
from archivist.model.volumes import EditorsText
from archivist.text.xml_characters import with_newlines

_NO_DATE = datetime.date.min  # such a text is of the day of its volume, and states none


def read_editors_text(
    file: Path, path: str, role: Role, volume: str, language: str
) -> tuple[EditorsText | None, list[Finding]]:
    """The text that a file contains, and what is wrong with it; `path` names it in findings.

    `role`, `volume` ("" for all) and `language` are what its name says.
    """
    read = read_source(file, path)
    if isinstance(read, Finding):
        return None, [read]
    source, digest = read
    try:
        matter = _taken_apart(source)
    except FrontMatterError as error:
        return None, [Finding(error.code, error.message, path, error.line)]
    fields = fields_of(matter, path)
    if fields.is_draft():
        fields.report("draft", "a draft is left out")
        return None, fields.findings
    if not check_text(matter, fields):
        return None, fields.findings
    article = Article(
        key=f"{file.parent.name}/{volume and volume + '.'}{role.value}",
        language=language,
        date=_NO_DATE,
        title=fields.text("title"),
        held=HeldText(matter.text),
        text_line=matter.text_line,
        path=path,
        digest=digest,
        **read_facts(fields),
    )
    return EditorsText(role, volume, article, f"{file.parent.name}/{file.name}"), fields.findings


def _taken_apart(source: str) -> FrontMatter:
    """A file with or without front matter. Raises FrontMatterError."""
    text = with_newlines(source)
    has_block = text.partition("\n")[0].rstrip(" \t") in ("---", "+++")
    return read_front_matter(source) if has_block else FrontMatter({}, text, 1)
