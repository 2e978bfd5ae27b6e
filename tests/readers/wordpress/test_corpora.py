"""Real exports, if there are any beside the project, against the articles they were made of."""

import datetime
import re
from collections import Counter
from functools import cache

import pytest

from archivist.articles import parse_body, read_folder
from archivist.fidelity.imported_words import difference, letters_of
from archivist.model.articles import Article, Body
from archivist.reader_api.found import FoundArticle, SourceError, Wishes
from archivist.readers.wordpress import is_export, read
from tests.articles.making import corpora

from .exports import Taken

pytestmark = pytest.mark.slow  # a whole corpus

LANGUAGES = ("en", "ja", "zh-Hans", "hi", "fr", "cs", "de")


@cache
def _originals() -> dict[tuple[datetime.date, str], Article]:
    articles, _ = read_folder(corpora() / "newsletters-2022")
    return {(article.date, article.language): article for article in articles}


@cache
def _imported(form: str) -> tuple[tuple[FoundArticle, ...], Taken]:
    taken, folder = Taken(), corpora() / "newsletters-2022"
    wishes = Wishes(languages=LANGUAGES, media=folder, today=datetime.date(2025, 1, 1))
    path = corpora() / "wordpress" / f"optech2022-{form}.xml"
    return tuple(each for each in read(path, wishes, taken) if isinstance(each, FoundArticle)), taken


@pytest.mark.parametrize("form", ["polylang", "wpml"])
def test_every_article_comes_with_its_date_language_title_and_group(form: str) -> None:
    originals, (articles, _) = _originals(), _imported(form)
    assert len(articles) == len(originals) == len({article.origin for article in articles})
    keys: dict[str, set[str]] = {}
    for article in articles:
        assert article.date
        original = originals[article.date, article.language]
        assert article.title == original.title
        keys.setdefault(article.group, set()).add(original.key)
    assert len(keys) == len({original.key for original in originals.values()})
    assert all(len(each) == 1 for each in keys.values())


def test_every_note_and_every_picture_comes() -> None:
    originals, (articles, taken) = _originals(), _imported("polylang")
    folder = corpora() / "newsletters-2022"
    wanted: Counter[str] = Counter()
    came: Counter[str] = Counter()
    for article in articles:
        assert article.date
        original = originals[article.date, article.language]
        body = parse_body(original.with_text(article.text), folder, every_word=True)
        assert difference(article.plain, body) == ""
        before = parse_body(original, folder, every_word=True)
        wanted.update(notes=len(before.notes), pictures=len(before.pictures))
        came.update(notes=len(body.notes), pictures=article.text.count("(/images/images/"))
    assert came == wanted
    assert len(taken.names) == len(list((folder / "images").iterdir()))


_LINK = re.compile(r"\[((?:[^\[\]]|\[[^\[\]]*\])*)\]\[[^\[\]]*\]|<!--.*?-->", re.DOTALL)


def _without_marks(body: Body) -> str:
    """The letters, without what one Markdown program prints as a mark and another takes for one."""
    letters = letters_of(body)
    for _ in range(3):
        letters = _LINK.sub(r"\1", letters)
    return "".join(character for character in letters if character.isalnum())


@pytest.mark.parametrize("form", ["polylang", "wpml"])
def test_the_words_are_those_of_the_originals(form: str) -> None:
    """docs/import-wordpress.md explains the differences: each is in the export, not made by the import."""
    same: Counter[str] = Counter()
    for article in _imported(form)[0]:
        assert article.date
        original = _originals()[article.date, article.language]
        before = parse_body(original, corpora() / "newsletters-2022", every_word=True)
        after = parse_body(original.with_text(article.text), corpora() / "newsletters-2022", every_word=True)
        same["letters"] += letters_of(before) == letters_of(after)
        same["letters without marks"] += _without_marks(before) == _without_marks(after)
    assert same == {"letters": 172, "letters without marks": 207}


def test_odd_exports_come_and_broken_ones_are_refused_with_a_line() -> None:
    outcomes = {}
    for path in sorted((corpora() / "hostile" / "wordpress").glob("*.xml")):
        assert is_export(path.read_bytes()[:8192])
        try:
            outcomes[path.stem] = str(len(list(read(path, Wishes(), Taken()))) > 0)
        except SourceError as error:
            outcomes[path.stem] = str(error.place.line)
    assert outcomes == {
        "crazy-cdata": "18",
        "crazy-cdata-escaped": "True",
        "malformed": "90",
        "malformed-simple": "14",
        "wxr-utf-8-challenges": "True",
    }
