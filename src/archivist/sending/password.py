"""The password of a mail server: from the environment, else from the keyring of the system; never from a file."""

import os
from importlib.util import find_spec

from archivist.sending.sent_file import SendingError

VARIABLE = "ARCHIVIST_SMTP_PASSWORD"
SERVICE = "archivist"


def find_password(user: str) -> str:
    """The password of a user. Raises SendingError if it is nowhere."""
    given = os.environ.get(VARIABLE)
    if given:
        return given
    if not find_spec("keyring"):
        raise SendingError(
            f"there is no password for {user}",
            f"Set {VARIABLE}; or run `pip install 'archivist[send]'` and `keyring set {SERVICE} {user}`.",
        )
    found = _from_keyring(user)
    if not found:
        raise SendingError(
            f"there is no password for {user}", f"Run `keyring set {SERVICE} {user}` once, or set {VARIABLE}."
        )
    return found


def _from_keyring(user: str) -> str | None:
    import keyring  # noqa: PLC0415 - asks the system which keyrings it has
    import keyring.errors  # noqa: PLC0415

    try:
        return keyring.get_password(SERVICE, user)
    except keyring.errors.KeyringError as cause:
        raise SendingError(f"the keyring cannot be read: {cause}", f"Unlock it, or set {VARIABLE}.") from None
