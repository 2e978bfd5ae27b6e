"""Changes to bytes and names, as accidents and attackers make them; the same for the same seed."""

import json
import random
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from lxml import etree

from tests.importing.mutations.hostile_values import BYTES, NESTED, NUMBERS, PATHS, TOKENS
from tests.importing.mutations.samples import Sample, samples

_MAX_BYTES = 60_000  # of a mutated file: what a large one costs is another test
# What a value in a field stands between: addresses, names, dates in the forms of all kinds.
_FIELDS = (
    rb"(?<=<wp:post_name><!\[CDATA\[)[^\]<]*", rb"(?<=<wp:post_date><!\[CDATA\[)[^\]<]*", rb"(?<=<link>)[^<]*",
    rb'(?<=<guid isPermaLink="false">)[^<]*', rb'(?<=href=")[^"]*', rb'(?<=src=")[^"]*', rb'(?<=content=")[^"]*',
    rb'(?<=datetime=")[^"]*', rb'(?<=lang=")[^"]*', rb"(?<=charset=)[^\">]*", rb'(?<=encoding=")[^"]*',
    rb'(?<=": ")[^"]*', rb"(?<=\]\()[^)]*", rb"(?<=\n)https?://[^\n]*", rb"(?<=: )[^\n]{1,80}(?=\n)", rb'(?<== ")[^"]*',
    rb"(?<=attachment_url><!\[CDATA\[)[^\]<]*",
)  # fmt: skip
_FIELD = re.compile(b"|".join(_FIELDS))
_NUMBER = re.compile(rb"\d+")
_TAG = re.compile(rb"</?[a-zA-Z][a-zA-Z0-9:]{0,15}")


@dataclass(frozen=True)
class Input:
    """What an import is given."""

    sample: Sample
    files: Mapping[str, bytes]
    links: Mapping[str, str] = field(default_factory=dict)  # symbolic links by path
    changes: tuple[str, ...] = ()  # what was done, for the report


def mutated(seed: int, number: int, kinds: tuple[str, ...] = ()) -> Input:
    """One mutated input of the run with this seed; the kinds take turns."""
    chance = random.Random(f"{seed}:{number}")
    by_kind = _by_kind()
    names = kinds or tuple(by_kind)
    sample = chance.choice(by_kind[names[number % len(names)]])
    change = _Change(chance)
    files = dict(sample.files)
    if sample.pack is None or chance.random() < 0.75:
        change.some_of(files)
    if sample.pack is not None:
        files = dict(sample.pack(files))
        if not change.done or chance.random() < 0.2:
            change.some_of(files)
    elif not sample.named:
        files, links = change.names(files)
        return Input(sample, files, links, tuple(change.done))
    return Input(sample, files, changes=tuple(change.done))


def _by_kind() -> dict[str, list[Sample]]:
    by_kind: dict[str, list[Sample]] = {}
    for sample in samples():
        by_kind.setdefault(sample.kind, []).append(sample)
    return by_kind


