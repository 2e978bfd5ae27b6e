"""The roles of people in an article: their names in front matter and their MARC relator codes.

The codes are those of the MARC Code List for Relators (Library of Congress), which EPUB and libraries use.
"""

from collections.abc import Mapping

AUTHOR = "aut"
TRANSLATOR = "trl"
CONTRIBUTOR = "ctb"  # of what is not known otherwise

# In the order in which they are printed.
NAMES: Mapping[str, str] = {
    AUTHOR: "author",
    TRANSLATOR: "translator",
    "edt": "editor",
    "com": "compiler",
    "ivr": "interviewer",
    "pht": "photographer",
    "ill": "illustrator",
    "ann": "annotator",
    CONTRIBUTOR: "contributor",
}
_CODES = {name: code for code, name in NAMES.items()}


def relator(role: str) -> str:
    """The code of a role as people write it: `editor`, `Editors`, `edt`; "" if it is not known."""
    word = role.strip().casefold()
    if word in NAMES:
        return word
    return _CODES.get(word) or _CODES.get(word.removesuffix("s"), "")
