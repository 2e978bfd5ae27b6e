"""outloud in a process of its own: `python -m archivist.verify.outloud_process`, with the options of its command.

PyMuPDF, which outloud reads files with, imports a model of layouts and a converter to Markdown where these are
installed. outloud uses neither, and importing them takes as long as checking a small file. So here they are not found.
"""

import gc
import sys

_UNUSED = ("pymupdf.layout", "pymupdf4llm")
_FEW_COLLECTIONS = 20_000  # objects between two searches for cycles: what outloud reads of a file is kept to its end


def run() -> None:
    """Do what the command does."""
    for module in _UNUSED:
        sys.modules[module] = None  # type: ignore[assignment]  # importing it now raises ImportError
    gc.set_threshold(_FEW_COLLECTIONS)
    from outloud.cli import main  # noqa: PLC0415

    main()


if __name__ == "__main__":
    run()
