"""What was found, on disk until all of it is known: an export of gigabytes does not fit into memory.

Only what joining needs of each article, its `Head`, stays in memory.
"""

import datetime
import pickle
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from types import TracebackType

from archivist.importing.origins import fingerprint
from archivist.place import Place
from archivist.reader_api.found import FoundArticle

Pictures = tuple[tuple[str, str], ...]  # path below the folder of articles, and digest


@dataclass(frozen=True, slots=True)
class Head:
    """What joining needs of an article found."""

    number: int  # in the order found, from 0
    origin: str
    place: Place
    title: str
    language: str
    date: datetime.date | None
    slug: str
    key: str
    group: str
    source: str
    digest: str = ""  # see origins.fingerprint
    batch: int = 0  # number of the source it was found in


class Spool:
    """Articles put down in order and taken up again in the same order, any number of times."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile()  # noqa: SIM115 (closed by __exit__)
        self._places: list[int] = []
        self.heads: list[Head] = []

    def __enter__(self) -> "Spool":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def add(self, article: FoundArticle, pictures: Pictures, batch: int = 0) -> None:
        """Put an article down, found in the source of that number."""
        self._file.seek(0, 2)
        self._places.append(self._file.tell())
        pickle.dump((article, pictures), self._file, pickle.HIGHEST_PROTOCOL)
        self.heads.append(_head(len(self.heads), article, batch))

    def drop_from(self, number: int) -> None:
        """Forget the articles from this number on: their source turned out to be broken."""
        if number < len(self.heads):
            self._file.truncate(self._places[number])
            del self._places[number:], self.heads[number:]

    def articles(self, numbers: Sequence[int]) -> Iterator[tuple[FoundArticle, Pictures]]:
        """The articles of these numbers."""
        for number in numbers:
            self._file.seek(self._places[number])
            yield pickle.load(self._file)  # `add` wrote it, into a file that has no name


def _head(number: int, article: FoundArticle, batch: int) -> Head:
    return Head(
        number=number,
        origin=article.origin,
        place=article.place,
        title=article.title,
        language=article.language,
        date=article.date,
        slug=article.slug,
        key=article.key,
        group=article.group,
        source=article.source,
        digest=fingerprint(article),
        batch=batch,
    )
