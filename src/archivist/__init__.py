"""archivist: dated articles into numbered volumes, each a paginated PDF and an EPUB."""

__version__ = "0.1.0"
