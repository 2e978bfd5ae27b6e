"""Which faces documents need, told from their text. Knows nothing of the layout engine."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from xml.etree import ElementTree

from archivist.fonts import FontFace, FontLibrary
from archivist.formulas.formula import CLASS
from archivist.model.book import Document
from archivist.pdf.print_tree import XML_LANG
from archivist.pictures.picture_files import words_in


def faces_of(documents: Iterable[Document], fonts: FontLibrary) -> tuple[tuple[FontFace, ...], frozenset[str]]:
    """The faces documents need, and the characters that no installed font has.

    Each passage is looked up by its own language, which decides between the forms of Chinese characters.
    """
    faces = dict.fromkeys(fonts.text_faces())  # before all others, whatever the language
    lacking: set[str] = set()
    further = (document for document in documents if not _is_plain(document, fonts))
    for language, characters in sorted(_characters_by_language(further).items()):
        found, missing = fonts.faces_for(characters, language)
        faces.update(dict.fromkeys(found))
        lacking |= missing
    return tuple(faces), frozenset(lacking)


def _is_plain(document: Document, fonts: FontLibrary) -> bool:
    """Whether the faces every volume is set in have all its letters: then no language need be asked, which is slow."""
    drawn = " ".join(_drawn_words(document))
    return b"&#" not in document.xhtml and fonts.in_text_faces(document.xhtml.decode() + drawn)


def _drawn_words(document: Document) -> Iterator[str]:
    """The words in the drawings of a document, which are set in its fonts."""
    for picture in document.pictures:
        yield from words_in(picture, document.language)


def _characters_by_language(documents: Iterable[Document]) -> Mapping[str, set[str]]:
    characters: dict[str, set[str]] = defaultdict(set)

    def collect(element: ElementTree.Element, language: str) -> None:
        language = element.get(XML_LANG, language)
        own = characters[language]
        if CLASS not in element.get("class", "").split():  # a formula is drawn, and its source not printed
            own.update(element.text or "")
        for child in element:
            collect(child, language)
            own.update(child.tail or "")

    for document in documents:
        collect(ElementTree.fromstring(document.xhtml), document.language)
        characters[document.language].update(*_drawn_words(document))
    return characters
