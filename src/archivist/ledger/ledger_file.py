"""The file of the ledger. What checks its content is imported if there is one: most archives have none."""

from pathlib import Path

from archivist.errors import ArchivistError
from archivist.ledger.ledger import EMPTY, Ledger
from archivist.place import Place

FILE_NAME = "ledger.json"


class UnreadableLedgerError(ArchivistError):
    """The ledger cannot be read, so it is not known what was published."""


def read_ledger(path: Path) -> Ledger:
    """The ledger in a file; an empty one if there is no file. Raises UnreadableLedgerError."""
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return EMPTY
    except OSError as cause:
        reason = cause.strerror or str(cause)
        raise UnreadableLedgerError(
            f"the ledger cannot be read: {reason}", "Check the file and its permissions.", Place(str(path))
        ) from None
    from archivist.ledger.reading import parse_ledger  # noqa: PLC0415

    return parse_ledger(content, str(path))
