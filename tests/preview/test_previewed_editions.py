"""What a preview makes each time something is saved, and what stays when that is not possible."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from archivist import parsed_texts
from archivist.archive import open_archive
from archivist.articles import parse_and_ask
from archivist.executors import open_executor
from archivist.previewing.previewed_editions import PreviewedEditions
from tests.archives import RIVER_EN, Compiled, Watch, made_files

pytestmark = pytest.mark.slow  # lays pages out

EDITION = "2022-03.en"
RIVER = "articles/2022-03-09-river.en.md"


@pytest.fixture
def root(made: Compiled, tmp_path: Path) -> Path:
    root = made.copy(tmp_path / "archive")
    assert (root / RIVER).is_file()
    return root


@pytest.fixture
def editions(root: Path, tmp_path: Path) -> Iterator[PreviewedEditions]:
    folder = tmp_path / "preview"
    folder.mkdir()
    with open_executor(1) as workers:
        yield PreviewedEditions(partial(open_archive, root), folder, workers)


def test_each_save_is_shown_and_nothing_of_the_archive_changes(root: Path, editions: PreviewedEditions) -> None:
    before, progress = made_files(root / "build"), Watch()
    first = editions.make(EDITION, progress)
    assert (first.generation, first.is_current, first.changed) == (1, True, None)
    assert first.shown is not None
    # The same volume as `archivist compile` makes: all its fragments were there.
    assert first.shown.pdf.read_bytes() == (root / "build/2022-03" / first.shown.pdf.name).read_bytes()
    assert all(progress.documents.values())

    again = editions.make(EDITION, Watch())
    assert (again.generation, again.shown) == (1, first.shown)

    (root / RIVER).write_text(RIVER_EN.replace("The first name returns", "The third name is lost"))
    saved = editions.make(EDITION, progress := Watch())
    assert saved.generation == 2
    assert saved.shown is not None
    assert saved.changed is not None
    assert saved.changed.document == "river"
    assert saved.changed.words.after.startswith("third name is lost")
    assert saved.changed.words.before.endswith("The ")
    assert not progress.documents[f"{EDITION}/river"]
    assert progress.documents[f"{EDITION}/imprint"]  # the road shares pages with the river
    assert first.shown.pdf.is_file()  # a browser may still be reading it
    (document,) = [each for each in saved.shown.documents if each.id == "river"]
    assert document.files == (RIVER,)
    assert made_files(root / "build") == before


def test_only_what_changed_is_read_again(
    root: Path, editions: PreviewedEditions, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []
    parse = parse_and_ask

    def note(article: Any, **settings: Any) -> Any:
        read.append(article.path)
        return parse(article, **settings)

    monkeypatch.setattr(parsed_texts, "parse_and_ask", note)
    editions.make(EDITION, Watch())
    assert len(read) > 1
    read.clear()
    (root / RIVER).write_text(RIVER_EN.replace("The first name returns", "It is lost"))
    editions.make(EDITION, Watch())
    assert read == [Path(RIVER).name]
    read.clear()
    # Others may link to it by its title, but none asks for it.
    (root / RIVER).write_text(RIVER_EN.replace("Where the river rises", "Where it begins"))
    editions.make(EDITION, Watch())
    assert read == [Path(RIVER).name]


def test_a_changed_picture_is_shown(root: Path, editions: PreviewedEditions) -> None:
    editions.make(EDITION, Watch())
    Image.new("RGB", (300, 200), (150, 40, 70)).save(root / "articles/blue.png")
    editions.forget_texts()
    assert editions.make(EDITION, Watch()).generation == 2


def test_articles_are_added_and_removed(root: Path, editions: PreviewedEditions) -> None:
    editions.make(EDITION, Watch())
    new = root / "articles/2022-03-20-weir.en.md"
    new.write_text("---\ntitle: The weir\ndate: 2022-03-20\n---\nWater falls here.\n")
    added = editions.make(EDITION, Watch())
    assert added.changed is not None
    assert (added.changed.document, added.changed.words.before) == ("weir", "")
    new.unlink()
    removed = editions.make(EDITION, Watch())
    assert removed.shown is not None
    assert "weir" not in {each.id for each in removed.shown.documents}
    assert removed.changed is None


def test_a_text_of_the_editors_is_shown_where_it_changed(root: Path, editions: PreviewedEditions) -> None:
    editions.make(EDITION, Watch())
    (root / "front").mkdir()
    foreword = root / "front/foreword.en.md"
    foreword.write_text("---\ntitle: To the reader\n---\nThis is the first volume.\n")
    added = editions.make(EDITION, Watch())
    assert added.changed is not None
    assert added.changed.document == "front_foreword"
    foreword.write_text("---\ntitle: To the reader\n---\nThis is the third volume.\n")
    changed = editions.make(EDITION, Watch()).changed
    assert changed is not None
    assert (changed.document, changed.words.after[:12]) == ("front_foreword", "third volume")
    assert changed.words.before.endswith("This is the ")


def test_with_an_error_what_was_made_before_is_shown(root: Path, editions: PreviewedEditions) -> None:
    good = editions.make(EDITION, Watch())
    (root / RIVER).write_text(RIVER_EN.replace("title: Where", "title: [Where"))
    failed = editions.make(EDITION, Watch())
    assert (failed.is_current, failed.generation, failed.shown) == (False, good.generation, good.shown)
    finding, place = failed.findings[0]
    assert (finding.code, finding.file, finding.line) == ("front-matter-broken", RIVER, 2)
    assert place is not None
    assert place.document == "river"
    (root / RIVER).write_text(RIVER_EN.replace("The spring is small.", "The spring \U000f0000 is small."))
    failed = editions.make(EDITION, Watch())  # an error of the layout
    assert not failed.is_current
    assert "missing-glyph" in {finding.code for finding, _ in failed.findings}
    (root / RIVER).write_text(RIVER_EN)
    assert editions.make(EDITION, Watch()).is_current


def test_broken_settings_are_a_failure_with_file_line_and_remedy(root: Path, editions: PreviewedEditions) -> None:
    editions.make(EDITION, Watch())
    settings = root / "archivist.toml"
    text = settings.read_text()
    settings.write_text(text.replace("[editions]", "[pdf]\npage = 'A0'\n\n[editions]"))
    failed = editions.make(EDITION, Watch())
    assert failed.failure is not None
    assert "archivist.toml:" in str(failed.failure)
    assert failed.failure.hint
    assert failed.shown is not None
    settings.write_text(text.replace("[editions]", "[pdf]\npage = 'A4'\n\n[editions]"))
    assert editions.make(EDITION, Watch()).generation == 2


def test_an_edition_that_is_no_longer_made_is_a_failure(root: Path, editions: PreviewedEditions) -> None:
    editions.make(EDITION, Watch())
    for path in root.glob("articles/2022-03-*.en.md"):
        path.unlink()
    failed = editions.make(EDITION, Watch())
    assert str(failed.failure) == f"no edition {EDITION} is made of the articles any more"
    assert failed.shown is not None


def test_a_finding_is_placed_at_the_words_of_its_line(root: Path, editions: PreviewedEditions) -> None:
    preview = editions.make(EDITION, Watch())
    placed = {(finding.code, finding.line): place for finding, place in preview.findings if finding.file == RIVER}
    uncalled = next(place for (code, line), place in placed.items() if code == "text-without-note" and line)
    assert uncalled is not None
    assert uncalled.words.after.startswith("Never called from anywhere.")
