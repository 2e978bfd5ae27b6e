"""Lists of digests: a BagIt manifest (RFC 8493, 2.1.3), the manifest of a volume, the file beside a zip.

A list vouches for files, and often nothing vouches for the list. So it is not only read: it is written again from the
digests that the files have now, in the form that its lines have, and compared byte by byte. A digest in capitals, which
programs take as the same, is a changed byte.
"""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import NamedTuple

_LINE = re.compile(r"([0-9A-Fa-f]+)([ \t]+\*?)(.+?)(\r?\n|\r|)", re.DOTALL)
_LINES = re.compile(r"[^\r\n]*(?:\r\n|\n|\r|$)")
_ESCAPES = {"%0D": "\r", "%0A": "\n", "%25": "%"}
_ESCAPE = re.compile("|".join(_ESCAPES))


class Form(NamedTuple):
    """How a line is written: the case of its digits, what is between digest and name, and its end."""

    case: str  # lower, upper, mixed
    separator: str
    end: str


_CANONICAL = Form("lower", "  ", "\n")  # as `sha512sum` writes it
_USUAL = (_CANONICAL, Form("lower", " ", "\n"), Form("lower", " *", "\n"))


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a list, and on which line."""

    code: str
    message: str
    line: int


@dataclass(frozen=True, slots=True)
class Entry:
    """A line: the name as it is written, and the digest in small letters."""

    line: int  # from 1
    digest: str
    name: str


@dataclass(frozen=True, slots=True)
class ChecksumList:
    """A list as far as it can be read, and what is wrong with its form."""

    content: bytes
    entries: tuple[Entry, ...]
    form: Form  # that most lines have
    faults: tuple[Fault, ...]

    def is_written_for(self, digests: Mapping[str, str]) -> bool:
        """Whether the list, written again with these digests by name of file, has the same bytes."""
        written = "".join(
            f"{self._digest(digests[file])}{self.form.separator}{_as_written(entry.name, file)}{self.form.end}"
            for entry in self.entries
            for file in [file_named(entry.name, digests)]
        )
        return written.encode("utf-8", "surrogateescape") == self.content

    def _digest(self, digest: str) -> str:
        return digest.upper() if self.form.case == "upper" else digest


def parse_checksums(content: bytes, digits: int) -> ChecksumList:
    """The list with this content, whose digests have so many hexadecimal digits."""
    text = content.decode("utf-8", "surrogateescape")  # as names of files that are not UTF-8 are
    entries, faults = [], []
    forms: dict[int, Form] = {}
    for number, line in enumerate(_LINES.findall(text)[:-1] if text else (), 1):
        match = _LINE.fullmatch(line)
        if match is None or len(match[1]) != digits:
            faults.append(Fault("manifest-form", "the line is not a digest and a name", number))
            continue
        entries.append(Entry(number, match[1].lower(), match[3]))
        forms[number] = Form(_case(match[1]), match[2], match[4])
    usual = _usual_form(forms)
    said = "the line is not written like the others: its digits, the space after them, or its end"
    faults += [Fault("manifest-form", said, number) for number, form in forms.items() if form != usual]
    faults += [*_repeated(entries), *_dangerous(entries)]
    return ChecksumList(content, tuple(entries), usual, tuple(sorted(faults, key=lambda each: each.line)))


def _case(digits: str) -> str:
    return "lower" if digits == digits.lower() else "upper" if digits == digits.upper() else "mixed"


def _usual_form(forms: Mapping[int, Form]) -> Form:
    """How most lines are written: programs differ, but none writes a list in two forms."""
    usual = Counter(forms.values()).most_common(1)[0][0] if forms else _CANONICAL
    is_odd = usual.case == "mixed" or not usual.end or (len(forms) == 1 and usual not in _USUAL)
    return _CANONICAL if is_odd else usual


def _repeated(entries: list[Entry]) -> list[Fault]:
    seen: set[str] = set()
    faults = []
    for entry in entries:
        if entry.name in seen:
            faults.append(Fault("bag-form", f"the file {entry.name!r} is listed twice", entry.line))
        seen.add(entry.name)
    return faults


def _dangerous(entries: list[Entry]) -> list[Fault]:
    said = "the name {!r} leads out of the package, or is not written in its shortest form"
    return [
        Fault("bag-form", said.format(entry.name[:200]), entry.line)
        for entry in entries
        if entry.name.startswith("/")
        or ".." in PurePosixPath(entry.name).parts
        or str(PurePosixPath(entry.name)) != entry.name
    ]


def file_named(name: str, files: Mapping[str, object]) -> str:
    """The file that a line means: a bag may write `%`, CR and LF in names as `%25`, `%0D`, `%0A`, and need not."""
    if name in files:
        return name
    decoded = _ESCAPE.sub(lambda match: _ESCAPES[match[0]], name)
    return decoded if decoded in files else name


def _as_written(name: str, file: str) -> str:
    """The name of a file as a line with this name must have it."""
    if name == file:
        return name
    return file.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
