"""Forewords, editorials and colophons: Markdown files in folders of the archive that the table of parts names.

`front/foreword.en.md` is printed in every volume, `front/2022-02.foreword.en.md` in that volume in its place.
"""

import datetime
import os
import re
from collections.abc import Collection, Iterator
from pathlib import Path

from archivist import languages
from archivist.articles.article_file import check_text, fields_of, read_facts
from archivist.articles.article_folder import problem_of, read_source
from archivist.articles.article_front_matter import FrontMatter, FrontMatterError, read_front_matter
from archivist.articles.fields import Fields
from archivist.book_parts import Role
from archivist.findings import Finding
from archivist.model import Article, EditorsText
from archivist.xml_characters import with_newlines

_NAME = re.compile(r"(?:(?P<volume>.+)\.)?(?P<part>[^.]+)\.(?P<language>[^.]+)\.md")
_SUFFIXES = (".md", ".markdown")
_NO_DATE = datetime.date.min  # such a text is of the day of its volume, and states none


def read_editors_texts(
    root: Path, articles: Path, *, volumes: Collection[str], editions: Collection[str]
) -> tuple[tuple[EditorsText, ...], tuple[Finding, ...]]:
    """The texts of the editors of an archive, and what is wrong with their files.

    `root` is the folder of the archive, `articles` that of its articles, from which their paths are counted. `volumes`
    are the ids of the volumes, `editions` the languages of the editions. A folder that is within that of the articles
    contains articles.
    """
    texts: list[EditorsText] = []
    findings: list[Finding] = []
    for folder in dict.fromkeys(role.part.folder for role in Role if role.part.folder):
        if (root / folder).resolve().is_relative_to(articles.resolve()):
            continue
        for file in _files(root / folder):
            path = Path(os.path.relpath(file, articles)).as_posix()
            problem = problem_of(file, path, path, root.resolve()) or _fault_of_name(file, path, volumes, editions)
            found, problems = (None, [problem]) if problem else _read(file, path)
            texts += [found] if found else []
            findings += problems
    return tuple(texts), tuple(findings)


def _files(folder: Path) -> list[Path]:
    """The Markdown files of a folder, by name."""
    try:
        found = [each for each in folder.iterdir() if each.name.lower().endswith(_SUFFIXES)]
    except OSError:  # there is no such folder
        return []
    passed_over = (each for each in found if each.name.startswith(".") or each.stem.lower() == "readme")
    return sorted(set(found).difference(passed_over))


def _fault_of_name(file: Path, path: str, volumes: Collection[str], editions: Collection[str]) -> Finding | None:
    """Why no volume has a text of this name; None if one has."""
    match, names = _NAME.fullmatch(file.name), [role.value for role in _roles(file.parent.name)]
    if match is None or match["part"] not in names:
        wanted = " or ".join(f"{name}.LANGUAGE.md" for name in names)
        return Finding(
            "editors-text-name",
            f"{file.name} is not the name of a text",
            path,
            0,
            f"Name it {wanted}, for one volume with its id before it: 2022-02.{names[0]}.en.md. Or move it elsewhere.",
        )
    if match["volume"] and match["volume"] not in volumes:
        return Finding("editors-text-volume", f"there is no volume {match['volume']}", path)
    language = languages.normalise_tag(match["language"])
    if language not in editions:
        return Finding("editors-text-language", f"there are no editions in “{match['language']}”", path)
    return None


def _roles(folder: str) -> Iterator[Role]:
    return (role for role in Role if role.part.folder == folder)


def _read(file: Path, path: str) -> tuple[EditorsText | None, list[Finding]]:
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
    return _text(file, path, digest, matter, fields), fields.findings


def _taken_apart(source: str) -> FrontMatter:
    """A file with or without front matter. Raises FrontMatterError."""
    text = with_newlines(source)
    has_block = text.partition("\n")[0].rstrip(" \t") in ("---", "+++")
    return read_front_matter(source) if has_block else FrontMatter({}, text, 1)


def _text(file: Path, path: str, digest: str, matter: FrontMatter, fields: Fields) -> EditorsText | None:
    match = _NAME.fullmatch(file.name)
    language = languages.normalise_tag(match["language"]) if match else None
    facts = read_facts(fields)
    if match is None or language is None or not check_text(matter, fields):
        return None
    folder, volume = file.parent.name, match["volume"] or ""
    article = Article(
        key=f"{folder}/{volume and volume + '.'}{match['part']}",
        language=language,
        date=_NO_DATE,
        title=fields.text("title"),
        text=matter.text,
        text_line=matter.text_line,
        path=path,
        digest=digest,
        **facts,
    )
    role = next(role for role in _roles(folder) if role.value == match["part"])
    return EditorsText(role, volume, article, f"{folder}/{file.name}")
