"""HTML to Markdown: the steps, in their order."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from archivist.dialect.escaping import has_template_tag
from archivist.dialect.ids import fit_ids
from archivist.findings import Finding
from archivist.html_to_markdown.context import Context, Page, language_of
from archivist.html_to_markdown.html_addresses import fragment_of
from archivist.html_to_markdown.html_blocks import write_blocks
from archivist.html_to_markdown.html_notes import Note
from archivist.html_to_markdown.joined_parts import Part, part_of, put_together
from archivist.html_to_markdown.nodes import BLOCKS, HEADINGS, Node
from archivist.html_to_markdown.paragraphs import Block, join_blocks
from archivist.html_to_markdown.remarks import Remarks
from archivist.place import NOWHERE, Place
from archivist.text import languages
from archivist.text.xml_element import Element


@dataclass(frozen=True, slots=True)
class Converted:
    """A text that was HTML.

    `plain` has the words of `text` as the tree of the HTML has them: captions of pictures among them, alternative
    texts not; the notes last, in the order of their definitions. Empty lines separate its paragraphs.
    """

    text: str
    plain: str
    remarks: tuple[Finding, ...] = ()


def to_markdown(
    html: str | Element,
    *,
    base: str = "",
    language: str = "",
    picture: Callable[[str], str] | None = None,
    place: Place = NOWHERE,
) -> Converted:
    """The HTML, a string or an element of lxml, in the archive's dialect of Markdown.

    Relative addresses are resolved against `base` ("": left as they are). Passages are marked that are in another
    language than `language`. `picture` gets the address of each picture and returns the one to write. `place` is
    where the remarks say something happened. Nothing is raised, whatever the HTML.
    """
    return parts_to_markdown((Part(html, base, picture),), language=language, place=place)


def parts_to_markdown(parts: Sequence[Part], *, language: str = "", place: Place = NOWHERE) -> Converted:
    """One text that is on several pages, as `to_markdown` does it for one.

    Notes stay below the page they belong to in `parts` and come all at the end of the text; labels and ids that an
    earlier page has already are given again.
    """
    remarks = Remarks(place)
    taken: list[Note] = []
    roots = []
    for part in parts:
        root, notes = part_of(part, language, [note.label for note in taken], remarks)
        roots.append((root, [note.root for note in notes], part.base))
        taken += notes
    root = put_together(roots)
    trees = [root, *(note.root for note in taken)]
    page = _page(trees, parts[0].base if parts else "", remarks)
    context = _context(page, root, language)
    plain = "\n\n".join(tree.paragraphs() for tree in trees)
    blocks: list[Block] = []
    write_blocks(root.children, context, blocks)
    blocks += [_definition(note, context) for note in taken]
    _report_template_tags(trees, remarks)
    return Converted(join_blocks(blocks) + "\n" if blocks else "", plain, remarks.findings())


def _page(trees: list[Node], base: str, remarks: Remarks) -> Page:
    names = [name for tree in trees for node in tree.walk() for name in (node.get("id"), node.get("name")) if name]
    targets = {fragment_of(node.get("href"), base) for tree in trees for node in tree.find("a")}
    levels = [HEADINGS[node.tag] for node in trees[0].find(*HEADINGS) if node.has_words()]
    return Page(
        base=base,
        remarks=remarks,
        holders=frozenset(number for tree in trees for number in _holders(tree)),
        ids=fit_ids(name for name in names if name in targets),
        shift=2 - min(levels) if levels else 0,
    )


def _holders(root: Node) -> set[int]:
    """The inline elements that contain blocks."""
    found: set[int] = set()
    for node in root.walk():
        if node.tag in BLOCKS:
            for around in node.ancestors():
                if around.tag in BLOCKS or id(around) in found:
                    break
                found.add(id(around))
    return found


def _context(page: Page, root: Node, language: str) -> Context:
    tag = languages.normalise_tag(language) if language else ""
    top = next((child for child in root.children if isinstance(child, Node)), root)
    tag = tag or language_of(top)
    return Context(page, tag or "", languages.direction(tag) if tag else "ltr")


def _definition(note: Note, context: Context) -> Block:
    inside = context.deeper(1)
    own = language_of(note.root)
    if own:
        inside = inside.speaking(own, languages.direction(own))
    blocks: list[Block] = []
    write_blocks(note.root.children, inside, blocks)
    text = join_blocks(blocks)
    name = f"[^{note.label}@{own}]:" if note.in_language else f"[^{note.label}]:"
    if not text:
        return Block("note", name)
    indented = "\n".join(f"    {line}" if line else "" for line in text.split("\n"))
    if blocks[0].kind == "paragraph" and not text.startswith("{"):
        return Block("note", f"{name} {indented.lstrip(' ')}")
    return Block("note", f"{name}\n{indented}")


def _report_template_tags(trees: list[Node], remarks: Remarks) -> None:
    for tree in trees:
        for node in tree.walk():
            for child in node.children:
                written = has_template_tag(child) if isinstance(child, str) else ""
                if written:
                    remarks.add("import-markup", "a tag of the old publishing program is printed as written", written)
