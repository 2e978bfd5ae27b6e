"""Whatever is changed in an archive, a compile that leaves out what is unchanged makes the same as one of everything.

`benchmarks/stamp_histories.py` follows many more.
"""

from pathlib import Path

import pytest

from archivist.model.results import Format
from tests.stamps.histories import STEPS, follow


@pytest.mark.slow
@pytest.mark.parametrize(("seed", "steps", "only"), [(1, 7, Format.EPUB), (5, 4, None)])
def test_a_history(tmp_path: Path, seed: int, steps: int, only: Format | None) -> None:
    followed = follow(tmp_path, seed, steps, only)
    assert followed.left_out > 0
    assert len(set(followed.steps)) > steps // 2
    assert set(followed.steps) < set(STEPS)
