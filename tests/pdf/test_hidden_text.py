"""Text that a style sheet hides is noticed at layout."""

import pytest

from tests.pdf.making import document, job, lay_out

TEXT = "## Heading\n\nPlain *marked* text.[^a]\n\n> quoted\n\n[^a]: noted\n"
ALL = {"Heading", "Plain", "marked", "text.", "quoted", "noted"}


@pytest.mark.parametrize(
    ("style", "hidden"),
    [
        ("p, body { visibility: hidden }", ALL),
        ("em { visibility: collapse }", {"marked"}),
        ("em { opacity: 0 }", {"marked"}),
        (".body { opacity: 0.1 } em { display: inline-block; opacity: 0.1 }", {"marked"}),
        ("em { color: transparent }", {"marked"}),
        ("em { color: rgb(0 0 0 / 1%) }", {"marked"}),
        ("em { color: #fff }", {"marked"}),
        ("blockquote { background: #123456; color: #123456 }", {"quoted"}),
        ("em { font-size: 0.5pt }", {"marked"}),
        ("blockquote { transform: scale(0) }", {"quoted"}),
        ("blockquote { position: absolute; clip: rect(0, 0, 0, 0) }", {"quoted"}),
        ("blockquote { position: absolute; width: 1px; height: 1px; overflow: hidden }", {"quoted"}),
        ("div.note { opacity: 0 }", {"noted"}),
    ],
)
def test_it_is_noticed(style: str, hidden: set[str]) -> None:
    made = lay_out(job(document(TEXT), style))
    assert made.failure == ""
    assert {word for text in made.hidden for word in text.split()} & ALL == hidden


@pytest.mark.parametrize(
    "style",
    [
        "em { color: #eee }",
        "em { color: white; background: black }",
        "blockquote { background: #123456; color: white }",
        "blockquote { background: linear-gradient(white, white), black; color: white }",
        ".body { position: relative } .body::before { content: ''; position: absolute; top: 0; left: 0; right: 0;"
        " height: 100%; background: #123456 } .body > * { position: relative; color: white }",
        "@page { background: black } .article { color: white } :root { --ink: white; --soft: white; --accent: white }",
        "blockquote { overflow: hidden }",
        "em { opacity: 0.5 }",
    ],
)
def test_what_can_be_seen_is_not(style: str) -> None:
    made = lay_out(job(document(TEXT), style))
    assert made.failure == ""
    assert made.hidden == ()
