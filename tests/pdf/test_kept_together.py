"""Blocks that are on one page as a whole, and labels that stay with what they are about."""

import re

import pytest

from tests.pdf.making import document, job, laid, lay_out, page_of, whole

FACTS = "<dl class='reference-facts'><dt>Page size</dt><dd>A5</dd></dl>"
COMMANDS = "<p class='reference-note'>To check it</p><pre><code>cq1z\ncq2z</code></pre>"
ENTRIES = "<ul><li>rq1z</li><li>rq2z</li></ul><p class='suggested'>Suggested</p><ul><li>rq3z</li></ul>"


def part(name: str, inner: str) -> bytes:
    """The document of a part behind the articles."""
    body = re.compile("<body(.*?)>.*</body>", re.DOTALL)
    section = f'<section class="{name}">{inner}</section>'
    return body.sub(rf"<body\1>{section}</body>", document("Text.").xhtml.decode()).encode()


@pytest.mark.parametrize("above", [35, 37, 39])
def test_the_lines_of_a_colophon_are_on_one_page(above: int) -> None:
    lines = "<p>Line.</p>" * above
    made = lay_out(job(part("reference", f"{lines}{FACTS}{COMMANDS}{COMMANDS.replace('cq', 'dq')}")))
    assert whole(made)
    assert {page_of(made, word) for word in ("Pagesize", "cq1z", "cq2z", "dq1z", "dq2z")} == {1}


@pytest.mark.parametrize("above", [30, 31])
def test_a_few_entries_are_on_the_page_of_their_title(above: int) -> None:
    lines = "<p>Line.</p>" * above
    section = f"<section class='short'><h2>tq1z</h2>{ENTRIES}</section>"
    made = lay_out(job(part("related", lines + section)))
    assert {page_of(made, word) for word in ("tq1z", "rq1z", "rq2z", "rq3z")} == {1}


def test_a_short_example_is_not_divided_between_pages() -> None:
    example = "\n".join(["    pq1z", *["    line"] * 5, "    pq2z"])
    made = laid("\n\n".join([*["Line."] * 25, example]))
    assert page_of(made, "pq1z") == page_of(made, "pq2z") == 1
    longer = "\n".join(["    pq1z", *["    line"] * 12, "    pq2z"])
    made = laid("\n\n".join([*["Line."] * 25, longer]))
    assert (page_of(made, "pq1z"), page_of(made, "pq2z")) == (0, 1)
