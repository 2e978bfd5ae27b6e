"""Notes: calls and definitions, in the forms publishing programs write."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from archivist.html_to_markdown.context import language_of
from archivist.html_to_markdown.nodes import BLOCKS, HEADINGS, Node, is_blank
from archivist.html_to_markdown.note_forms import settle_forms
from archivist.html_to_markdown.note_labels import Labels
from archivist.html_to_markdown.note_links import Linked, Links, drop_brackets, marker_of, outermost
from archivist.html_to_markdown.note_sections import drop_sections, uncalled_texts
from archivist.html_to_markdown.note_texts import take_text
from archivist.html_to_markdown.remarks import Remarks

_BETWEEN_CALLS = re.compile(r"[\s,;·\[\]()\u2009\u202f-]*")


@dataclass(frozen=True, slots=True)
class Note:
    """The text of a note in one language."""

    label: str
    root: Node
    in_language: bool = False  # whether it is written `[^label@lang]`


def take_notes(root: Node, base: str, language: str, remarks: Remarks, earlier: Iterable[str] = ()) -> list[Note]:
    """Turn calls into elements `note-call` and take the definitions out of the tree, in place.

    The notes come in the order of their texts, those that were beside their calls last. `earlier` are labels that
    other parts of the same text have already.
    """
    beside = settle_forms(root, remarks)
    links = Links(root, base).find()
    order = links.order
    linked = sorted(links.found.values(), key=lambda note: order[id(note.text)])
    labels = Labels((note.name for note in linked), earlier)
    texts: list[tuple[int, str, Node]] = []
    named = [(note, labels.give(note.name, marker_of(note.printed))) for note in _one_text_each(linked)]
    spare = uncalled_texts(root, {id(note.text) for note, _ in named})
    for text in spare:
        name = labels.give(text.get("id"), "")
        remarks.add("import-repaired", "the text of a note that nothing calls was kept as one", text.words())
        texts.append((order.get(id(text), 0), name, text))
    places = [around for note, _ in named for around in _parents(note.text)]
    places += [around for text in spare for around in _parents(text)]
    roots = [
        (order[id(note.text)], name, take_text(note.text, note.printed, note.call_ids, base, remarks))
        for note, name in named
    ]
    roots += [(place, name, take_text(text, "", (), base, remarks)) for place, name, text in texts]
    _set_calls(named)
    notes = [
        note for _, name, tree in sorted(roots, key=lambda each: each[0]) for note in _languages(name, tree, language)
    ]
    notes += _notes_beside(root, beside, labels)
    drop_sections({id(place): place for place in places}.values(), root, remarks)
    for call in links.lost:
        remarks.add("import-repaired", "a call of a note that has no text stays as it was printed", call.words())
        call.open_up()
    return notes


def _one_text_each(linked: Iterable[Linked]) -> list[Linked]:
    """Notes whose text no other note has; the second of two ids in one text is another name of the first."""
    kept: dict[int, Linked] = {}
    for note in linked:
        first = kept.setdefault(id(note.text), note)
        if first is not note:
            first.calls += note.calls
            first.call_ids |= note.call_ids
    return list(kept.values())


def _parents(text: Node) -> list[Node]:
    return [text.parent] if text.parent is not None else []


# ---------------------------------------------------------------- calls


def _set_calls(named: Iterable[tuple[Linked, str]]) -> None:
    calls: list[Node] = []
    for note, label in named:
        for link in note.calls:
            outer = outermost(link)
            outer.become("note-call", {"label": label})
            calls.append(outer)
    tidy_calls(calls)


def tidy_calls(calls: Iterable[Node]) -> None:
    """Take away what only set calls apart from the text: brackets, commas between them, the raising."""
    parents = {id(call.parent): call.parent for call in calls if call.parent is not None}
    for parent in parents.values():
        if parent.tag not in BLOCKS and all(_only_sets_apart(child) for child in parent.children):
            parent.become("span", {}, *(child for child in parent.children if isinstance(child, Node)))
        else:
            for place, child in enumerate(parent.children):
                if isinstance(child, Node) and child.tag == "note-call":
                    drop_brackets(parent.children, place)


def _only_sets_apart(child: Node | str) -> bool:
    if isinstance(child, str):
        return bool(_BETWEEN_CALLS.fullmatch(child))
    return child.tag == "note-call" or (not child.has_words() and child.tag != "img")


# ---------------------------------------------------------------- texts


def _notes_beside(root: Node, beside: list[tuple[str, Node]], labels: Labels) -> list[Note]:
    if not beside:
        return []
    given = [labels.give("", marker_of(shown)) for shown, _ in beside]
    for node in [*root.walk(), *(inner for _, text in beside for inner in text.walk())]:
        if node.tag == "note-call" and node.get("number"):
            node.attributes = {"label": given[int(node.get("number"))]}
    return [Note(label, text) for label, (_, text) in zip(given, beside, strict=True)]


def _is_nothing(child: Node | str) -> bool:
    """Whether nothing is left of it, as of a link back."""
    if isinstance(child, str):
        return is_blank(child)
    return not child.has_words() and child.tag != "img" and next(child.find("img", "note-call"), None) is None


def _parts_of_text(root: Node) -> list[Node | str]:
    """What the text of a note consists of, without the one element around it that has no language."""
    parts = [child for child in root.children if not _is_nothing(child)]
    inner = parts[0] if len(parts) == 1 and isinstance(parts[0], Node) and parts[0].tag == "div" else None
    if inner is not None and not inner.get("lang"):
        parts = [child for child in inner.children if not _is_nothing(child)]
    return parts


def _languages(label: str, root: Node, language: str) -> list[Note]:
    """The note; or two and more, if its text is divided into languages."""
    parts = _parts_of_text(root)
    tags = [language_of(part) if isinstance(part, Node) and part.tag not in HEADINGS else "" for part in parts]
    if len(parts) < 2 or "" in tags or len(set(tags)) != len(tags):
        return [Note(label, root)]
    notes = []
    for tag, part in zip(tags, parts, strict=True):
        text = Node("note", {"lang": tag})
        text.append(part)
        notes.append(Note(label, text, in_language=tag != language))
    return notes
