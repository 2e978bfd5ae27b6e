"""The block editor's comments, `<!-- wp:image {"id":12} -->`: what each block is, then the comments go.

The grammar is that of `parse_blocks` in WordPress: a name, a JSON object, a slash if the block contains nothing.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from archivist.findings import Finding
from archivist.place import Place
from archivist.readers.wordpress.block_kinds import CHANGES, field_texts
from archivist.readers.wordpress.php import numbers
from archivist.readers.wordpress.wordpress_paragraphs import paragraphs

_DELIMITER = re.compile(
    r"<!--\s{1,20}(/?)wp:([a-z][a-z0-9_-]*(?:/[a-z][a-z0-9_-]*)?)\s{1,20}(\{.*\}\s{1,20})?(/?)-->", re.DOTALL
)
_MAX_DEPTH = 100
_MAX_REUSED = 5  # reusable blocks within one another
_MAX_SPENT = 20_000_000  # characters of reusable blocks in one article
_NOTHING = frozenset(
    {"more", "nextpage", "spacer", "footnotes", "shortcode", "html", "freeform", "read-more", "button", "block"}
)


@dataclass(slots=True)
class _Block:
    """A block that is open."""

    name: str
    attributes: Mapping[str, object]
    parts: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Blocks:
    """Takes the comments of one article's blocks out."""

    reusable: Mapping[int, str]  # id -> the source of a reusable block
    absent: Counter[str] = field(default_factory=Counter)  # blocks that made something of the site
    missing: list[str] = field(default_factory=list)  # ids of reusable blocks that are not in the export
    in_fields: Counter[str] = field(default_factory=Counter)  # blocks whose text was in their attributes
    related: list[int] = field(default_factory=list)  # ids of articles a block offers to read next
    spent: int = 0  # characters of reusable blocks

    def complete(self, source: str, depth: int = 0) -> str:
        """The source with its reusable blocks in their places."""
        if '"ref"' not in source:
            return source
        done: list[str] = []
        for text, _, name, attributes, is_void in _delimiters(source, only="block"):
            done.append(text)
            if name and is_void:
                number = attributes.get("ref")
                block = self.reusable.get(number) if isinstance(number, int) else None
                if block is None or depth >= _MAX_REUSED or self.spent > _MAX_SPENT:
                    self.missing.append(str(number)[:40])
                else:
                    self.spent += len(block)
                    done.append(self.complete(block, depth + 1))
        return "".join(done)

    def html(self, source: str) -> str:
        """The HTML of a complete source. What is between blocks is of the classic editor."""
        stack: list[_Block] = []
        done: list[str] = []
        for text, closes, name, attributes, is_void in _delimiters(source):
            into = stack[-1].parts if stack else done
            if text:
                into.append(text if stack or not text.strip() else paragraphs(text))
            if not name:
                continue
            if is_void or (not closes and len(stack) >= _MAX_DEPTH):
                into.append(self._void(name, attributes))
            elif not closes:
                stack.append(_Block(name, attributes))
            elif any(block.name == name for block in stack):
                while self._close(stack, done) != name:
                    pass
        while stack:
            self._close(stack, done)
        return "".join(done)

    def remarks(self, place: Place) -> list[Finding]:
        """What there is to tell of blocks without a text of their own."""
        found = []
        if self.absent:
            message = f"blocks that the site fills when it is viewed have no text here: {_list_counts(self.absent)}"
            found.append(Finding.at(place, "import-left-out", message))
        if self.in_fields:
            blocks = _list_counts(self.in_fields)
            message = f"the text of these blocks was imported from their fields, in their order: {blocks}"
            found.append(Finding.at(place, "import-guessed", message))
        for number in dict.fromkeys(self.missing):
            message = f"the reusable block {number} is not in the export; its text is missing from the article"
            hint = "Export all content, not only posts, so that it is included."
            found.append(Finding.at(place, "import-left-out", message, hint))
        return found

    def _close(self, stack: list[_Block], done: list[str]) -> str:
        block = stack.pop()
        inner = "".join(block.parts)
        name = "embed" if block.name.startswith("core-embed/") else block.name
        change = CHANGES.get(name)
        (stack[-1].parts if stack else done).append(change(inner, block.attributes) if change else inner)
        return block.name

    def _void(self, name: str, attributes: Mapping[str, object]) -> str:
        if "related" in name:
            ids = attributes.get("ids", attributes.get("posts", attributes.get("postIds")))
            self.related += numbers(",".join(str(each) for each in ids)) if isinstance(ids, list) else ()
        texts = field_texts(attributes) if name.startswith("acf/") else []
        if texts:
            self.in_fields[name] += 1
        elif name not in _NOTHING:
            self.absent[name] += 1
        return "".join(f"\n\n{paragraphs(text)}\n\n" for text in texts)


def _list_counts(names: Counter[str]) -> str:
    return ", ".join(f"{name} ×{count}" for name, count in sorted(names.items()))


def has_blocks(source: str) -> bool:
    """Whether an article was written in the block editor."""
    return "<!-- wp:" in source


def _delimiters(source: str, only: str = "") -> Iterator[tuple[str, bool, str, Mapping[str, object], bool]]:
    """Each block comment: the text before it, whether it closes, its name, attributes, whether it contains nothing."""
    done, start = 0, source.find("<!--")
    while start >= 0:
        end = source.find("-->", start + 4)
        if end < 0:
            break
        end += 3
        match = _DELIMITER.fullmatch(source, start, end)
        name = match[2].removeprefix("core/") if match else ""
        if match and only in ("", name):
            yield source[done:start], bool(match[1]), name, _attributes(match[3]), bool(match[4])
            done = end
        start = source.find("<!--", end)
    yield source[done:], False, "", {}, False


def _attributes(written: str | None) -> Mapping[str, object]:
    if not written:
        return {}
    try:
        value = json.loads(written)
    except (ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}
