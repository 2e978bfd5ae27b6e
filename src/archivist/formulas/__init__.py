"""Formulas: where they are in a text, their MathML, and their drawing.

Used by the parser of articles, the importers and both formats, so it knows none of them. The libraries that do the work
(math-core, ziamath) are imported where a formula is met: an archive without formulas never loads them.
"""

from archivist.formulas.formula import Formula, FormulaError

__all__ = ["Formula", "FormulaError"]
