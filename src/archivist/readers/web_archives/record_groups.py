"""What was left out of a web archive, or doubted: one finding for each reason, with a count and the first addresses."""

from collections.abc import Iterator

from archivist.findings import Finding
from archivist.place import Place

_SHOWN = 3
_MAX_REASONS = 200


class Counted:
    """Counts what befell records; keeps no more than the first addresses of each reason."""

    def __init__(self, code: str = "import-left-out") -> None:
        self._code = code
        self._reasons: dict[str, tuple[int, list[str]]] = {}

    def add(self, reason: str, address: str) -> None:
        """One more for this reason, in the words of a report: `pages with the status 404`."""
        if reason not in self._reasons and len(self._reasons) >= _MAX_REASONS:
            reason = "records of other kinds"
        count, shown = self._reasons.get(reason, (0, []))
        if len(shown) < _SHOWN:
            shown.append(address[:200])
        self._reasons[reason] = count + 1, shown

    def findings(self, place: Place) -> Iterator[Finding]:
        """The findings, in the order in which the reasons came up."""
        for reason, (count, shown) in self._reasons.items():
            more = ", …" if count > len(shown) else ""
            yield Finding.at(place, self._code, f"{reason}: {count} ({', '.join(shown)}{more})")
