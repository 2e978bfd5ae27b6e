"""What an article says is right as it is: `allow:` in its front matter."""

from collections.abc import Iterable, Iterator

from archivist.findings import Finding, Severity
from archivist.model.articles import Article

# A picture that is gone is a loss, even if somebody consents to it.
_ALWAYS_TOLD = frozenset({"broken-image"})


def allowed_codes(article: Article) -> frozenset[str]:
    """The codes of findings that the article says are right as they are."""
    written = article.extra.get("allow")
    return frozenset(map(str, written if isinstance(written, list) else [written]))


def not_allowed(findings: Iterable[Finding], articles: Iterable[Article]) -> Iterator[Finding]:
    """The findings without what their articles allow. An error is always reported, because it stops a volume."""
    allowed = {article.path: allowed_codes(article) - _ALWAYS_TOLD for article in articles}
    for finding in findings:
        if finding.severity is Severity.ERROR or finding.code not in allowed.get(finding.file, ()):
            yield finding
