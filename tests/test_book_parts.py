"""The table of the parts of a book, and that stages ask its rows."""

import pickle
import re
from pathlib import Path

import pytest

from archivist.book_parts import ROUNDS, BookPart, Matter, Role
from archivist.markup import LABELS

SOURCE = Path(__file__).parent.parent / "src/archivist"
# Where parts are named besides the table: which functions fill which templates.
NAMED = {"markup/edition_documents.py", "markup/part_values.py"}


def test_parts_are_in_the_order_front_body_back() -> None:
    order = [list(Matter).index(role.part.matter) for role in Role]
    assert order == sorted(order)
    assert {role.part.matter for role in Role} == set(Matter)


@pytest.mark.parametrize("role", Role)
def test_each_part_has_a_template_and_a_label_that_there_is(role: Role) -> None:
    assert (SOURCE / f"markup/templates/{role.part.template}.xhtml").is_file()
    assert role.part.label in LABELS or not role.part.label
    assert role.part.round in ROUNDS
    assert role.part.landmark is None or role.part.landmark.label in LABELS


def test_no_two_parts_share_a_template_or_a_landmark() -> None:
    rows: list[BookPart] = [role.part for role in Role]
    assert len({row.template for row in rows}) == len(rows)
    landmarks = [row.landmark.kind for row in rows if row.landmark]
    assert len(set(landmarks)) == len(landmarks)


def test_a_role_is_its_name_and_stays_itself_in_another_process() -> None:
    assert [str(role) for role in Role][:2] == ["cover", "titlepage"]
    assert all(pickle.loads(pickle.dumps(role)) is role for role in Role)


def test_no_stage_tests_which_part_a_document_is() -> None:
    naming = {
        file.relative_to(SOURCE).as_posix()
        for file in SOURCE.rglob("*.py")
        if "archivist.book_parts import" in (text := file.read_text("utf-8")) and re.search(r"\bRole\.[A-Z]", text)
    }
    assert naming == NAMED
