"""Proof that an import lost no word: what the source shows against what the archive reads of the file."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from lxml import etree

from archivist.formulas.formula import FORM, UNSET
from archivist.model.articles import Body
from archivist.text.xml_element import Element

_DELIMITERS = re.compile(r"^(?:\$\$|\$`|\$|\\[(\[])(.*?)(?:\$\$|`\$|\$|\\[)\]])$", re.DOTALL)


def difference(plain: str, body: Body) -> str:
    """ "" if the words are the same in the same order, else the place where they part.

    White space does not matter. Nor are the words that stand for a picture which is not there yet.
    """
    return difference_of_letters(_letters([plain]), letters_of(body))


def difference_of_letters(wanted: str, read: str) -> str:
    """The same of letters, as `letters_of` gives them."""
    if wanted == read:
        return ""
    at = next(
        (place for place, (a, b) in enumerate(zip(wanted, read, strict=False)) if a != b), min(len(wanted), len(read))
    )
    return f"the source has {_around(wanted, at)}, the article {_around(read, at)}"


def letters_of(body: Body) -> str:
    """What is read of an article, its notes last: without white space and without what stands for a missing picture."""
    return _letters(_visible_words(body))


def letters_of_notes(body: Body) -> str:
    """What is read of the notes alone."""
    return letters_of(replace(body, xhtml="<body/>"))


def letters_without_notes(body: Body) -> str:
    """What is read of an article apart from its notes."""
    return letters_of(replace(body, notes=()))


def _visible_words(body: Body) -> Iterator[str]:
    for xhtml in (body.xhtml, *(note.xhtml for note in body.notes)):
        yield from _texts(etree.fromstring(xhtml))


def _texts(root: Element) -> Iterator[str]:
    for missing in list(root.iter("span")):
        if missing.get("class") == "missing-picture":
            missing.text = None
            del missing[:]
    for unset in root.iter("code"):
        if unset.get(FORM) == UNSET:  # as written, delimiters included
            unset.text = _DELIMITERS.sub(r"\1", unset.text or "")
    return root.itertext()


def _letters(texts: Iterable[str]) -> str:
    return "".join("".join(text.split()) for text in texts)


def _around(letters: str, at: int) -> str:
    return f"“{letters[max(0, at - 15) : at]}▸{letters[at : at + 25]}”"
