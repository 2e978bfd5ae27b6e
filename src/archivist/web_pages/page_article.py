"""One page as an article, or several that divide one; or the reason why there is none."""

from collections.abc import Sequence
from pathlib import PurePosixPath

from archivist.findings import Finding
from archivist.html_to_markdown import Converted, Part, parts_to_markdown
from archivist.place import Place
from archivist.reader_api.found import FoundArticle, FoundRelated, Wishes
from archivist.reader_api.stated_people import translators_and_others
from archivist.web_pages.extraction import Sheet, Work, taken_from
from archivist.web_pages.page_addresses import last_name


def article_over(sheets: Sequence[Sheet], *, wishes: Wishes, origin: str) -> FoundArticle | Finding:
    """The article that the pages contain together, in their order, with the first one's title, people and days.

    A page that contains no text of it is reported in a remark; if none does, the finding about the first one is
    returned.
    """
    works: list[Work] = []
    passed: list[Finding] = []
    for sheet in sheets:
        taken = taken_from(sheet, wishes, lead=not works)
        if isinstance(taken, Work):
            works.append(taken)
        else:
            passed.append(taken)
    if not works:
        return passed[0]
    parts = [Part(work.body, work.base, work.sheet.picture) for work in works]
    converted = parts_to_markdown(parts, language=works[0].language, place=works[0].page.place)
    return _build_article(works, converted, origin, passed)


def _build_article(works: Sequence[Work], converted: Converted, origin: str, passed: Sequence[Finding]) -> FoundArticle:
    first = works[0]
    page, known = first.page, first.known
    title = known.title
    if not title:
        title = last_name(known.source) or PurePosixPath(origin).stem or origin
        first.remarks.append(Finding("import-guessed", f"the page has no title; its name, “{title}”, is used"))
    day = known.moment.day if known.moment else None
    at = f"{day.isoformat()}T{known.moment.time}" if day and known.moment and known.moment.time else ""
    translators, others = translators_and_others(known.people)
    remarks = [_with_place(each, work.page.place) for work in works for each in work.remarks]
    return FoundArticle(
        origin=known.source or origin,
        place=page.place,
        title=title,
        text=converted.text,
        plain=converted.plain,
        language=first.language,
        date=day,
        published_at=at,
        updated=known.updated,
        slug=last_name(known.source),
        group=first.others.group,
        translations=first.others.tags,
        authors=known.authors,
        translators=translators,
        contributors=others,
        doi=known.facts.doi,
        section=known.facts.section,
        tags=first.tags,
        description=first.standfirst or _standfirst(known.facts.description, converted.plain),
        related=_find_related(works),
        source=known.source,
        retrieved=page.retrieved,
        remarks=(*remarks, *(_with_place(each, page.place) for each in converted.remarks), *passed),
    )


def _find_related(works: Sequence[Work]) -> tuple[FoundRelated, ...]:
    entries: dict[str, FoundRelated] = {}
    for work in works:
        for each in work.related.entries:
            entries.setdefault(each.address or each.title, each)
    return tuple(entries.values())


def _with_place(finding: Finding, place: Place) -> Finding:
    return (
        finding
        if finding.file
        else Finding.at(place.on_line(finding.line), finding.code, finding.message, finding.hint)
    )


def _standfirst(description: str, plain: str) -> str:
    """The description, unless it only repeats how the text begins: programs that lack one cut it out of the text."""
    beginning = "".join(description.rstrip(" .…[]").removesuffix("[&hellip;").split())
    return (
        "" if "".join(plain[: 3 * len(description) + 2000].split()).find(beginning[:200]) in range(200) else description
    )
