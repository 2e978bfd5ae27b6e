"""From a page to an article: Markdown, fields, and a remark for everything inferred or left out."""

import datetime
from collections.abc import Iterator, Sequence
from itertools import islice

from archivist.dialect.plain_lines import as_markdown
from archivist.findings import Finding
from archivist.reader_api.found import FoundArticle, FoundRelated
from archivist.readers.plain_text.neighbours import Neighbourhood
from archivist.readers.plain_text.page import Page, Paragraph, quote
from archivist.readers.plain_text.text_lines import Line
from archivist.readers.plain_text.text_source import Source

_BACKGROUND_GAP = 2  # empty lines before a part that is apart
_NAMED = 12  # lines named in one remark
_TITLE = 100  # characters of a title made of the text
_WRAPPED = range(45, 101)  # characters of the lines of a paragraph that was broken to fit a width


def article_of(source: Source, neighbours: Neighbourhood) -> FoundArticle:
    """The article of a page. `neighbours` are the other pages of its folder."""
    page = source.page
    paragraphs = tuple(_paragraphs(page.body))
    remarks = [*source.remarks, *_remarks(source, paragraphs)]
    title = page.title
    if not title:
        title, why = neighbours.title_for(source) or _first_sentence(paragraphs)
        remarks += [Finding.at(source.place, "import-guessed", why)] if why else []
    group, why = neighbours.group_of(source)
    remarks += [Finding.at(source.place, "import-guessed", why)] if why else []
    moment = page.moment
    return FoundArticle(
        origin=source.origin,
        place=source.place,
        title=title,
        text=_markdown(paragraphs),
        plain="\n\n".join(paragraph.text for paragraph in paragraphs),
        language=source.language,
        date=moment.day if moment else None,
        published_at=f"{moment.day.isoformat()}T{moment.time}" if moment and moment.time else "",
        updated=_day_of_update(page),
        slug=source.slug,
        group=group,
        translations=tuple(tag for tag in page.translations if tag != source.language),
        authors=tuple(page.authors),
        section=page.section,
        tags=tuple(page.tags),
        description=page.description,
        related=tuple(FoundRelated(title=entry) for entry in page.related),
        source=page.source,
        extra=_extra(page),
        remarks=tuple(remarks),
    )


def _day_of_update(page: Page) -> datetime.date | None:
    """The day of the last change, if it is not that of publication."""
    if page.updated is None or (page.moment and page.updated.day <= page.moment.day):
        return None
    return page.updated.day


def _extra(page: Page) -> dict[str, object]:
    captions = page.captions[0] if len(page.captions) == 1 else list(page.captions)
    known = {"picture_caption": captions, "agency": page.agency, "place": page.place}
    return {name: value for name, value in known.items() if value}


# ---------------------------------------------------------------- the text


def _paragraphs(body: Sequence[Line]) -> Iterator[Paragraph]:
    """The lines as paragraphs. What follows the only wider gap of the text is background."""
    gaps = [index for index, line in enumerate(body) if index and line.gap >= _BACKGROUND_GAP]
    background = gaps[0] if len(gaps) == 1 else len(body)
    start = 0
    for end in range(1, len(body) + 1):
        if end == len(body) or body[end].gap > 0:
            for lines in _split(body[start:end]):
                yield Paragraph(tuple(lines), is_background=start >= background)
            start = end


def _split(block: Sequence[Line]) -> Iterator[Sequence[Line]]:
    """Lines with nothing between them: each a paragraph if each ends as one does, else one paragraph."""
    if len(block) > 1 and all(line.is_prose for line in block):
        yield from ([line] for line in block)
    else:
        yield block


def _is_wrapped(lines: Sequence[Line]) -> bool:
    """Whether a paragraph was only broken to fit a width: its lines are about as long as one another."""
    lengths = [len(line.text) for line in lines[:-1]]
    return bool(lengths) and all(length in _WRAPPED for length in lengths) and max(lengths) - min(lengths) <= 20


def _markdown(paragraphs: Sequence[Paragraph]) -> str:
    def of(some: Sequence[Paragraph]) -> str:
        return "\n\n".join(
            as_markdown([line.text for line in each.lines], breaks=not _is_wrapped(each.lines)) for each in some
        )

    news = [paragraph for paragraph in paragraphs if not paragraph.is_background]
    background = [paragraph for paragraph in paragraphs if paragraph.is_background]
    return of(news) + (f"\n\n::: background\n{of(background)}\n:::" if background else "") + "\n" * bool(paragraphs)


def _first_sentence(paragraphs: Sequence[Paragraph]) -> tuple[str, str]:
    """A title for a text that has none, and why it is that."""
    words = " ".join(paragraphs[0].text.split()) if paragraphs else ""
    end = next((n + 1 for n, letter in enumerate(words) if letter in ".!?。！？" and _ends(words, n)), len(words))
    title = words[: min(end, _TITLE)]
    if len(title) < end and words[len(title)] != " ":
        title = title.rpartition(" ")[0] or title
    return title.strip(), "the page has no title; the title is the beginning of its text" if title else ""


def _ends(words: str, place: int) -> bool:
    """Whether a sentence ends at this stop: a space or nothing follows, and it does not belong to a number or
    initial."""
    following = words[place + 1 : place + 2]
    before = words[:place].rpartition(" ")[2]
    return words[place] in "。！？" or (following in ("", " ") and len(before) > 2 and not before.isdigit())


# ---------------------------------------------------------------- remarks


def _remarks(source: Source, paragraphs: Sequence[Paragraph]) -> Iterator[Finding]:
    page, place = source.page, source.place
    for message in page.guessed:
        yield Finding.at(place, "import-guessed", message)
    if page.moment and page.moment.ambiguous:
        message = f"the date {page.moment.day.isoformat()} was read day first from {quote(page.moment_line)}"
        yield Finding.at(place, "import-guessed", message)
    background = [paragraph for paragraph in paragraphs if paragraph.is_background]
    if background:
        line = background[0].lines[0].number
        message = "the text after the double empty line was imported as a background section"
        yield Finding.at(place.on_line(line), "import-guessed", message)
    if page.below_end:
        words = ", ".join(quote(line.text) for line in page.below_end[:_NAMED])
        message = f"{len(page.below_end)} lines below the end of the article were kept in its text: {words}"
        yield Finding.at(place.on_line(page.below_end[0].number), "import-guessed", message)
    if page.further_heads:
        heads = ", ".join(quote(line.text) for line in page.further_heads[:_NAMED])
        message = (
            f"the file may contain several articles: {heads} are above lines with a date; "
            "it was imported as one article, so divide the file if it is not"
        )
        yield Finding.at(place.on_line(page.further_heads[0].number), "import-doubtful", message)
    if page.left_out:
        yield Finding.at(place, "import-left-out", f"not part of the article: {_enumerate_left_out(page.left_out)}")


def _enumerate_left_out(left_out: dict[str, int]) -> str:
    some = islice(left_out.items(), _NAMED)
    named = [f"{quote(line)}{f' ({number} times)' if number > 1 else ''}" for line, number in some]
    more = [f"and {len(left_out) - _NAMED} more lines"] if len(left_out) > _NAMED else []
    return ", ".join(named + more)
