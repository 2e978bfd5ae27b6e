"""Events of PREMIS: editions and records made, digests calculated, and what each validator said of each file."""

from collections.abc import Iterable, Iterator, Sequence

from archivist import __version__
from archivist.deposit.description import DescribedEdition, DescribedVolume
from archivist.deposit.evidence import Evidence, Outcome
from archivist.deposit.package_facts import day_of, publication_day
from archivist.deposit.premis_elements import DIGEST_EVENT, LOCAL, PATH, E, identifier, term
from archivist.deposit.premis_objects import URN
from archivist.text.xml_element import Element

EXECUTING = "executing program"
# The words of the vocabulary `eventOutcome`, which has none for a check that was not made.
_OUTCOMES = {Outcome.PASSED: "success", Outcome.FAILED: "fail"}


def program_id(name: str, version: str) -> str:
    """The identifier of a program of a version."""
    return f"{name} {version}".strip()


def events(volume: DescribedVolume, evidence: Sequence[Evidence]) -> Iterator[Element]:
    """What was done, in this order: creation, message digest calculation, validation."""
    for edition in volume.editions:
        yield _creation(edition)
    day = publication_day(volume).isoformat()
    yield E.event(
        identifier("event", LOCAL, DIGEST_EVENT),
        term("eventType", "message digest calculation"),
        E.eventDateTime(day),
        _detail("SHA-512 of every file of the package, calculated when the package was made"),
        E.eventOutcomeInformation(term("eventOutcome", "success")),
        _by("archivist", __version__),
    )
    for number, each in enumerate(evidence, 1):
        yield _validation(number, each, day)


def _creation(edition: DescribedEdition) -> Element:
    programs = (_by(name, version) for name, version in edition.record.made_by.items())
    return E.event(
        identifier("event", LOCAL, f"event-creation-{edition.language}"),
        term("eventType", "creation"),
        E.eventDateTime(day_of(edition).isoformat()),
        _detail("laid out from the articles and joined; the day is that of publication"),
        E.eventOutcomeInformation(term("eventOutcome", "success")),
        *programs,
        identifier("linkingObject", URN, edition.identifier),
    )


def _validation(number: int, evidence: Evidence, day: str) -> Element:
    word = _OUTCOMES.get(evidence.outcome)
    outcome = term("eventOutcome", word) if word else E.eventOutcome(str(evidence.outcome))
    notes = (E.eventOutcomeDetail(E.eventOutcomeDetailNote(line)) for line in evidence.messages)
    confirmed = f"; confirmed: {evidence.standard}" if evidence.standard else ""
    return E.event(
        identifier("event", LOCAL, f"event-validation-{number:04}"),
        term("eventType", "validation"),
        E.eventDateTime(day),
        _detail(f"{evidence.check}{confirmed}"),
        E.eventOutcomeInformation(outcome, *notes),
        _by(evidence.validator, evidence.version),
        identifier("linkingObject", PATH, evidence.file),
    )


def _detail(text: str) -> Element:
    return E.eventDetailInformation(E.eventDetail(text))


def _by(name: str, version: str) -> Element:
    return E.linkingAgentIdentifier(
        E.linkingAgentIdentifierType(LOCAL),
        E.linkingAgentIdentifierValue(program_id(name, version)),
        term("linkingAgentRole", EXECUTING, "eventRelatedAgentRole"),
    )


def programs(volume: DescribedVolume, evidence: Iterable[Evidence]) -> Iterator[Element]:
    """The programs that the events name, each version once, in the order of their names."""
    made_by = {program for edition in volume.editions for program in edition.record.made_by.items()}
    used = {*made_by, ("archivist", __version__), *((each.validator, each.version) for each in evidence)}
    for name, version in sorted(used):
        yield E.agent(
            identifier("agent", LOCAL, program_id(name, version)),
            E.agentName(name),
            term("agentType", "software"),
            *([E.agentVersion(version)] if version else []),
        )
