"""Template tags in a text, in linear time: Liquid's `{% … %}` and `{{ … }}`, Hugo's `{{< … >}}` and `{{% … %}}`."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

MAX_TAG = 4000  # characters
_OPENING = re.compile(r"\{\{[<%]|\{\{|\{%")
CLOSING = {"{{<": ">}}", "{{%": "%}}", "{{": "}}", "{%": "%}"}
_ARGUMENT = re.compile(
    r"""([\w.-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|'([^']*)'|`([^`]*)`|([^\s"'`,]+))"""
    r"""|"((?:[^"\\]|\\.)*)"|'([^']*)'|`([^`]*)`|([^\s"'`,]+)|[\s\S]"""
)


@dataclass(frozen=True, slots=True)
class Tag:
    """One tag."""

    start: int
    end: int
    form: str  # how it opens: `{%`, `{{`, `{{<` or `{{%`
    inside: str  # without the delimiters and the spaces around

    @property
    def is_shortcode(self) -> bool:
        """Whether it is Hugo's."""
        return self.form in ("{{<", "{{%")

    @property
    def closes(self) -> bool:
        """Whether it is `{{< /name >}}`."""
        return self.is_shortcode and self.inside.startswith("/")

    @property
    def name(self) -> str:
        """Its first word, in small letters; of an output (`{{ … }}`) ""."""
        words = self.inside.lstrip("/ ").split(None, 1)
        return words[0].lower() if words and self.form != "{{" else ""

    @property
    def rest(self) -> str:
        """What follows the name."""
        words = self.inside.lstrip("/ ").split(None, 1)
        return words[1].removesuffix("/").strip() if len(words) > 1 else ""


@dataclass(frozen=True, slots=True)
class Arguments:
    """What follows the name of a tag."""

    named: Mapping[str, str] = field(default_factory=dict)
    quoted: frozenset[str] = frozenset()  # the names of values that are in quotation marks: the others are variables
    listed: tuple[str, ...] = ()


@dataclass(slots=True)
class Scanner:
    """Finds the tags of some forms in a text."""

    text: str
    forms: frozenset[str]
    _closes: dict[str, tuple[int, int]] = field(default_factory=dict)  # by ending: from where, and the next; -1 if none

    def tags(self, position: int = 0) -> Iterator[Tag]:
        """The tags from there on, in order; they do not overlap."""
        while tag := self.next(position):
            yield tag
            position = tag.end

    def next(self, position: int) -> Tag | None:
        """The first tag that begins at this place or after it."""
        while match := _OPENING.search(self.text, position):
            opening = match[0] if match[0] in self.forms else match[0][:2]
            tag = self._tag(match.start(), opening) if opening in self.forms else None
            if tag:
                return tag
            position = match.start() + 1
        return None

    def _tag(self, start: int, opening: str) -> Tag | None:
        closing, inner = CLOSING[opening], start + len(opening)
        since, end = self._closes.get(closing, (inner + 1, 0))
        if since > inner or 0 <= end < inner:
            end = self.text.find(closing, inner)
            self._closes[closing] = inner, end
        if end < 0 or end > start + MAX_TAG:
            return None
        inside = self.text[inner:end]
        if opening in ("{{", "{%"):
            inside = inside.removeprefix("-").removesuffix("-")
        return Tag(start, end + len(closing), opening, inside.strip())


def arguments(words: str) -> Arguments:
    """Read `key="value"`, `key=variable`, `"value"` and words."""
    named: dict[str, str] = {}
    quoted: set[str] = set()
    listed: list[str] = []
    for match in _ARGUMENT.finditer(words[:MAX_TAG]):
        key, *values = match.groups()
        value = next((each for each in values if each is not None), None)
        if value is None:
            continue
        is_bare = value in (values[3], values[7])
        if values[0] is not None or values[4] is not None:
            value = re.sub(r"\\(.)", r"\1", value, flags=re.DOTALL)
        if key is None:
            listed.append(value)
        else:
            named.setdefault(key.lower(), value)
            if not is_bare:
                quoted.add(key.lower())
    return Arguments(named, frozenset(quoted), tuple(listed))
