"""Packages that tests copy before they damage them."""

from pathlib import Path

import pytest

from tests.fixity.making import NAME, make_bag, make_zip


@pytest.fixture(scope="session")
def bag(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An intact bag. Not to be changed."""
    return make_bag(tmp_path_factory.mktemp("bags") / NAME)


@pytest.fixture(scope="session")
def package(bag: Path) -> Path:
    """The zip of the bag, its digest beside it. Not to be changed."""
    return make_zip(bag)
