"""The title again as the first heading is printed once."""

import pytest

from tests.articles.making import body, codes, inside


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("The river", "# The river\n\nText."),
        ("The river", "The river\n=========\n\nText."),
        ("The river", "## THE RIVER.\n\nText."),
        ("“The River”", "<h1>The river</h1>\n\nText."),
        ("Straße", "# STRASSE\n\nText."),
        ("Don’t", "# Don't\n\nText."),
        ("მდინარე — გზა", "# მდინარე - გზა\n\nText."),
        ("Река и дорога", "# РЕКА И ДОРОГА!\n\nText."),
        ("河と道", "# 「河と道」\n\nText."),
        ("نهر", "# نهر؟\n\nText."),
        ("Café", "# *Cafe\u0301*\n\nText."),
        ("The river", "**The river**\n\nText."),
    ],
)  # fmt: skip
def test_a_heading_that_repeats_the_title_is_left_out(title: str, text: str) -> None:
    made = body(text, title=title)
    assert inside(made).partition(">")[2] == "Text.</p>"
    assert made.headings == ()
    assert [(each.code, each.line) for each in made.findings] == [("title-repeated", 5)]


@pytest.mark.parametrize(
    "text",
    [
        "Text.\n\n# The river\n\nMore.",
        "# The river banks\n\nText.",
        "# The river",
        "# The river[^1]\n\nText.\n\n[^1]: Note.",
        "# [The river](https://x.example)\n\nText.",
        "> # The river\n\nText.",
        "**The river** is long.\n\nText.",
        "**The river**",
    ],
)
def test_other_headings_stay(text: str) -> None:
    made = body(text, title="The river")
    assert "The river" in made.xhtml
    assert "title-repeated" not in codes(made.findings)


def test_a_title_of_signs_alone_is_compared_with_nothing() -> None:
    assert len(body("# ???\n\nText.", title="!!!").headings) == 1


def test_links_to_the_heading_lead_to_what_follows_and_levels_stay() -> None:
    text = "# The river\n\nText, [above](#the-river).\n\n## A\n\n### B\n"
    assert body(f"![A valley](x.png)\n\n{text}", title="The river").headings[0].title == "A"
    made = body(f"![](x.png)\n\n{text}", title="The river")
    assert '<p id="the-river">Text, <a href="#the-river">above</a>.</p>' in made.xhtml
    assert [(each.level, each.title) for each in made.headings] == [(2, "A"), (3, "B")]
