"""What is printed below the names of the authors: who translated, edited or illustrated an article."""

from collections.abc import Iterable

from markupsafe import Markup

from archivist.article_facts import Person
from archivist.front_matter.roles import AUTHOR, NAMES, TRANSLATOR
from archivist.markup.built_in_words import Words
from archivist.model.articles import Article


def credits_of(article: Article, words: Words) -> tuple[Markup, ...]:
    """A line for each role other than that of the authors, in the order of the roles."""
    people = article.people
    roles = [role for role in NAMES if role != AUTHOR and any(person.role == role for person in people)]
    return tuple(words(f"by_{NAMES[role]}", names=_names(people, role)) for role in roles)


def translators_of(article: Article, words: Words) -> str:
    """The line of the translators as plain text; "" if there are none."""
    names = _names(article.people, TRANSLATOR)
    return words.plain(f"by_{NAMES[TRANSLATOR]}", names=names) if names else ""


def _names(people: Iterable[Person], role: str) -> str:
    return ", ".join(person.name for person in people if person.role == role)
