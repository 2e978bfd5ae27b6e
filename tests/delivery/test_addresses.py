"""Addresses of targets, and what is refused in them."""

from pathlib import Path

import pytest

from archivist.delivery import target
from archivist.delivery.address import Address, parse_address, without_secrets
from archivist.delivery.target import DeliveryError, open_target
from archivist.errors import UsageError
from tests.command import run
from tests.fixity.making import make_bag, make_zip
from tests.json_output import data_of


@pytest.mark.parametrize(
    ("text", "address", "written"),
    [
        ("/media/library", Address("file", "/media/library"), "/media/library"),
        ("file:///media/a%20b/", Address("file", "/media/a b"), "/media/a b"),
        ("sftp://host/in", Address("sftp", "/in", "host"), "sftp://host/in"),
        ("sftp://me@host:2222/in/x/", Address("sftp", "/in/x", "host", 2222, "me"), "sftp://me@host:2222/in/x"),
        ("ssh://host", Address("sftp", "/", "host"), "sftp://host/"),
        ("s3://bucket/a/b/", Address("s3", "a/b", "bucket"), "s3://bucket/a/b"),
        ("s3://bucket", Address("s3", "", "bucket"), "s3://bucket/"),
    ],
)
def test_an_address_is_taken_apart(text: str, address: Address, written: str) -> None:
    assert parse_address(text) == address
    assert str(address) == written


def test_a_relative_folder_is_that_of_the_current_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert parse_address("shelf").path == str(tmp_path / "shelf")


@pytest.mark.parametrize(
    "text",
    ["ftp://host/x", "sftp:///x", "s3:///x", "sftp://host:port/x", "sftp://host/x?y", "http://host/", "sftp://[::1/x"],
)
def test_other_addresses_are_usage_errors(text: str) -> None:
    with pytest.raises(UsageError, match="--to"):
        parse_address(text)


def test_a_password_in_an_address_is_refused_and_not_repeated(tmp_path: Path) -> None:
    done = run("deliver", "x.zip", "--to", "sftp://me:hunter22@host/x", folder=tmp_path)
    assert done.returncode == 2
    assert "hunter22" not in done.stdout + done.stderr
    assert "ARCHIVIST_SFTP_PASSWORD" in done.stderr


def test_secrets_are_taken_out_of_messages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "abcdef")
    monkeypatch.setenv("ARCHIVIST_SFTP_PASSWORD", "x")  # too short to be told from words
    assert without_secrets("key abcdef of x") == "key … of x"


def test_a_library_that_is_missing_is_named_with_its_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(target, "find_spec", lambda name: None if name == "sshfs" else object())
    with pytest.raises(DeliveryError, match="sshfs") as error:
        open_target(Address("sftp", "/x", "host"))
    assert error.value.hint == "Install it with: pip install 'archivist[deliver]'"


def test_the_command_says_what_was_sent(tmp_path: Path) -> None:
    make_zip(make_bag(tmp_path / "2022-02"))
    done = run("deliver", "2022-02.zip", "--to", "shelf", "--no-events", folder=tmp_path)
    size = (tmp_path / "shelf/2022-02.zip").stat().st_size
    assert done.stdout == f"2022-02.zip: sent, {size:,} bytes\n2022-02.zip.sha512: sent, 142 bytes\n"
    assert done.stderr == f"2022-02.zip: 2 files, {size + 142:,} bytes sent; at {tmp_path / 'shelf'}\n"
    again = run("deliver", "2022-02.zip", "--to", "shelf", "--no-events", "--json", folder=tmp_path)
    states = [file["state"] for file in data_of("deliver", again.stdout)["files"]]
    assert (again.returncode, states) == (0, ["already there", "already there"])
    assert run("deliver", "gone.zip", "--to", "shelf", folder=tmp_path).returncode == 1
