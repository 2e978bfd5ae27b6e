"""The text that a file must have: what its record says, or, where an old record does not say it, what is made today."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from archivist.record.expected_text import ExpectedText, expected_in_epub, expected_in_pdf
from archivist.record.volume_record import RecordedFile, VolumeRecord
from archivist.verdict import Message, Verdict, not_verified
from archivist.verify.internal_check import TOOL, guarded

CHECK = "text"


@dataclass(frozen=True, slots=True)
class FileText:
    """The text of the documents that a file has, in order; or why it is not known."""

    documents: tuple[ExpectedText, ...] = ()
    unknown: str = ""  # then there are no documents
    is_recorded: bool = True  # False: what today's program makes of the articles


def texts_of(record: VolumeRecord, *, is_recorded: bool) -> dict[Path, FileText]:
    """The text of each file that a record of version 2 or later names. Raises ValueError for an unknown document."""
    return {file.path: FileText(tuple(_documents(record, file)), "", is_recorded) for file in record.files}


def _documents(record: VolumeRecord, file: RecordedFile) -> Iterable[ExpectedText]:
    expected = expected_in_pdf if file.path.suffix == ".pdf" else expected_in_epub
    paths = {article.key: article.path for article in record.articles}
    for document, text in record.texts_in(file):
        yield expected(document.id, paths.get(document.article, document.title), text)


def check_text(
    file: Path,
    text: FileText,
    find: Callable[[Sequence[ExpectedText]], Iterable[Message]],
    tools: Iterable[str],
) -> Verdict:
    """The verdict on the text of a file.

    Where the record does not say what the file must have, a file that differs from what is made today is not wrong:
    articles are the same, but templates, labels or the program may be others. Then it is not verified.
    """
    if text.unknown:
        return not_verified(TOOL, file, text.unknown, check=CHECK)
    verdict = guarded(file, CHECK, lambda: find(text.documents), tools)
    if verdict.passed or text.is_recorded:
        return verdict
    first = verdict.messages[0].text if verdict.messages else ""
    why = f"the record is of version 1 and does not contain the text, and today's program makes another: {first}"
    return not_verified(TOOL, file, why, check=CHECK)


def unknown_texts(files: Iterable[RecordedFile], why: str) -> Mapping[Path, FileText]:
    """The same for files of which the text is not known."""
    return {file.path: FileText(unknown=why) for file in files}
