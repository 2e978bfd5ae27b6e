"""OAI-PMH 2.0 over the records of a shelf: what a harvester may ask, and the answer. It knows nothing of HTTP.

Sets are the languages. Records are never deleted, days have no hours, and lists are in pages of 100. A resumption token
says all that the next page needs, so the server keeps nothing.
"""

import datetime
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

_PER_PAGE = 100
_LIST = "oai/records.json"
_FORMATS = {
    "oai_dc": ("http://www.openarchives.org/OAI/2.0/oai_dc.xsd", "http://www.openarchives.org/OAI/2.0/oai_dc/"),
    "marcxml": ("http://www.loc.gov/standards/marcxml/schema/MARC21slim.xsd", "http://www.loc.gov/MARC21/slim"),
}
_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://www.openarchives.org/OAI/2.0/ '
    'http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd">\n'
)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_NO_CONTACT = "nobody@localhost.invalid"  # an address is required (3.4, 4.2), and the settings need not have one
_TOKEN = "resumptionToken"
_SELECTION = frozenset({"metadataPrefix", "from", "until", "set"})


@dataclass(frozen=True, slots=True)
class Harvestable:
    """A record."""

    edition: str  # with which its files are named
    identifier: str
    day: str  # ISO 8601
    language: str


class RefusedRequestError(Exception):
    """What a harvester asked wrongly."""

    def __init__(self, code: str, message: str) -> None:
        """`code` is one of OAI-PMH 2.0, 3.6."""
        super().__init__(message)
        self.code = code


@dataclass(frozen=True, slots=True)
class _Verb:
    answer: Callable[[Mapping[str, str]], Iterator[str]]
    required: frozenset[str] = frozenset()
    allowed: frozenset[str] = frozenset()
    has_pages: bool = False  # whether a resumption token may take the place of all other arguments


