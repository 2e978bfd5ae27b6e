"""What the compiled editions contain, counted: by month, by language and by volume.

A text that several editions print is counted once, in the month of its date.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from archivist.record.volume_record import RecordedArticle, RecordedDocument
from archivist.shelf.holdings import Holding
from archivist.shelf.word_lists import count_words, note_count, running_words, written_words

if TYPE_CHECKING:
    from archivist.data_formats.archive_data import CountsData, FiguresData

# By id of the edition: by id of the article's document the number of related entries that its author lists.
RelatedCounts = Mapping[str, Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class TextFigures:
    """An article in one language."""

    key: str
    language: str
    month: str  # 2022-03
    words: int  # without notes
    notes: int
    related: int | None  # entries that its author lists; None if no EPUB says it


@dataclass(frozen=True, slots=True)
class MonthFigures:
    """The texts of a month."""

    month: str
    works: int
    articles: Mapping[str, int]  # by language
    words: Mapping[str, int]  # by language
    missing: Mapping[str, int]  # by language: works that have no text in it
    notes: int
    related: int | None


@dataclass(frozen=True, slots=True)
class VolumeFigures:
    """An edition of a volume."""

    volume: str
    title: str
    language: str
    articles: int
    words: int
    pages: int  # 0 without a PDF


@dataclass(frozen=True, slots=True)
class Statistics:
    """Everything that is counted."""

    languages: tuple[str, ...]
    months: tuple[MonthFigures, ...]
    volumes: tuple[VolumeFigures, ...]
    total: MonthFigures  # of all months; its month is ""

    def as_data(self) -> "CountsData":
        """JSON-ready."""
        return {
            "languages": list(self.languages),
            "months": [{"month": each.month, **_as_data(each)} for each in self.months],
            "total": _as_data(self.total),
            "volumes": [
                {
                    "volume": each.volume,
                    "language": each.language,
                    "title": each.title,
                    "articles": each.articles,
                    "words": each.words,
                    "pages": each.pages,
                }
                for each in self.volumes
            ],
        }


def _as_data(month: MonthFigures) -> "FiguresData":
    return {
        "works": month.works,
        "articles": dict(month.articles),
        "words": dict(month.words),
        "missing": dict(month.missing),
        "notes": month.notes,
        "related": month.related,
    }


def count_text(_: Holding, document: RecordedDocument) -> int:
    """The words of a document without its notes."""
    return count_words(written_words(running_words(document.text)))


def count(
    holdings: Sequence[Holding],
    languages: Sequence[str],
    related: RelatedCounts,
    length: Callable[[Holding, RecordedDocument], int] = count_text,
) -> Statistics:
    """The statistics of editions in order. `languages` are those in which each work should have a text.

    `length` says how many words a document of an edition has without its notes.
    """
    texts: dict[tuple[str, str], TextFigures] = {}
    volumes: list[VolumeFigures] = []
    for holding in holdings:
        words = 0
        for article, document in holding.texts():
            listed = related.get(holding.id, {}).get(document.id)
            counted = _of_text(article, document, length(holding, document), listed)
            texts.setdefault((counted.key, counted.language), counted)
            words += counted.words
        volume, articles = holding.record.volume, len(holding.record.articles)
        volumes.append(
            VolumeFigures(volume.id, volume.title, holding.language, articles, words, holding.record.page_count)
        )
    by_month = _by_month(texts.values())
    months = tuple(_of_month(month, by_month[month], languages) for month in sorted(by_month))
    return Statistics(tuple(languages), months, tuple(volumes), _total(months, languages))


def _of_text(article: RecordedArticle, document: RecordedDocument, words: int, related: int | None) -> TextFigures:
    month, notes = article.date[:7], note_count(document.text)
    return TextFigures(article.key, article.language, month, words, notes, related)


def _by_month(texts: Iterable[TextFigures]) -> dict[str, list[TextFigures]]:
    """The texts by the month of their work, which is that of its earliest text."""
    months: dict[str, str] = {}
    every = list(texts)
    for text in every:
        months[text.key] = min(text.month, months.get(text.key, text.month))
    found: dict[str, list[TextFigures]] = defaultdict(list)
    for text in every:
        found[months[text.key]].append(text)
    return found


def _of_month(month: str, texts: Sequence[TextFigures], languages: Sequence[str]) -> MonthFigures:
    keys = {text.key for text in texts}
    articles = Counter(text.language for text in texts)
    words = Counter(dict.fromkeys(articles, 0))
    for text in texts:
        words[text.language] += text.words
    related = [text.related for text in texts if text.related is not None]
    return MonthFigures(
        month,
        len(keys),
        _in_order(articles, languages),
        _in_order(words, languages),
        {language: len(keys) - articles[language] for language in languages if articles[language] < len(keys)},
        sum(text.notes for text in texts),
        sum(related) if related else None,
    )


def _in_order(counts: Mapping[str, int], languages: Sequence[str]) -> dict[str, int]:
    rank = {language: at for at, language in enumerate(languages)}
    return dict(sorted(counts.items(), key=lambda each: (rank.get(each[0], len(rank)), each[0])))


def _total(months: Sequence[MonthFigures], languages: Sequence[str]) -> MonthFigures:
    articles, words, missing = Counter[str](), Counter[str](), Counter[str]()
    for month in months:
        articles.update(month.articles)
        words.update(month.words)
        missing.update(month.missing)
    related = [month.related for month in months if month.related is not None]
    return MonthFigures(
        "",
        sum(month.works for month in months),
        _in_order(articles, languages),
        _in_order(words, languages),
        _in_order(missing, languages),
        sum(month.notes for month in months),
        sum(related) if related else None,
    )
