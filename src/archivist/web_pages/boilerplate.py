"""Boilerplate: found on a page, and taken out of an article's body."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from archivist.text.xml_element import Element
from archivist.web_pages.boilerplate_classes import ASIDE, COMMENTS, is_notes, is_set_apart, kind_of, names_of
from archivist.web_pages.lines import leaves
from archivist.web_pages.prose import Prose, first_words, measure_prose

_SHARE = 0.4  # of a page's text: what is named as boilerplate and holds more of it is an article anyway
_ASIDE = 80  # letters of text from which on an aside without a name may be a box of the article
_FOOTERS = frozenset({"post-footer", "entry-footer", "article-footer"})
_PARAGRAPH = 80  # characters of running text, and not of a label
_MAY_BE_TEXT = frozenset({ASIDE, "hidden text"})  # kinds that may still be a part of an article
_NAMED = 12  # pieces named in a report


@dataclass(frozen=True, slots=True)
class Dropped:
    """A piece that was left out."""

    kind: str
    words: str  # its first words; "" if it has none
    running: int = 0  # characters of running text in it, of which a reader may miss something


def furniture_of(root: Element) -> dict[Element, str]:
    """The outermost pieces of boilerplate of a page, in order, with their kinds."""
    prose = measure_prose(root)
    enough = max(prose.of(root) * _SHARE, 1)
    found: dict[Element, str] = {}
    for element in _outermost(root, found):
        kind = kind_of(element) or _container_kind(element, prose)
        if kind and (prose.of(element) < enough or _is_thread(element, kind)):
            found[element] = kind
    return found


def _outermost(root: Element, found: Mapping[Element, str]) -> Iterator[Element]:
    """All elements in order, but none below one that is among the found when it is passed."""
    walk = [root]
    while walk:
        element = walk.pop()
        yield element
        # Code has names of its own for its parts: `comment`, `tag`.
        if element not in found and element.tag not in ("pre", "code"):
            walk.extend(child for child in reversed(element) if isinstance(child.tag, str))


def _container_kind(element: Element, prose: Prose) -> str:
    """The kind of an aside or a footer, which also hold what belongs to an article: notes, quotations, boxes."""
    if element.tag == "aside" and not is_notes(element) and not is_set_apart(element):
        thin = prose.of(element) < _ASIDE or prose.is_mostly_links(element)
        return ASIDE if thin else ""
    named = any(name in _FOOTERS for name in names_of(element)) and prose.of(element) < _ASIDE
    if (element.tag == "footer" or named) and not _is_within_quotation(element):
        return "" if any(is_notes(each) for each in element.iter()) else "footer"
    return ""


def _is_within_quotation(element: Element) -> bool:
    return next(element.iterancestors("blockquote", "figure"), None) is not None


def _is_thread(element: Element, kind: str) -> bool:
    """Comments may well be longer than what they comment on, but they do not contain it."""
    return kind == COMMENTS and element.find(".//h1") is None and not element.xpath(".//*[@itemprop='articleBody']")


def drop(pieces: Iterable[tuple[Element, str]], protected: Collection[Element]) -> list[Dropped]:
    """Take pieces out of the tree; what follows them stays. Pieces that contain something protected stay."""
    dropped = []
    for element, kind in list(pieces):
        if element.getparent() is None or element in protected:
            continue
        running = running_text(element) if kind in _MAY_BE_TEXT else 0
        dropped.append(Dropped(kind, first_words(element), running))
        element.drop_tree()
    return dropped


def running_text(element: Element) -> int:
    """Letters of the paragraphs of an element, links left out."""
    prose = measure_prose(element)
    letters = (prose.of(leaf) for leaf in leaves(element) if not prose.is_mostly_links(leaf))
    return sum(number for number in letters if number >= _PARAGRAPH)


def in_words(dropped: Iterable[Dropped]) -> str:
    """The pieces for a report, by kind: `navigation “Home News …”; share buttons “Facebook”`. Without words: not."""
    named = list(dict.fromkeys(f"{piece.kind} “{piece.words}”" for piece in dropped if piece.words))
    more = f"; and {len(named) - _NAMED} more" if len(named) > _NAMED else ""
    return "; ".join(named[:_NAMED]) + more
