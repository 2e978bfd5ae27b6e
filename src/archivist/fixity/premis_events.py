"""What happened to a sealed package over the years, in a file beside it: NAME.events.xml, PREMIS 3.0.

Events are added and never changed. A package must not be changed, so they are not in it. The file says which package it
is about by its seal, the one digest that decides all its bytes.
"""

import fcntl
import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from lxml import etree
from lxml.builder import ElementMaker

from archivist.files import write_whole
from archivist.fixity.seal import Seal
from archivist.text.xml_characters import FORBIDDEN

EVENTS = ".events.xml"
_PREMIS = "http://www.loc.gov/premis/v3"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_TYPES = "http://id.loc.gov/vocabulary/preservation/eventType"
_OUTCOMES = "http://id.loc.gov/vocabulary/preservation/eventOutcome"
_E = ElementMaker(namespace=_PREMIS, nsmap={"premis": _PREMIS, "xsi": _XSI})
_NAMES = {"p": _PREMIS}
_FILE, _DIGEST = "p:object/p:objectCharacteristics", "p:object/p:objectCharacteristics/p:fixity/p:messageDigest"
_NOTES = 100  # findings that an event names
_LARGEST = 64 << 20  # bytes of a file of events
# Terms of the two vocabularies of the Library of Congress, with the codes of their addresses.
FIXITY_CHECK, TRANSFER = ("fix", "fixity check"), ("tra", "transfer")
OUTCOMES = {True: ("suc", "success"), False: ("fai", "fail"), None: ("war", "warning")}


class DamagedEventsError(Exception):
    """A file of events is not one that this program can add to; the message says why."""


@dataclass(frozen=True, slots=True)
class Event:
    """Something that was done with a package, to be added."""

    kind: tuple[str, str]  # FIXITY_CHECK or TRANSFER
    when: str  # ISO 8601, with its zone
    detail: str  # what was done
    passed: bool | None
    notes: tuple[str, ...] = ()  # what was found


def events_path(package: Path, folder: Path | None = None) -> Path:
    """The file of events of a package: beside it, or in another folder."""
    return (folder or package.absolute().parent) / f"{package.absolute().name}{EVENTS}"


def append_event(path: Path, package: str, seal: Seal, event: Event, program: str) -> None:
    """Add an event to a file of events, which is begun if it does not exist.

    The first event that did not fail enters the seal. Raises DamagedEventsError, and then the file is as it was;
    OSError.
    """
    with _alone(path.parent):
        root = _read(path) if path.exists() else _begin(package, seal)
        if event.passed is not False:
            _enter_seal(root, seal)
        _add(root, package, event, program)
        etree.indent(root)
        write_whole(path, etree.tostring(root, encoding="UTF-8", xml_declaration=True) + b"\n")


