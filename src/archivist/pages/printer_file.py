"""The PDF for the printer: a second file with the same pages, with bleed and crop marks. By its name it is known."""

SUFFIX = ".print.pdf"


def is_for_printer(name: str) -> bool:
    """Whether a file of this name is for the printer, and not for readers."""
    return name.endswith(SUFFIX)
