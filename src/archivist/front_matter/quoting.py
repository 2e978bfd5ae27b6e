"""Values that need quotation marks and have none: those YAML or TOML cannot read, and those YAML cuts without a word.

`title: The river: a life` is an error of YAML, `title: Issue #5 is out` is read as "Issue". People write both. What
they meant is the whole line; so the line is proposed in quotation marks, and only if it then reads as written.
YAML 1.2.2, 7.3.3 (plain scalars), 6.6 (comments), 6.9 (node properties).
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import yaml

from archivist.front_matter.keys import PROSE_KEYS
from archivist.front_matter.values import BlockError

# Keys whose values are words for readers. Elsewhere, as in `draft: true #later`, a comment is a comment.
TEXT_KEYS = PROSE_KEYS | {"name", "keywords", "caption"}
_ONE_VALUE = frozenset({"title", "subtitle", "description", "excerpt", "summary", "caption"})  # never lists
_LOADER: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_MOST = 20  # lines proposed for one block
_MAX_LENGTH = 20_000  # characters of a block that is tried again and again
_NEAR = 40  # lines above the place of an error that are tried
_LINE = re.compile(r"(?P<head>[ \t]*(?:-[ ]+)?[\w.-]+[ \t]*:[ \t]+|[ \t]*-[ ]+)(?P<value>\S.*?)(?P<end>[ \t]*)$")
_TOML_LINE = re.compile(r"(?P<head>[ \t]*[\w.-]+[ \t]*=[ \t]*)(?P<value>\S.*?)(?P<end>[ \t]*)$")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_NO_SPACE = re.compile(r"^(\w[\w-]*):(?=[^\s/])")
_COMMENT = re.compile(r"[ \t]+#[ \t].*$")
_CUT = re.compile(r"[ \t]+#(?P<words>[^\s#!].*)$")  # `#5`, `#tag`
_REMARK = re.compile(r"[ \t]+#[ \t]+\S.*$")  # `# a remark`
_PROPERTY = re.compile(r"(?:&\S+|!\S*)(?:[ \t]+[^\s\"'>|].*)?$")  # an anchor or a tag, before words or alone
_LIST = re.compile(r"\[([^\[\]{}\"']*)\]$")
_TO_BE_QUOTED = re.compile(r"[#@%`&*!|>]|.*(?:[ \t]#|:[ \t]|:$)")  # an item that YAML reads otherwise
_ALIAS = re.compile(r"[:-][ \t]+\*([^\s*]+)[ \t]*$")
_NULL = re.compile(r"(?:null|Null|NULL)$")
_WORTH_A_LOOK = re.compile(r"[ \t]#|:[ \t]+[&!]|:[ \t]+(?:null|Null|NULL)[ \t]*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Unquoted:
    """A value that is not read as it is written."""

    line: int  # of the file, from 1
    key: str
    lost: str  # what is not read
    fixed: str  # the whole line in quotation marks; "" if what follows is probably a comment
    is_sure: bool = False  # whether nobody can have meant anything else
    is_escape: bool = False  # whether a backslash and a letter are read as one character

    @property
    def reason(self) -> str:
        """What is not read as it is written, as the beginning of a message."""
        if self.is_escape:
            return f"{self.lost} in `{self.key}` is one character in these quotation marks"
        return f"{self.lost[:60]} is not part of `{self.key}` for YAML"


@dataclass(frozen=True, slots=True)
class Repair:
    """A line that can be read if its value is put in quotation marks."""

    line: int  # of the file, from 1
    fixed: str


# ---------------------------------------------------------------- what cannot be read


def repairs(block: str, first: int, error_at: Callable[[str], int | None], *, toml: bool = False) -> list[Repair]:
    """The lines that must change so that the block can be read, or at least read further; none if that fails.

    `error_at` reads a block and returns the line of its first error (from 1; 0 if it is not known), None without one.
    """
    pattern = _TOML_LINE if toml else _LINE
    lines, made = block.split("\n"), list[Repair]()
    wrong = error_at(block) if len(block) <= _MAX_LENGTH else None
    while wrong is not None and len(made) < _MOST:
        for number, fixed in _proposals(pattern, lines, wrong - first if wrong else len(lines) - 1):
            tried = [*lines[:number], fixed, *lines[number + 1 :]]
            after = error_at("\n".join(tried))
            if after is None or after > max(wrong, number + first):
                break
        else:
            return made
        lines, wrong = tried, after
        made.append(Repair(number + first, fixed))
    return made


def with_advice(error: BlockError, block: str, first: int, read: Callable[[str], object], *, toml: bool) -> BlockError:
    """The error with the line as it must be written, if that can be found. `read` raises BlockError."""

    def error_at(text: str) -> int | None:
        try:
            read(text)
        except BlockError as other:
            return other.line
        return None

    made = repairs(block, first, error_at, toml=toml)
    if not made:
        return error
    message = advice(made[0], block.split("\n")[made[0].line - first])
    return BlockError(message, made[0].line, fixed=tuple((each.line, each.fixed) for each in made))


def advice(repair: Repair, written: str) -> str:
    """What is wrong with a line and how to write it, in a sentence without a full stop."""
    if "\t" in written[: len(written) - len(written.lstrip())]:
        return f"a line cannot be indented with a tab; write it with spaces: {repair.fixed.strip()}"
    if repair.fixed.replace(": ", ":", 1) == written:
        return f"there must be a space after the colon; write: {repair.fixed.strip()}"
    return f"put the value in quotation marks; write: {repair.fixed.strip()}"


def _proposals(pattern: re.Pattern[str], lines: Sequence[str], wrong: int) -> Iterator[tuple[int, str]]:
    """Lines by number (from 0), rewritten: the one with the error, then those above it.

    A quotation mark that is not closed is noticed further down.
    """
    last = max(min(wrong, len(lines) - 1), 0)
    for number in range(last, max(last - _NEAR, -1), -1):
        line = lines[number]
        ways = (_in_quotes(pattern, line), _without_tab(lines, number), _NO_SPACE.sub(r"\1: ", line))
        is_alias = (alias := _ALIAS.search(line)) and f"&{alias[1]}" in "\n".join(lines)
        yield from ((number, way) for way in ways if way and way != line and not is_alias)


def _without_tab(lines: Sequence[str], number: int) -> str:
    """The line indented with spaces, or not at all where nothing above it can be continued; "" without a tab."""
    line = lines[number]
    indent = line[: len(line) - len(line.lstrip())]
    if "\t" not in indent:
        return ""
    above = lines[number - 1] if number else ""
    can_belong = above[:1] in (" ", "\t") or above.rstrip().endswith(":")
    return indent.expandtabs(2) * can_belong + line.lstrip()


def _in_quotes(pattern: re.Pattern[str], line: str) -> str:
    """The line with its value in quotation marks; "" if it has none, or has them already."""
    match = pattern.match(line)
    if match is None:
        return ""
    of_list = _LIST.match(match["value"]) if pattern is _LINE else None
    if of_list and any(_TO_BE_QUOTED.match(each.strip()) for each in of_list[1].split(",")):
        items = [each.strip() for each in of_list[1].split(",")]
        return f"{match['head']}[{', '.join(quoted(each) if _TO_BE_QUOTED.match(each) else each for each in items)}]"
    value = _COMMENT.sub("", match["value"])
    if pattern is _TOML_LINE and _DAY.match(value):
        return ""  # a day that is not in the calendar
    if _is_list(value, match["head"].strip(" \t-:=")):
        return ""
    return f"{match['head']}{quoted(_without_marks(value))}"


def _is_list(value: str, key: str) -> bool:
    """Whether it is a list or a table, one of whose items is at fault, and not words that begin with a bracket."""
    if value[0] not in "[{" or value.startswith("{{"):
        return False
    closing = "]" if value[0] == "[" else "}"
    is_one = closing not in value and key in _ONE_VALUE and len(value) > 1
    return value[-1] == closing or (closing not in value and not is_one)


def _without_marks(value: str) -> str:
    """The value without the quotation marks that were meant as those of YAML."""
    mark = value[0]
    if mark not in "\"'" or value.count(mark) == 1:
        return value if mark != '"' else value.removeprefix('"')
    inner = value[1:-1]
    if not value.endswith(mark) or len(value) < 2:
        return value
    closes = inner.find(mark)
    is_first_of_two = closes > 0 and not inner[closes - 1].isspace() and inner[closes + 1 : closes + 2].isspace()
    return value if is_first_of_two else inner


def quoted(value: str) -> str:
    """The value in quotation marks, as YAML and TOML both read them."""
    if ('"' in value or "\\" in value) and "'" not in value:
        return f"'{value}'"
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


# ---------------------------------------------------------------- what is cut


def unquoted(block: str, first: int) -> list[Unquoted]:
    """The values for readers in a block of YAML that can be read, but is not read as it is written."""
    if not _WORTH_A_LOOK.search(block):
        return []
    loader = _LOADER(block)
    try:
        node = loader.get_single_node()
    except (yaml.YAMLError, RecursionError):
        return []
    finally:
        loader.dispose()
    return list(_cut_below(node, block.split("\n"), block, first, ""))


def _cut_below(node: yaml.Node | None, lines: list[str], block: str, first: int, key: str) -> Iterator[Unquoted]:
    if isinstance(node, yaml.MappingNode):
        for key_node, value_node in node.value:
            yield from _cut_below(value_node, lines, block, first, str(key_node.value))
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _cut_below(item, lines, block, first, key)
    elif isinstance(node, yaml.ScalarNode) and key in TEXT_KEYS and not node.style:
        found = _cut(node, lines, block, key)
        if found:
            lost, fixed = found
            is_sure = lost.startswith("#") and bool(fixed)
            yield Unquoted(int(node.end_mark.line) + first, key, lost, fixed, is_sure)


def _cut(node: yaml.ScalarNode, lines: list[str], block: str, key: str) -> tuple[str, str] | None:
    """What is lost of a plain scalar, and its line in quotation marks; None if nothing is."""
    line = lines[node.end_mark.line] if node.end_mark.line < len(lines) else ""
    rest = line[node.end_mark.column :]
    match = _LINE.match(line)
    whole = match["value"] if match and node.start_mark.line == node.end_mark.line else ""
    cut = _CUT.match(rest)
    if cut:
        return f"#{cut['words'].rstrip()}", f"{match['head']}{quoted(whole)}" if match and whole else ""
    if _REMARK.match(rest):
        return rest.strip(), ""
    name = whole.split(maxsplit=1)[0] if whole else ""
    is_property = _PROPERTY.match(whole) and f"*{name[1:]}" not in block
    if match and (is_property or _NULL.match(whole)):
        return name, f"{match['head']}{quoted(whole)}"
    return None
