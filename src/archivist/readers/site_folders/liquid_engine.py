"""Liquid as python-liquid runs it: loops, conditions, filters, data files and includes of a Jekyll site.

Nothing is read outside the site's folder, and nothing depends on the clock. What is not known here (the site's posts,
a plug-in's tag, a variable nobody set) raises, so that the whole of it stays as written.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar

from liquid import Environment, Mode, Token
from liquid.context import RenderContext
from liquid.output import LimitedStringIO
from liquid.tag import Tag
from liquid.template import BoundTemplate

from archivist.readers.site_folders.liquid_budget import MOST, READING, ROUND, Budget, UnknownError
from archivist.readers.site_folders.liquid_filters import filters
from archivist.readers.site_folders.liquid_tags import block_of, tag_of
from archivist.readers.site_folders.services import SERVICES
from archivist.readers.site_folders.tags import Arguments, arguments

if TYPE_CHECKING:
    from liquid.builtin.tags.for_tag import ForLoop
    from liquid.builtin.tags.tablerow_tag import TableRow

_LONGEST = 200_000  # characters of a piece that is run, or of an include
_HELD = 200  # templates of an article that are kept: includes are read again and again
_CALL = 50  # what it costs to run one, in characters read
_MISSING = object()
# jekyllrb.com/docs/variables: what Jekyll computes, and is not known here unless it is given
_COMPUTED = {
    "site": frozenset(
        """
        posts pages related_posts static_files html_pages html_files collections documents categories tags time github
        source destination
        """.split()  # noqa: SIM905
    ),
    "page": frozenset(
        """
        content excerpt url date id categories tags path name dir slug ext collection next previous output
        relative_path layout
        """.split()  # noqa: SIM905
    ),
    "include": frozenset[str](),
}


class _Context(RenderContext):
    """Asks for values: what a page, the settings or an include do not have is nil, another name is not known."""

    def get(self, path: list[object], *, token: Token | None, default: object = _MISSING) -> object:
        """The value at a path. Raises UnknownError."""
        root = path[0]
        if root in ("now", "today") and root not in self.locals:
            raise UnknownError("the current time is not available")
        found = super().get(path, token=token, default=_MISSING)
        if found is not _MISSING:
            return found
        _check_nil(root, path[1] if len(path) > 1 else "", is_there=isinstance(root, str) and root in self.scope)
        return None

    def resolve(self, name: str, *, token: Token | None = None, default: object = _MISSING) -> object:
        """The value of a name. Raises UnknownError."""
        found = super().resolve(name, token=token, default=_MISSING)
        if found is _MISSING:
            raise UnknownError(f"{name} is not known")
        return found

    def loop(self, namespace: Mapping[str, object], forloop: "ForLoop | TableRow") -> Any:
        """Count what a loop goes through."""
        self.env.budget.spend(int(forloop.length) * ROUND)  # type: ignore[attr-defined]
        return super().loop(namespace, forloop)


def _check_nil(root: object, key: object, *, is_there: bool) -> None:
    """Raises UnknownError unless the site itself would have nothing at that name either."""
    computed = _COMPUTED.get(root) if isinstance(root, str) else None
    if (computed is None and not is_there) or (computed is not None and key in computed):
        raise UnknownError(f"{root}.{key} is not known")


class _Template(BoundTemplate):
    context_class = _Context


class _Environment(Environment):
    template_class = _Template
    context_depth_limit: ClassVar[int] = 20
    loop_iteration_limit: ClassVar[int | None] = 10_000
    local_namespace_limit: ClassVar[int | None] = 4 * MOST
    output_stream_limit: ClassVar[int | None] = MOST

    def __init__(self, budget: Budget) -> None:
        super().__init__(tolerance=Mode.STRICT, strict_filters=True)
        self.budget = budget


@dataclass(frozen=True, slots=True)
class Known:
    """What the templates of one article may ask for."""

    site: Mapping[str, object]
    page: Mapping[str, object]
    url: str
    base: str
    read_include: Callable[[str, bool], str | None]  # the text of an include, of a path relative to the page or not
    as_include: Callable[[str, Mapping[str, str]], str | None]  # a figure or note by the name of its include
    as_tag: Callable[[str, str], str | None]  # what a tag without an end stands for: its name, what follows it
    as_code: Callable[[str, str], str]  # a block of code: its language, its text


@dataclass(slots=True)
class Engine:
    """Runs pieces of one article, one after the other."""

    known: Known
    assigned: dict[str, object] = field(default_factory=dict)
    _budget: Budget = field(default_factory=Budget)
    _counters: dict[str, int] = field(default_factory=dict)
    _environment: Environment | None = None
    _templates: dict[str, BoundTemplate] = field(default_factory=dict)  # by their text

    def run(self, source: str) -> str | None:
        """What a piece stands for; None if that is not known."""
        try:
            return self._run(source)
        except Exception:  # whatever a stranger's template makes a stranger's library do: it stays as written
            return None

    def _run(self, source: str) -> str:
        template = self._parse(source)
        names = {"site": self.known.site, "page": self.known.page}
        context = _Context(template, globals=names)
        context.locals.update(self.assigned)
        context.counters.update(self._counters)
        buffer = LimitedStringIO(limit=MOST)
        template.render_with_context(context, buffer)
        self._budget.spend(buffer.size)
        self.assigned = dict(context.locals)
        self._counters = dict(context.counters)
        return buffer.getvalue()

    def _parse(self, source: str) -> BoundTemplate:
        if len(source) > _LONGEST:
            raise UnknownError("a template is too long")
        held = self._templates.get(source)
        if held is not None:
            self._budget.spend(len(source) + _CALL)
            return held
        self._budget.spend((len(source) + _CALL) * READING)
        self._budget.spend(len(source) * READING * _count_unclosed(source))
        template = self._own_environment().from_string(source)
        if len(self._templates) < _HELD:
            self._templates[source] = template
        return template

    def _own_environment(self) -> Environment:
        if self._environment is None:
            made = _Environment(self._budget)
            made.filters = filters(made.filters, self._budget, url=self.known.url, base=self.known.base)
            for name in ("include", "include_cached"):
                made.tags[name] = tag_of(name, lambda words, context: self._include(words, context, False), made)
            relative = tag_of("include_relative", lambda words, context: self._include(words, context, True), made)
            made.tags["include_relative"] = relative
            for name in ("link", "post_url", *SERVICES):
                made.tags[name] = self._make_tag_class(name, made)
            made.tags["highlight"] = block_of("highlight", self.known.as_code, made)
            del made.tags["render"]
            self._environment = made
        return self._environment

    def _make_tag_class(self, name: str, environment: Environment) -> Tag:
        def render(words: str, _: RenderContext) -> str:
            replacement = self.known.as_tag(name, words)
            if replacement is None:
                raise UnknownError(f"{name} {words}")
            return replacement

        return tag_of(name, render, environment)

    # ------------------------------------------------ includes

    def _include(self, words: str, context: RenderContext, is_relative: bool) -> str:
        name, _, rest = words.strip().partition(" ")
        if "{" in name:
            raise UnknownError("the name of an include is computed")
        given = arguments(rest)
        values = {key: self._argument(key, given, context) for key in given.named}
        texts = {key: str(value) for key, value in values.items() if value is not None}
        as_known = self.known.as_include(name.strip("\"'"), texts)
        if as_known is not None:
            return as_known
        text = self.known.read_include(name.strip("\"'"), is_relative)
        if text is None:
            raise UnknownError(f"there is no include {name}")
        template = self._parse(text)
        buffer = LimitedStringIO(limit=MOST)
        with context.extend({"include": values}, template=template):
            template.render_with_context(context, buffer, partial=True)
        self._budget.spend(buffer.size)
        return buffer.getvalue()

    def _argument(self, key: str, given: Arguments, context: RenderContext) -> object:
        value = given.named[key]
        if key in given.quoted:
            return value
        if value in ("true", "false", "nil"):
            return {"true": True, "false": False, "nil": None}[value]
        if re.fullmatch(r"-?\d{1,18}", value):
            return int(value)
        if not re.fullmatch(r"[A-Za-z_][\w-]*(?:\.[A-Za-z_][\w-]*)*", value):
            raise UnknownError("an argument is not supported")
        return context.get(list(value.split(".")), token=None)


def _count_unclosed(source: str) -> int:
    """How many tags are opened and not closed: for each of them the library looks to the end of the text."""
    marks = source.count("{{") + source.count("{%") - source.count("}}") - source.count("%}")
    blocks = (len(re.findall(rf"\{{%-?\s*{name}\b", source)) - source.count(f"end{name}") for name in ("raw", "doc"))
    return max(0, marks) + sum(max(0, count) for count in blocks)
