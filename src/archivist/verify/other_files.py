"""The files beside a PDF that its links lead to, and the named destinations they have."""

import re
from dataclasses import dataclass, field
from pathlib import Path

import pikepdf
from pikepdf import Dictionary, NameTree, String

# Only there are files of volumes, so nothing else is opened, whatever a file names.
_BESIDE = re.compile(r"(?:\.\./[^/\\.][^/\\]*/)?[^/\\]+\.pdf")


def destinations(pdf: pikepdf.Pdf) -> dict[bytes, pikepdf.Object]:
    """The named destinations of a file (ISO 32000-1, 12.3.2.3)."""
    found: dict[bytes, pikepdf.Object] = {}
    names = pdf.Root.get("/Names", Dictionary()).get("/Dests")
    if names is not None:
        found |= {bytes(String(name)): place for name, place in NameTree(names).items()}
    for name, place in pdf.Root.get("/Dests", Dictionary()).items():
        found[name[1:].encode()] = place
    return found


@dataclass(slots=True)
class OtherFiles:
    """The files that links of one PDF lead to, each read once."""

    folder: Path  # of the PDF, to which the names of files are relative
    _read: dict[str, frozenset[bytes] | str | None] = field(default_factory=dict)

    @property
    def names(self) -> tuple[str, ...]:
        """Those that were looked at, or looked for."""
        return tuple(self._read)

    def fault(self, action: pikepdf.Object) -> str:
        """What is wrong with an action that goes to another file (ISO 32000-2, 12.6.4.3); "" if nothing is known to be.

        A file that is not there cannot be checked: a volume may be kept by itself.
        """
        name = _file_name(action)
        if not _BESIDE.fullmatch(name):
            return f"leads to another file by “{name}”, which is not a PDF beside it or in the folder of another volume"
        place = action.get("/D")
        if not isinstance(place, String):
            return f"leads to {name} and names no place in it"
        if name not in self._read:
            self._read[name] = _places(self.folder / name)
        known = self._read[name]
        if isinstance(known, str):
            return f"leads to {name}, which cannot be read: {known}"
        if known is not None and bytes(place) not in known:
            return f"leads to “{place!s}” in {name}, a destination that this file does not have"
        return ""

    def missing(self, action: pikepdf.Object) -> str:
        """The file that such an action leads to if its volume's folder is there and the file is not; else ""."""
        name = _file_name(action)
        path = self.folder / name
        is_missing = _BESIDE.fullmatch(name) and path.parent.is_dir() and not path.is_file()
        return name if is_missing else ""


def place_in_file(action: pikepdf.Object) -> str:
    """File and place that such an action leads to, for comparing and for messages."""
    return f"{_file_name(action)}#{action.get('/D', '')}"


def _file_name(action: pikepdf.Object) -> str:
    file = action.get("/F", "")
    if isinstance(file, Dictionary):
        file = file.get("/UF", file.get("/F", ""))
    return str(file)


def _places(path: Path) -> frozenset[bytes] | str | None:
    """The names of the destinations of a file; None if it is not there, or why it cannot be read."""
    if not path.is_file():
        return None
    try:
        with pikepdf.open(path) as pdf:
            return frozenset(destinations(pdf))
    except Exception as damage:  # each kind of damage has an exception of its own
        return " ".join(str(damage).split())[:100] or type(damage).__name__
