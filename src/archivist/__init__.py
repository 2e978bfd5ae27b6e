"""archivist: dated articles into numbered volumes, each a paginated PDF and an EPUB.

For scripts: `archivist.open_archive`, described in docs/api.md.
"""

from importlib import import_module

__version__ = "0.1.0"

# The programming interface (api/), imported when a name of it is first used: `archivist --version` needs none.
__all__ = [
    "Archive",
    "ArchivistError",
    "Compilation",
    "CompiledEdition",
    "Finding",
    "Plan",
    "PlannedEdition",
    "PlannedVolume",
    "Record",
    "RecordedArticle",
    "RecordedFile",
    "__version__",
    "open_archive",
]


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value: object = getattr(import_module("archivist.api"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
