"""WordPress: exports in the form WXR, versions 1.0 to 1.2.

An export is read twice: first to see that it is sound and to gather what articles need of other entries (pictures,
authors, groups of translations), then article by article. Neither needs more memory than the largest item and a line
for each attachment.
"""

from collections.abc import Iterator
from pathlib import Path

from archivist.findings import Finding
from archivist.place import Place
from archivist.reader_api.found import Found, Media, Wishes
from archivist.reader_api.reader import Claim, Confidence, Reader
from archivist.reader_api.serial_facts import SerialFacts
from archivist.reader_api.source_sample import SourceSample
from archivist.readers.wordpress.export_detection import is_export

__all__ = ["READER", "is_export", "read"]


def read(source: Path, wishes: Wishes, media: Media) -> Iterator[Found]:
    """The articles of an export, in its order; then findings for what is reported once.

    Raises SourceError before the first article if the export is broken anywhere.
    """
    from archivist.readers.wordpress.export_entries import entries  # noqa: PLC0415
    from archivist.readers.wordpress.split_exports import survey_of_site  # noqa: PLC0415
    from archivist.readers.wordpress.survey import ARTICLES, type_of  # noqa: PLC0415
    from archivist.readers.wordpress.wordpress_articles import Articles  # noqa: PLC0415

    known = survey_of_site(source, wishes)
    articles = Articles.of(source, wishes, media, known)
    for entry in entries(source):
        if entry.kind == "item" and type_of(entry) in ARTICLES:
            yield from articles.read(entry)
    for code, message, hint in articles.told_once():
        yield Finding.at(Place(str(source)), code, message, hint)


class WordPressReader(Reader):
    """Exports of WordPress."""

    name = "wordpress"
    description = "an export of WordPress (WXR), in one file or several"
    joins_sources = True

    def recognise(self, source: SourceSample) -> Claim | None:
        """By the namespace of WXR."""
        return Claim(Confidence.CERTAIN) if is_export(source.head) else None

    def read(self, source: Path, wishes: Wishes, media: Media) -> Iterator[Found]:
        """See `read` of this module."""
        return read(source, wishes, media)

    def serial_facts(self, source: Path) -> SerialFacts:
        """What the channel says."""
        from archivist.web_feeds.channel_facts import channel_facts  # noqa: PLC0415

        return channel_facts(source)


READER = WordPressReader()
