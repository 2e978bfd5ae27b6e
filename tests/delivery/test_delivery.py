"""Packages delivered to a folder, an SSH server and S3: resumed, read back, never in the place of another one."""

import datetime
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import pytest

from archivist.delivery import target as targets
from archivist.delivery.address import parse_address
from archivist.delivery.sending import Delivered, State
from archivist.delivery.target import DeliveryError, Target
from archivist.workflows.package_delivery import Delivery, deliver_package
from tests.delivery.conftest import SshServer
from tests.fixity.making import audited, copied, flip

_WHEN = datetime.datetime(2026, 11, 30, 12, 0, 0, tzinfo=datetime.UTC)
_EVERYWHERE = pytest.mark.parametrize("place", ["folder", "sftp"], indirect=True)
_PDF = "2022-02/data/editions/en/the-reader-2022-02.en.pdf"


def _deliver(path: Path, to: str, *, record: bool = False) -> Delivery:
    return deliver_package(path, parse_address(to), when=_WHEN, record=record)


def _states(done: Delivery) -> set[State]:
    return {each.state for each in done.files}


def _of(done: Delivery, name: str) -> Delivered:
    return next(each for each in done.files if each.name == name)


def _content(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def place(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[tuple[str, Path]]:
    """An address, and the folder on this machine that it means: on the SSH server where a test asks for that."""
    if getattr(request, "param", "folder") == "folder":
        yield str(tmp_path / "there"), tmp_path / "there"
        return
    server: SshServer = request.getfixturevalue("ssh")
    monkeypatch.setenv("HOME", str(server.home))
    monkeypatch.delenv("SSH_AUTH_SOCK", raising=False)
    yield server.address, server.root / "incoming"
    shutil.rmtree(server.root / "incoming")
    (server.root / "incoming").mkdir()


@_EVERYWHERE
def test_a_package_arrives_whole_and_is_not_sent_twice(sent_bag: Path, sent_zip: Path, place: tuple[str, Path]) -> None:
    to, folder = place
    for path in (sent_bag, sent_zip):
        assert _states(_deliver(path, to)) == {State.SENT}
        again = _deliver(path, to)
        assert (_states(again), sum(each.sent for each in again.files)) == ({State.THERE}, 0)
    assert _content(folder) == _content(sent_bag.parent)
    assert {each.passed for each in audited(folder)} == {True}


class CutError(Exception):
    """The connection is lost."""


@pytest.fixture
def cut(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Let the connection be lost after so many bytes."""
    real = Target.writing

    def after(limit: int) -> None:
        left = limit

        class Failing:
            def __init__(self, file: BinaryIO) -> None:
                self.file = file

            def write(self, data: bytes) -> int:
                nonlocal left
                self.file.write(data[:left])
                left -= len(data)
                if left < 0:
                    raise CutError("connection lost")
                return len(data)

        @contextmanager
        def writing(self: Target, name: str, *, append: bool) -> Iterator[Failing]:
            with real(self, name, append=append) as file:
                yield Failing(file)

        monkeypatch.setattr(Target, "writing", writing)

    return after


@_EVERYWHERE
def test_an_interrupted_delivery_is_continued(
    sent_bag: Path, sent_zip: Path, place: tuple[str, Path], cut: Callable[[int], None]
) -> None:
    to, folder = place
    path = sent_bag if to.startswith("sftp") else sent_zip
    cut(1000)
    with pytest.raises(DeliveryError, match="connection lost") as error:
        _deliver(path, to)
    assert error.value.hint.startswith("Run the command again")
    assert {name.split("/")[0] for name in _content(folder)} == {f"{path.name}.part"}  # nothing under its own name
    cut(1 << 30)
    done = _deliver(path, to)
    assert State.CONTINUED in _states(done)
    whole = sum(each.size for each in done.files)
    assert sum(each.sent for each in done.files) == whole - 1000
    assert all(audit.passed for audit in audited(folder))
    assert not any(".part" in name for name in _content(folder))


def test_what_arrived_damaged_is_replaced(sent_bag: Path, sent_zip: Path, place: tuple[str, Path]) -> None:
    to, folder = place
    part = folder / "2022-02.part"
    shutil.copytree(sent_bag, part)
    name = _PDF.replace("2022-02/", "", 1)
    flip(part / name, 10, 1)
    (part / "data/README.txt").write_bytes(b"B")  # the beginning of another text
    (part / "left-over.txt").write_bytes(b"of an earlier delivery")
    done = _deliver(sent_bag, to)
    assert {_of(done, _PDF).state, _of(done, "2022-02/data/README.txt").state} == {State.REPLACED}
    assert _of(done, "2022-02/bagit.txt").state is State.THERE
    assert _content(folder / "2022-02") == _content(sent_bag)


def test_another_package_is_never_replaced(sent_bag: Path, sent_zip: Path, place: tuple[str, Path]) -> None:
    to, folder = place
    for path, damaged in ((sent_bag, _PDF), (sent_zip, "2022-02.zip")):
        _deliver(path, to)
        flip(folder / damaged, 100, 1)
        before = _content(folder)
        with pytest.raises(DeliveryError, match="another package has this name"):
            _deliver(path, to)
        assert _content(folder) == before
    (folder / _PDF).unlink()
    with pytest.raises(DeliveryError, match="lacks"):
        _deliver(sent_bag, to)
    (folder / "2022-02/foreign.txt").write_bytes(b"")
    with pytest.raises(DeliveryError, match="foreign"):
        _deliver(sent_bag, to)


def test_a_target_that_changes_bytes_is_noticed(
    sent_zip: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Target.writing

    @contextmanager
    def writing(self: Target, name: str, *, append: bool) -> Iterator[BinaryIO]:
        with real(self, name, append=append) as file:
            yield file
        flip(Path(self._at(name)), 5, 1)

    monkeypatch.setattr(Target, "writing", writing)
    with pytest.raises(DeliveryError, match="read back"):
        _deliver(sent_zip, str(tmp_path / "there"))
    assert [path.name for path in (tmp_path / "there").iterdir()] == ["2022-02.zip.part"]


@pytest.mark.parametrize("what", ["damaged", "not sealed", "folder", "missing", "draft"])
def test_what_an_audit_does_not_find_intact_is_not_sent(
    sent_bag: Path, sent_zip: Path, tmp_path: Path, what: str
) -> None:
    path = copied(sent_zip, tmp_path / "c")
    expected = {"damaged": "fixity-changed", "not sealed": "zip-not-sealed", "folder": "not-a-package"}
    if what == "damaged":
        flip(path, 100, 1)
    elif what == "not sealed":
        (tmp_path / "c/2022-02.zip.sha512").unlink()
    elif what == "folder":
        path = tmp_path / "c"
    elif what == "missing":
        path = tmp_path / "gone.zip"
    else:
        path = copied(sent_bag, tmp_path / "d").rename(tmp_path / "d/2022-02-DRAFT")
    done = _deliver(path, str(tmp_path / "there"))
    code = expected.get(what, "package-missing" if what == "missing" else "draft-not-delivered")
    assert not done.is_delivered
    assert code in {finding.code for finding in done.findings}
    assert not (tmp_path / "there").exists()


def test_a_delivery_is_an_event_beside_the_package(sent_zip: Path, tmp_path: Path) -> None:
    path = copied(sent_zip, tmp_path / "c")
    assert _deliver(path, str(tmp_path / "there"), record=True).findings == ()
    events = (tmp_path / "c/2022-02.zip.events.xml").read_text("utf-8")
    assert events.index("fixity check<") < events.index("transfer<")
    assert f"2 files sent to {tmp_path / 'there'}, read back and compared" in events
    assert not (tmp_path / "there/2022-02.zip.events.xml").exists()


def test_a_server_that_is_not_known_is_refused(
    ssh: SshServer, sent_zip: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SSH_AUTH_SOCK", raising=False)
    shutil.copytree(ssh.home, tmp_path / "home")
    (tmp_path / "home/.ssh/known_hosts").unlink()
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    with pytest.raises(DeliveryError) as error:
        _deliver(sent_zip, ssh.address)
    assert "known_hosts" in error.value.hint
    assert not list((ssh.root / "incoming").iterdir())


def test_a_user_without_a_key_is_refused_without_naming_the_password(
    ssh: SshServer, sent_zip: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SSH_AUTH_SOCK", raising=False)
    shutil.copytree(ssh.home, tmp_path / "home")
    (tmp_path / "home/.ssh/id_ed25519").unlink()
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("ARCHIVIST_SFTP_PASSWORD", "correct horse")
    with pytest.raises(DeliveryError) as error:
        _deliver(sent_zip, ssh.address)
    assert "ARCHIVIST_SFTP_PASSWORD" in error.value.hint
    assert "correct horse" not in str(error.value)


def test_a_server_that_does_not_answer_is_an_error(sent_zip: Path) -> None:
    with pytest.raises(DeliveryError, match="sftp://localhost:1/x"):
        _deliver(sent_zip, "sftp://localhost:1/x")


@pytest.fixture
def bucket(s3: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """An empty bucket of the S3 server."""
    import boto3  # noqa: PLC0415

    values = {"AWS_ACCESS_KEY_ID": "key", "AWS_SECRET_ACCESS_KEY": "secret-of-s3", "AWS_DEFAULT_REGION": "us-east-1"}
    for name, value in {**values, "AWS_ENDPOINT_URL": s3}.items():
        monkeypatch.setenv(name, value)
    client = boto3.client("s3")
    client.create_bucket(Bucket="press")
    for each in client.list_objects_v2(Bucket="press").get("Contents", ()):
        client.delete_object(Bucket="press", Key=each["Key"])
    return "press"


@pytest.mark.slow
def test_a_package_is_delivered_to_s3_and_continued_there(
    sent_bag: Path, bucket: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    import boto3  # noqa: PLC0415

    to, sent, real = f"s3://{bucket}/serials", [], Target.put

    def put(self: Target, local: Path, name: str) -> None:
        sent.append(name)
        if len(sent) == 4:
            raise targets.failure(self.address, OSError("secret-of-s3: connection lost"))
        real(self, local, name)

    monkeypatch.setattr(Target, "put", put)
    with pytest.raises(DeliveryError, match="…: connection lost"):
        _deliver(sent_bag, to)
    done = _deliver(sent_bag, to)
    assert [each.state for each in done.files].count(State.THERE) == 3
    assert done.files[-1].name == "2022-02/tagmanifest-sha512.txt"  # it lists all others, so it is sent last
    client = boto3.client("s3")
    keys = [each["Key"] for each in client.list_objects_v2(Bucket=bucket)["Contents"]]
    there = {key.removeprefix("serials/"): client.get_object(Bucket=bucket, Key=key)["Body"].read() for key in keys}
    assert {f"2022-02/{name}": data for name, data in _content(sent_bag).items()} == there
    client.put_object(Bucket=bucket, Key="serials/2022-02/bagit.txt", Body=b"another")
    with pytest.raises(DeliveryError, match="another package"):
        _deliver(sent_bag, to)


@pytest.mark.slow
def test_a_bucket_that_does_not_exist_is_an_error(sent_zip: Path, bucket: str) -> None:
    with pytest.raises(DeliveryError, match="s3://no-such-bucket/x"):
        _deliver(sent_zip, "s3://no-such-bucket/x")
