"""Drawings: SVG read safely, cleaned by an allow-list, and made ready for paper.

Nothing here knows an article, a page or the layout engine.
"""

from archivist.svg.expansion import MAX_DRAWN
from archivist.svg.svg_cleaning import CleanDrawing, clean, is_clean
from archivist.svg.svg_reading import SvgError, looks_like_svg

__all__ = ["MAX_DRAWN", "CleanDrawing", "SvgError", "clean", "is_clean", "looks_like_svg"]
