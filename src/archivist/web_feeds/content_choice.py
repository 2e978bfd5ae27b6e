"""Which of an entry's texts is the article, and which only tells what it is about."""

import re
from dataclasses import dataclass

from archivist.web_feeds.entry import Entry, RichText
from archivist.web_feeds.markup_text import on_one_line, words_of_html

# How programs that write feeds end an excerpt.
_MORE = (
    "continue reading|keep reading|read more|read the rest|full story|weiterlesen|mehr lesen|lire la suite"
    "|seguir leyendo|leer más|continua a leggere|leggi tutto|číst dál|читать далее|читать дальше|читать полностью"
    "|читати далі|გააგრძელე კითხვა|ვრცლად|სრულად|続きを読む|阅读全文|继续阅读"
)
_END_OF_EXCERPT = re.compile(
    rf"(?:\[\s?(?:…|\.\.\.)\s?\]|…|\.\.\.|(?:{_MORE})[\s\W]{{0,9}}(?:\S.{{0,80}})?)$", re.IGNORECASE
)
_APPEARED_FIRST = re.compile(r"\s*The post .{1,300} (?:first )?appeared (?:first )?on .{1,200}\.$")


@dataclass(frozen=True, slots=True)
class Choice:
    """The text of an article and its standfirst, "" if it has none."""

    text: RichText
    description: str = ""
    remarks: tuple[tuple[str, str], ...] = ()  # finding code and message


def choose_content(entry: Entry) -> Choice | None:
    """The longest content; the summary only where there is no content, or less of the same. None without any text."""
    contents = [each for each in entry.contents if _shows(each)]
    summary = entry.summary if entry.summary is not None and _shows(entry.summary) else None
    if not contents:
        return None if summary is None else Choice(summary, "", _remarks_on_excerpt(entry, summary))
    text = max(contents, key=lambda each: len(words(each)))
    remarks = _remarks_on_others(text, contents)
    if summary is None:
        return Choice(text, "", remarks)
    if _is_beginning(words(text), words(summary)) and len(words(summary)) > len(words(text)):
        note = ("import-guessed", "the summary begins like the content and is longer; it is used as the text")
        return Choice(summary, "", (*remarks, note))
    is_same = _is_beginning(words(summary), words(text))
    return Choice(text, "" if is_same else words(summary), remarks)


def words(rich: RichText) -> str:
    """The plain words of a text on one line."""
    return words_of_html(rich.value) if rich.is_html else on_one_line(rich.value)


def _shows(rich: RichText) -> bool:
    return bool(words(rich)) or (rich.is_html and "<img" in rich.value)


def _remarks_on_others(text: RichText, contents: list[RichText]) -> tuple[tuple[str, str], ...]:
    own = words(text)
    others = [each for each in contents if each is not text and words(each) not in own]
    if not others:
        return ()
    begins = "; ".join(f"“{words(each)[:60]}”" for each in others)
    return (("import-left-out", f"the entry has several contents; the longest is imported, not: {begins}"),)


def _remarks_on_excerpt(entry: Entry, summary: RichText) -> tuple[tuple[str, str], ...]:
    if not entry.link or not _END_OF_EXCERPT.search(_without_trailer(words(summary))[-200:]):
        return ()
    message = (
        f"the feed seems to contain only the beginning of the text, judging by its end; the rest is at {entry.link}"
    )
    return (("import-incomplete", message),)


def _is_beginning(part: str, whole: str) -> bool:
    """Whether a summary is only how the text begins, cut off somewhere."""
    begin = _END_OF_EXCERPT.sub("", _without_trailer(part)).rstrip(" .…")
    return _letters(whole).startswith(_letters(begin))


def _without_trailer(text: str) -> str:
    """Without the line that WordPress puts under everything in a feed."""
    return text[:-600] + _APPEARED_FIRST.sub("", text[-600:])


def _letters(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())
