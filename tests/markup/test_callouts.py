"""Callouts are headed in the language of their passage."""

from tests.apparatus.making import article, config
from tests.markup.making import XML_LANG, book, classed, named, one, tree

ALERT = "> [!WARNING]\n> Words.\n"


def headings(root: object) -> list[tuple[str, str | None]]:
    return [("".join(each.itertext()), each.get(XML_LANG)) for each in classed(root, "callout-title")]


def test_a_callout_is_headed_in_the_language_of_its_article() -> None:
    assert headings(one(ALERT)) == [("Warning", None)]
    for language, word in (("ka", "გაფრთხილება"), ("ru", "Предупреждение")):
        made = book(config(language), article("a", ALERT, language=language), language=language)
        assert headings(tree(named(made, "a"))) == [(word, None)]


def test_a_callout_in_a_passage_of_another_language_speaks_that_language() -> None:
    assert headings(one("{lang=ru}\n> quoted\n>\n> > [!NOTE]\n> > Words.\n")) == [("Примечание", None)]


def test_a_callout_in_a_note_has_a_heading_and_no_placeholder_is_left() -> None:
    root = one("A.[^1]\n\n[^1]: Text.\n\n    > [!TIP]\n    > Words.\n")
    assert headings(root) == [("Tip", None)]
    assert not [each for each in root.iter() if each.get("data-label") is not None]


def test_a_language_without_built_in_labels_is_headed_in_english_and_says_so() -> None:
    made = book(config("cy"), article("a", ALERT, language="cy"), language="cy")
    assert headings(tree(named(made, "a"))) == [("Warning", "en")]
