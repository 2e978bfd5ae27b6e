"""The certificate of a mail server must be one that this computer trusts, for that name."""

import datetime
import hashlib
import ipaddress
import ssl
from collections.abc import Iterator
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from archivist.sending.mail_server import MailServer, connected
from archivist.sending.messages import message
from archivist.sending.sent_file import OutgoingFile, SendingError
from archivist.settings.setting_values import MailSecurity
from tests.sending.conftest import Mailbox, authenticate, free_port

USER = "desk@example.org"
WHEN = datetime.datetime(2022, 4, 1, 8, tzinfo=datetime.UTC)


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A key and a certificate for 127.0.0.1, signed by itself, in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    today = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(today - datetime.timedelta(days=1))
        .not_valid_after(today + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=False)
        .sign(key, hashes.SHA256())
    )
    path = tmp_path_factory.mktemp("certificate") / "server.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path.write_bytes(private + made.public_bytes(serialization.Encoding.PEM))
    return path


@pytest.fixture
def encrypted(certificate: Path) -> Iterator[Mailbox]:
    """A server that takes a password only over an encrypted connection."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate)
    box = Mailbox(free_port())
    controller = Controller(
        box,
        hostname="127.0.0.1",
        port=box.port,
        tls_context=context,
        require_starttls=True,
        auth_required=True,
        authenticator=authenticate,
    )
    controller.start()
    yield box
    controller.stop()


def _send(server: MailServer, folder: Path) -> None:
    path = folder / "a.epub"
    path.write_bytes(b"book")
    file = OutgoingFile("2022-03.en", "T", path, 4, hashlib.sha256(b"book").hexdigest())
    with connected(server, lambda: "right") as connection:
        connection.send(message(file, sender=USER, recipient="a@example.org", when=WHEN))


def test_a_trusted_certificate_is_needed(
    encrypted: Mailbox, certificate: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = MailServer("127.0.0.1", encrypted.port, MailSecurity.STARTTLS, USER)
    with pytest.raises(SendingError, match="its encryption is refused: CERTIFICATE_VERIFY_FAILED"):
        _send(server, tmp_path)
    assert encrypted.messages == []
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    _send(server, tmp_path)
    assert [each["To"] for each in encrypted.messages] == ["a@example.org"]
