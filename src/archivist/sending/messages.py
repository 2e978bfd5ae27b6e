"""A message for each file (RFC 5322, MIME). The attachment has the bytes of the file, and its name."""

import datetime
import email.policy
import hashlib
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid

from archivist.sending.sent_file import OutgoingFile, SendingError

_TYPES = {".epub": ("application", "epub+zip"), ".pdf": ("application", "pdf")}


def message(file: OutgoingFile, *, sender: str, recipient: str, when: datetime.datetime) -> EmailMessage:
    """The message with a file. `when` is aware. Raises SendingError if the file is not what its record says."""
    content = _read(file)
    made = EmailMessage(email.policy.SMTP)
    made["From"], made["To"] = sender, recipient
    made["Subject"] = f"{file.title} ({file.part})" if file.part else file.title
    made["Date"] = format_datetime(when)
    made["Message-ID"] = make_msgid(idstring=file.sha256[:16], domain=sender.rpartition("@")[2])
    made.set_content(f"{file.path.name}\n{file.size} bytes, SHA-256 {file.sha256}\n")
    kind, subtype = _TYPES.get(file.path.suffix, ("application", "octet-stream"))
    made.add_attachment(content, maintype=kind, subtype=subtype, filename=file.path.name)
    return made


def _read(file: OutgoingFile) -> bytes:
    """The bytes of a file. Raises SendingError if they were changed since it was compared with its record."""
    content = file.path.read_bytes()
    if hashlib.sha256(content).hexdigest() != file.sha256:
        raise SendingError(f"{file.path} was changed while it was sent", "Compile the volume again, then send it.")
    return content
