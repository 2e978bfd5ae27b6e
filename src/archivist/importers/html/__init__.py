"""From HTML of any origin to Markdown in the archive's dialect."""

from archivist.importers.html.converting import Converted, to_markdown

__all__ = ["Converted", "to_markdown"]
