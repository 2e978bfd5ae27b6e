"""A pytest plugin: only the tests named in the file ONLY_LISTED are run, in that order; all if there is none."""

import os
from pathlib import Path

import pytest


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Choose and sort."""
    file = os.environ.get("ONLY_LISTED")
    if file:
        order = {name: number for number, name in enumerate(Path(file).read_text("utf-8").splitlines())}
        items[:] = sorted((item for item in items if item.nodeid in order), key=lambda item: order[item.nodeid])
