import shutil
from pathlib import Path

import pytest

from archivist.cli.reference import PAGES, PAGES_WITH_PARTS, main, with_part
from archivist.front_matter.keys import KEYS

DOCS = Path(__file__).parents[2] / "docs"


@pytest.mark.parametrize("page", PAGES)
def test_the_reference_pages_are_up_to_date(page: str) -> None:
    assert (DOCS / page).read_text("utf-8") == PAGES[page](), "run `make docs`"


@pytest.mark.parametrize("page", PAGES_WITH_PARTS)
def test_parts_of_pages_are_up_to_date(page: str) -> None:
    written = (DOCS / page).read_text("utf-8")
    assert written == with_part(page, written), "run `make docs`"


def test_every_front_matter_key_is_in_the_table() -> None:
    written = (DOCS / "writing.md").read_text("utf-8")
    for key in KEYS:
        names = ", ".join(f"`{name}`" for name in key.aliases)
        assert f"| `{key.name}` | {names} | {key.meaning} |" in written


def test_only_the_part_of_a_page_is_replaced(tmp_path: Path) -> None:
    for page in PAGES_WITH_PARTS:
        shutil.copy(DOCS / page, tmp_path)
    written = (DOCS / "writing.md").read_text("utf-8")
    (tmp_path / "writing.md").write_text(written.replace("The day it was copied from there.", "Outdated."), "utf-8")
    main(tmp_path)
    assert (tmp_path / "writing.md").read_text("utf-8") == written
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([*PAGES, *PAGES_WITH_PARTS])


def test_a_page_without_a_place_for_its_part_is_refused() -> None:
    with pytest.raises(ValueError, match="does not contain"):
        with_part("writing.md", "# Writing articles\n\nNo table.\n")
