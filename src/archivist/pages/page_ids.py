"""The ids of the marks of pages in an EPUB, which links to a page lead to; in a PDF they are names of destinations."""

from slugify import slugify


def page_id(label: str) -> str:
    """The id of the mark of a page. The full stop keeps it apart from ids made of headings."""
    return f"page.{slugify(label)}"
