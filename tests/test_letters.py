"""Which letters there are in texts, found without looking at each."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archivist.text import visible_text
from archivist.text.visible_text import letters_of


@pytest.fixture(params=[0, 100_000], autouse=True)
def worth(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """With an expression made at once, and with one that is never worth while."""
    monkeypatch.setattr(visible_text, "_WORTH", request.param)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.text(max_size=30), max_size=30))
def test_letters_of_is_the_union_of_the_texts(texts: list[str]) -> None:
    assert letters_of(texts) == frozenset().union(*texts)


def test_letters_that_mean_something_in_an_expression_are_letters() -> None:
    texts = ["a-z", "]^\\", "b", "[", "^", "c"]
    assert letters_of(texts) == set("".join(texts))


def test_more_letters_than_an_expression_is_made_for() -> None:
    texts = [chr(code) * 3 for code in range(0x4E00, 0x5200)]
    assert letters_of([*texts, "a", *texts, "b"]) == {*"ab", *(text[0] for text in texts)}
