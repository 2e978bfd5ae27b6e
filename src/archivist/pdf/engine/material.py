"""What a document is laid out from: a job, with the files and bytes that it names."""

from dataclasses import dataclass
from pathlib import Path

from archivist.pdf.engine.layout_job import Contents, FollowingDocument, LayoutJob


@dataclass(frozen=True, slots=True)
class Material:
    """A job whose fonts and pictures are at hand."""

    document: str  # id of the document
    xhtml: bytes
    styles: tuple[str, ...]  # style sheets, read in this order
    fonts: tuple[Path, ...]  # font files: the only ones that will be used
    pictures: tuple[tuple[str, str, bytes], ...]  # name, media type, content
    prove: bool
    following: tuple[FollowingDocument, ...] = ()
    room: float = 0.0  # as of the job

    @property
    def sources(self) -> tuple[tuple[str, bytes], ...]:
        """The id and the XHTML of the document and of those that follow it on its pages."""
        return (self.document, self.xhtml), *((each.document, each.xhtml) for each in self.following)


def resolve(job: LayoutJob, contents: Contents) -> Material:
    """The material of a job. Raises ArchivistError if `contents` lacks a part of it."""
    return Material(
        job.document,
        job.xhtml,
        job.styles,
        tuple(contents.file(digest) for digest in job.fonts),
        tuple((each.name, each.media_type, contents.file(each.digest).read_bytes()) for each in job.pictures),
        job.prove,
        job.following,
        job.room,
    )
