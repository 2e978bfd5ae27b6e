"""Of a switch, the first branch that fits (SVG 1.1, 5.8.2); the engine would draw all of them over one another."""

from archivist.svg.vocabulary import SVG
from archivist.text.xml_element import Element, take_out

_SWITCH = f"{{{SVG}}}switch"


def resolve_switches(root: Element, language: str) -> None:
    """Keep one branch of each switch, and drop whatever asks for a language or an extension that is not there."""
    for element in list(root.iter()):
        if not _fits(element, language) and element.getparent() is not None:
            take_out(element)
    for switch in list(root.iter(_SWITCH)):
        for branch in list(switch)[1:]:
            switch.remove(branch)
        switch.tag = f"{{{SVG}}}g"


def _fits(element: Element, language: str) -> bool:
    if element.get("requiredExtensions") is not None:
        return False
    wanted = element.attrib.pop("systemLanguage", None)
    element.attrib.pop("requiredFeatures", None)
    if wanted is None:
        return True
    own = language.lower()
    asked = [tag.strip().lower() for tag in wanted.split(",")]
    return any(tag and (own == tag or tag.startswith(f"{own}-") or own.startswith(f"{tag}-")) for tag in asked)
