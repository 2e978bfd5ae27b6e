"""No-break spaces drawn as spaces: a search in the PDF for two words has a space between them.

Lines are given by then, and both spaces are as wide and grow alike. The narrow one is not; it stays.
"""

from weasyprint.formatting_structure import boxes

from archivist.pdf.engine.boxes import Document

_NO_BREAK = "\N{NO-BREAK SPACE}"


def draw_plain_spaces(document: Document) -> None:
    """Write every no-break space of the lines of a document as a space, before it is drawn."""
    for page in document.pages:
        for box in page._page_box.descendants():
            if isinstance(box, boxes.TextBox) and _NO_BREAK in box.text:
                box.text = box.text.replace(_NO_BREAK, " ")
                box.pango_layout.text = box.pango_layout.text.replace(_NO_BREAK, " ")
