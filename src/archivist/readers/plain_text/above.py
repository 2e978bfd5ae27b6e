"""What is above the title of a page: bars, menus, the column, a date, captions, addresses."""

from collections.abc import Sequence

from archivist.reader_api.dates import dates_in
from archivist.readers.plain_text import field_labels, text_boilerplate
from archivist.readers.plain_text.available_in import available_in
from archivist.readers.plain_text.bylines import byline, is_labelled
from archivist.readers.plain_text.page import Page, quote
from archivist.readers.plain_text.person_names import is_domain
from archivist.readers.plain_text.text_lines import Line, fold, letters
from archivist.readers.plain_text.text_titles import Title

_SHORT = 30  # characters of a column's name
_LINES = 40  # of a block that are looked at


def is_above(lines: Sequence[Line], index: int, language: str) -> bool:
    """Whether a line is what is above a title: a bar, a date, the caption of a picture."""
    line = lines[index].text
    return (
        _is_furniture(lines, index)
        or field_labels.is_labelled_date(line, language)
        or _is_caption(lines[index])
        or available_in(line) is not None
        or field_labels.is_address(line)
        or _is_dated_column(line, language)
        or field_labels.is_issue(line, language)
        or field_labels.is_yearless(line, language)
    )


def is_signed_above(lines: Sequence[Line], index: int, language: str) -> bool:
    """Whether a line above the title names the author and says so, as “By Nino Example” does."""
    said = byline(lines[index].text, language)
    if said is None or not said.authors or not is_labelled(lines[index].text) or index + 1 >= len(lines):
        return False
    below = lines[index + 1]
    return byline(below.text, language) is None


def is_column(lines: Sequence[Line], index: int, following: int, language: str) -> bool:
    """Whether a line names the column: a usual name, or a short line in the same block as a caption or a date."""
    line, title = lines[index].text, lines[following]
    if field_labels.is_section(line):
        return True
    beside = any(
        is_above(lines, n, language) for n in range(following) if lines[n] in _block(lines, index) and n != index
    )
    short = len(line) <= _SHORT and len(line.split()) <= 3 and len(line) * 2 <= len(title.text)
    below = byline(lines[following + 1].text, language) if following + 1 < len(lines) else None
    apart = title.gap > 0 or following - index > 1  # a bar of the site is between
    return beside and short and (apart or below is not None)


def take_above(lines: Sequence[Line], end: int, page: Page, language: str, title: Title | None = None) -> int:
    """Take the lines before `end`; without a title, those before the first that is not boilerplate. Where it ended."""
    for index, line in enumerate(lines[:end]):
        if is_above(lines, index, language):
            _take(lines, index, page, language)
        elif is_signed_above(lines, index, language) and (said := byline(line.text, language)):
            page.take_byline(line.text, said)
        elif title is None:
            return index
        elif index in title.of_site or any(letters(line.text) in letters(lines[copy].text) for copy in title.copies):
            _take_copy(line.text, page)
        else:
            _take_words(line.text, page, after_title=any(copy < index for copy in title.copies))
    return end


def _take(lines: Sequence[Line], index: int, page: Page, language: str) -> None:
    line = lines[index].text
    listed = available_in(line)
    if _is_furniture(lines, index):
        page.leave_out(line)
    elif field_labels.is_labelled_date(line, language) or _is_dated_column(line, language):
        _take_date(lines, index, page, language)
    elif listed is not None:
        page.take_languages(line, listed)
    elif field_labels.is_address(line):
        page.take_address(line)
    elif field_labels.is_issue(line, language):
        page.moment, page.moment_line = dates_in(line, language)[0][2], line
        page.leave_out(line)
    elif field_labels.is_yearless(line, language):
        page.leave_out(f"{line} (not a date: it has no year)")
    else:
        page.captions.append(line)


def _take_date(lines: Sequence[Line], index: int, page: Page, language: str) -> None:
    """A date above the title. Among the bars of a site it is today's, not the article's."""
    line, said = lines[index].text, byline(lines[index].text, language)
    if said is None or any(_is_bar(each.text) for each in _block(lines, index)):
        page.leave_out(f"{line} (a date in the boilerplate of the site)" if said else line)
        return
    page.take_byline(line, said)


def _take_copy(line: str, page: Page) -> None:
    if fold(line) != fold(page.title):
        page.leave_out(line)


def _take_words(line: str, page: Page, *, after_title: bool) -> None:
    if after_title and not page.description and len(line) > _SHORT:
        page.description = line
        page.guessed.append("the standfirst is the line between the title and its repetition")
    elif page.section or len(line) > _SHORT * 2 or text_boilerplate.may_be_furniture(line):
        page.leave_out(line)
    else:
        page.section = line
        if not field_labels.is_section(line):
            page.guessed.append(f"the section is {quote(line)}, the line above the title")


# ---------------------------------------------------------------- what a line is


def _is_caption(line: Line) -> bool:
    return field_labels.is_credited(line.text) or (field_labels.is_caption(line.text) and not line.is_prose)


def _is_dated_column(line: str, language: str) -> bool:
    """`Politics | 30 March 2022`, `Example.org, 30 March 2022, Tbilisi`."""
    said = byline(line, language)
    return said is not None and bool(said.section or said.agency) and said.moment is not None


def _is_furniture(lines: Sequence[Line], index: int) -> bool:
    """Whether a line is of the site, by itself or by those around it: a menu has names that nobody can know."""
    line = lines[index].text
    if _is_bar(line):
        return True
    block = _block(lines, index)
    bars = [number for number, each in enumerate(block) if _is_bar(each.text)]
    if _is_of_menu(line):
        return _is_in_menu(line, [each.text for each in block], has_bar=bool(bars))
    here = block.index(lines[index])
    if is_domain(line):
        return bool(bars)
    bars += [number for number, each in enumerate(block) if is_domain(each.text)] if bars else []
    return bool(bars) and len(line) <= _SHORT and min(bars) < here < max(bars)


def _is_in_menu(line: str, block: Sequence[str], *, has_bar: bool) -> bool:
    """Whether a line that may be of a menu is of one, by the lines around it."""
    menu = [each for each in block if _is_bar(each) or _is_of_menu(each)]
    known = sum(not field_labels.is_section(each) for each in menu)
    return (has_bar and len(menu) > 2) or (text_boilerplate.may_be_furniture(line) and (has_bar or known > 2))


def _is_bar(line: str) -> bool:
    """Whether a line is the site's by itself. Its last change is not the article's."""
    return text_boilerplate.is_furniture_around(line) or field_labels.is_update(line)


def _is_of_menu(line: str) -> bool:
    return text_boilerplate.may_be_furniture(line) or field_labels.is_section(line)


def _block(lines: Sequence[Line], index: int) -> Sequence[Line]:
    """The lines with no empty line between them and this one."""
    first, last = index, index + 1
    while first > max(0, index - _LINES) and lines[first].gap == 0:
        first -= 1
    while last < min(len(lines), index + _LINES) and lines[last].gap == 0:
        last += 1
    return lines[first:last]
