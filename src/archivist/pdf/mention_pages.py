"""The pages of the passages that an index names: looked up in what the layout said of each letter.

Nothing is laid out and no page is read. Places of mentions are counted in the letters of the document; here they become
places in the streams of paper, which has notes at the foot of its pages and may move figures.
"""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from archivist.model.book import Document, Mention
from archivist.model.pages import Fragment, TextRun
from archivist.pdf.figure_streams import stream_of_figure
from archivist.text.letter_places import XHTML, TextNode, has_class, text_nodes
from archivist.text.visible_text import columns

# By id of an index entry: by page of the fragment, from 0, the words that mention it there, each once.
MentionPages = Mapping[str, Mapping[int, tuple[str, ...]]]


def mention_pages(document: Document, fragment: Fragment) -> MentionPages:
    """The pages of each mention of a document, in order. One across the end of a page is on both pages."""
    if not document.mentions:
        return {}
    places = _Places(ElementTree.fromstring(document.xhtml), fragment)
    found: dict[str, dict[int, dict[str, None]]] = defaultdict(lambda: defaultdict(dict))
    for mention in document.mentions:
        for page in places.pages(mention):
            found[mention.entry][page][mention.text] = None
    return {entry: {page: tuple(pages[page]) for page in sorted(pages)} for entry, pages in found.items()}


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A text node on paper."""

    first: int  # letters of the document before
    stream: str
    before: int  # letters of the stream before


class _Places:
    """Where the letters of a document are on paper."""

    def __init__(self, root: Element, fragment: Fragment) -> None:
        self._stretches = list(_stretches(root, frozenset(fragment.floated)))
        self._firsts = [each.first for each in self._stretches]
        self._runs: dict[str, list[TextRun]] = defaultdict(list)
        for run in fragment.runs:
            self._runs[run.stream].append(run)

    def pages(self, mention: Mention) -> range:
        """The pages of a mention, from 0."""
        return range(self._page(mention.first), self._page(mention.last) + 1)

    def _page(self, letter: int) -> int:
        stretch = self._stretches[bisect_right(self._firsts, letter) - 1]
        runs = self._runs[stretch.stream]
        place = stretch.before + letter - stretch.first
        return runs[bisect_right(runs, place, key=lambda run: run.letters) - 1].page


def _stretches(root: Element, floated: Collection[str]) -> Iterator[_Stretch]:
    """The text nodes with letters that are printed, each in its stream."""
    names = dict(columns(root))
    figures = (each for each in root.iter(f"{XHTML}figure") if next(each.iter(f"{XHTML}img"), None) is not None)
    names |= {figure: stream_of_figure(number) for number, figure in enumerate(figures, 1)}
    unprinted = frozenset(_floated_sections(root, floated))
    counted: Counter[str] = Counter()
    for node in text_nodes(root):
        stream = _stream(node, names, floated, unprinted)
        if node.letters and stream is not None:
            yield _Stretch(node.first, stream, counted[stream])
            counted[stream] += node.letters


def _stream(
    node: TextNode[Element], names: Mapping[Element, str], floated: Collection[str], unprinted: Collection[Element]
) -> str | None:
    """The stream of a text node; None for the heading above notes that are all at the foot of pages."""
    for element in reversed(node.within):
        name = element.get("id", "")
        if name and name in floated:
            return name
        if element in names:
            return names[element]
        if element in unprinted:
            return None
    return ""


def _floated_sections(root: Element, floated: Collection[str]) -> Iterator[Element]:
    """The sections of notes of which none is left after the article."""
    for section in root.iter(f"{XHTML}section"):
        if has_class(section, "notes") and all(each.get("id") in floated for each in section.iter(f"{XHTML}aside")):
            yield section
