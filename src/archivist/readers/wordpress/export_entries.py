"""A WordPress export as a stream of entries: items, terms, authors, lines about the site.

Expat is used rather than a tree, since it hands out even one huge text in pieces: no file, however large, needs
more memory than `MAX_ITEM` characters. The format is described by WordPress's own
`wp-admin/includes/export.php` (WXR 1.0 to 1.2).
"""

import codecs
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NoReturn
from xml.parsers import expat

from archivist.place import Place
from archivist.reader_api.found import SourceError

MAX_ITEM = 50_000_000  # characters of one item
_MAX_DEPTH = 100  # of elements; WordPress writes six
_MAX_TAG = 8_000_000  # bytes of one tag or comment
_CHUNK = 1 << 18
_EXPORT_AGAIN = (
    "Export again (in WordPress: Tools, Export) and check that the download is complete, "
    "or fix the line named in the message."
)
_NAMESPACE = re.compile(r"https?://wordpress\.org/export/1\.\d+/")
_FORBIDDEN = re.compile(rb"[\x01-\x08\x0b\x0c\x0e-\x1f]")  # a zero is no letter lost, but a file damaged
_DECLARED = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z][\w.:-]{0,40})[\"']")
_KNOWN_TO_EXPAT = frozenset({"utf-8", "ascii", "iso8859-1", "utf-16", "utf-16-le", "utf-16-be"})
_NO_CHARACTER_SETS = frozenset({"idna", "punycode", "unicode-escape", "unicode_escape", "raw_unicode_escape", "utf-7"})
_PREFIXES = {
    "http://purl.org/rss/1.0/modules/content/": "content:",
    "http://purl.org/dc/elements/1.1/": "dc:",
}


APART = "\x1e"  # between several values of one custom field; in no XML


@dataclass(frozen=True, slots=True)
class Term:
    """A category, a tag or a term of another taxonomy that an item has."""

    taxonomy: str  # `category`, `post_tag`, `language`, …; "" in exports of the first version
    slug: str
    name: str


@dataclass(slots=True)
class Entry:
    """A child of `<channel>`: an item, a term, an author, or one line such as `<language>`."""

    kind: str  # `item`, `wp:term`, `wp:author`, `language`, …
    line: int  # of the file
    text: str = ""  # of a child without children of its own
    fields: dict[str, str] = field(default_factory=dict)  # `wp:post_id` and the like
    meta: dict[str, str] = field(default_factory=dict)  # custom fields; of a key that appears twice, the first value
    terms: list[Term] = field(default_factory=list)
    comments: int = 0
    too_large: bool = False  # beyond MAX_ITEM; what came after is missing


def entries(source: Path, forbidden: Counter[str] | None = None) -> Iterator[Entry]:
    """The children of the channel, in the order of the file.

    Control characters, which XML forbids and WordPress writes anyway, are passed over and counted in
    `forbidden`. Raises SourceError, with the line, for whatever is no well-formed export.
    """
    counted = Counter() if forbidden is None else forbidden
    try:
        with source.open("rb") as file:
            chunk = file.read(_CHUNK)
            decoder = _decoder(source, chunk)
            is_wide = decoder is None and b"\0" in chunk[:4]  # UTF-16, in which such a byte may be half a letter
            collector = _Collector(source, "utf-8" if decoder else None)
            while chunk:
                collector.feed(
                    _remove_forbidden(decoder.decode(chunk).encode() if decoder else chunk, is_wide, counted)
                )
                yield from collector.take_complete()
                chunk = file.read(_CHUNK)
            collector.finish(decoder.decode(b"", True).encode() if decoder else b"")
    except UnicodeDecodeError as error:
        problem = f"is not in the encoding it declares ({error.encoding}): {error.reason}"
        raise SourceError(problem, _EXPORT_AGAIN, place=Place(str(source))) from None
    except OSError as error:
        raise SourceError(
            f"cannot be read: {error.strerror}", "Check its permissions.", place=Place(str(source))
        ) from None
    yield from collector.take_complete()


