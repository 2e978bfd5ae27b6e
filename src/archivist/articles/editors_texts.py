"""Forewords, editorials and colophons: Markdown files in folders of the archive that the table of parts names.

`front/foreword.en.md` is printed in every volume, `front/2022-02.foreword.en.md` in that volume in its place.
"""

import os
import re
from collections.abc import Collection, Iterator
from pathlib import Path

from archivist.articles.article_folder import problem_of
from archivist.book_parts import Role
from archivist.findings import Finding
from archivist.model.volumes import EditorsText
from archivist.text import languages

_NAME = re.compile(r"(?:(?P<volume>.+)\.)?(?P<part>[^.]+)\.(?P<language>[^.]+)\.md")
_SUFFIXES = (".md", ".markdown")


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


def _read(file: Path, path: str) -> tuple[EditorsText | None, list[Finding]]:
    """The text of a file whose name has no fault."""
    # What reads front matter takes a moment to import, and most archives have no such file.
    from archivist.articles.editors_text_file import read_editors_text  # noqa: PLC0415

    match = _NAME.fullmatch(file.name)
    language = languages.normalise_tag(match["language"]) if match else None
    if match is None or language is None:
        return None, []
    role = next(role for role in _roles(file.parent.name) if role.value == match["part"])
    return read_editors_text(file, path, role, match["volume"] or "", language)


def _roles(folder: str) -> Iterator[Role]:
    return (role for role in Role if role.part.folder == folder)
