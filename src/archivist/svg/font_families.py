"""The families of a drawing's text as those the volume is set in: nothing is left to the system's own choice."""

import re

from archivist.text.xml_element import Element

# As in the themes; a letter that none of them has comes from a face chosen for the text (fonts.py).
SERIF = ("Noto Serif", "Noto Serif Georgian")
SANS = ("Noto Sans", "Noto Sans Georgian")
MONO = ("Noto Sans Mono", "Noto Sans", "Noto Sans Georgian")
_MONO = re.compile(r"mono|courier|consol|menlo|\bcode\b", re.IGNORECASE)
_SERIF = re.compile(r"\bserif|times|georgia|garamond|palatino|cambria|roman\b", re.IGNORECASE)  # "sans" is asked first
_OWN = re.compile(r"noto", re.IGNORECASE)


def set_families(root: Element) -> None:
    """Name real families wherever one is asked for, and on the root."""
    for element in root.iter():
        asked = element.get("font-family")
        if asked is not None and asked.strip() != "inherit":
            element.set("font-family", families(asked))
    if root.get("font-family") is None:
        root.set("font-family", families(""))


def families(asked: str) -> str:
    """The families for what a drawing asks for: those of the volume it names itself, then those of that kind."""
    names = [name.strip().strip("'\"") for name in asked.split(",")]
    own = [name for name in names if _OWN.match(name) and re.fullmatch(r"[\w ]+", name)]
    return ", ".join(dict.fromkeys([*own, *_of_kind(names)]))


def _of_kind(names: list[str]) -> tuple[str, ...]:
    for name in names:
        if _MONO.search(name):
            return MONO
        if "sans" in name.lower():
            return SANS
        if _SERIF.search(name):
            return SERIF
    return SANS
