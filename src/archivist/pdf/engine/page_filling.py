"""Pages that are well filled: notes that leave no holes.

A note belongs on the page of its call, so a line goes to the next page if its note has no room, and with a long note a
third of the page may stay white. So a page that was laid out is looked at, and where the lines at the top of the next
one call notes, those notes may be printed on the page after that of their call, if it fills the white: all such notes
of the document together, else those of one page. What does not help is taken back. Each attempt lays the document out
again, so there are few, and a document without such pages is never laid out twice for this.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice, pairwise
from xml.etree.ElementTree import Element

from weasyprint.formatting_structure import boxes

from archivist.pdf.engine.box_tree import descendants, flow_boxes, note_boxes
from archivist.pdf.engine.boxes import Box, Document, Page
from archivist.pdf.engine.figure_placement import Trial, line_height, white_height
from archivist.pdf.engine.turned_pages import upright_pages
from archivist.pdf.print_tree import has_class, parents

_TRIALS = 4  # layouts at most, for the notes of a document
_PAGES_FOR_A_TRIAL = 6  # and one more for so many pages
_WHITE_LINES = 4  # what may stay white above notes or at the foot of a page
_GAIN = 3  # lines of white that an attempt must fill


@dataclass(frozen=True, slots=True)
class Filling:
    """How the pages of a document are filled."""

    later_notes: frozenset[str] = frozenset()  # ids of notes that may be on the page after that of their call

    @property
    def style(self) -> str:
        """A style sheet."""
        notes = (f'div.note[id="{name}"] {{ footnote-policy: auto }}' for name in sorted(self.later_notes))
        return "\n".join(notes)


# Lays out a fresh tree with pages filled so; None if something else suffers from it.
LayOut = Callable[[Filling], Trial | None]


def fill_pages(first: Trial, lay_out: LayOut) -> tuple[Filling, Trial]:
    """The filling and the layout with as little white above notes as few attempts can reach."""
    filling, done = Filling(), first
    tried: set[frozenset[str]] = set()
    for _ in range(_TRIALS + len(first.document.pages) // _PAGES_FOR_A_TRIAL):
        found = [filling.later_notes | notes for notes in _notes_below_holes(done)]
        together = frozenset().union(*found)
        wanted = next((notes for notes in (together, *found) if notes and notes not in tried), None)
        if wanted is None or wanted == filling.later_notes:
            break
        tried.add(wanted)
        trial = lay_out(Filling(wanted))
        if trial is not None and _has_less_white(done, trial):
            filling, done = Filling(wanted), trial
    return filling, done


def _notes_below_holes(trial: Trial) -> Iterator[frozenset[str]]:
    """For each page with a hole the notes called in as many lines of the next page as would fill it."""
    line, above = line_height(trial.document), parents(trial.root)
    for before, page in pairwise(upright_pages(trial.document)):
        lines = int(white_height(before) / line)
        if lines > _WHITE_LINES:
            called = frozenset(_called(islice(_lines(page), lines), above))
            found = called & {note.element.get("id", "") for note in note_boxes(page)}
            if found:
                yield found


def _lines(page: Page) -> Iterator[Box]:
    boxes_of_page = (box for flow in flow_boxes(page) for box in descendants(flow))
    return (box for box in boxes_of_page if isinstance(box, boxes.LineBox))


def _called(lines: Iterator[Box], above: dict[Element, Element]) -> Iterator[str]:
    """The ids of the notes that lines call."""
    for line in lines:
        for box in descendants(line):
            element = box.element if isinstance(box, boxes.TextBox) else None
            while element is not None and not has_class(element, "note-call"):
                element = above.get(element)
            if element is not None:
                yield element.get("href", "").removeprefix("#")


def _has_less_white(before: Trial, after: Trial) -> bool:
    """Whether holes are smaller, and no page more."""
    gain = _holes(before.document) - _holes(after.document)
    pages = len(after.document.pages) - len(before.document.pages)
    return pages < 0 or (pages == 0 and gain >= _GAIN * line_height(before.document))


def _holes(document: Document) -> float:
    """The height of what is white above the foot of all pages but the last."""
    return sum(white_height(page) for page in document.pages[:-1])
