"""Built-in labels within a text, in the language of the passage: “Note” above a callout, “Glossary:” before a note."""

from collections.abc import Callable

from archivist.markup.built_in_words import Words
from archivist.text.xml_element import Element

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def fill_in_labels(root: Element, language: str, words_in: Callable[[str], Words]) -> None:
    """Fill in every element that names a built-in label. `language` is that of the passage, `root` of lxml."""
    for element in root.iter("p", "span"):
        label = element.attrib.pop("data-label", None)
        if label is None:
            continue
        nearest = next((tag for each in element.iterancestors() if (tag := each.get(XML_LANG))), language)
        words = words_in(nearest)
        element.text = words.plain(label)
        if words.language_of(label) != nearest:
            element.set("lang", words.language_of(label))
            element.set(XML_LANG, words.language_of(label))
