"""A package to deliver, and servers on loopback: SSH by asyncssh, S3 by moto."""

import asyncio
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import asyncssh
import pytest

from tests.fixity.making import NAME, PAYLOAD, make_bag, make_zip

_FEW = ("README.txt", "editions/en/the-reader-2022-02.en.pdf")  # each is several requests to a server


@pytest.fixture(scope="session")
def sent_bag(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An intact bag. Not to be changed."""
    return make_bag(tmp_path_factory.mktemp("sent") / NAME, {name: PAYLOAD[name] for name in _FEW})


@pytest.fixture(scope="session")
def sent_zip(sent_bag: Path) -> Path:
    """The zip of the bag, its digest beside it. Not to be changed."""
    return make_zip(sent_bag)


@dataclass(frozen=True)
class SshServer:
    """A server whose files are below a folder, and the home of a user who may log in to it."""

    port: int
    root: Path
    home: Path

    @property
    def address(self) -> str:
        return f"sftp://press@localhost:{self.port}/incoming"


@pytest.fixture(scope="session")
def ssh(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SshServer]:
    """An SSH server that knows one key, in a thread of its own."""
    root, home = tmp_path_factory.mktemp("ssh"), tmp_path_factory.mktemp("home")
    (root / "incoming").mkdir()
    (home / ".ssh").mkdir()
    host, user = (asyncssh.generate_private_key("ssh-ed25519") for _ in range(2))
    user.write_private_key(str(home / ".ssh/id_ed25519"))
    user.write_public_key(str(home / "authorized"))
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()

    async def start() -> asyncssh.SSHAcceptor:
        return await asyncssh.listen(
            "localhost",
            0,
            server_host_keys=[host],
            authorized_client_keys=str(home / "authorized"),
            sftp_factory=lambda channel: asyncssh.SFTPServer(channel, chroot=str(root).encode()),
        )

    server = asyncio.run_coroutine_threadsafe(start(), loop).result(20)
    port = server.get_port()
    key = host.export_public_key().decode().strip()
    (home / ".ssh/known_hosts").write_text(f"[localhost]:{port} {key}\n", "ascii")
    yield SshServer(port, root, home)
    server.close()
    asyncio.run_coroutine_threadsafe(server.wait_closed(), loop).result(20)
    loop.call_soon_threadsafe(loop.stop)
    thread.join()


@pytest.fixture(scope="session")
def s3() -> Iterator[str]:
    """The address of an S3 server."""
    from moto.server import ThreadedMotoServer  # noqa: PLC0415

    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()
