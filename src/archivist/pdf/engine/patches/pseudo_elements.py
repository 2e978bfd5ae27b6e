"""The styles of pseudo-elements are found when they are asked for.

Changes: `__init__` and `__call__` of `weasyprint.css.StyleFor`, wrapped.
Why: the engine's own style sheet has rules for six pseudo-elements of every element, such as `::footnote-call`. So six
styles are made for each element, of which only notes and items of lists use any: six of seven styles of a document.
Here the rules for pseudo-elements are kept apart, and are matched when a box for one may be made.
Upstream: `StyleFor.__call__` could compute the style of a pseudo-element when it is first asked for.

If a rule gives a pseudo-element an anchor, which the engine must know before boxes are made, all is done as before.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import wraps
from math import inf
from typing import Protocol
from xml.etree.ElementTree import Element

import cssselect2
from cssselect2 import Matcher
from weasyprint.css import StyleFor, declaration_precedence

from archivist.pdf.engine.boxes import Style
from archivist.pdf.engine.patches.replacing import replace

_DIVIDED = "_archivist_divided"  # of a style sheet
_LATER = "_archivist_later"  # of a StyleFor
_INDEXED = ("id_selectors", "class_selectors", "lower_local_name_selectors", "namespace_selectors")
_LISTED = ("lang_attr_selectors", "other_selectors")
_ANCHOR = "anchor"

_Specificity = tuple[int, ...]
_Declared = dict[str, tuple[object, tuple[int, float, _Specificity]]]  # values and weights, by name of the property
_Rule = tuple[Sequence[tuple[str, object, bool]], object]  # what it declares: name, values, !important; and its layer
# Of a matcher: a test, its specificity, which selector of the style sheet it is, the pseudo-element, and the rule.
_Entry = tuple[object, _Specificity, int, str | None, _Rule]


class _Sheet(Protocol):
    """A style sheet that was parsed, `weasyprint.CSS`."""

    matcher: Matcher

    @property
    def layers(self) -> Sequence[object]:
        """The names of its layers, in order."""


class _Html(Protocol):
    """A document before it is laid out, `weasyprint.HTML`."""

    wrapper_element: cssselect2.ElementWrapper
    etree_element: Element
    base_url: str | None


class _StyleFor(Protocol):
    """`weasyprint.css.StyleFor`: the styles of elements and pages, by what they are of."""

    _sheets: Sequence["_Given"]

    def get_cascaded_styles(self) -> dict[tuple[object, str | None], _Declared]:
        """What rules declare for those whose style is not computed yet."""

    def get_computed_styles(self) -> Mapping[tuple[object, str | None], Style]:
        """The styles that there are."""

    def set_computed_styles(
        self, element: Element, *, parent: Element, root: Element, pseudo_type: str, base_url: str | None
    ) -> None:
        """Compute a style."""


# A style sheet, whose it is, and the specificity of all its selectors or None.
_Given = tuple[_Sheet, str, _Specificity | None]
_DividedGiven = tuple["_Divided", str, _Specificity | None]
_Begin = Callable[..., None]
_StyleOf = Callable[[_StyleFor, object, str | None], Style | None]


@dataclass(slots=True, eq=False)
class _Divided:
    """A style sheet without what it has for pseudo-elements, as the engine takes it, and that by pseudo-element."""

    whole: _Sheet
    matcher: Matcher
    pseudo: dict[str, Matcher]

    @property
    def layers(self) -> Sequence[object]:
        """The names of its layers, in order."""
        return list(self.whole.layers)

    @property
    def has_anchors(self) -> bool:
        """Whether a rule gives a pseudo-element an anchor."""
        entries = (entry for matcher in self.pseudo.values() for _, _, entry in _entries(matcher))
        return any(name == _ANCHOR for *_, (declared, _) in entries for name, _, _ in declared)


@dataclass(frozen=True, slots=True)
class _Used:
    """The style sheets that have rules for a pseudo-element, and what an element must have for one of them."""

    sheets: Sequence[_DividedGiven]
    tags: frozenset[str]
    classes: frozenset[str]
    is_open: bool  # whether it may be another element, too

    def concerns(self, element: Element) -> bool:
        """Whether a rule may be for an element; one that is not passed to selectors costs nothing."""
        if self.is_open or element.tag.rpartition("}")[2].lower() in self.tags:
            return True
        return not self.classes.isdisjoint(element.get("class", "").split())


@dataclass(slots=True)
class _Later:
    """The pseudo-elements of a document."""

    html: _Html
    sheets: Sequence[_DividedGiven]
    used: dict[str, _Used] = field(init=False)  # by pseudo-element
    elements: Mapping[Element, cssselect2.ElementWrapper] = field(default_factory=dict)  # as selectors see them

    def __post_init__(self) -> None:
        self.used = {
            name: _used(name, self.sheets) for name in {name for each in self.sheets for name in each[0].pseudo}
        }

    def declared(self, element: Element, pseudo: str) -> _Declared:
        """What rules declare for a pseudo-element of an element."""
        if not self.elements:
            self.elements = {each.etree_element: each for each in self.html.wrapper_element.iter_subtree()}
        found: _Declared = {}
        for sheet, origin, of_sheet in self.used[pseudo].sheets:
            for specificity, _, _, (declarations, layer) in sheet.pseudo[pseudo].match(self.elements[element]):
                order = inf if layer is None else sheet.layers.index(layer)
                for name, values, importance in declarations:
                    weight = declaration_precedence(origin, importance), order, of_sheet or specificity
                    if name not in found or found[name][1] <= weight:
                        found[name] = values, weight
        return found


def install() -> None:
    """Wrap these. Raises LayoutError if the engine lacks one of them."""
    replace(StyleFor, "__init__", _without_pseudo_elements)
    replace(StyleFor, "__call__", _made_when_asked)


def _without_pseudo_elements(original: _Begin) -> _Begin:
    @wraps(original)
    def begin(self: _StyleFor, html: _Html, sheets: Sequence[_Given], *rest: object) -> None:
        divided = [(_divide(sheet), origin, specificity) for sheet, origin, specificity in sheets]
        if any(sheet.has_anchors for sheet, *_ in divided):
            original(self, html, sheets, *rest)
            return
        original(self, html, divided, *rest)
        self._sheets = sheets  # for the rules of pages
        setattr(self, _LATER, _Later(html, divided))

    return begin


def _made_when_asked(original: _StyleOf) -> Callable[..., Style | None]:
    @wraps(original)
    def style_of(self: _StyleFor, element: object, pseudo_type: str | None = None) -> Style | None:
        later: _Later | None = self.__dict__.get(_LATER) if pseudo_type else None
        # A page has pseudo-elements as well, which the engine makes with it.
        if later is not None and pseudo_type in later.used and isinstance(element, Element):
            if not later.used[pseudo_type].concerns(element):
                return None
            if (element, pseudo_type) not in self.get_computed_styles():
                declared = later.declared(element, pseudo_type)
                if declared:
                    _compute(self, later.html, element, pseudo_type, declared)
        return original(self, element, pseudo_type)

    return style_of


def _compute(self: _StyleFor, html: _Html, element: Element, pseudo_type: str, declared: _Declared) -> None:
    """Make the style of a pseudo-element, as the engine does."""
    cascaded = self.get_cascaded_styles()
    cascaded[element, pseudo_type] = declared
    self.set_computed_styles(
        element, parent=element, root=html.etree_element, pseudo_type=pseudo_type, base_url=html.base_url
    )
    del cascaded[element, pseudo_type]


def _used(pseudo: str, sheets: Sequence[_DividedGiven]) -> _Used:
    used = [each for each in sheets if pseudo in each[0].pseudo]
    matchers = [sheet.pseudo[pseudo] for sheet, _, _ in used]
    tags = frozenset(tag for matcher in matchers for tag in matcher.lower_local_name_selectors)
    classes = frozenset(name for matcher in matchers for name in matcher.class_selectors)
    others = ("id_selectors", "namespace_selectors", *_LISTED)
    return _Used(used, tags, classes, any(getattr(matcher, store) for matcher in matchers for store in others))


def _divide(sheet: _Sheet) -> _Divided:
    """A style sheet divided, once: nothing changes it after it was parsed."""
    kept: _Divided | None = vars(sheet).get(_DIVIDED)
    if kept is None:
        kept = _Divided(sheet, Matcher(), {})
        for store, key, entry in _entries(sheet.matcher):
            pseudo = entry[3]
            matcher = kept.pseudo.setdefault(pseudo, Matcher()) if pseudo else kept.matcher
            place = getattr(matcher, store)
            (place if key is None else place.setdefault(key, [])).append(entry)
        setattr(sheet, _DIVIDED, kept)
    return kept


def _entries(matcher: Matcher) -> Iterator[tuple[str, str | None, _Entry]]:
    """The selectors of a matcher: where it has each, by which key, and the selector with its rule."""
    for store in _INDEXED:
        yield from ((store, key, entry) for key, entries in getattr(matcher, store).items() for entry in entries)
    for store in _LISTED:
        yield from ((store, None, entry) for entry in getattr(matcher, store))
