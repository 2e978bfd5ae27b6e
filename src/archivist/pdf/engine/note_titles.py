"""Titles above notes: where notes of several documents are below one another, the first of each has its title above it.

Notes of each document begin with 1, so a page may have two notes 1. Where all notes of a page are of one document, no
title is needed. Which notes share a page is only known while pages are laid out.
"""

from weasyprint.formatting_structure import build

from archivist.pdf.engine.boxes import Box, NoteArea
from archivist.pdf.engine.shared_pages import number_before
from archivist.pdf.print_tree import ARTICLE_OF_NOTE

_DECIDED = "_archivist_titled"  # of the rest of a note: its boxes are as they were on the page where it begins


def area_to_lay_out(area: NoteArea) -> Box:
    """A copy of the area of notes of a page, with titles where they are needed, to be laid out."""
    copy: Box = area.deepcopy()
    before: Box | None = None
    for note in copy.children:
        if not _is_needed(before, note):
            _remove_title(note)
        before = note
    made: Box = build.create_anonymous_boxes(copy)
    return made


def rest_of(note: Box, area: NoteArea) -> Box:
    """A copy of the last note of a page, for the page where it goes on: with a title if it has one on this page."""
    notes = area.children
    rest = note.copy()
    if not _is_needed(notes[-2] if len(notes) > 1 else None, note):
        _remove_title(rest)
    setattr(rest, _DECIDED, True)
    return rest


def is_rest(note: Box) -> bool:
    """Whether a note begins on an earlier page."""
    return bool(vars(note).get(_DECIDED))


def _is_needed(before: Box | None, note: Box) -> bool:
    if is_rest(note):
        return True
    return before is not None and _document(before) != _document(note)


def _document(note: Box) -> str:
    return number_before(note.element.get("id", ""))


def _remove_title(note: Box) -> None:
    if note.element is not None and ARTICLE_OF_NOTE in note.element.attrib:
        note.children = [child for child in note.children if not child.element_tag.endswith("::before")]
