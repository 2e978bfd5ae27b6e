"""The structure in the words of PDF 1.7 or of PDF 2.0.

Documents are tagged in the words of PDF 2.0 where they are more exact; PDF 1.7 has other or no words for some things.
"""

from dataclasses import replace

from archivist.pdf.structure import Element

_NUMBERING_1_7 = {"Unordered": "Disc", "Description": "None"}


def in_pdf_1_7(element: Element) -> Element:
    """The structure as PDF 1.7 can say it."""
    attributes = element.attributes
    numbering = str(attributes.get("List", {}).get("ListNumbering", ""))
    if numbering in _NUMBERING_1_7:
        attributes = {**attributes, "List": {"ListNumbering": _NUMBERING_1_7[numbering]}}
    kids = [in_pdf_1_7(kid) if isinstance(kid, Element) else kid for kid in element.kids]
    return replace(element, attributes=attributes, kids=kids)


def in_pdf_2(element: Element) -> Element:
    """The structure as PDF 2.0 wants it.

    A note is a footnote element (ISO 32000-2, 14.8.4.5), and a caption is in the figure it belongs to (ISO 14289-2,
    8.2.5.27), where PDF 1.7 readers would not read it aloud.
    """
    kids = [in_pdf_2(kid) if isinstance(kid, Element) else kid for kid in element.kids]
    if element.type == "Note":
        attributes = {**element.attributes, "FENote": {"NoteType": "Footnote"}}
        return replace(element, type="FENote", attributes=attributes, kids=kids)
    captioned = replace(element, kids=kids)
    figures = [kid for kid in kids if isinstance(kid, Element) and kid.type == "Figure"]
    if element.type != "Div" or not any(isinstance(kid, Element) and kid.type == "Caption" for kid in kids):
        return captioned
    if len(figures) != 1:
        return replace(captioned, type="Sect")
    figure = figures[0]
    others = [kid for kid in kids if kid is not figure]
    return replace(
        figure,
        ids=[*element.ids, *figure.ids],
        language=element.language or figure.language,
        kids=[*figure.kids, *others],
    )
