"""What a formula is to every stage."""

from dataclasses import dataclass

# In a body's XHTML a formula is `<code class="formula" data-formula="inline" data-mathml="…">TeX</code>`: its text is
# the source, so words are counted, searched and compared as those of any other element.
CLASS = "formula"
FORM = "data-formula"  # "inline", "display", or UNSET
MATHML = "data-mathml"
DISPLAY = "display"
UNSET = "unset"  # cannot be set: the element's text is the source with its delimiters, as written


class FormulaError(Exception):
    """A formula that cannot be set; the message says why."""


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula that both formats can show."""

    source: str  # its TeX; of MathML without TeX a plain-text form
    mathml: str  # one `math` element in its namespace, the source as annotation
    display: bool  # a block of its own, not part of a line
