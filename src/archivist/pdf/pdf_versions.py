"""The structure in the words of PDF 1.7 or of PDF 2.0.

Documents are tagged in the words of PDF 2.0 where they are more exact; PDF 1.7 has other or no words for some things.
"""

from archivist.pdf.structure import Data

_NUMBERING_1_7 = {"Unordered": "Disc", "Description": "None"}


def in_pdf_1_7(element: Data) -> Data:
    """An element as PDF 1.7 can say it; what is in it stays."""
    attributes = element.get("attributes")
    if not attributes:
        return element
    numbering = attributes.get("List", {}).get("ListNumbering", "")
    if numbering not in _NUMBERING_1_7:
        return element
    return {**element, "attributes": {**attributes, "List": {"ListNumbering": _NUMBERING_1_7[numbering]}}}


def in_pdf_2(element: Data) -> Data:
    """An element as PDF 2.0 wants it, with all that is in it.

    A note is a footnote element (ISO 32000-2, 14.8.4.5), and a caption is in the figure it belongs to (ISO 14289-2,
    8.2.5.27), where PDF 1.7 readers would not read it aloud.
    """
    kids = [in_pdf_2(kid) if isinstance(kid, dict) else kid for kid in element.get("k", ())]
    if element["s"] == "Note":
        attributes = {**element.get("attributes", {}), "FENote": {"NoteType": "Footnote"}}
        return {**element, "s": "FENote", "attributes": attributes, "k": kids}
    captioned = {**element, "k": kids}
    figures = [kid for kid in kids if isinstance(kid, dict) and kid["s"] == "Figure"]
    if element["s"] != "Div" or not any(isinstance(kid, dict) and kid["s"] == "Caption" for kid in kids):
        return captioned
    if len(figures) != 1:
        return {**captioned, "s": "Sect"}
    figure = figures[0]
    others = [kid for kid in kids if kid is not figure]
    return {
        **figure,
        "ids": [*element.get("ids", ()), *figure.get("ids", ())],
        "language": element.get("language") or figure.get("language", ""),
        "k": [*figure.get("k", ()), *others],
    }
