"""What setting a volume comes to."""

from dataclasses import dataclass, field

from archivist.findings import Finding
from archivist.fonts import FontFace
from archivist.model import Book, Fragment, PageMap


@dataclass(slots=True)
class SetVolume:
    """A volume set in type. `pdf` is empty if a finding is an error, or if only the cover was wanted."""

    book: Book  # its documents with the page numbers they quote
    fragments: dict[str, Fragment] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    faces: tuple[FontFace, ...] = ()  # every face a document of it needs
    pages: PageMap = field(default_factory=lambda: PageMap({}))
    pdf: bytes = b""
    cover: bytes = b""  # JPEG
    engine: tuple[str, ...] = ()  # names and versions of what laid it out

    @property
    def laid_out(self) -> int:
        """Fragments made now."""
        return sum(not fragment.reused for fragment in self.fragments.values())

    @property
    def reused(self) -> int:
        """Fragments from the cache."""
        return sum(fragment.reused for fragment in self.fragments.values())
