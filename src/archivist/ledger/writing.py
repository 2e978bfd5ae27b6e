"""The ledger as it is written: a text that two branches can add to without a conflict.

Git reports a conflict where two branches change the same line or neighbouring ones. So every volume that may be
published soon has its lines before it is published, and in them every language has an opening and a closing line: what
is published is put between two lines that stay as they are. Two branches that add the same empty places agree.
"""

import json
from collections.abc import Iterable, Mapping, Sequence

from archivist.ledger.ledger import Ledger
from archivist.ledger.ledger_entries import FORMAT, PublishedVersion

_Object = Mapping[str, object]
_Volumes = dict[str, dict[str, dict[str, object]]]

# Members of an entry that have a line for each item.
_BY_LINE = {"files", "articles"}


def with_entries(
    ledger: Ledger,
    archive: str,
    entries: Iterable[tuple[str, str, PublishedVersion]],
    places: Sequence[str],
    languages: Sequence[str],
) -> bytes:
    """The file of a ledger with more published versions: of a volume, in a language. Everything else in it stays.

    `places` are the ids of volumes that get an empty place for each of `languages`, if they are not in the ledger yet:
    a language that is new later gets no place in volumes that are there, where another branch may publish it. A
    version gets the number after the last one.
    """
    volumes = _copied(ledger.data.get("volumes", {}))
    added = [(volume, language, entry) for volume, language, entry in entries]
    for volume in (*places, *(volume for volume, _, _ in added)):
        volumes.setdefault(volume, {language: {} for language in languages})
    for volume, language, entry in added:
        versions = volumes[volume].setdefault(language, {})
        versions[str(len(versions) + 1)] = _as_data(entry)
    data = {**ledger.data, "format": FORMAT, "archive": archive}
    return _written(data, volumes).encode()


def _copied(volumes: object) -> _Volumes:
    assert isinstance(volumes, Mapping)  # it was read by the schema
    return {
        volume: {language: dict(versions) for language, versions in languages.items()}
        for volume, languages in volumes.items()
    }


def _as_data(entry: PublishedVersion) -> dict[str, object]:
    """An entry as JSON data: without the members that are at their defaults, which are marked as optional."""
    return entry.model_dump(mode="json", exclude_defaults=True)


def _written(data: _Object, volumes: _Volumes) -> str:
    head = [f"  {_json(name)}: {_json(value)}," for name, value in data.items() if name != "volumes"]
    body = _block(
        '  "volumes": {',
        [
            _block(
                f"    {_json(volume)}: {{",
                [
                    _block(
                        f"      {_json(language)}: {{",
                        [_entry(number, versions[number]) for number in sorted(versions, key=int)],
                        "      }",
                    )
                    for language, versions in sorted(languages.items())
                ],
                "    }",
            )
            for volume, languages in sorted(volumes.items())
        ],
        "  }",
    )
    return "\n".join(["{", *head, body, "}"]) + "\n"


def _block(begin: str, members: Sequence[str], end: str) -> str:
    inside = ",\n".join(members)
    return "\n".join([begin, *([inside] if members else []), end])


def _entry(number: str, entry: object) -> str:
    assert isinstance(entry, Mapping)  # it was read by the schema
    members = [f"          {_json(name)}: {_value(name, value)}" for name, value in entry.items()]
    return _block(f"        {_json(number)}: {{", members, "        }")


def _value(name: str, value: object) -> str:
    if name in _BY_LINE and isinstance(value, list) and value:
        items = ",\n".join(f"            {_json(each)}" for each in value)
        return f"[\n{items}\n          ]"
    return _json(value)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
