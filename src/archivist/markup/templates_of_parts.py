"""The templates: one for each part of the book, with what all of them may use."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from jinja2 import Environment

from archivist.book_parts import Role
from archivist.markup.edition_context import EditionContext
from archivist.markup.unhyphenated import divided_address
from archivist.model.articles import Article
from archivist.template_environment import open_templates
from archivist.text import languages

TemplateValues = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class ListedArticle:
    """An article of the edition as the template of any part may list it."""

    document: str  # id of its document
    article: Article


class PartTemplates:
    """The templates of one edition."""

    def __init__(self, context: EditionContext) -> None:
        articles = context.annotated.articles
        self._shared: TemplateValues = {
            "language": context.language,
            "edition_language": context.language,
            "direction": languages.direction(context.language),
            "words": context.words,
            "metadata": context.metadata,
            "lang": context.language_attributes,
            "reference_language": context.words.language_of("reference"),
            "related_line": _macro("related_line", context),
            "volume_block": _macro("volume_block", context),
            "articles": [ListedArticle(context.ids[item.article.key], item.article) for item in articles],
        }

    def render(self, role: Role, title: str, title_language: str, values: TemplateValues) -> bytes:
        """A whole XHTML document of a part. It is in the edition's language around an article."""
        own = {
            "title": title,
            "title_language": title_language,
            "body_class": str(role),
            "body_type": str(role.part.matter),
        }
        template = _templates().get_template(f"{role.part.template}.xhtml")
        return template.render({**self._shared, **own, **values}).encode()


def _macro(name: str, context: EditionContext) -> object:
    """A macro that prints the same thing in several parts."""
    template = _templates().get_template("lines.xhtml")
    module = template.make_module(
        {"words": context.words, "lang": context.language_attributes, "metadata": context.metadata}
    )
    return vars(module)[name]


@cache
def _templates() -> Environment:
    templates = open_templates("archivist.markup")
    templates.filters["divided"] = divided_address
    return templates
