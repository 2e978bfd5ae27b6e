"""How to cite an article, in the words and with the punctuation of a language: its label `cite`.

The label is a template. A part in square brackets is left out if a value in it is not known, and what is between
asterisks is printed in italics: `[{authors}, ]“{title}”, *{serial}*, {number}[, {pages}].`
"""

import re
from collections.abc import Iterator, Mapping

from markupsafe import Markup, escape

from archivist.markup.built_in_words import Words

_PART = re.compile(r"\[([^\[\]]*)\]")
_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_ITALIC = re.compile(r"\*([^*]+)\*")
_QUOTED_TITLE = re.compile(r"(\S)\s?\{title\}\s?(\S)")
# Quotation marks within others, by the outer pair (CLDR: alternateQuotationStart, -End).
_INNER = {
    **{"“”": "‘’", "„“": "‚‘", "„”": "«»", "«»": "“”", "””": "’’"},
    **{"「」": "『』", "《》": "〈〉", "〈〉": "《》"},
}


def citation_line(words: Words, document: str, values: Mapping[str, str | Markup]) -> Markup:
    """The line. `values` are those of the placeholders, "" where not known; `title` is plain text or markup.

    Pages are those of the document with this id, filled in later (page_quotes.py); their part of the template is in
    one element, so that a book without pages lacks all of it.
    """
    template = words.plain("cite")
    quotes = _QUOTED_TITLE.search(template)
    known = {**values, "title": _requoted(values["title"], quotes[1] + quotes[2] if quotes else "")}
    return Markup("").join(_parts(template, known, words, document))


def _parts(template: str, values: Mapping[str, str | Markup], words: Words, document: str) -> Iterator[Markup]:
    end = 0
    for part in _PART.finditer(template):
        yield _filled(template[end : part.start()], values, words, document)
        end = part.end()
        names = [name for name in _PLACEHOLDER.findall(part[1]) if name != "pages"]
        if "{pages}" in part[1]:
            yield _pages(part[1], words, document)
        elif all(values.get(name) for name in names):
            yield _filled(part[1], values, words, document)
    yield _filled(template[end:], values, words, document)


def _filled(text: str, values: Mapping[str, str | Markup], words: Words, document: str) -> Markup:
    """A part of the template with its values; an unknown placeholder stays."""
    marked = _ITALIC.sub(r"<cite>\1</cite>", str(escape(text)))

    def value(match: re.Match[str]) -> str:
        if match[1] == "pages":
            return str(_pages("{pages}", words, document))
        return str(escape(values.get(match[1], match[0])))

    return Markup(_PLACEHOLDER.sub(value, marked))


def _pages(part: str, words: Words, document: str) -> Markup:
    """The pages with what is around them, worded for one page and for several."""
    one, several = (part.replace("{pages}", words.plain(name)) for name in ("page", "pages"))
    element = '<span class="quoted-pages" data-document="{}" data-page="{}" data-pages="{}"></span>'
    return Markup(element).format(document, one, several)


def _requoted(title: str | Markup, pair: str) -> str | Markup:
    """The title with the inner quotation marks, if it has those that the citation puts around it."""
    inner = _INNER.get(pair)
    if inner is None or pair[0] not in title or pair[1] not in title:
        return title
    return type(title)(str(title).translate({ord(outer): new for outer, new in zip(pair, inner, strict=True)}))
