"""The article itself, and what is below it: read next, other languages, tags, the footer of the site."""

from collections.abc import Sequence
from enum import Enum

from archivist.reader_api.dates import read_date
from archivist.readers.plain_text import field_labels, text_boilerplate
from archivist.readers.plain_text.available_in import available_in, named_in
from archivist.readers.plain_text.bylines import byline
from archivist.readers.plain_text.page import Page, quote
from archivist.readers.plain_text.text_lines import Line, fold

_TITLE = 200  # characters of a title in a list, at most
_HEAD = 1  # lines between a title and the line with its date, at most


class _At(Enum):
    """Where on the page a line is."""

    BODY = "body"
    FIRST_ENTRIES = "first entries"  # the block below `Also Read:`
    ENTRIES = "entries"
    LANGUAGES = "languages"  # below an available-in line that has no names
    TAGS = "tags"
    FOOT = "foot"


def read_below(lines: Sequence[Line], page: Page, language: str = "") -> None:
    """Take the lines after the head into the page. Every line goes somewhere: what is not understood stays text."""
    _Below(lines, page, language).read()


class _Below:
    """One pass over the lines after the head."""

    def __init__(self, lines: Sequence[Line], page: Page, language: str) -> None:
        self._lines, self._page, self._language = lines, page, language
        self._at = _At.BODY
        prose = [n for n, line in enumerate(lines) if line.is_prose and not self._is_label(line.text)]
        self._last_prose = prose[-1] if prose else -1
        self._block_ends = _block_ends(lines)

    def read(self) -> None:
        """Take every line."""
        for index, line in enumerate(self._lines):
            if line.gap and self._at in (_At.TAGS, _At.LANGUAGES):
                self._at = _At.FOOT
            if line.gap and self._at is _At.FIRST_ENTRIES and self._page.related:
                self._at = _At.ENTRIES
            if not (
                self._label(index, line.text) or self._furniture(index, line.text) or self._take_list_entry(index, line)
            ):
                self._text(index, line)

    def _is_label(self, line: str) -> bool:
        return field_labels.is_of_foot(line) or text_boilerplate.is_furniture_around(line)

    # ------------------------------------------------ labels

    def _label(self, index: int, line: str) -> bool:
        listed = available_in(line)
        also = field_labels.also_read(line)
        if listed is not None:
            self._at = _At.FOOT if listed.tags else _At.LANGUAGES
            self._page.take_languages(line, listed)
        elif also is not None and (":" in line or self._has_entries(index)):
            self._at = _At.FIRST_ENTRIES
            if also:
                self._page.related[also] = None
        elif field_labels.is_related(line) and self._has_entries(index):
            self._at = _At.FIRST_ENTRIES
        else:
            return self._tags(index, line) or self._published(index, line)
        return True

    def _has_entries(self, index: int) -> bool:
        """Whether `Related` is the head of a list: nothing but the foot comes, or lines that are not paragraphs."""
        following = self._lines[index + 1 : index + 2]
        return index > self._last_prose or any(not line.is_prose for line in following)

    def _published(self, index: int, line: str) -> bool:
        """`Published: 30 March 2022` below the text, where nothing above it said when."""
        said = byline(line, self._language) if field_labels.has_published_label(line) else None
        below = self._at is _At.BODY and index > self._last_prose
        if not below or said is None or said.moment is None or said.authors or self._page.moment is not None:
            return False
        self._page.take_byline(line, said)
        self._page.guessed.append(f"the date is below the text: {quote(line)}")
        return True

    def _tags(self, index: int, line: str) -> bool:
        tags = field_labels.tags_of(line)
        goes_on = self._at is _At.BODY and index < self._last_prose
        if tags is None or (goes_on and not tags):  # the word `Tags` within the article
            return False
        self._page.tags |= dict.fromkeys(tags)
        self._at = _At.FOOT if tags else _At.TAGS
        return True

    # ------------------------------------------------ boilerplate

    def _furniture(self, index: int, line: str) -> bool:
        """Within the text only what is never an article's own is boilerplate; below it whatever sites have there."""
        below = self._at is not _At.BODY
        after = below or index > self._last_prose
        repeated = (after and fold(line) in self._page.bylines) or (below and fold(line) == fold(self._page.title))
        around = after and (text_boilerplate.is_furniture_around(line) or (below and field_labels.is_update(line)))
        if text_boilerplate.is_furniture(line) or repeated or around or self._is_button(index, line):
            self._page.leave_out(line)
            if below and text_boilerplate.ends_page(line):
                self._at = _At.FOOT
            return True
        return False

    def _is_button(self, index: int, line: str) -> bool:
        """A word that is a button below an article; among the first entries of a list it may be a title."""
        if not text_boilerplate.may_be_furniture(line) or self._at is _At.FIRST_ENTRIES:
            return False
        beside = [each.text for each in self._lines[max(index - 1, 0) : index + 2] if each.text != line]
        among = index > self._last_prose and any(map(text_boilerplate.is_furniture_around, beside))
        return self._at is not _At.BODY or among

    # ------------------------------------------------ lists

    def _take_list_entry(self, index: int, line: Line) -> bool:
        if self._at in (_At.FIRST_ENTRIES, _At.ENTRIES):
            return self._entry(index, line)
        if self._at is _At.LANGUAGES:
            listed = named_in(line.text)
            if listed.tags and not listed.unknown:
                self._page.translations |= dict.fromkeys(listed.tags)
                return True
        if self._at is _At.TAGS and not line.is_prose:
            tags = field_labels.split_tags(line.text)
            self._page.tags |= dict.fromkeys(tags)
            self._page.guessed.append(f"the tags are the words below “Tags”: {quote(line.text)}")
            return True
        return False

    def _entry(self, index: int, line: Line) -> bool:
        """A title of the list, or the date below one. A paragraph ends the list."""
        dated = index + 1 < len(self._lines) and self._is_date(self._lines[index + 1].text)
        if self._is_date(line.text) and self._page.related:
            self._page.leave_out(
                f"{line.text} (the date of related reading: {quote(next(reversed(self._page.related)))})"
            )
            return True
        first = self._at is _At.FIRST_ENTRIES
        if dated or (not line.is_prose and (first or index > self._last_prose)) or self._ends_with_stop(index, line):
            self._page.related[field_labels.without_bullet(line.text)] = None
            return True
        return False

    def _ends_with_stop(self, index: int, line: Line) -> bool:
        """Whether a line is a title although it ends as sentences do: among others, and no paragraph comes after."""
        last = self._block_ends[index]
        alone = last == index and (line.gap > 0 or not self._page.related)
        return self._at is _At.FIRST_ENTRIES and not alone and self._last_prose <= last and len(line.text) <= _TITLE

    def _is_date(self, line: str) -> bool:
        return read_date(line, self._language) is not None

    # ------------------------------------------------ text

    def _text(self, index: int, line: Line) -> None:
        if self._at is not _At.BODY and index > self._last_prose:
            self._page.below_end.append(line)
        elif self._at is not _At.BODY:
            self._at = _At.BODY
        if self._is_further_head(index):
            self._page.further_heads.append(line)
        self._page.body.append(line)

    def _is_further_head(self, index: int) -> bool:
        """Whether a line within the text looks like the title of another article: who and when are below it."""
        line, following = self._lines[index], self._lines[index + 1 : index + 2 + _HEAD]
        if line.is_prose or not 0 < index < self._last_prose or byline(line.text, self._language):
            return False
        if not line.gap and not self._lines[index - 1].is_prose:
            return False
        said = next((each for each in (byline(one.text, self._language) for one in following) if each), None)
        return said is not None and said.moment is not None and any(one.gap for one in following)


def _block_ends(lines: Sequence[Line]) -> list[int]:
    """For each line the index of the last one that follows it without an empty line."""
    ends = list(range(len(lines)))
    for index in range(len(lines) - 2, -1, -1):
        if lines[index + 1].gap == 0:
            ends[index] = ends[index + 1]
    return ends
