"""`archivist send` by mail: what arrives has the bytes of the files, and what goes wrong is said before or at once."""

import datetime
import re
from pathlib import Path

import keyring
import pytest

from archivist.sending.mail_server import MailServer, connected
from archivist.sending.messages import message
from archivist.sending.password import find_password
from archivist.sending.sent_file import OutgoingFile, SendingError
from archivist.settings.setting_values import MailSecurity
from tests.command import run
from tests.json_output import data_of
from tests.sending.conftest import USER, Mailbox

WHEN = datetime.datetime(2022, 4, 1, 8, tzinfo=datetime.UTC)


def _epubs(root: Path, volume: str) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (root / "build" / volume).glob("*.epub")}


def _received(mailbox: Mailbox) -> dict[str | None, bytes]:
    attached = [each for message in mailbox.messages for each in message.iter_attachments()]
    return {each.get_filename(): each.get_content() for each in attached}


def test_what_arrives_has_the_bytes_of_the_files(archive: Path, mailbox: Mailbox) -> None:
    done = run("send", "2022-03", "--to", "kindle", "--yes", folder=archive)
    assert done.returncode == 0, done.stderr
    assert _received(mailbox) == _epubs(archive, "2022-03")
    first = mailbox.messages[0]
    assert (first["To"], first["From"], first["Date"] is not None) == ("reader@kindle.example", USER, True)
    assert first["Subject"].startswith("The River Reader")
    kinds = [each.get_content_type() for message in mailbox.messages for each in message.iter_attachments()]
    assert kinds == ["application/epub+zip"] * 2
    assert done.stderr.count(".epub: mailed\n") == 2


def test_a_dry_run_and_an_unanswered_question_send_nothing(archive: Path, mailbox: Mailbox) -> None:
    dry = run("send", "2022-03", "--to", "kindle", "--language", "ka", "--dry-run", folder=archive)
    assert dry.returncode == 0
    assert re.fullmatch(r"2022-03\.ka: \S+\.epub, \d\.\d MB -> reader@kindle\.example\n", dry.stdout)
    unasked = run("send", "2022-03", "--to", "kindle", folder=archive)
    assert (unasked.returncode, unasked.stderr) == (1, "nothing was sent; add --yes to send it\n")
    assert mailbox.messages == []


def test_parts_are_messages_of_their_own(archive: Path, mailbox: Mailbox) -> None:
    settings = archive / "archivist.toml"
    settings.write_text(settings.read_text("utf-8") + '\n[epub]\nmax_size = "90 kB"\n', "utf-8")
    assert run("compile", "2022-03", "--language", "en", "--only", "epub", folder=archive).returncode == 0
    parts = _epubs(archive, "2022-03")
    english = {name: data for name, data in parts.items() if ".en." in name}
    assert len(english) > 1
    done = run("send", "2022-03", "--to", "kindle", "--language", "en", "--yes", "--json", folder=archive)
    assert _received(mailbox) == english
    data = data_of("send", done.stdout)
    assert [each["state"] for each in data["files"]] == ["mailed"] * len(english)
    assert mailbox.messages[0]["Subject"].endswith(f"(1/{len(english)})")


def test_what_is_too_large_is_known_before_anything_is_sent(archive: Path, mailbox: Mailbox) -> None:
    done = run("send", "2022-03", "--to", "kindle", "--format", "pdf", "--yes", folder=archive)
    sizes = [path.stat().st_size for path in (archive / "build/2022-03").glob("*.pdf")]
    assert (max(sizes) * 1.38 > 300_000) == (done.returncode == 1)
    settings = archive / "archivist.toml"
    limited = settings.read_text("utf-8").replace("[send.kindle]", '[send.kindle]\nmax_size = "20 kB"')
    settings.write_text(limited, "utf-8")
    mailbox.messages.clear()
    done = run("send", "2022-03", "--to", "kindle", "--yes", folder=archive)
    assert done.returncode == 1
    assert "larger than the limit of 0.0 MB ([send] max_size)" in done.stderr
    assert mailbox.messages == []


def test_a_changed_file_is_not_sent(archive: Path, mailbox: Mailbox) -> None:
    epub = next((archive / "build/2022-03").glob("*.ka.epub"))
    epub.write_bytes(epub.read_bytes() + b"\0")
    done = run("send", "2022-03", "--to", "kindle", "--yes", folder=archive)
    assert (done.returncode, "is not the file that its record names" in done.stderr) == (1, True)
    assert mailbox.messages == []


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("2022-03", "--to", "nook"), "archivist.toml has no [send.nook]"),
        (("2031-01", "--to", "kindle"), "2031-01"),
        (("2022-02", "--to", "kindle", "--language", "ka"), "no edition"),
    ],
)
def test_wrong_use_is_said(archive: Path, arguments: tuple[str, ...], said: str) -> None:
    done = run("send", *arguments, folder=archive)
    assert (done.returncode, said in done.stderr) == (2, True)


def test_a_wrong_password_and_a_refusal_are_said(
    archive: Path, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ARCHIVIST_SMTP_PASSWORD", "wrong")
    done = run("send", "2022-02", "--to", "kindle", "--yes", folder=archive)
    assert (done.returncode, f"does not accept the password of {USER}" in done.stderr) == (1, True)
    assert "wrong" not in done.stderr
    monkeypatch.setenv("ARCHIVIST_SMTP_PASSWORD", "right")
    mailbox.refused = "554 No books here"
    done = run("send", "2022-02", "--to", "kindle", "--yes", folder=archive)
    assert (done.returncode, "554 No books here" in done.stderr) == (1, True)


def _connect(server: MailServer) -> None:
    with connected(server, lambda: "right"):
        raise AssertionError("it was connected")


def test_a_server_that_is_not_there_is_named() -> None:
    with pytest.raises(SendingError, match=r"127\.0\.0\.1:9 cannot be reached"):
        _connect(MailServer("127.0.0.1", 9, MailSecurity.NONE))


def test_a_password_is_never_sent_without_encryption() -> None:
    with pytest.raises(SendingError, match="without encryption"):
        _connect(MailServer("mail.example.org", 25, MailSecurity.NONE, USER))


def test_a_server_without_encryption_gets_nothing(mailbox: Mailbox) -> None:
    with pytest.raises(SendingError, match="STARTTLS"):
        _connect(MailServer("127.0.0.1", mailbox.port, MailSecurity.STARTTLS, USER))
    with pytest.raises(SendingError, match="its encryption is refused"):
        _connect(MailServer("127.0.0.1", mailbox.port, MailSecurity.TLS, USER))


def test_a_password_is_in_the_environment_or_in_the_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = {("archivist", USER): "from the keyring"}
    monkeypatch.setattr(keyring, "get_password", lambda service, user: kept.get((service, user)))
    monkeypatch.delenv("ARCHIVIST_SMTP_PASSWORD", raising=False)
    assert find_password(USER) == "from the keyring"
    with pytest.raises(SendingError, match="there is no password for other"):
        find_password("other")
    monkeypatch.setenv("ARCHIVIST_SMTP_PASSWORD", "from the environment")
    assert find_password(USER) == "from the environment"


def test_a_file_that_changes_while_it_is_sent_is_noticed(tmp_path: Path) -> None:
    path = tmp_path / "a.epub"
    path.write_bytes(b"other")
    file = OutgoingFile("2022-03.en", "T", path, 5, "0" * 64)
    with pytest.raises(SendingError, match="was changed while it was sent"):
        message(file, sender=USER, recipient="a@example.org", when=WHEN)
