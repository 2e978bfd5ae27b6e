"""One page as an article, or the reason why it is none."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from archivist.findings import Finding
from archivist.importers.found import FoundArticle, Wishes
from archivist.importers.html import Converted, to_markdown
from archivist.importers.pages import head, languages_of, notes_elsewhere, pictures
from archivist.importers.pages.addresses import last_name
from archivist.importers.pages.content import as_box, body_of
from archivist.importers.pages.document import Page
from archivist.importers.pages.furniture import Dropped, drop, furniture_of, in_words
from archivist.importers.pages.kinds import LANGUAGES, TAGS
from archivist.importers.pages.leftovers import bare_edges, elsewhere
from archivist.importers.pages.metadata import Known, known_of
from archivist.importers.pages.page_kinds import is_marked, reason_against
from archivist.importers.pages.prose import measured, words_of
from archivist.importers.pages.related import Related, related_of
from archivist.importers.pages.tag_lines import tag_lines_of
from archivist.importers.pages.translations import Translations, translations_of

_FEW = 60  # letters: less than any text that stands among links alone
Picture = Callable[[str], str]


@dataclass(slots=True)
class _Work:
    """A page while its article is taken out of it."""

    page: Page
    wishes: Wishes
    furniture: dict[Any, str]
    body: Any
    marked: bool
    known: Known
    language: str
    remarks: list[Finding]
    tags: tuple[str, ...] = ()


def article_on(
    page: Page, *, wishes: Wishes, picture: Picture | None, has: Callable[[str], bool], origin: str
) -> FoundArticle | Finding:
    """The article of a page, or a finding that says what else the page is. The page's tree is used up.

    `picture` gives the address to write for a picture, `has` whether there is a file for it, `origin` the name of the
    page where it has no address.
    """
    furniture = furniture_of(page.root)
    body, marked = body_of(page.root, page.html, furniture)
    known = known_of(page, furniture, lambda facts: languages_of.said(page.root, body, facts))
    reason = reason_against(page.root, body, measured(page.root, furniture), known.facts, known.source)
    if reason:
        return Finding("import-left-out", f"{reason}", page.place)
    said = languages_of.said(page.root, body, known.facts)
    language, remarks = languages_of.settled(said, words_of(body), wishes)
    work = _Work(page, wishes, furniture, body, marked, known, language, [*page.remarks, *known.remarks, *remarks])
    return _made(work, picture, has, origin)


def _made(work: _Work, picture: Picture | None, has: Callable[[str], bool], origin: str) -> FoundArticle | Finding:
    page, known = work.page, work.known
    base = page.base or known.source
    marked = known.facts.translations
    others = translations_of(page.root, base, marked, own=known.source, language=work.language, wishes=work.wishes)
    related = related_of(page.root, work.body, base, known.source, work.furniture)
    mostly_links = measured(page.root).is_mostly_links(page.root)
    _clear(work, others, related, base)
    pictures.add_lead(page.root, work.body, known.facts.picture, base, has)
    reason = _is_bare(work, mostly_links)
    if reason:
        return Finding("import-left-out", f"{reason}", page.place)
    converted = to_markdown(work.body, base=base, language=work.language, picture=picture, place=page.place)
    return _found(work, others, related, converted, origin)


def _is_bare(work: _Work, mostly_links: bool) -> str:
    """Why what is left of a page is no article; "" if it is one."""
    words = words_of(work.body)
    if len(words) >= _FEW or work.body.find(".//img") is not None:
        return ""
    if not words:
        return "a page without text besides what stands on every page"
    if mostly_links and not work.marked and not is_marked(work.page.root, work.known.facts):
        return f"a page of links with hardly any text (“{words}”)"
    return ""


def _clear(work: _Work, others: Translations, related: Related, base: str) -> None:
    """Take everything out of the body that is no text of the article, and tell of it in one remark."""
    root, body = work.page.root, work.body
    notes_elsewhere.make_local(body, base, work.known.source)
    protected = notes_elsewhere.bring(root, body)
    tags, tag_lines = tag_lines_of(body)
    work.tags = work.known.facts.tags or tags
    beside = elsewhere(root, body, work.furniture, {*related.taken, *others.lines})
    dropped = drop([(each, "label") for each in related.empty], protected)
    drop([(each, "") for each in (*related.taken, *others.lines, *tag_lines)], protected)
    within = [(each, kind) for each, kind in work.furniture.items() if body in each.iterancestors()]
    taken = _taken(work, others)
    dropped += [piece for piece in drop(within, protected) if piece.kind not in taken]
    if not work.marked:
        dropped += drop(bare_edges(body), protected)
    work.body = as_box(body)
    dropped += head.trim(work.body, work.known, work.language, protected)
    _tell(work, [*dropped, *beside])


def _taken(work: _Work, others: Translations) -> set[str]:
    """Kinds of furniture whose words are in the metadata, so that nothing of them is left out."""
    taken = {TAGS} if work.known.facts.tags or work.known.facts.section else set()
    return taken | ({LANGUAGES} if others.tags else set())


def _tell(work: _Work, dropped: list[Dropped]) -> None:
    named = in_words(dropped)
    if named:
        work.remarks.append(Finding("import-left-out", f"left out, as no part of the article: {named}"))
    if not work.marked and not is_marked(work.page.root, work.known.facts):
        message = "the page does not mark its article; what was taken is what looks like the main text"
        work.remarks.append(Finding("import-guessed", message))


def _found(work: _Work, others: Translations, related: Related, converted: Converted, origin: str) -> FoundArticle:
    page, known = work.page, work.known
    title = known.title
    if not title:
        title = last_name(known.source) or PurePosixPath(origin).stem or origin
        work.remarks.append(Finding("import-guessed", f"the page has no title; its name, “{title}”, was taken"))
    day = known.moment.day if known.moment else None
    at = f"{day.isoformat()}T{known.moment.time}" if day and known.moment and known.moment.time else ""
    return FoundArticle(
        origin=known.source or origin,
        place=page.place,
        title=title,
        text=converted.text,
        plain=converted.plain,
        language=work.language,
        date=day,
        published_at=at,
        updated=known.updated,
        slug=last_name(known.source),
        group=others.group,
        translations=others.tags,
        authors=known.authors,
        section=known.facts.section,
        tags=work.tags,
        description=_standfirst(known.facts.description, converted.plain),
        related=related.entries,
        source=known.source,
        retrieved=page.retrieved,
        remarks=tuple(_placed(each, page.place) for each in (*work.remarks, *converted.remarks)),
    )


def _placed(finding: Finding, place: str) -> Finding:
    return finding if finding.file else Finding(finding.code, finding.message, place, finding.line, finding.hint)


def _standfirst(description: str, plain: str) -> str:
    """The description, unless it only repeats how the text begins: programs that lack one cut it out of the text."""
    beginning = "".join(description.rstrip(" .…[]").removesuffix("[&hellip;").split())
    return (
        "" if "".join(plain[: 3 * len(description) + 2000].split()).find(beginning[:200]) in range(200) else description
    )
