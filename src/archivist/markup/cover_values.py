"""What the cover and the title page are filled with, which say the same in one design."""

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from archivist.markup.cover_design import digits_step, hue, title_step
from archivist.markup.edition_context import EditionContext
from archivist.model.articles import PeriodStrip, Picture
from archivist.text.collation import range_dash

_WIDE, _MIDDLE = 5, 12  # up to how many cells are wide, and up to how many are of middle width


@dataclass(frozen=True, slots=True)
class CoverValues:
    """The cover of a volume as templates print it."""

    hue: str
    title_step: int
    number: str  # of the volume; of a cumulative volume its years
    before_number: str  # what the label of the number has before it: No.
    after_number: str
    digits: int
    strip: PeriodStrip
    cells: str  # the width of the cells
    foot: tuple[Markup, ...]  # lines
    photograph: str  # name of the picture; "" if there is none
    logo: str  # likewise

    @property
    def layout(self) -> str:
        """A class of styles/cover.css."""
        return "with-photograph" if self.photograph else "without-photograph"


def cover_values(context: EditionContext) -> CoverValues:
    """The cover of an edition."""
    data, strip = context.metadata, context.around.strip
    number = str(data.number) if data.number else _years(context)
    before, _, after = context.labels["number"].partition("{number}") if data.number else ("", "", "")
    picture = context.around.cover
    name, is_logo = (picture.picture.name, picture.is_logo) if picture else ("", False)
    return CoverValues(
        hue=hue(context.around.config, context.language, data.year),
        title_step=title_step(data.title, data.subtitle, beside_photograph=bool(name) and not is_logo),
        number=number,
        before_number=before.strip(),
        after_number=after.strip(),
        digits=digits_step(number),
        strip=strip,
        cells=_cell_width(strip.cells),
        foot=tuple(_foot(context)),
        photograph="" if is_logo else name,
        logo=name if is_logo else "",
    )


def cover_pictures(context: EditionContext) -> tuple[Picture, ...]:
    """The pictures on the cover."""
    return (context.around.cover.picture,) if context.around.cover else ()


def _years(context: EditionContext) -> str:
    years = [each.volume[:4] for each in context.annotated.finished] or [str(context.metadata.year)]
    first, last = min(years), max(years)
    return last if first == last else f"{first}{range_dash(context.language)}{last}"


def _cell_width(cells: int) -> str:
    if cells == 1:
        return "whole"
    return "wide" if cells <= _WIDE else "middle" if cells <= _MIDDLE else "narrow"


def _foot(context: EditionContext) -> Iterator[Markup]:
    """The lines at the foot: which version it is if there was another, then where and when it was published."""
    data = context.metadata
    if data.version > 1:
        yield Markup("{} {}").format(context.words("version"), data.version)
    imprint = [part for part in (data.place, data.publisher, str(data.published.year)) if part]
    if imprint:
        yield Markup(" · ").join(imprint)
