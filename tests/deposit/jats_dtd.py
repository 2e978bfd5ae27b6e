"""The DTD of JATS, which the set-up installs: setup/jats."""

import io
import sys
from functools import cache
from pathlib import Path

import pytest
from lxml import etree

from archivist.deposit.jats import SYSTEM_ID

_FOLDER = Path(sys.prefix) / "jats" / "node_modules" / "@jats4r" / "dtds" / "schema" / "1.3"
_NAME = SYSTEM_ID.rpartition("/")[2]


@cache
def _dtd() -> etree.DTD:
    return etree.DTD(str(_FOLDER / _NAME))


def errors(document: bytes) -> list[str]:
    """What the DTD has against a document. Skips the test if the set-up could not install the DTD."""
    if not (_FOLDER / _NAME).is_file():
        pytest.skip("the DTD of JATS is not installed; run setup/jats")
    dtd = _dtd()
    dtd.validate(etree.parse(io.BytesIO(document), etree.XMLParser(load_dtd=False, no_network=True)))
    return [f"{each.line}: {each.message}" for each in dtd.error_log.filter_from_errors()]
