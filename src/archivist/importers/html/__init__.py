"""From HTML of any origin to Markdown in the archive's dialect."""

from archivist.importers.html.converting import Converted, parts_to_markdown, to_markdown
from archivist.importers.html.parts import Part

__all__ = ["Converted", "Part", "parts_to_markdown", "to_markdown"]
