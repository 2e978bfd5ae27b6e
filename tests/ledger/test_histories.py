"""Whatever happens to the articles: what is published stays, and nothing is lost."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.ledger.histories import run


@pytest.mark.slow
@given(st.integers(0, 2**32))
@settings(max_examples=40)
def test_no_history_changes_what_is_published_or_loses_an_article(seed: int) -> None:
    run(seed, steps=25)


@pytest.mark.slow
def test_the_histories_contain_what_they_are_about() -> None:
    """Otherwise the property above would hold of nothing."""
    seen = sum((run(seed).seen for seed in range(30)), Counter[str]())
    assert all(
        seen[name] >= 3 for name in ("published", "new version", "late", "supplement", "reported", "kept identifiers")
    ), seen
