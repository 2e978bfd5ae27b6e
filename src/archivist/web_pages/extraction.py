"""The body of an article, taken out of its page; or the reason why the page contains none."""

from collections.abc import Callable
from dataclasses import dataclass, field

from archivist.findings import Finding
from archivist.reader_api.found import Wishes
from archivist.text.xml_element import Element
from archivist.web_pages import closing_sections, head, languages_of, notes_elsewhere, page_footer
from archivist.web_pages.boilerplate import Dropped, drop, furniture_of, in_words, running_text
from archivist.web_pages.boilerplate_classes import LANGUAGES, PAYWALL, TAGS
from archivist.web_pages.content import as_box, body_of
from archivist.web_pages.document import Page
from archivist.web_pages.lead_image import add_lead, lead_of
from archivist.web_pages.leftovers import bare_edges, elsewhere
from archivist.web_pages.machine_lines import machine_lines
from archivist.web_pages.page_figures import settle_figures
from archivist.web_pages.page_metadata import Known, metadata_of
from archivist.web_pages.page_related import Related, related_of
from archivist.web_pages.page_translations import Translations, translations_of
from archivist.web_pages.page_types import is_marked, reason_against
from archivist.web_pages.prose import measure_prose, words_of
from archivist.web_pages.tag_lines import tag_lines_of, tags_in

