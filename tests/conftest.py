"""What all tests share."""

import pytest
from hypothesis import settings

# The first example of a property pays for imports and caches, and CI may be slow.
settings.register_profile("archivist", deadline=None)
settings.load_profile("archivist")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--accept", action="store_true", help="write the golden files of tests/golden anew")
