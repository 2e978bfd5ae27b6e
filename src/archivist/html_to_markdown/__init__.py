"""From HTML of any origin to Markdown in the archive's dialect."""

from archivist.html_to_markdown.converting import Converted, parts_to_markdown, to_markdown
from archivist.html_to_markdown.joined_parts import Part

__all__ = ["Converted", "Part", "parts_to_markdown", "to_markdown"]
