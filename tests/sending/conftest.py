"""A mail server on loopback, which keeps what it receives, and an archive with readers to send to."""

import socket
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import SMTP
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword

from tests.archives import Compiled

USER, PASSWORD = "desk@example.org", "right"


@dataclass
class Mailbox:
    """The messages that a server received, and where it is."""

    port: int
    messages: list[EmailMessage] = field(default_factory=list)
    refused: str = ""  # what is said to each message; "" to take it

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802 - aiosmtpd's name
        if self.refused:
            return self.refused
        parsed = BytesParser(policy=SMTP).parsebytes(envelope.content)
        assert isinstance(parsed, EmailMessage)
        self.messages.append(parsed)
        return "250 OK"


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


def authenticate(server: Any, session: Any, envelope: Any, mechanism: str, data: LoginPassword) -> AuthResult:
    is_right = (data.login.decode(), data.password.decode()) == (USER, PASSWORD)
    return AuthResult(success=is_right, handled=False)


@pytest.fixture
def mailbox() -> Iterator[Mailbox]:
    """A server that takes 300,000 bytes, and knows one user."""
    box = Mailbox(free_port())
    controller = Controller(
        box,
        hostname="127.0.0.1",
        port=box.port,
        authenticator=authenticate,
        auth_require_tls=False,
        data_size_limit=300_000,
    )
    controller.start()
    yield box
    controller.stop()


@pytest.fixture
def archive(made: Compiled, mailbox: Mailbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A compiled archive with a Kindle that is mailed to, and a Kobo that is mounted."""
    root = made.copy(tmp_path / "archive")
    (tmp_path / "KOBO").mkdir()
    settings = (root / "archivist.toml").read_text("utf-8")
    server = f'server = "127.0.0.1:{mailbox.port}"\nsecurity = "none"\nuser = "{USER}"\n'
    kindle = f'[send.kindle]\nto = "reader@kindle.example"\n{server}'
    (root / "archivist.toml").write_text(f'{settings}\n{kindle}\n[send.kobo]\nfolder = "{tmp_path}/KOBO"\n', "utf-8")
    monkeypatch.setenv("ARCHIVIST_SMTP_PASSWORD", PASSWORD)
    return root
