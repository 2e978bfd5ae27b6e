"""Two texts of a work as they are in one document: pair by pair, or the second after the first."""

from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree
from markupsafe import Markup

from archivist.markup.archived_copies import NO_COPIES, ArchivedCopies
from archivist.markup.article_text import LinkTarget, Pen, WordsIn, WrittenNote, by_label, inner
from archivist.model.annotated import AnnotatedArticle, ParallelText
from archivist.model.articles import Heading, Picture

SECOND = "second."  # before the ids of the second text; the full stop keeps them apart from ids made of headings
SECOND_TITLE = f"{SECOND}title"
_NARROW_TABLE = 2  # columns that can be side by side with two more
_NARROW_LINE = 30  # characters of code a column of A5 holds
_HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})


@dataclass(frozen=True, slots=True)
class WrittenPair:
    """A pair ready for the template."""

    classes: str  # pair, and what is special about it
    first: Markup  # blocks, or the caption of the picture
    second: Markup
    picture: Markup | None = None  # the picture that both texts show


@dataclass(frozen=True, slots=True)
class WrittenTexts:
    """Two texts ready for the template: pairs, or one text and then the other."""

    pairs: tuple[WrittenPair, ...]
    first: Markup
    second: Markup
    notes: tuple[WrittenNote, ...]
    pictures: tuple[Picture, ...]


def write_texts(
    annotated: AnnotatedArticle,
    parallel: ParallelText,
    link_target: LinkTarget,
    pictures: Mapping[str, Picture],
    words_in: WordsIn,
    *,
    copies: ArchivedCopies = NO_COPIES,
) -> WrittenTexts:
    """Both texts and their notes. `pictures` are all pictures by name, `copies` of the pages that they cite."""
    pen = Pen(link_target, pictures, words_in, copies)
    language, other = annotated.article.language, parallel.article.language
    notes, others = by_label(annotated.notes), by_label(parallel.notes)
    pairs = tuple(
        _pair(
            pen.passage(pair.first or "<div/>", notes, language),
            pen.passage(pair.second or "<div/>", others, other, prefix=SECOND),
        )
        for pair in parallel.pairs
    )
    first = second = Markup("")
    if not pairs:
        first = inner(pen.passage(annotated.body.xhtml, notes, language))
        second = inner(pen.passage(parallel.body.xhtml, others, other, prefix=SECOND))
    return WrittenTexts(pairs, first, second, pen.notes(annotated), pen.pictures)


def headings_of(annotated: AnnotatedArticle) -> tuple[Heading, ...]:
    """The headings of a document: the first text's; a second text that follows it is a section of its own."""
    parallel = annotated.parallel
    if parallel is None or parallel.pairs:
        return annotated.body.headings
    title = Heading(2, SECOND_TITLE, parallel.article.title, parallel.article.language)
    return (*annotated.body.headings, title)


def _pair(first: etree._Element, second: etree._Element) -> WrittenPair:
    picture = _shared_picture(first, second)
    if picture is not None:
        drawn = Markup(etree.tostring(picture, encoding="unicode"))  # well-formed by lxml
        return WrittenPair("pair shared", _caption(first), _caption(second), drawn)
    classes = ["pair"]
    if any(child.tag in _HEADINGS for side in (first, second) for child in side):
        classes.append("pair-heading")
    if any(_is_wide(side) for side in (first, second)):
        classes.append("wide")
    return WrittenPair(" ".join(classes), inner(first), inner(second))


def _shared_picture(first: etree._Element, second: etree._Element) -> etree._Element | None:
    """The picture, if both texts show the same one here and nothing else; its alternative text is the first's."""
    shown, again = _only_picture(first), _only_picture(second)
    if shown is None or again is None or shown.get("src") != again.get("src") or again.get("id"):
        return None
    shown.tail = None
    return shown


def _caption(side: etree._Element) -> Markup:
    caption = side.find("figure/figcaption")
    return Markup("") if caption is None else inner(caption)


def _only_picture(side: etree._Element) -> etree._Element | None:
    """The picture of a side that is one plain figure."""
    if len(side) != 1 or side[0].tag != "figure" or side[0].attrib:
        return None
    images = side[0].findall("img")
    plain = [child.tag for child in side[0]] in (["img"], ["img", "figcaption"])
    return images[0] if plain else None


def _is_wide(side: etree._Element) -> bool:
    """Whether something in it wants the whole measure: a table of many columns, long lines of code."""
    rows = (len(row) for row in side.iter("tr"))
    lines = (len(line) for code in side.iter("pre") for line in "".join(code.itertext()).splitlines())
    return max(rows, default=0) > _NARROW_TABLE or max(lines, default=0) > _NARROW_LINE
