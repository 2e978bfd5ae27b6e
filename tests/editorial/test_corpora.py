"""Real archives, if there are any beside the project: no false alarms in clean texts, and fixes are proved on them."""

import shutil
from collections import Counter
from pathlib import Path

import pytest

from archivist.articles import read_folder
from archivist.editorial.flaws import flaws_of
from archivist.editorial.source_file import read_source
from tests.articles.making import corpora
from tests.editorial.making import wanted

pytestmark = pytest.mark.slow  # a whole corpus

ROOT = Path(__file__).parents[2]


def flaws(folder: Path) -> Counter[str]:
    found: Counter[str] = Counter()
    for article in read_folder(folder)[0]:
        source = read_source(folder, article)
        assert source
        found.update(flaw.code for flaw in flaws_of(source, article.language))
    return found


def test_the_sample_archive_is_clean() -> None:
    assert not flaws(ROOT / "articles")


def test_clean_texts_in_three_scripts_are_clean() -> None:
    assert not flaws(corpora() / "declaration")


TYPED = {"straight-quotes", "hyphens-as-dash"}  # what a keyboard has; the authors of the corpora had no other


def test_the_zero_width_spaces_of_an_archive_are_all_that_is_found_in_its_letters() -> None:
    assert set(flaws(corpora() / "newsletters-1000")) - TYPED <= {"invisible-character"}


@pytest.mark.slow
def test_a_large_archive_can_be_repaired(tmp_path: Path) -> None:
    shutil.copytree(corpora() / "newsletters-2022", tmp_path / "articles")
    (tmp_path / "archivist.toml").write_text('[archive]\ntitle = "T"\n')
    changes = wanted(tmp_path)
    assert len(changes) > 10
    for file_fix in changes:
        assert {change.code for change in file_fix.changes} <= {"invisible-character", *TYPED}
        assert _without_marks(file_fix.before) == _without_marks(file_fix.after)


def _without_marks(text: str) -> str:
    """A text without spaces (French has some within quotation marks), quotation marks, hyphens and dashes."""
    return "".join(each for each in text if not each.isspace() and each not in "\u200b\"'‘’‚“”„«»‹›-–—")
