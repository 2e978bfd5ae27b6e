import shutil
from pathlib import Path

import pytest

from archivist.cli.reference import PAGES, WITH_KEYS, main, with_keys
from archivist.front_matter.keys import KEYS

DOCS = Path(__file__).parents[2] / "docs"


@pytest.mark.parametrize("page", PAGES)
def test_the_reference_pages_are_up_to_date(page: str) -> None:
    assert (DOCS / page).read_text("utf-8") == PAGES[page](), "run `make docs`"


def test_the_table_of_front_matter_keys_is_up_to_date() -> None:
    written = (DOCS / WITH_KEYS).read_text("utf-8")
    assert written == with_keys(written), "run `make docs`"
    for key in KEYS:
        names = ", ".join(f"`{name}`" for name in key.aliases)
        assert f"| `{key.name}` | {names} | {key.meaning} |" in written


def test_only_the_table_of_the_page_on_writing_is_replaced(tmp_path: Path) -> None:
    written = (DOCS / WITH_KEYS).read_text("utf-8")
    (tmp_path / WITH_KEYS).write_text(written.replace("The day it was copied from there.", "Outdated."), "utf-8")
    main(tmp_path)
    assert (tmp_path / WITH_KEYS).read_text("utf-8") == written


def test_a_page_without_a_place_for_the_table_is_refused() -> None:
    with pytest.raises(ValueError, match="does not contain"):
        with_keys("# Writing articles\n\nNo table.\n")


def test_the_pages_are_written(tmp_path: Path) -> None:
    shutil.copy(DOCS / WITH_KEYS, tmp_path)
    main(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([*PAGES, WITH_KEYS])
