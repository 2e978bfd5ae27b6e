"""The test of a selector is compiled when the first element is tested.

Changes: `cssselect2.compiler` gets an `eval` of its own. `engine_loading.py` does the same while WeasyPrint is
imported, and its own style sheets with it.
Why: cssselect2 writes a Python function for each selector and compiles all of them: a third of the time that reading a
style sheet takes. Elements are looked up by name, class and id first, so that most selectors are never tested.
Upstream: compile the function in `CompiledSelector.test`, when it is first asked for.
"""

from cssselect2 import compiler

from archivist.pdf.engine.late_compiling import compile_later
from archivist.pdf.engine.patches.replacing import provide


def install() -> None:
    """Add the function. Raises LayoutError if the module has one."""
    provide(compiler, "eval", compile_later)
