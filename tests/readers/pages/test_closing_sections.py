"""“Further reading” and “Sources” at the end of a page are kept, and links to them are alive."""

import pytest

from archivist.reader_api.found import FoundArticle
from tests.readers.pages.making import article

HEAD = (
    '<html lang="en"><head><title>The mill</title>'
    '<meta property="article:published_time" content="2020-05-01"></head><body><h1>The mill</h1>'
)
TEXT = "".join(
    f"<p>{'The mill of ' + place + ' is old and stands by the river, where the road ends. '} {place * 40}.</p>"
    for place in ("Gori ", "Mtskheta ", "Batumi ")
)
LINKED = TEXT.replace("</p>", ' See <a href="#further">below</a>.</p>', 1)
LIST = (
    '<ul><li><a href="https://example.org/a">A history of mills</a></li>'
    '<li><a href="https://example.org/b">Rivers of the north</a></li></ul>'
)


def page(body: str) -> FoundArticle:
    return article(f"{HEAD}{body}</body></html>")


FORMS = {
    "a section of the body": "{text}<section><h2 id=further>{title}</h2>{list}</section>",
    "beside the text": "{text}<h2 id=further>{title}</h2>{list}",
    "behind a marked body": "<div class=entry-content>{text}</div><section><h2 id=further>{title}</h2>{list}</section>",
    "behind a marked body, bare": "<div class=entry-content>{text}</div><h2 id=further>{title}</h2>{list}",
    "behind its box": (
        "<main><div><div class=entry-content>{text}</div></div><div><h2 id=further>{title}</h2>{list}</div></main>"
    ),
    "in an article": "<article>{text}<section><h2 id=further>{title}</h2>{list}</section></article>",
    "in an aside": "<article>{text}<aside><h2 id=further>{title}</h2>{list}</aside></article>",
    "in a footer": "<article>{text}<footer><h2 id=further>{title}</h2>{list}</footer></article>",
    "in a block for related reading": "{text}<section class=related><h2 id=further>{title}</h2>{list}</section>",
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("text", [TEXT, LINKED], ids=["unlinked", "linked"])
@pytest.mark.parametrize("title", ["Further reading", "Литература"])
def test_a_closing_section_is_kept(form: str, text: str, title: str) -> None:
    found = page(FORMS[form].format(text=text, title=title, list=LIST))
    assert f"## {title}" in found.text
    assert found.text.index(f"## {title}") < found.text.index("[A history of mills](https://example.org/a)")
    assert "[Rivers of the north](https://example.org/b)" in found.text
    if text is LINKED:
        assert "{#further}" in found.text
    assert found.plain.count("A history of mills") == 1
    assert not found.related


def test_a_section_a_link_leads_to_is_kept_whatever_its_heading() -> None:
    found = page(f"{LINKED}<section><h2 id=further>Related articles</h2>{LIST}</section>")
    assert "## Related articles {#further}" in found.text
    assert "A history of mills" in found.plain
    assert not found.related


def test_related_articles_nothing_leads_to_become_related() -> None:
    found = page(f"{TEXT}<section><h2 id=further>Related articles</h2>{LIST}</section>")
    assert [each.title for each in found.related] == ["A history of mills", "Rivers of the north"]
    assert "A history of mills" not in found.plain


def test_a_heading_among_comments_is_no_section_of_the_article() -> None:
    comments = f'<div class="comments"><h3>Sources</h3><p>{"A reader says so. " * 20}</p></div>'
    found = page(f"<div class=entry-content>{TEXT}</div>{comments}")
    assert "A reader says so" not in found.plain


def test_what_comes_before_the_body_is_not_taken() -> None:
    found = page(f"<div><h2>Sources</h2>{LIST}</div><div class=entry-content>{TEXT}</div>")
    assert "A history of mills" not in found.plain
