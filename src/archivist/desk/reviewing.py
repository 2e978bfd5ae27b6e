"""All that the desk has to say of an archive."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from archivist import languages
from archivist.desk.alike import SameTexts, other_script, words_of
from archivist.desk.flaw import Lines, as_findings
from archivist.desk.flaws import flaws_of
from archivist.desk.places import place_findings
from archivist.desk.source import read_source
from archivist.desk.works import date_findings, work_findings
from archivist.findings import Finding, in_order
from archivist.model import Article, Body, Work

# What reading the articles tells already; the desk only knows how to mend it.
_TOLD = frozenset({"control-character"})


def review(
    folder: Path, articles: Sequence[Article], works: Iterable[Work], bodies: Mapping[str, Body]
) -> tuple[Finding, ...]:
    """What an editor should look at, beyond what reading, planning and annotating tell.

    `folder` is that of the articles, `bodies` are by the path of the article. What an article allows (`allow:` in its
    front matter) is not told of it.
    """
    found = [
        *(finding for article in articles for finding in _of_file(folder, article)),
        *_of_texts(articles, bodies),
        *work_findings(works),
        *place_findings(articles, bodies),
    ]
    allowed = {article.path: allowed_codes(article) for article in articles}
    return in_order(finding for finding in found if finding.code not in allowed.get(finding.file, ()))


def allowed_codes(article: Article) -> frozenset[str]:
    """The codes of findings that the article says are right as they are."""
    written = article.extra.get("allow")
    return frozenset(map(str, written if isinstance(written, list) else [written]))


def _of_file(folder: Path, article: Article) -> Iterator[Finding]:
    source = read_source(folder, article)
    if source is None:
        return
    yield from date_findings(article, source.key_lines() if article.retrieved or article.updated else {})
    if source.form:
        yield Finding("file-form", source.form, article.path)
    flaws = [flaw for flaw in flaws_of(source, article.language) if flaw.code not in _TOLD]
    if flaws:
        yield from as_findings(flaws, Lines(source.text), article.path)


def _of_texts(articles: Sequence[Article], bodies: Mapping[str, Body]) -> Iterator[Finding]:
    same = SameTexts()
    for article in articles:
        text = words_of(article, bodies[article.path])
        same.add(text)
        doubtful = other_script(text, languages.script(article.language))
        if doubtful:
            yield doubtful
    yield from same.findings()
