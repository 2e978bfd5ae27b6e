"""Lists and quotations in one another stay on the paper, and fill it."""

import pytest

from tests.pdf.making import laid, pages, whole

LISTS = "".join(f"<ul><li>lq{level}z some words" for level in range(50)) + "</li></ul>" * 50
QUOTES = "".join(f"<blockquote><p>lq{level}z some words</p>" for level in range(50)) + "</blockquote>" * 50
TERMS = "".join(f"<dl><dt>t</dt><dd>lq{level}z some words" for level in range(50)) + "</dd></dl>" * 50


@pytest.mark.slow
@pytest.mark.parametrize("text", [LISTS, QUOTES, TERMS], ids=["lists", "quotations", "definitions"])
@pytest.mark.parametrize("page", ["A5", "ereader"])
def test_fifty_levels_stay_on_the_paper(text: str, page: str) -> None:
    made = laid(text, page=page)
    assert whole(made)
    assert [remark.code for remark in made.remarks] == ["deep-nesting"]
    printed = "".join(pages(made.pdf))
    assert all(printed.count(f"lq{level}z") == 1 for level in range(50))
    assert made.pages < 12  # the engine put each level on a page of its own


@pytest.mark.slow
def test_as_many_levels_as_an_article_may_have_are_laid_out() -> None:
    made = laid("".join(f"<ul><li>lq{level}z" for level in range(95)) + "</li></ul>" * 95, page="A4")
    assert not made.failure  # Python's limit of calls within one another
    assert whole(made)


def test_ordinary_lists_are_indented_as_they_were() -> None:
    made = laid("- one\n    - two\n        - three\n\n> quoted\n> > twice\n")
    assert whole(made)
    assert made.remarks == ()