class Harvesting:
    """The records of a shelf."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @property
    def _data(self) -> Mapping[str, object]:
        data: Mapping[str, object] = json.loads((self._folder / _LIST).read_bytes())
        return data

    @property
    def _records(self) -> Sequence[Harvestable]:
        """By day. They are read for each request: the shelf may be made again while it is served."""
        rows = self._data["records"]
        assert isinstance(rows, list)
        found = (Harvestable(each["edition"], each["identifier"], each["datestamp"], each["language"]) for each in rows)
        return sorted(found, key=lambda each: (each.day, each.edition))

    def answer(self, arguments: Sequence[tuple[str, str]], base: str, now: datetime.datetime) -> bytes:
        """The response to a request. `base` is the address of the endpoint, `now` the time in UTC."""
        given = dict(arguments)
        try:
            verb = self._verb(arguments, given)
            asked, body = given, "\n".join(verb.answer(given))
        except RefusedRequestError as refusal:
            # With these errors the request is named without its arguments (3.2).
            asked = {} if refusal.code in ("badVerb", "badArgument") else given
            body = f'<error code="{refusal.code}">{escape(str(refusal))}</error>'
        body = body.replace("<baseURL/>", f"<baseURL>{escape(base)}</baseURL>")
        attributes = "".join(f" {name}={quoteattr(value)}" for name, value in sorted(asked.items()))
        head = f"<responseDate>{now:%Y-%m-%dT%H:%M:%SZ}</responseDate>\n<request{attributes}>{escape(base)}</request>\n"
        return f"{_HEAD}{head}{body}\n</OAI-PMH>\n".encode()

    def _verb(self, arguments: Sequence[tuple[str, str]], given: Mapping[str, str]) -> _Verb:
        """The verb, if the request has what it needs and nothing else."""
        verbs = {
            "Identify": _Verb(self._identify),
            "ListMetadataFormats": _Verb(self._formats, allowed=frozenset({"identifier"})),
            "ListSets": _Verb(self._sets, has_pages=True),
            "GetRecord": _Verb(self._record, required=frozenset({"identifier", "metadataPrefix"})),
            "ListIdentifiers": _Verb(self._identifiers, frozenset({"metadataPrefix"}), _SELECTION, has_pages=True),
            "ListRecords": _Verb(self._all, frozenset({"metadataPrefix"}), _SELECTION, has_pages=True),
        }
        verb = verbs.get(given.get("verb", ""))
        if verb is None or [name for name, _ in arguments].count("verb") > 1:
            raise RefusedRequestError("badVerb", "the verb is missing, repeated or not one of OAI-PMH 2.0")
        names = set(given) - {"verb"}
        if len(given) != len(arguments):
            raise RefusedRequestError("badArgument", "an argument is repeated")
        if _TOKEN in names and verb.has_pages:
            if names != {_TOKEN}:
                raise RefusedRequestError("badArgument", f"{_TOKEN} is used with other arguments")
            return verb
        if not verb.required <= names or not names <= verb.required | verb.allowed:
            wrong = sorted((verb.required - names) | (names - verb.required - verb.allowed))
            raise RefusedRequestError("badArgument", f"missing or not allowed here: {', '.join(wrong)}")
        return verb

    # ---------------------------------------------------------------- verbs

    def _identify(self, _: Mapping[str, str]) -> Iterator[str]:
        earliest = self._records[0].day if self._records else "1970-01-01"
        yield "<Identify>"
        yield f"<repositoryName>{escape(str(self._data['name']))}</repositoryName>\n<baseURL/>"
        yield "<protocolVersion>2.0</protocolVersion>"
        yield f"<adminEmail>{escape(str(self._data['contact'] or _NO_CONTACT))}</adminEmail>"
        yield f"<earliestDatestamp>{earliest}</earliestDatestamp>"
        yield "<deletedRecord>no</deletedRecord>\n<granularity>YYYY-MM-DD</granularity>\n</Identify>"

    def _formats(self, given: Mapping[str, str]) -> Iterator[str]:
        if "identifier" in given:
            self._find(given["identifier"])
        yield "<ListMetadataFormats>"
        for prefix, (schema, namespace) in _FORMATS.items():
            yield (
                f"<metadataFormat><metadataPrefix>{prefix}</metadataPrefix><schema>{schema}</schema>"
                f"<metadataNamespace>{namespace}</metadataNamespace></metadataFormat>"
            )
        yield "</ListMetadataFormats>"

    def _sets(self, given: Mapping[str, str]) -> Iterator[str]:
        if _TOKEN in given:
            raise RefusedRequestError("badResumptionToken", "the list of sets is in one page")
        languages = self._data["languages"]
        assert isinstance(languages, list)
        yield "<ListSets>"
        for tag in languages:
            yield f"<set><setSpec>{tag}</setSpec><setName>{tag}</setName></set>"
        yield "</ListSets>"

    def _record(self, given: Mapping[str, str]) -> Iterator[str]:
        record, prefix = self._find(given["identifier"]), _known_format(given["metadataPrefix"])
        yield f"<GetRecord>\n{self._whole(record, prefix)}\n</GetRecord>"

    def _identifiers(self, given: Mapping[str, str]) -> Iterator[str]:
        yield from self._listed("ListIdentifiers", given, lambda record, _: _header(record))

    def _all(self, given: Mapping[str, str]) -> Iterator[str]:
        yield from self._listed("ListRecords", given, self._whole)

    def _listed(self, verb: str, given: Mapping[str, str], write: Callable[[Harvestable, str], str]) -> Iterator[str]:
        start, asked = _read_token(given[_TOKEN]) if _TOKEN in given else (0, given)
        prefix, selected = _known_format(asked["metadataPrefix"]), self._selected(asked)
        if not selected or start >= len(selected):
            code = "badResumptionToken" if start else "noRecordsMatch"
            raise RefusedRequestError(code, "no record matches")
        page, end = selected[start : start + _PER_PAGE], start + _PER_PAGE
        yield f"<{verb}>"
        yield from (write(record, prefix) for record in page)
        if end < len(selected) or start:
            token = escape(_token(end, asked)) if end < len(selected) else ""
            yield f'<{_TOKEN} completeListSize="{len(selected)}" cursor="{start}">{token}</{_TOKEN}>'
        yield f"</{verb}>"

    def _selected(self, asked: Mapping[str, str]) -> list[Harvestable]:
        first, last = asked.get("from", ""), asked.get("until", "")
        for day in filter(None, (first, last)):
            _check_day(day)
        if first and last and first > last:
            raise RefusedRequestError("badArgument", "from is later than until")
        wanted = asked.get("set", "")
        return [
            each
            for each in self._records
            if first <= each.day and (not last or each.day <= last) and wanted in ("", each.language)
        ]

    def _find(self, identifier: str) -> Harvestable:
        found = next((each for each in self._records if each.identifier == identifier), None)
        if found is None:
            raise RefusedRequestError("idDoesNotExist", "no record has this identifier")
        return found

    def _whole(self, record: Harvestable, prefix: str) -> str:
        content = (self._folder / "oai" / prefix / f"{record.edition}.xml").read_text("utf-8")
        return f"<record>\n{_header(record)}\n<metadata>\n{content.strip()}\n</metadata>\n</record>"


def _header(record: Harvestable) -> str:
    return (
        f"<header><identifier>{escape(record.identifier)}</identifier><datestamp>{record.day}</datestamp>"
        f"<setSpec>{record.language}</setSpec></header>"
    )


def _known_format(prefix: str) -> str:
    if prefix not in _FORMATS:
        raise RefusedRequestError("cannotDisseminateFormat", f"known formats: {', '.join(_FORMATS)}")
    return prefix


def _check_day(day: str) -> None:
    try:
        if _DAY.fullmatch(day):
            datetime.date.fromisoformat(day)
            return
    except ValueError:
        pass
    raise RefusedRequestError("badArgument", "a day is written as YYYY-MM-DD")


def _token(start: int, asked: Mapping[str, str]) -> str:
    kept = {name: asked[name] for name in sorted(_SELECTION & asked.keys())}
    return json.dumps([start, kept], separators=(",", ":"))


def _read_token(token: str) -> tuple[int, dict[str, str]]:
    try:
        start, asked = json.loads(token)
        said = {str(name): str(value) for name, value in asked.items() if name in _SELECTION}
        if isinstance(start, int) and start > 0 and "metadataPrefix" in said:
            return start, said
    except (ValueError, TypeError, AttributeError, RecursionError):
        pass
    raise RefusedRequestError("badResumptionToken", "the resumption token is not one of this list")
