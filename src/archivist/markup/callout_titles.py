"""Callouts without a title of their own are headed “Note”, “Warning” …, in the language of the passage."""

from collections.abc import Callable

from archivist.markup.built_in_words import Words
from archivist.xml_element import Element

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def head_callouts(root: Element, language: str, words_in: Callable[[str], Words]) -> None:
    """Fill in every title that names a built-in label. `language` is that of the passage, `root` of lxml."""
    for title in root.iter("p"):
        label = title.attrib.pop("data-label", None)
        if label is None:
            continue
        nearest = next((tag for each in title.iterancestors() if (tag := each.get(XML_LANG))), language)
        words = words_in(nearest)
        title.text = words.plain(label)
        if words.language_of(label) != nearest:
            title.set("lang", words.language_of(label))
            title.set(XML_LANG, words.language_of(label))
