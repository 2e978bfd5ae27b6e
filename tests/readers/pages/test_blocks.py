"""Text that a page divides into several blocks, and a warning where much of a page is left out."""

import pytest

from archivist.reader_api.found import FoundArticle
from tests.readers.pages.making import article, in_order, remarks

HEAD = (
    '<html lang="en"><head><title>A long walk</title>'
    '<meta property="article:published_time" content="2020-05-01"></head><body>'
)


def passage(name: str, words: int = 60) -> str:
    """A paragraph that is like no other."""
    body = " ".join(f"{name} of the river and its long road" for _ in range(words // 8))
    return f"<p>{name.capitalize()} begins. {body}.</p>"


def page(*parts: str) -> FoundArticle:
    return article(f"{HEAD}<h1>A long walk</h1>{''.join(parts)}</body></html>")


def assert_all(found: FoundArticle, *names: str) -> None:
    assert in_order(found.plain, tuple(f"{name.capitalize()} begins" for name in names)), found.plain[:300]


BLOCK = '<div class="block"><div class="article-text">{}</div></div>'
FORMS = {
    "a marked class, below boxes": BLOCK,
    "a marked class": '<div class="article-text">{}</div>',
    "a class of the site": '<div class="chapter">{}</div>',
    "a class with a number": '<div class="chapter-{n}">{}</div>',
    "sections": '<section class="part">{}</section>',
    "no class": "<div><div>{}</div></div>",
}


@pytest.mark.parametrize("form", FORMS)
def test_blocks_of_one_form_are_one_article(form: str) -> None:
    sizes = {"first": 2, "second": 4, "third": 2}
    blocks = [FORMS[form].format(passage(name) * size, n=number) for number, (name, size) in enumerate(sizes.items())]
    found = page(blocks[0], '<div class="block"><img src="a.jpg" alt="A road"></div>', *blocks[1:])
    assert_all(found, "first", "second", "third")
    assert "a.jpg" in found.text
    assert found.title == "A long walk"
    assert not remarks(found, "import-much-left-out")


def test_what_a_page_has_around_the_blocks_is_not_joined() -> None:
    nav = '<div class="menu"><a href="/">Home</a> <a href="/news">News</a></div>'
    comments = f'<div class="comments"><div class="comment">{passage("reader")}</div></div>'
    found = page(nav, *(BLOCK.format(passage(name) * 2) for name in ("first", "second")), comments)
    assert_all(found, "first", "second")
    assert "Reader begins" not in found.plain
    assert "News" not in found.plain


@pytest.mark.parametrize(
    "teaser",
    [
        '<article><div class="entry-content">{}</div></article>',
        '<ul><li><div class="entry-content">{}</div></li></ul>',
        '<div class="box"><h2><a href="/other">Other</a></h2><div class="entry-content">{}</div></div>',
    ],
)
def test_entries_of_a_list_are_not_blocks_of_an_article(teaser: str) -> None:
    own = teaser.format(passage("own") * 8)
    found = page(own, teaser.format(passage("other")))
    assert_all(found, "own")
    assert "Other begins" not in found.plain


def test_much_text_left_out_is_a_warning() -> None:
    own = f'<div class="entry-content">{passage("own") * 5}</div>'
    much = page(own, f'<div class="appendix">{passage("appendix") * 2}</div>')
    assert "Appendix begins" in remarks(much, "import-much-left-out")
    little = page(f'<div class="entry-content">{passage("own") * 30}</div>', f'<div class="x">{passage("end")}</div>')
    assert not remarks(little, "import-much-left-out")


@pytest.mark.parametrize("hidden", ['<div style="display: none">{}</div>', "<aside>{}</aside>"])
def test_text_hidden_within_the_article_is_a_warning(hidden: str) -> None:
    links = '<a href="/a">' + "a long link of many words " * 60 + "</a>"
    inside = hidden.format(passage("hidden") * 2 + (links if "aside" in hidden else ""))
    found = page(f'<div class="entry-content">{passage("own") * 5}{inside}</div>')
    assert "Hidden begins" in remarks(found, "import-much-left-out")


def test_comments_and_navigation_are_no_warning() -> None:
    own = f'<div class="entry-content">{passage("own") * 3}</div>'
    found = page(own, f'<div class="comments">{passage("reader") * 9}</div>', f"<footer>{passage('imprint')}</footer>")
    assert not remarks(found, "import-much-left-out")
