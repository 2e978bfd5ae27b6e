"""A mail server (RFC 5321): connected to, encrypted before anything is said, refused in words a user can act on."""

import smtplib
import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import EmailMessage

from archivist.sending.sent_file import SendingError
from archivist.settings.setting_values import MailSecurity

_SECONDS = 60  # until the server must have answered
_LOOPBACK = ("localhost", "127.0.0.1", "::1")


PORTS = {MailSecurity.STARTTLS: 587, MailSecurity.TLS: 465, MailSecurity.NONE: 25}


@dataclass(frozen=True, slots=True)
class MailServer:
    """A server as the settings say it."""

    host: str
    port: int  # 0: that of the kind of encryption
    security: MailSecurity
    user: str = ""  # "": no login

    @property
    def address(self) -> str:
        """Host and port, as messages name the server."""
        return f"{self.host}:{self.port or PORTS[self.security]}"


@contextmanager
def connected(server: MailServer, password: Callable[[], str]) -> Iterator["Connection"]:
    """The connection, logged in if there is a user; `password` is asked for only then. Raises SendingError."""
    if server.user and server.security is MailSecurity.NONE and server.host not in _LOOPBACK:
        raise SendingError(
            f"the password would be sent to {server.address} without encryption",
            'Set security = "starttls" or "tls".',
        )
    with _explained(server), _open(server) as smtp:
        if server.security is MailSecurity.STARTTLS:
            smtp.starttls(context=ssl.create_default_context())
        smtp.ehlo_or_helo_if_needed()
        if server.user:
            smtp.login(server.user, password())
        yield Connection(server, smtp)


@dataclass(frozen=True, slots=True)
class Connection:
    """A connection over which messages are sent."""

    server: MailServer
    smtp: smtplib.SMTP

    def largest(self) -> int | None:
        """The largest message that the server takes, in bytes (RFC 1870); None if it does not say."""
        limit = self.smtp.esmtp_features.get("size", "")
        return int(limit) if limit.isdigit() and int(limit) else None

    def send(self, message: EmailMessage) -> None:
        """Hand a message over. Raises SendingError if the server does not take it."""
        with _explained(self.server):
            self.smtp.send_message(message)


def _open(server: MailServer) -> smtplib.SMTP:
    port = server.port or PORTS[server.security]
    if server.security is MailSecurity.TLS:
        return smtplib.SMTP_SSL(server.host, port, timeout=_SECONDS, context=ssl.create_default_context())
    return smtplib.SMTP(server.host, port, timeout=_SECONDS)


@contextmanager
def _explained(server: MailServer) -> Iterator[None]:
    """What goes wrong, as a SendingError."""
    try:
        yield
    except smtplib.SMTPAuthenticationError as cause:
        raise SendingError(
            f"{server.address} does not accept the password of {server.user}: {_text(cause.smtp_error)}",
            "Many providers ask for a password for applications, which you make in your account there.",
        ) from None
    except smtplib.SMTPRecipientsRefused as cause:
        refused = "; ".join(f"{address}: {_text(said)}" for address, (_, said) in cause.recipients.items())
        raise SendingError(f"{server.address} refuses the recipient: {refused}", "Correct `to`.") from None
    except smtplib.SMTPSenderRefused as cause:
        hint = "Correct `from`, or set [epub] max_size if the message is too large."
        raise SendingError(f"{server.address} refuses the message: {_text(cause.smtp_error)}", hint) from None
    except smtplib.SMTPResponseException as cause:
        raise SendingError(
            f"{server.address}: {cause.smtp_code} {_text(cause.smtp_error)}", "Try again later."
        ) from None
    except smtplib.SMTPException as cause:
        raise SendingError(f"{server.address}: {cause}", "Check server, port and security.") from None
    except ssl.SSLError as cause:
        raise SendingError(
            f"{server.address}: its encryption is refused: {cause.reason or cause}",
            "Check server and port; its certificate must be valid for that name.",
        ) from None
    except (socket.gaierror, TimeoutError, ConnectionError) as cause:
        raise SendingError(
            f"{server.address} cannot be reached: {cause.strerror or cause}", "Check server, port and the network."
        ) from None


def _text(said: bytes | str) -> str:
    return " ".join((said.decode("utf-8", "replace") if isinstance(said, bytes) else said).split())
