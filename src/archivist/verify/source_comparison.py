"""What the record says against what today's program would make of today's articles.

Differences are not faults of a volume: its files contain what its record says. They say whether compiling it again
would make another one, and why.
"""

from collections.abc import Iterator
from dataclasses import fields, replace
from pathlib import Path

from archivist.identifiers import ArticleIdentifiers, EditionIdentifiers
from archivist.record.volume_record import RecordedArticle, RecordedDocument, VolumeRecord
from archivist.verdict import Message, Verdict, not_verified
from archivist.verify.internal_check import TOOL, guarded, info, warning
from archivist.verify.text_differences import short

CHECK = "sources"
_Identifiers = EditionIdentifiers | ArticleIdentifiers
_FACTS = ("identifier", "title", "volume", "language", "languages", "omitted")


def check_sources(path: Path, record: VolumeRecord, today: VolumeRecord | str) -> Verdict:
    """The verdict on the record at `path`; `today` is what would be recorded now, or why that is not known."""
    if isinstance(today, str):
        return not_verified(TOOL, path, today, check=CHECK)
    return guarded(path, CHECK, lambda: _messages(record, today))


def changed_articles(record: VolumeRecord, today: VolumeRecord) -> list[str]:
    """The paths of the articles that are no longer those of the record; of one that is gone, its key."""
    return sorted({text for _, text in _changed(record, today)})


def _messages(record: VolumeRecord, today: VolumeRecord) -> Iterator[Message]:
    for how, name in _changed(record, today):
        yield warning("article-changed", f"{name} {how} since the volume was compiled")
    yield from _facts(record, today)
    if record.documents:
        yield from _documents(record, today) if record.articles else _of_cumulative(record, today)
        yield from _settings(record, today)
        yield from _programs(record, today)


def _changed(record: VolumeRecord, today: VolumeRecord) -> Iterator[tuple[str, str]]:
    then = {(each.key, each.language): each for each in _with_parallel(record)}
    now = {(each.key, each.language): each for each in _with_parallel(today)}
    for name, article in now.items():
        if name not in then:
            yield "was added", article.path
        elif article.digest != then[name].digest:
            yield "was changed", article.path
    yield from (("was removed", article.path or article.key) for name, article in then.items() if name not in now)


def _with_parallel(record: VolumeRecord) -> Iterator[RecordedArticle]:
    for article in record.articles:
        yield article
        if article.parallel:
            yield replace(article.parallel, key=article.key)


def _facts(record: VolumeRecord, today: VolumeRecord) -> Iterator[Message]:
    for name in _FACTS:
        then, now = getattr(record, name), getattr(today, name)
        if name == "volume":
            for each in fields(then):
                yield from _fact(f"volume.{each.name}", getattr(then, each.name), getattr(now, each.name))
        else:
            yield from _fact(name, then, now)
    yield from _identifiers("", record.identifiers, today.identifiers)
    for one, other in zip(record.articles, today.articles, strict=False):
        if one.key == other.key:
            yield from _fact(f"title of {one.key}", one.title, other.title)
            yield from _identifiers(f" of {one.key}", one.identifiers, other.identifiers)
            yield from _fact(f"date of {one.key}", one.date, other.date)
            yield from _fact(f"file of {one.key}", one.path, other.path)


def _identifiers(whose: str, then: _Identifiers, now: _Identifiers) -> Iterator[Message]:
    for name in (each.name for each in fields(then)):
        yield from _fact(f"{name}{whose}", getattr(then, name), getattr(now, name))


def _fact(name: str, then: object, now: object) -> Iterator[Message]:
    if then != now:
        said = f"{name}: “{short(_shown(then))}” in the record, and “{short(_shown(now))}” today"
        yield info("made-differently", said)


def _shown(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)


def _of_cumulative(record: VolumeRecord, today: VolumeRecord) -> Iterator[Message]:
    """Documents of a cumulative volume that would be others: pages that they name may no longer be the right ones."""
    for document in record.documents:
        now = today.document(document.id)
        if now is None or now.text != document.text:
            said = _difference(document, now) if now else "today's program would not make it"
            yield warning("cumulative-outdated", f"{_name(document)}: {said}")


def _documents(record: VolumeRecord, today: VolumeRecord) -> Iterator[Message]:
    """Documents that would be others, although their articles are the same."""
    changed = {each.key for each in record.articles if each.digest not in {now.digest for now in today.articles}}
    for document in record.documents:
        now = today.document(document.id)
        if document.article in changed:
            continue
        if now is None:
            yield info("made-differently", f"{_name(document)}: today's program would not make it")
        elif now.text != document.text or now.title != document.title:
            yield info("made-differently", f"{_name(document)}: {_difference(document, now)}")
        elif now.pictures != document.pictures:
            yield info("made-differently", f"{_name(document)}: its pictures were changed")
    known = {document.id for document in record.documents}
    for now in today.documents:
        if now.id not in known and not now.article:
            yield info("made-differently", f"{_name(now)}: today's program would add it")


def _name(document: RecordedDocument) -> str:
    return document.article or document.id


def _difference(then: RecordedDocument, now: RecordedDocument) -> str:
    for one, other in zip(then.text.segments, now.text.segments, strict=False):
        if one != other:
            at = next((i for i, (a, b) in enumerate(zip(one.text, other.text, strict=False)) if a != b), 0)
            start = max(0, one.text.rfind(" ", 0, at))
            return f"today's program would write “{short(other.text[start:])}” instead of “{short(one.text[start:])}”"
    return "today's program would make it differently"


def _settings(record: VolumeRecord, today: VolumeRecord) -> Iterator[Message]:
    then, now = record.made_from, today.made_from
    for table in sorted({*then.settings, *now.settings}):
        if then.settings.get(table) != now.settings.get(table):
            yield info("made-differently", f"[{table}] of archivist.toml was changed")
    for term in sorted({*then.terms, *now.terms}):
        if then.terms.get(term) != now.terms.get(term):
            yield info("made-differently", f"the term {term} of the glossary was changed")
    for form, digests in then.styles.items():
        if digests != now.styles.get(form):
            yield info("made-differently", f"the style sheets of the {form.upper()} are others")


def _programs(record: VolumeRecord, today: VolumeRecord) -> Iterator[Message]:
    """Programs of the record that are here in another version. Of those that are only here nothing is known."""
    others = [
        f"{name} {version} ({today.made_by[name]} here)"
        for name, version in record.made_by.items()
        if today.made_by.get(name, version) != version
    ]
    if others:
        yield info("other-versions", f"it was made with {', '.join(others)}")
    here = {(font.family, font.weight, font.italic): font.digest for font in today.fonts}
    for font in record.fonts:
        if here.get((font.family, font.weight, font.italic)) not in (None, font.digest):
            yield info("other-versions", f"{font.file} here is not the font it was made with ({font.version})")
