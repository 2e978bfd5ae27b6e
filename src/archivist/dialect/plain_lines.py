"""Plain text as Markdown that reads as the same words."""

from collections.abc import Sequence

from archivist.dialect.escaping import Place, escape_text
from archivist.formulas.delimiters import environment_in, formulas_in, without_formulas

_WHOLE_BLOCK = Place(line_start=True)


def as_markdown(lines: Sequence[str], *, breaks: bool = True) -> str:
    """A paragraph of plain lines as Markdown. `breaks`: the ends of lines are kept; else they are like spaces."""
    text = escape_text("\n".join(line.strip() for line in lines if line.strip()), _WHOLE_BLOCK)
    if breaks:  # before formulas are looked for: between dollars, the backslash of a break is one
        text = text.replace("\n", "\\\n")
    reads = any(formulas_in(text)) or any(environment_in(line) for line in text.split("\n"))
    return without_formulas(text) if reads else text
