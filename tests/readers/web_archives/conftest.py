"""Pages are read by a stand-in here, but in test_sameness."""

import pytest

from tests.readers.web_archives import making


@pytest.fixture(autouse=True)
def _plain_reader(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    if "real_pages" not in request.fixturenames:
        monkeypatch.setattr("archivist.web_pages.article_of", making.article_of)


@pytest.fixture
def real_pages() -> None:
    """Leave the real reader of pages in its place."""
