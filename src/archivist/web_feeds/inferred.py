"""What an entry leaves open or says only by the way: its language and its days. Each returns its remarks."""

from archivist.place import NOWHERE
from archivist.reader_api.dates import Moment, read_date
from archivist.reader_api.declared_language import language_that_overrules
from archivist.reader_api.found import FoundArticle, Wishes
from archivist.reader_api.language import language_named, language_of
from archivist.text.languages import normalise_tag
from archivist.web_feeds.content_choice import Choice, words
from archivist.web_feeds.entry import Entry, FeedInfo

Remarks = list[tuple[str, str]]  # finding code and message


def language_of_entry(entry: Entry, info: FeedInfo, choice: Choice, wishes: Wishes) -> tuple[str, Remarks]:
    """The tag of an entry's language, "" if nothing tells it.

    The text's own declaration goes before that of its entry and of the feed. Any of them may be only the default of the
    program that wrote the feed, so it yields to words that are plainly in another language.
    """
    remarks: Remarks = []
    own = next((tag for each in (choice.text.language, entry.language) if (tag := _tag(each, remarks))), "")
    declared = own or _tag(info.language, remarks)
    text = f"{entry.title}\n{words(choice.text)}"
    if declared:
        by, guess = "entry" if own else "feed", language_that_overrules(declared, text, wishes.languages)
        if guess is None:
            return declared, remarks
        remarks.append(("import-guessed", f"the {by} says {declared}, but the words are {guess.tag}: {guess.why}"))
        return guess.tag, remarks
    if wishes.language:
        return wishes.language, remarks
    guess = language_of(text, wishes.languages)
    if guess is None:
        return "", remarks
    remarks.append(("import-guessed", f"the feed does not name a language; its words are {guess.tag}: {guess.why}"))
    return guess.tag, remarks


def _tag(written: str, remarks: Remarks) -> str:
    if not written:
        return ""
    tag = normalise_tag(written) or language_named(written)
    if not tag:
        remarks.append(("import-left-out", f"“{written[:60]}” is not a known language"))
    return tag


def dates_of(entry: Entry, language: str) -> tuple[FoundArticle, Remarks]:
    """An article that has its dates and nothing else yet."""
    remarks: Remarks = []
    published = _moment(entry.published, language, remarks)
    updated = _moment(entry.updated, language, remarks)
    if published is None and updated is not None:
        remarks.append(("import-guessed", "the feed has no date of publication; the date of the last change is used"))
        published, updated = updated, None
    dated = FoundArticle(
        origin="",
        place=NOWHERE,
        title="",
        text="",
        plain="",
        date=published.day if published else None,
        published_at=f"{published.day.isoformat()}T{published.time}" if published and published.time else "",
        updated=updated.day if updated and published and updated.day > published.day else None,
    )
    return dated, remarks


def _moment(written: str, language: str, remarks: Remarks) -> Moment | None:
    if not written:
        return None
    moment = read_date(written, language)
    if moment is None:
        remarks.append(("import-left-out", f"“{written[:60]}” cannot be read as a date"))
    elif moment.ambiguous:
        remarks.append(("import-guessed", f"“{written[:60]}” is ambiguous; it was read as {moment.day}"))
    return moment