def _remove_forbidden(chunk: bytes, is_wide: bool, forbidden: Counter[str]) -> bytes:
    if is_wide or not _FORBIDDEN.search(chunk):
        return chunk
    forbidden.update(f"U+{found[0]:04X}" for found in _FORBIDDEN.findall(chunk))
    return _FORBIDDEN.sub(b"", chunk)


def _decoder(source: Path, head: bytes) -> codecs.IncrementalDecoder | None:
    """What decodes an encoding Expat does not know; None if it knows it."""
    match = _DECLARED.match(head.lstrip())
    if match is None:
        return None
    name = match[1].decode("ascii")
    try:
        codec = codecs.lookup(name)
        known = codec.name not in _NO_CHARACTER_SETS and b"<rss>".decode(name) == "<rss>"
    except (LookupError, ValueError):
        known = False
    if not known:
        raise SourceError(f"the encoding {name!r} is unknown", "Save the file as UTF-8.", place=Place(str(source), 1))
    return None if codec.name in _KNOWN_TO_EXPAT else codec.incrementaldecoder()


class _Collector:
    """Expat's events, collected into entries. Depth 1 is `<rss>`, 2 is `<channel>`, 3 is an entry, 4 is a field of
    it."""

    def __init__(self, source: Path, encoding: str | None) -> None:
        self.source = source
        self.done: list[Entry] = []
        self.path: list[str] = []
        self.entry: Entry | None = None
        self.size = 0
        self.parts: list[str] = []  # of the text being read
        self.attributes: dict[str, str] = {}
        self.key = ""
        self.has_channel = False
        self.fed = 0  # bytes before the chunk at hand
        self.chunk = b""
        self.parser = parser = expat.ParserCreate(encoding, namespace_separator=" ")
        parser.buffer_text = True
        parser.buffer_size = 1 << 16
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.EntityDeclHandler = self._refuse_entities
        parser.SkippedEntityHandler = self._refuse_skipped

    def feed(self, chunk: bytes) -> None:
        """Read on. What is complete then waits in `take_complete()`."""
        self._parse(chunk, False)
        self.fed += len(chunk)
        if self.fed - self.parser.CurrentByteIndex > _MAX_TAG + _CHUNK:
            self._fail(f"a tag or comment is longer than {_MAX_TAG:,} bytes", self.parser.CurrentLineNumber)

    def finish(self, chunk: bytes) -> None:
        """Read the last bytes."""
        self._parse(chunk, True)
        if not self.has_channel:
            self._fail("there is no <channel>, so it is not a WordPress export", 1)

    def take_complete(self) -> list[Entry]:
        """What is complete, once."""
        done, self.done = self.done, []
        return done

    def _parse(self, chunk: bytes, last: bool) -> None:
        self.chunk = chunk
        try:
            self.parser.Parse(chunk, last)
        except expat.ExpatError as error:
            self._explain(error)
        except (LookupError, ValueError) as error:  # of Python's encodings, asked for what expat does not know
            self._fail(f"its encoding cannot be read: {str(error)[:100]}", 1)

    def _explain(self, error: expat.ExpatError) -> NoReturn:
        words = expat.ErrorString(error.code)
        if words in ("no element found", "unclosed token", "unclosed CDATA section"):
            if not self.path:
                self._fail("the file contains no XML", error.lineno)
            within = f"<{self.path[-1]}>"
            began = f", in the {self.entry.kind} that begins on line {self.entry.line}" if self.entry else ""
            self._fail(f"the file ends in the middle of {within}{began}: it is truncated", error.lineno)
        start = max(self.parser.ErrorByteIndex - self.fed, 0)
        wrong = self._in_words(words, self.chunk[max(start - 2, 0) : start + 60], self.chunk[start : start + 30])
        self._fail(f"it is not well-formed XML: {wrong}, at column {error.offset + 1}", error.lineno)

    def _in_words(self, words: str, around: bytes, there: bytes) -> str:
        """What is wrong, more plainly than Expat says it. `there` are the bytes it stopped at, two less in `around`."""
        if words == "mismatched tag" and self.path:
            closing = around[around.find(b"</") :].partition(b">")[0].decode("utf-8", "replace")
            return f"{closing}> appears where <{self.path[-1]}> is still open"
        if around.startswith(b"]]>"):
            return "“]]>” appears in a text without a beginning"
        if there[:1] and there[0] < 32:
            return f"it contains the character U+{there[0]:04X}, which XML forbids"
        return f"{words} ({there.decode('utf-8', 'replace')!r})"

    def _fail(self, problem: str, line: int) -> NoReturn:
        raise SourceError(f"{problem}. Nothing of it was imported", _EXPORT_AGAIN, place=Place(str(self.source), line))

    def _refuse_entities(self, name: str, *_: object) -> None:
        line = self.parser.CurrentLineNumber
        self._fail(f"it declares the entity {name[:80]!r}, which no WordPress export does", line)

    def _refuse_skipped(self, name: str, _is_parameter: bool) -> None:
        self._fail(f"it uses the entity {name[:80]!r}, which it does not declare", self.parser.CurrentLineNumber)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        path, line = self.path, self.parser.CurrentLineNumber
        path.append(_with_prefix(name))
        depth = len(path)
        if depth > _MAX_DEPTH:
            self._fail(f"its elements are nested deeper than {_MAX_DEPTH}", line)
        if depth == 1 and path[0] != "rss":
            self._fail(f"it begins with <{path[0][:80]}>, not with <rss>, so it is not a WordPress export", line)
        if depth == 2:
            self.has_channel = self.has_channel or path[1] == "channel"
        elif depth == 3 and path[1] == "channel":
            self.entry, self.size, self.key = Entry(path[2], line), 0, ""
        if depth in (3, 4) or (depth == 5 and path[3] == "wp:postmeta"):
            self.parts, self.attributes = [], attributes

    def _text(self, text: str) -> None:
        entry, depth = self.entry, len(self.path)
        if entry is None or depth > 5 or (depth == 5 and self.path[3] != "wp:postmeta"):
            return
        self.size += len(text)
        if self.size > MAX_ITEM:
            entry.too_large = True
        else:
            self.parts.append(text)

    def _end(self, _name: str) -> None:
        name, depth, entry = self.path.pop(), len(self.path) + 1, self.entry
        if entry is None or depth < 3 or depth > 5:
            return
        text = "".join(self.parts)
        if depth == 5:
            if self.path[3] == "wp:postmeta":
                self._end_meta(entry, name, text)
        elif depth == 4:
            self._end_field(entry, name, text)
        else:
            entry.text = "" if entry.fields or entry.kind == "item" else text.strip()
            self.done.append(entry)
            self.entry = None
        self.parts = []

    def _end_meta(self, entry: Entry, name: str, text: str) -> None:
        if name == "wp:meta_key":
            self.key = text.strip()
        elif name == "wp:meta_value":
            if self.key == "enclosure" and self.key in entry.meta:  # an article may have several recordings
                entry.meta[self.key] += APART + text
            else:
                entry.meta.setdefault(self.key, text)

    def _end_field(self, entry: Entry, name: str, text: str) -> None:
        if name == "category":
            slug = self.attributes.get("nicename", "")
            entry.terms.append(Term(self.attributes.get("domain", ""), slug, text.strip()))
        elif name == "wp:comment":
            entry.comments += 1
        elif name != "wp:postmeta":
            entry.fields.setdefault(name, text)


def _with_prefix(name: str) -> str:
    """`http://wordpress.org/export/1.2/ post_id` -> `wp:post_id`; what has no namespace stays."""
    address, space, local = name.rpartition(" ")
    if not space:
        return local
    if address in _PREFIXES:
        return _PREFIXES[address] + local
    if match := _NAMESPACE.match(address):
        return ("excerpt:" if address[match.end() :].startswith("excerpt") else "wp:") + local
    return name