def recorded_seal(path: Path) -> str:
    """The SHA-512 of the package when it was first found intact; "" if that is not recorded.

    Raises DamagedEventsError.
    """
    return str(_read(path).findtext(_DIGEST, "", _NAMES)) if path.exists() else ""


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Two audits at the same time must both be recorded. Locked is the folder, so nothing is left in it."""
    folder.mkdir(parents=True, exist_ok=True)
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _read(path: Path) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_blank_text=True)
    try:
        if path.stat().st_size > _LARGEST:
            raise DamagedEventsError(f"it has more than {_LARGEST:,} bytes")
        root = etree.fromstring(path.read_bytes(), parser)
    except OSError as error:
        raise DamagedEventsError(error.strerror or str(error)) from None
    except (etree.XMLSyntaxError, ValueError) as error:
        raise DamagedEventsError(f"it is not well-formed XML: {error}") from None
    if root.tag != f"{{{_PREMIS}}}premis" or root.get("version") != "3.0":
        raise DamagedEventsError("it is not a PREMIS 3.0 document")
    if root.find(_FILE, _NAMES) is None:
        raise DamagedEventsError("it does not say which package it is about")
    return root


def _begin(package: str, seal: Seal) -> etree._Element:
    """A document about a package: the package, and if that is a folder, also the file that decides its bytes."""
    root = _E.premis(version="3.0")
    if seal.file != package:
        whole = _E.object(_identifier("object", "local", package), {f"{{{_XSI}}}type": "premis:representation"})
        root.append(whole)
    form = _E.format(_E.formatDesignation(_E.formatName(seal.format)))
    file = _E.object(_identifier("object", "local", seal.file), _E.objectCharacteristics(form))
    file.set(f"{{{_XSI}}}type", "premis:file")
    root.append(file)
    return root


def _enter_seal(root: etree._Element, seal: Seal) -> None:
    """Say which bytes the package has, if it does not say so yet: what is recorded is never changed."""
    if root.find(_DIGEST, _NAMES) is None:
        digest = _E.fixity(_E.messageDigestAlgorithm("SHA-512"), _E.messageDigest(seal.sha512))
        characteristics = root.find(_FILE, _NAMES)
        characteristics.insert(0, digest)
        characteristics.insert(1, _E.size(str(seal.size)))


def _add(root: etree._Element, package: str, event: Event, program: str) -> None:
    """Put the event behind the last one, and the program among the agents if it is not there."""
    before = root.findall("p:event", _NAMES)
    name = f"{package}\n{len(before)}\n{event.when}\n{event.kind[1]}"
    element = _event(event, str(uuid.uuid5(uuid.NAMESPACE_URL, name)), package, program)
    earlier = before or root.findall("p:object", _NAMES)
    earlier[-1].addnext(element)
    agents = root.findall("p:agent", _NAMES)
    if program not in (agent.findtext("p:agentIdentifier/p:agentIdentifierValue", "", _NAMES) for agent in agents):
        name, _, version = program.rpartition(" ")
        (agents or [root.findall("p:event", _NAMES)[-1]])[-1].addnext(
            _E.agent(
                _identifier("agent", "local", program),
                _E.agentName(name),
                _E.agentType("software"),
                _E.agentVersion(version),
            )
        )


def _event(event: Event, identifier: str, package: str, program: str) -> etree._Element:
    outcome = _E.eventOutcomeInformation(_term("eventOutcome", _OUTCOMES, *OUTCOMES[event.passed]))
    notes = list(event.notes[:_NOTES])
    if len(event.notes) > _NOTES:
        notes.append(f"and {len(event.notes) - _NOTES:,} more")
    for note in notes:
        outcome.append(_E.eventOutcomeDetail(_E.eventOutcomeDetailNote(_characters(note))))
    return _E.event(
        _identifier("event", "UUID", identifier),
        _term("eventType", _TYPES, *event.kind),
        _E.eventDateTime(event.when),
        _E.eventDetailInformation(_E.eventDetail(_characters(event.detail))),
        outcome,
        _E.linkingAgentIdentifier(
            _E.linkingAgentIdentifierType("local"),
            _E.linkingAgentIdentifierValue(program),
            _E.linkingAgentRole("executing program"),
        ),
        _E.linkingObjectIdentifier(
            _E.linkingObjectIdentifierType("local"), _E.linkingObjectIdentifierValue(_characters(package))
        ),
    )


def _identifier(of: str, kind: str, value: str) -> etree._Element:
    names = (f"{of}Identifier", f"{of}IdentifierType", f"{of}IdentifierValue")
    return _E(names[0], _E(names[1], kind), _E(names[2], _characters(value)))


def _term(name: str, authority: str, code: str, word: str) -> etree._Element:
    attributes = {"authority": name, "authorityURI": authority, "valueURI": f"{authority}/{code}"}
    return _E(name, word, attributes)


def _characters(text: str) -> str:
    """The text with characters that XML cannot contain written as codes: names of files may contain any."""
    return FORBIDDEN.sub(lambda match: ascii(match[0])[1:-1], text)
