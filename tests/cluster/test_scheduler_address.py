import pytest

from archivist.cluster import read_address
from archivist.errors import UsageError


@pytest.mark.parametrize("text", ["tcp://10.0.0.5:8786", "tls://workers.example.org:8786", "tcp://[::1]:8786"])
def test_an_address_is_that_of_a_scheduler(text: str) -> None:
    assert read_address(text).url == text


def test_a_cluster_here_has_so_many_workers() -> None:
    assert read_address("local:3").workers == 3
    assert read_address("local").workers >= 1


@pytest.mark.parametrize(
    "text", ["", "10.0.0.5:8786", "http://10.0.0.5:8786", "tcp://10.0.0.5", "tcp://a:99999", "local:0", "local:x"]
)
def test_anything_else_is_a_usage_error_that_says_what_to_write(text: str) -> None:
    with pytest.raises(UsageError, match="not the address") as refused:
        read_address(text)
    assert "tcp://HOST:PORT" in refused.value.hint


@pytest.mark.parametrize(
    ("text", "warned"),
    [
        ("tcp://10.0.0.5:8786", True),
        ("tcp://workers.example.org:8786", True),
        ("tcp://[2001:db8::1]:8786", True),
        ("tls://10.0.0.5:8786", False),
        ("tcp://127.0.0.1:8786", False),
        ("tcp://[::1]:8786", False),
        ("tcp://localhost:8786", False),
        ("local:2", False),
    ],
)
def test_what_is_not_encrypted_on_a_network_is_a_warning(text: str, warned: bool) -> None:
    assert [each.code for each in read_address(text).findings()] == ["cluster-not-encrypted"] * warned
