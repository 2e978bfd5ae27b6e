"""What of today's articles differs from what was published: each difference is a finding, and none is passed over."""

from collections.abc import Iterable, Iterator, Mapping, Set
from typing import TYPE_CHECKING

from archivist.findings import Finding
from archivist.ledger import Ledger, PublishedEdition
from archivist.model.articles import Article

if TYPE_CHECKING:
    from archivist.ledger.ledger_entries import PrintedText, PublishedArticle


def published_differences(
    ledger: Ledger, articles: Iterable[Article], *, renewed: Set[str] = frozenset(), unreadable: Set[str] = frozenset()
) -> dict[str, tuple[Finding, ...]]:
    """What differs, by id of the published edition. Editions that get a new version (`renewed`) are left out.

    `unreadable` are the paths of articles that have an error: what they say is not known.
    """
    today = {(article.key, article.language): article for article in articles}
    found = {
        edition.id: tuple(
            finding
            for article in edition.current.articles
            for text in article.texts
            for finding in _difference(edition, article, text, today, unreadable)
        )
        for edition in ledger.editions.values()
        if edition.id not in renewed
    }
    return {edition: findings for edition, findings in found.items() if findings}


def _difference(
    edition: PublishedEdition,
    article: "PublishedArticle",
    text: "PrintedText",
    today: Mapping[tuple[str, str], Article],
    unreadable: Set[str],
) -> Iterator[Finding]:
    now = today.get((article.key, text.language))
    name = f"{article.key} ({text.language}) of the published {edition.id}"
    if now is None:
        if text.file not in unreadable:
            yield Finding("published-article-removed", f"{name} is no longer there", text.file, hint=_hint(edition))
    elif now.date != text.date:
        message = f"{name} was dated {text.date}, and is now dated {now.date}"
        yield Finding("published-article-moved", message, now.path, hint=_hint(edition))
    elif now.digest != text.sha256:
        yield Finding("published-article-changed", f"{name} was changed", now.path, hint=_hint(edition))


def _hint(edition: PublishedEdition) -> str:
    command = f"archivist compile {edition.volume} --language {edition.language} --new-version"
    return f"Restore the article as it was published, or make a new version with `{command}`."
