"""Links in the EPUB are underlined wherever text is beside them (WCAG 2.2, 1.4.1; axe: link-in-text-block)."""

from pathlib import Path

import tinycss2

STYLES = Path(__file__).parents[2] / "styles" / "epub.css"
# Lines of the contents are links as a whole; marks of notes are told apart by size and place; the last is no link.
WITHOUT_LINE = {"a.note-call", ".note-gap", ".note-number", ".backlink", ".contents-page a", ".unlinked"}


def test_only_marks_of_notes_and_contents_have_no_line() -> None:
    rules = tinycss2.parse_stylesheet(STYLES.read_text("utf-8"), skip_comments=True, skip_whitespace=True)
    found = set()
    for rule in rules:
        if rule.type != "qualified-rule":
            continue
        declared = tinycss2.parse_blocks_contents(rule.content, skip_comments=True, skip_whitespace=True)
        values = {each.name: tinycss2.serialize(each.value).strip() for each in declared if each.type == "declaration"}
        if values.get("text-decoration") == "none":
            found |= {each.strip() for each in tinycss2.serialize(rule.prelude).split(",")}
    assert found == WITHOUT_LINE
