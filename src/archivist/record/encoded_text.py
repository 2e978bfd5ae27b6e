"""The text of a document as a record stores it: JSON, compressed with zlib, in base64, beside its digest.

The digest is of the JSON, so another compressor that writes other bytes changes nothing that is compared.
"""

import base64
import binascii
import hashlib
import json
import zlib
from typing import TypedDict

from archivist.record.document_text import BREAK, DocumentText, NoteCall, NumberedItems, Place, Segment

_LARGEST = 1 << 26  # bytes of one text; a longer one is not a text but an attack
_LEVEL = 6  # zlib's own choice: the highest takes half as long again to save one part in a hundred


class EncodedText(TypedDict):
    """The form in the record."""

    sha256: str
    zlib: str


def encode(text: DocumentText) -> EncodedText:
    """The form of a text in the record. The same text has the same form with the same zlib."""
    data = _as_json(text)
    return {"sha256": hashlib.sha256(data).hexdigest(), "zlib": base64.b64encode(zlib.compress(data, _LEVEL)).decode()}


def digest(text: DocumentText) -> str:
    """The digest that a record gives for a text."""
    return hashlib.sha256(_as_json(text)).hexdigest()


def decode(sha256: str, data: str) -> DocumentText:
    """The text of its form. Raises ValueError if the form is damaged or does not agree with its digest."""
    try:
        compressed = base64.b64decode(data, validate=True)
        opened = zlib.decompressobj()
        raw = opened.decompress(compressed, _LARGEST)
    except (binascii.Error, zlib.error) as cause:
        raise ValueError(f"a text cannot be decompressed: {cause}") from None
    if not opened.eof or opened.unused_data:
        raise ValueError("a text cannot be decompressed: it is cut off, too large, or has data after its end")
    if hashlib.sha256(raw).hexdigest() != sha256:
        raise ValueError("a text does not agree with its SHA-256")
    return _of_data(json.loads(raw))


def _as_json(text: DocumentText) -> bytes:
    content = {
        "segments": [_place(each.place) | {"text": each.text.replace(BREAK, "\n")} for each in text.segments],
        "lists": [_place(each.place) | {"type": each.kind, "values": list(each.values)} for each in text.lists],
        "calls": [_place(each.place) | {"number": each.number, "leads_to": each.note} for each in text.calls],
        "formulas": list(text.formulas),
        "drawings": list(text.drawings),
    }
    filled = {name: value for name, value in content.items() if value}
    return json.dumps(filled, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def _place(place: Place) -> dict[str, object]:
    data: dict[str, object] = {}
    if place.only:
        data["in"] = place.only
    if place.note:
        data["note"] = place.note
    if place.optional:
        data["optional"] = True
    return data


def _of_data(data: dict[str, list[dict[str, object]]]) -> DocumentText:
    return DocumentText(
        tuple(Segment(str(each["text"]).replace("\n", BREAK), _read_place(each)) for each in data.get("segments", ())),
        tuple(
            NumberedItems(_read_place(each), str(each["type"]), _integers(each["values"]))
            for each in data.get("lists", ())
        ),
        tuple(
            NoteCall(_read_place(each), str(each["number"]), str(each["leads_to"])) for each in data.get("calls", ())
        ),
        tuple(str(each) for each in data.get("formulas", ())),
        tuple(str(each) for each in data.get("drawings", ())),
    )


def _read_place(data: dict[str, object]) -> Place:
    return Place(str(data.get("in", "")), str(data.get("note", "")), data.get("optional") is True)


def _integers(values: object) -> tuple[int, ...]:
    if not isinstance(values, list) or not all(type(value) is int for value in values):
        raise ValueError("the numbers of a list are not integers")
    return tuple(values)
