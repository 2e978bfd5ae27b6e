"""Newsletters in a mailbox (mbox): each message becomes an article."""

import email.utils
import html
import mailbox
from collections.abc import Iterator
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from pathlib import Path

from archivist.findings import Finding
from archivist.html_to_markdown import to_markdown
from archivist.place import Place
from archivist.reader_api.found import Found, FoundArticle, Media, SourceError, Wishes
from archivist.reader_api.language import language_of
from archivist.reader_api.reader import Claim, Confidence, Reader
from archivist.reader_api.source_sample import SourceSample


class MailboxReader(Reader):
    """Reads mailboxes in the format of Unix."""

    name = "mbox"
    description = "newsletters in a mailbox (mbox)"

    def recognise(self, source: SourceSample) -> Claim | None:
        """By the line that begins every message, and a header behind it."""
        is_mailbox = source.head.startswith(b"From ") and b"\nSubject:" in source.head
        return Claim(Confidence.CERTAIN) if is_mailbox else None

    def read(self, source: Path, wishes: Wishes, media: Media) -> Iterator[Found]:
        """Every message that has a text."""
        parser = BytesParser(policy=policy.default)
        try:
            box = mailbox.mbox(source, create=False)
            for number, message in enumerate(box, 1):
                place = Place(source.name, item=f"message {number}")
                yield _article(parser.parsebytes(message.as_bytes()), place, wishes)
        except (mailbox.Error, UnicodeError) as error:
            raise SourceError(f"is not a mailbox: {error}", place=Place(source.name)) from None


def _article(message: EmailMessage, place: Place, wishes: Wishes) -> Found:
    title = str(message["Subject"] or "").strip()
    body = message.get_body(("html", "plain"))
    if body is None:
        return Finding.at(place, "import-left-out", f"{title!r} has no text")
    written = body.get_content()
    is_html = body.get_content_subtype() == "html"
    converted = to_markdown(written if is_html else _paragraphs(written), place=place, picture=_on_the_web)
    language = wishes.language or str(message["Content-Language"] or "")
    remarks = list(converted.remarks)
    if not language:
        guess = language_of(converted.plain, wishes.languages)
        if guess is not None:
            language = guess.tag
            remarks.append(Finding.at(place, "import-guessed", f"the language is {guess.tag}: {guess.why}"))
    date = email.utils.parsedate_to_datetime(message["Date"]) if message["Date"] else None
    return FoundArticle(
        origin=f"urn:mid:{str(message['Message-ID'] or place).strip('<>')}",
        place=place,
        title=title,
        text=converted.text,
        plain=converted.plain,
        language=language,
        date=date.date() if date else None,
        published_at=date.isoformat() if date else "",
        authors=tuple(name for name, _ in email.utils.getaddresses([str(message["From"] or "")]) if name),
        remarks=tuple(remarks),
    )


def _paragraphs(text: str) -> str:
    """Plain text as HTML: an empty line ends a paragraph."""
    blocks = (" ".join(block.split()) for block in text.replace("\r\n", "\n").split("\n\n"))
    return "".join(f"<p>{html.escape(block)}</p>" for block in blocks if block)


def _on_the_web(address: str) -> str:
    """Pictures of newsletters stay where they are."""
    return address


READER = MailboxReader()
