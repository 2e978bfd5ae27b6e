"""The built-in labels as templates use them: filled in, and marked as English where the edition's language has none."""

from collections.abc import Mapping

from markupsafe import Markup, escape


class Words:
    """`words("page", page=12)` is the text; `words.plain(…)` the same without marks, for attributes and titles."""

    def __init__(self, labels: Mapping[str, str], foreign: frozenset[str], language: str) -> None:
        self._labels = labels
        self._foreign = foreign if language.split("-", 1)[0] != "en" else frozenset()
        self._language = language
        self._marked: dict[str, Markup] = {}  # the words without values

    def __call__(self, name: str, **values: object) -> Markup:
        """The words as markup."""
        if not values:
            if name not in self._marked:
                self._marked[name] = self._mark(name, self.plain(name))
            return self._marked[name]
        return self._mark(name, self.plain(name, **values))

    def _mark(self, name: str, plain: str) -> Markup:
        text = escape(plain)
        if name in self._foreign:
            return Markup('<span lang="en" xml:lang="en">{}</span>').format(text)
        return text

    def language_of(self, name: str) -> str:
        """The language the words are in: the edition's, or English."""
        return "en" if name in self._foreign else self._language

    def plain(self, name: str, **values: object) -> str:
        """The words as plain text. A placeholder that the wording lacks is left out, an unknown one stays."""
        text = self._labels[name]
        for key, value in values.items():
            text = text.replace("{" + key + "}", str(value))
        return text
