"""Elements of PREMIS 3.0 that its sections share. www.loc.gov/standards/premis"""

from lxml.builder import ElementMaker

from archivist.text.xml_element import Element, ElementFactory

PREMIS = "http://www.loc.gov/premis/v3"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
E: ElementFactory = ElementMaker(namespace=PREMIS, nsmap={"premis": PREMIS, "xsi": XSI})

PATH = "path in the package"  # a type of identifiers
LOCAL = "local"  # identifiers that are known in this file only
DIGEST_EVENT = "event-digests"
_VOCABULARIES = "http://id.loc.gov/vocabulary/preservation"


def identifier(of: str, kind: str, value: str) -> Element:
    """The identifier of an object, an event, an agent or a rights statement, or a link to one by it."""
    return E(f"{of}Identifier", E(f"{of}IdentifierType", kind), E(f"{of}IdentifierValue", value))


def term(element: str, word: str, vocabulary: str = "") -> Element:
    """An element with a word of a vocabulary of the Library of Congress, which has the name of the element."""
    name = vocabulary or element
    return E(element, word, authority=name, authorityURI=f"{_VOCABULARIES}/{name}")


def relationship(kind: str, sub_kind: str, to_kind: str, to: str) -> Element:
    """A relationship to another object."""
    return E.relationship(
        term("relationshipType", kind),
        E.relationshipSubType(sub_kind),
        identifier("relatedObject", to_kind, to),
    )
