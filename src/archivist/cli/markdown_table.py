"""Tables of the reference pages, in Markdown."""


def rows(*headings: str) -> tuple[str, str]:
    """The heading of a table and the line below it."""
    return row(*headings), row(*("---" for _ in headings))


def row(*cells: str) -> str:
    """One row."""
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
