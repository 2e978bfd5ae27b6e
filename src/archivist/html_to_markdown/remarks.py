"""What was left out, repaired or inferred while a text was converted: one remark for each kind, with examples."""

from archivist.findings import Finding
from archivist.place import Place

_EXAMPLES = 5
_LENGTH = 120


class Remarks:
    """Collects what happened in one text."""

    def __init__(self, place: Place) -> None:
        self.place = place
        self._kinds: dict[tuple[str, str], dict[str, int]] = {}

    def add(self, code: str, kind: str, example: str = "") -> None:
        """Note that something happened; `kind` says what and why, `example` what it happened to."""
        short = " ".join(example.split())
        short = short if len(short) <= _LENGTH else f"{short[: _LENGTH - 1]}…"
        examples = self._kinds.setdefault((code, kind), {})
        examples[short] = examples.get(short, 0) + 1

    def left_out(self, kind: str, example: str = "") -> None:
        """Note that something was left out."""
        self.add("import-left-out", kind, example)

    def findings(self) -> tuple[Finding, ...]:
        """One finding for each kind, in the order they first happened."""
        return tuple(
            Finding.at(self.place, code, _message(kind, examples)) for (code, kind), examples in self._kinds.items()
        )


def _message(kind: str, examples: dict[str, int]) -> str:
    shown = [example for example in examples if example][:_EXAMPLES]
    times = sum(examples.values())
    count = f" ({times} times)" if times > 1 else ""
    if not shown:
        return f"{kind}{count}"
    more = ", …" if len([example for example in examples if example]) > len(shown) else ""
    return f"{kind}{count}: {'; '.join(shown)}{more}"