class _Change:
    """Changes made with one source of chance."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.done: list[str] = []

    def some_of(self, files: dict[str, bytes]) -> None:
        """Change one file or two, in one place or a few."""
        for _ in range(self.chance.choice((1, 1, 1, 2, 3, 5))):
            name = self.chance.choice(sorted(files))
            change, data = self._changed(files[name])
            if self.chance.random() < 0.7:  # most changes break the form, and then nothing else is tried
                for _ in range(6):
                    if _is_whole(name, data):
                        break
                    change, data = self._changed(files[name])
            files[name] = data
            self.done.append(f"{change} {name}")

    def _changed(self, data: bytes) -> tuple[str, bytes]:
        change = self.chance.choice(_CHANGES)
        return change.__name__.strip("_"), change(self, data)[:_MAX_BYTES]

    def names(self, files: dict[str, bytes]) -> tuple[dict[str, bytes], dict[str, str]]:
        """Now and then another name for a file, or a link that leads out or in a circle."""
        links: dict[str, str] = {}
        roll = self.chance.random()
        if roll < 0.1:
            old = self.chance.choice(sorted(files))
            path = PurePosixPath(old)
            name = _file_name(self.chance.choice(PATHS)) or "x"
            new = str(path.with_name(f"{name}{path.suffix}"))
            if new not in files:
                files[new] = files.pop(old)
                self.done.append(f"rename {old} to {new!r}")
        elif roll < 0.15:
            target = self.chance.choice(
                ("../outside", "../outside/secret.png", "/etc/passwd", ".", "gone", "../source")
            )
            place = str(PurePosixPath(self.chance.choice(sorted(files))).with_name("linked"))
            links[place + self.chance.choice(("", ".md", ".html", ".txt", ".png"))] = target
            self.done.append(f"link {place} to {target}")
        return files, links

    def place(self, data: bytes) -> int:
        return self.chance.randint(0, len(data))

    def span(self, data: bytes, most: int) -> tuple[int, int]:
        start = self.place(data)
        return start, min(len(data), start + self.chance.randint(1, most))


def _file_name(wish: str) -> str:
    """The wish as far as a file system takes it."""
    name = wish.replace("/", "").replace("\0", "")
    return "" if name.strip(".") == "" else name.encode("utf-8", "replace")[:200].decode("utf-8", "ignore")


def _is_whole(name: str, data: bytes) -> bool:
    """Whether a file of XML or JSON is still one."""
    try:
        if name.endswith(".xml"):
            etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
        elif name.endswith(".json"):
            json.loads(data)
    except (etree.XMLSyntaxError, ValueError, RecursionError):
        return False
    return True


def _text(value: str) -> bytes:
    return value.encode("utf-8", "surrogatepass")


# ---------------------------------------------------------------- changes of bytes


def _flip(change: _Change, data: bytes) -> bytes:
    out = bytearray(data or b"\0")
    for _ in range(change.chance.choice((1, 1, 2, 8))):
        out[change.chance.randrange(len(out))] ^= 1 << change.chance.randrange(8)
    return bytes(out)


def _delete(change: _Change, data: bytes) -> bytes:
    start, end = change.span(data, change.chance.choice((1, 8, 200)))
    return data[:start] + data[end:]


def _double(change: _Change, data: bytes) -> bytes:
    start, end = change.span(data, 400)
    return data[:end] + data[start:end] * change.chance.choice((1, 1, 3, 30)) + data[end:]


def _splice(change: _Change, data: bytes) -> bytes:
    """A piece of a source of any kind."""
    other = change.chance.choice(samples()).files
    piece = other[change.chance.choice(sorted(other))]
    start, end = change.span(piece, 3000)
    first, last = change.span(data, 300)
    return data[:first] + piece[start:end] + data[change.chance.choice((first, last)) :]


def _truncate(change: _Change, data: bytes) -> bytes:
    return data[: change.place(data)]


def _repeat(change: _Change, data: bytes) -> bytes:
    at = change.place(data)
    return data[:at] + _text(change.chance.choice(TOKENS)) * change.chance.choice((10, 100, 1000)) + data[at:]


def _insert(change: _Change, data: bytes) -> bytes:
    at = change.place(data)
    what = change.chance.choice((_text(change.chance.choice(TOKENS)), change.chance.choice(BYTES)))
    return data[:at] + what + data[at:]


def _number(change: _Change, data: bytes) -> bytes:
    return _replace_one(change, data, _NUMBER, change.chance.choice(NUMBERS))


def _tag(change: _Change, data: bytes) -> bytes:
    """One tag in the place of another."""
    tags = _TAG.findall(data)
    return _replace_one(change, data, _TAG, change.chance.choice(tags)) if tags else _insert(change, data)


def _field(change: _Change, data: bytes) -> bytes:
    """A path that climbs, a name that is none, an odd date in the place of an address, a name, a date."""
    value = change.chance.choice((change.chance.choice(PATHS), change.chance.choice(TOKENS)))
    return _replace_one(change, data, _FIELD, _text(value))


def _replace_one(change: _Change, data: bytes, form: re.Pattern[bytes], new: bytes) -> bytes:
    found = list(form.finditer(data))
    if not found:
        return _insert(change, data)
    match = change.chance.choice(found)
    return data[: match.start()] + new + data[match.end() :]


def _nest(change: _Change, data: bytes) -> bytes:
    opening, closing = change.chance.choice(NESTED)
    depth = change.chance.choice((20, 200, 2000))
    start, end = change.span(data, 300)
    return data[:start] + opening.encode() * depth + data[start:end] + closing.encode() * depth + data[end:]


def _lie(change: _Change, data: bytes) -> bytes:
    """The text in another encoding than it says, or read in one and written in another."""
    text = data.decode("utf-8", "replace")
    encoding = change.chance.choice(
        ("utf-16", "utf-16-be", "windows-1251", "koi8-r", "utf-32", "utf-7", "cp1252", "utf-8-sig")
    )
    if change.chance.random() < 0.4:
        text = data.decode(change.chance.choice(("latin-1", "windows-1251", "cp437")), "replace")
        encoding = "utf-8"
    return text.encode(encoding, "replace")


def _lines(change: _Change, data: bytes) -> bytes:
    """Lines in another order."""
    lines = data.split(b"\n")
    change.chance.shuffle(lines)
    return b"\n".join(lines)


def _nothing(change: _Change, data: bytes) -> bytes:
    return change.chance.choice((b"", b"\n", b"\0" * 3, data.strip()[:1]))


_CHANGES: tuple[Callable[[_Change, bytes], bytes], ...] = (
    _flip, _delete, _double, _splice, _truncate, _repeat, _insert, _insert, _insert, _number, _tag, _field, _field,
    _field, _nest, _lie, _lines, _nothing,
)  # fmt: skip