_FEW = 60  # letters: less than any text that is among links alone
_MUCH = 0.1  # of the running text that was taken: what is left out above it is a warning
Picture = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page that was read, and what is known of the files of its pictures."""

    page: Page
    picture: Picture | None = None  # gives the address to write for a picture
    has: Callable[[str], bool] = lambda _: False  # whether there is a file for an address


@dataclass(slots=True)
class Work:
    """A page while its article is taken out of it."""

    sheet: Sheet
    wishes: Wishes
    furniture: dict[Element, str]
    body: Element
    marked: bool
    known: Known
    language: str
    remarks: list[Finding]
    tags: tuple[str, ...] = ()
    standfirst: str = ""
    sections_kept: set[Element] = field(default_factory=set)  # of the body: “Further reading”, and what leads to it
    sections_behind: list[Element] = field(default_factory=list)  # such sections from after the body
    others: Translations = field(default_factory=Translations)
    related: Related = field(default_factory=lambda: Related((), (), ()))

    @property
    def page(self) -> Page:
        """The page itself."""
        return self.sheet.page

    @property
    def base(self) -> str:
        """What relative addresses of the page are seen from."""
        return self.page.base or self.known.source


def taken_from(sheet: Sheet, wishes: Wishes, *, lead: bool = True) -> Work | Finding:
    """What makes an article of a page, or a finding that says what else the page is. The page's tree is used up.

    `lead`: whether the picture that is above the body is put into it.
    """
    page = sheet.page
    furniture = furniture_of(page.root)
    found = body_of(page.root, page.html, furniture)
    body = found.element
    known = metadata_of(page, body, furniture, lambda facts: languages_of.declared_tag(body, facts))
    reason = reason_against(page.root, body, measure_prose(page.root, furniture), known.facts, known.source)
    if reason:
        return Finding.at(page.place, "import-left-out", f"{reason}")
    said = languages_of.declared_tag(body, known.facts)
    language, remarks = languages_of.determine_language(said, words_of(body), wishes)
    if found.blocks > 1:
        message = f"the text is divided into {found.blocks} similar blocks, which were joined"
        remarks.append(Finding("import-guessed", message))
    remarks = [*page.remarks, *known.remarks, *remarks]
    work = Work(sheet, wishes, furniture, body, found.is_marked, known, language, remarks)
    reason = _empty_around(work, lead)
    return Finding.at(page.place, "import-left-out", f"{reason}") if reason else work


def _empty_around(work: Work, lead: bool) -> str:
    """Leave nothing in the body but the article; why there is none, "" if there is one."""
    page, known, base = work.page, work.known, work.base
    marked = known.facts.translations
    work.others = translations_of(page.root, base, marked, own=known.source, language=work.language, wishes=work.wishes)
    notes_elsewhere.make_local(work.body, base, known.source)
    work.sections_kept, work.sections_behind = closing_sections.sections_to_keep(page.root, work.body, work.furniture)
    work.related = related_of(page.root, work.body, base, known.source, work.furniture, kept=work.sections_kept)
    mostly_links = measure_prose(page.root).is_mostly_links(page.root)
    _clear(work, work.others, work.related, base)
    if lead:
        box = lead_of(page.root, work.body, known.title, work.furniture)
        add_lead(work.body, box, known.facts.picture, base, work.sheet.has)
    settle_figures(work.body, base, work.sheet.has)
    return _is_bare(work, mostly_links)


def _is_bare(work: Work, mostly_links: bool) -> str:
    """Why what is left of a page is not an article; "" if it is one."""
    words = words_of(work.body)
    if len(words) >= _FEW or work.body.find(".//img") is not None:
        return ""
    if not words:
        return "a page without text of its own"
    if mostly_links and not work.marked and not is_marked(work.page.root, work.known.facts):
        return f"a page of links with hardly any text (“{words}”)"
    return ""


def _clear(work: Work, others: Translations, related: Related, base: str) -> None:
    """Take everything out of the body that is not text of the article, and report it in one remark."""
    root, body = work.page.root, work.body
    protected = notes_elsewhere.bring(root, body) | work.sections_kept
    tags, tag_lines = tag_lines_of(body)
    work.tags = work.known.facts.tags or tags or tags_in(work.furniture)
    standfirst = work.known.standfirst
    if standfirst is not None and standfirst not in protected:
        work.standfirst = words_of(standfirst)
        drop([(standfirst, "")] if body in standfirst.iterancestors() else [], protected)
    beside = elsewhere(root, body, work.furniture, {*related.taken, *others.lines})
    dropped = drop([(each, "label") for each in related.empty], protected)
    drop([(each, "") for each in (*related.taken, *others.lines, *tag_lines)], protected)
    within = [(each, kind) for each, kind in work.furniture.items() if body in each.iterancestors()]
    taken = _kinds_in_metadata(work, others)
    dropped += [piece for piece in drop(within, protected) if piece.kind not in taken]
    dropped += drop(machine_lines(body), protected)
    if not work.marked:
        dropped += drop(bare_edges(body), protected)
    work.body = as_box(body)
    work.body.extend(work.sections_behind)
    protected.update(work.sections_behind)
    dropped += head.trim(work.body, work.known, work.language, protected)
    dropped += page_footer.trim(work.body, work.known.source, protected)
    _tell(work, [*dropped, *beside])


def _kinds_in_metadata(work: Work, others: Translations) -> set[str]:
    """Kinds of boilerplate whose words are in the metadata, so that nothing of them is left out."""
    taken = {TAGS} if work.tags or work.known.facts.section else set()
    return taken | ({LANGUAGES} if others.tags else set())


def _running(dropped: list[Dropped]) -> list[Dropped]:
    return [piece for piece in dropped if piece.running]


def _tell(work: Work, dropped: list[Dropped]) -> None:
    running, kept = sum(piece.running for piece in dropped), running_text(work.body)
    if running > kept * _MUCH:
        share = f"{running} characters of running text, while {kept} were taken"
        message = f"much of the page was left out, as not part of the article: {share}; {in_words(_running(dropped))}"
        work.remarks.append(Finding("import-much-left-out", message))
    named = in_words(dropped)
    if named:
        work.remarks.append(Finding("import-left-out", f"left out, not part of the article: {named}"))
    if any(kind == PAYWALL for kind in work.furniture.values()) or work.known.facts.is_for_subscribers:
        message = "the full text is for subscribers only; what the page contains was imported"
        work.remarks.append(Finding("import-incomplete", message))
    if not work.marked and not is_marked(work.page.root, work.known.facts):
        message = "the page does not mark its article; what looks like the main text was imported"
        work.remarks.append(Finding("import-guessed", message))
