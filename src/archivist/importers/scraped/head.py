"""The head of a page: everything up to the first paragraph."""

from collections.abc import Sequence

from archivist.importers.dates import dates_in
from archivist.importers.scraped import furniture
from archivist.importers.scraped.available_in import available_in
from archivist.importers.scraped.bylines import Byline, byline
from archivist.importers.scraped.lines import Line, folded
from archivist.importers.scraped.page import Page, quoted

_SHORT = 30  # characters of a column's name
_STANDFIRST = 400  # characters of a standfirst, at most
_LINES = 40  # a head has no more


def read_head(lines: Sequence[Line], page: Page, language: str = "") -> int:
    """Take the head into the page; the index of the first line after it."""
    words = _words(lines, language)
    title = _title(lines, words, language)
    if title is None:
        return _take_above(lines, len(lines), page, language)
    page.title = " ".join(lines[title].text.split())
    _take_above(lines, title, page, language)
    return _below_title(lines, title + 1, page, language)


# ---------------------------------------------------------------- above the title


def _words(lines: Sequence[Line], language: str) -> list[int]:
    """The lines that may be the title, in order: what is not furniture, up to the first paragraph."""
    words: list[int] = []
    for index, line in enumerate(lines[:_LINES]):
        if _is_above(lines, index, language):
            continue
        if (line.is_prose and not _is_signed(lines, index, language)) or _is_below(lines, index):
            break
        if words and byline(line.text, language):
            break
        words.append(index)
    return words


def _is_above(lines: Sequence[Line], index: int, language: str) -> bool:
    """Whether a line is what stands above a title: a bar, a date, the caption of a picture."""
    line = lines[index].text
    return (
        _is_furniture(lines, index)
        or furniture.is_labelled_date(line, language)
        or (furniture.is_caption(line) and not lines[index].is_prose)
    )


def _is_furniture(lines: Sequence[Line], index: int) -> bool:
    line = lines[index].text
    if furniture.is_furniture(line) or furniture.is_update(line):  # a site's last change is not the article's
        return True
    return furniture.may_be_furniture(line) and any(
        furniture.is_furniture(each.text) or furniture.is_update(each.text) for each in _block(lines, index)
    )


def _take_above(lines: Sequence[Line], end: int, page: Page, language: str) -> int:
    """Take the lines before `end`; without a title, those before the first that is no furniture. Where it ended."""
    for index, line in enumerate(lines[:end]):
        if _is_furniture(lines, index):
            page.leave_out(line.text)
        elif furniture.is_labelled_date(line.text, language):
            _take_date_above(line.text, page, language)
        elif _is_above(lines, index, language):
            page.captions.append(line.text)
        elif end == len(lines):
            return index
        elif folded(line.text) != folded(page.title):
            _take_section(line.text, page)
    return end


def _take_section(line: str, page: Page) -> None:
    page.section = line
    if not furniture.is_section(line):
        page.guessed.append(f"the section is {quoted(line)}, the line above the title")


def _take_date_above(line: str, page: Page, language: str) -> None:
    start, end, moment = dates_in(line, language)[0]
    if page.moment is None:
        page.moment, page.moment_line = moment, line
    rest = f"{line[:start]} {line[end:]}".strip(" -–—|:")
    if rest:
        page.leave_out(" ".join(rest.split()))


def _block(lines: Sequence[Line], index: int) -> Sequence[Line]:
    """The lines with no empty line between them and this one."""
    first, last = index, index + 1
    while first > max(0, index - _LINES) and lines[first].gap == 0:
        first -= 1
    while last < min(len(lines), index + _LINES) and lines[last].gap == 0:
        last += 1
    return lines[first:last]


def _is_below(lines: Sequence[Line], index: int) -> bool:
    """Whether a line belongs to what stands below an article."""
    line = lines[index].text
    found = available_in(line), furniture.also_read(line), furniture.tags_of(line)
    return any(each is not None for each in found) or furniture.is_related(line)


def _is_signed(lines: Sequence[Line], index: int, language: str) -> bool:
    """Whether a line that ends as a sentence does is a title all the same: who and when stand right below it."""
    if len(lines[index].text) > 200 or index + 2 >= len(lines):
        return False
    below = byline(lines[index + 1].text, language)
    return below is not None and not furniture.is_update(lines[index + 1].text)


# ---------------------------------------------------------------- the title


def _title(lines: Sequence[Line], words: Sequence[int], language: str) -> int | None:
    """The index of the title's line."""
    if not words or len(lines) == 1:
        return None  # one line alone is a text
    texts = [folded(lines[index].text) for index in words]
    doubled = next((index for index, text in zip(words, texts, strict=True) if texts.count(text) > 1), None)
    if doubled is not None and doubled in words[:2]:
        return doubled
    if len(words) > 1 and _is_section(lines, words[0], words[1], language):
        return words[1]
    return words[0]


def _is_section(lines: Sequence[Line], index: int, following: int, language: str) -> bool:
    """Whether a line names the column: a usual name, or a short line in the same block as a caption or a date."""
    line, title = lines[index].text, lines[following]
    if furniture.is_section(line):
        return True
    beside = any(_is_above(lines, n, language) for n in range(index) if lines[n] in _block(lines, index))
    short = len(line) <= _SHORT and len(line.split()) <= 3 and len(line) * 2 <= len(title.text)
    return beside and short and title.gap > 0


# ---------------------------------------------------------------- below the title


def _below_title(lines: Sequence[Line], index: int, page: Page, language: str) -> int:
    while index < len(lines):
        line = lines[index].text
        said = byline(line, language)
        if said is not None:
            _take_byline(line, said, page)
        elif furniture.is_furniture(line):
            page.leave_out(line)
        elif folded(line) == folded(page.title):  # once more
            pass
        elif furniture.is_caption(line) and not lines[index].is_prose:
            page.captions.append(line)
        elif _is_standfirst(lines, index, page, language):
            page.description = line
            page.guessed.append("the standfirst is the paragraph between the title and the line with author or date")
        else:
            break
        index += 1
    return index


def _is_standfirst(lines: Sequence[Line], index: int, page: Page, language: str) -> bool:
    """Whether a paragraph stands apart: between the title and the line with author or date, before the text."""
    if page.description or page.bylines or index + 2 >= len(lines) or len(lines[index].text) > _STANDFIRST:
        return False
    following = byline(lines[index + 1].text, language)
    return following is not None and not _is_below(lines, index) and not _is_below(lines, index + 2)


def _take_byline(line: str, said: Byline, page: Page) -> None:
    page.bylines.add(folded(line))
    page.authors += [name for name in said.authors if name not in page.authors]
    page.agency, page.place = said.agency or page.agency, said.place or page.place
    if said.names_guessed:
        page.guessed.append(f"the authors are the names beside the date: {quoted(line)}")
    if said.agency:
        page.guessed.append(f"agency and place are those of the line {quoted(line)}")
    if said.is_update:
        page.updated = said.moment
    elif said.moment is not None:
        _take_moment(line, said, page)


def _take_moment(line: str, said: Byline, page: Page) -> None:
    """The date below the title goes before one above it."""
    assert said.moment is not None
    if page.moment is not None and page.moment.day != said.moment.day:
        both = f"{quoted(line)}, not {quoted(page.moment_line)}"
        page.guessed.append(f"of two dates the one nearer to the text was taken: {both}")
    page.moment, page.moment_line = said.moment, line
