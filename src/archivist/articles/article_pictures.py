"""Pictures: found, proven to be pictures, named for the book. A picture that is missing leaves its text."""

import hashlib
import os
import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from PIL import Image
from slugify import slugify

from archivist.articles.article_links import LINK_NAME
from archivist.articles.body_structure import Element
from archivist.articles.files_asked import path_from
from archivist.articles.picture_size import set_size
from archivist.articles.report import Report
from archivist.articles.valid_addresses import valid_address
from archivist.data_addresses import is_data, read_data
from archivist.dependencies import Dependencies
from archivist.dialect.render_rules import SCHEMED
from archivist.model.articles import Article, Picture
from archivist.pictures.picture_forms import DRAWING, MAX_PIXELS, Form, NoPictureError, TooManyPixelsError, form_of
from archivist.svg import SvgError, clean

_MAX_BYTES = 200_000_000
_SUFFIXES = {
    "image/png": (".png",),
    "image/jpeg": (".jpg", ".jpeg"),
    "image/gif": (".gif",),
    "image/webp": (".webp",),
    DRAWING: (".svg",),
}
# Of forms that a book contains only converted.
_SUFFIXES_OF_OTHERS = {
    **{"AVIF": ".avif", "HEIF": ".heic", "TIFF": ".tif", "BMP": ".bmp", "DIB": ".bmp", "JPEG2000": ".jp2"},
    **{"ICO": ".ico", "PCX": ".pcx", "PPM": ".ppm", "QOI": ".qoi", "SUN": ".ras"},
}
_REMOTE = re.compile(r"(?:https?:)?//", re.IGNORECASE)
_OTHER_SCHEME = re.compile(r"[a-z][a-z0-9+.-]+:", re.IGNORECASE)
_AROUND_PICTURES = frozenset({"a", "span", "em", "strong", "b", "i", "u"})
_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")
_TRIAL = (32, 32)  # pixels: as small as shows whether it can be drawn
_DATA_SHOWN = 30  # characters
_MOST_REMOVED = 8  # things named in a message
_SHOWN = 60  # characters of an address in a message
_DATA_FOLDER = "data"  # of pictures that are in no file

# Pillow warns from 89 million pixels on; MAX_PIXELS is the limit here, checked before anything is unpacked.
warnings.filterwarnings("ignore", category=Image.DecompressionBombWarning)


class PictureError(Exception):
    """A picture cannot be shown. `code` is a finding code."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code, self.message = code, message


@dataclass(frozen=True, slots=True)
class _Facts:
    form: Form
    digest: str
    mixed: str = ""  # of a drawing: a text of several scripts that can be drawn wrongly

    @property
    def suffixes(self) -> tuple[str, ...]:
        return _SUFFIXES[self.form.media_type]


class Pictures:
    """Finds the pictures of one article."""

    def __init__(self, article: Article, folder: Path, report: Report, asked: Dependencies) -> None:
        """`asked` records the files that are looked for (files_asked.py)."""
        self.article, self.folder, self.report, self._asked = article, folder, report, asked
        self.found: dict[str, Picture] = {}

    def resolve(self, root: Element) -> None:
        """Resolve every picture below `root`, in place; those alone in a paragraph become figures."""
        for image in list(root.iter("img")):
            line = int(image.get("data-line", "0"))
            source = (image.attrib.pop("src", "") or image.attrib.pop(SCHEMED, "")).strip()
            image.set("alt", " ".join(image.get("alt", "").split()))
            lone = _lone_paragraph(image)
            title = image.attrib.pop("title", "") if lone is not None else ""
            shown = self._show(image, source, line)
            if lone is not None:
                _make_figure(lone, shown, title)

    def file_at(self, address: str) -> Path | None:
        """The file of the archive that an address in the article names; None otherwise."""
        try:
            return self._find(unquote(address.partition("#")[0].partition("?")[0]), "")[1]
        except PictureError:
            return None

    def _show(self, image: Element, source: str, line: int) -> Element:
        shown = _describe_address(source)
        link = next(image.iterancestors("a"), None)
        name = link.attrib.pop(LINK_NAME, "") if link is not None else ""  # the link's, if it shows no words
        try:
            picture = self._picture(source, line)
        except PictureError as error:
            self.report.add(error.code, error.message, line)
            return _missing(image, source if error.code == "remote-image" else "", shown)
        self.found.setdefault(picture.name, picture)
        image.set("src", picture.name)
        for remark in set_size(image, picture.width, picture.height):
            self.report.add("picture-size", f"{shown}: {remark}", line)
        if not image.get("alt"):
            self.report.add("image-without-alt", f"{shown} has no alternative text", line)
            image.set("alt", name)
        return image

    def _picture(self, source: str, line: int) -> Picture:
        if is_data(source):
            return self._read_data_picture(source, line)
        if _REMOTE.match(source):
            raise PictureError("remote-image", f"{source[:120]} is not fetched")
        if _OTHER_SCHEME.match(source):
            raise PictureError(
                "broken-image", f"{_describe_address(source)} is not the address of a picture in the archive"
            )
        path, file = self._find(unquote(source.partition("#")[0].partition("?")[0]), source[:120])
        status = file.stat()
        facts = picture_facts(file, status.st_size, status.st_mtime_ns)
        self._report_form(facts, file.name, line)
        name = safe_name(path, facts.suffixes)
        return self._make_picture(name, file, facts)

    def _read_data_picture(self, source: str, line: int) -> Picture:
        """A picture in a `data:` address."""
        held = read_data(source)
        if held is None or len(held.content) > _MAX_BYTES:
            raise PictureError("broken-image", f"{_describe_address(source)} cannot be decoded")
        facts = _facts_of(held.content, _describe_address(source))
        self._report_form(facts, _describe_address(source), line)
        name = f"{_DATA_FOLDER}/{facts.digest[:16]}{facts.suffixes[0]}"
        return self._make_picture(name, Path(self.article.path), facts, held.content)

    @staticmethod
    def _make_picture(name: str, file: Path, facts: _Facts, content: bytes = b"") -> Picture:
        form = facts.form
        return Picture(name, file, form.media_type, facts.digest, form.width, form.height, content)

    def _report_form(self, facts: _Facts, name: str, line: int) -> None:
        """What readers of the book will not see as it is in the file."""
        form = facts.form
        if facts.mixed:
            self.report.add("drawing-mixed-scripts", f"{name}: “{facts.mixed[:_SHOWN]}”", line)
        if form.converted_from:
            kind = form.media_type.removeprefix("image/").upper()
            self.report.add("picture-converted", f"{name} is {form.converted_from}, and becomes {kind}", line)
        if form.frames > 1:
            self.report.add("picture-of-several", f"{name} contains {form.frames} pictures", line)
        if form.removed:
            self.report.add("drawing-simplified", f"{name}: {', '.join(form.removed[:_MOST_REMOVED])}", line)

    def _find(self, path: str, shown: str) -> tuple[str, Path]:
        """The picture's path as its name is made from, and the file."""
        outside = False
        for prefix, file, root in self._candidates(path):
            self._asked.ask("file", path_from(self.folder, file))
            try:
                # Most addresses that name no file are dead links, of which an imported site has thousands.
                if not file.exists() and ".." not in path:
                    continue
                if not file.is_file():
                    outside = outside or not _within(file, root)
                    continue
                if _within(file, root):
                    return self._relative(file, root, prefix), file.resolve()
                outside = True
            except (OSError, ValueError, RuntimeError):
                continue
        if outside:
            raise PictureError("outside-archive", f"{shown} leads out of the archive")
        raise PictureError("broken-image", f"{shown or 'a picture without address'} does not exist")

    def _candidates(self, path: str) -> Iterator[tuple[str, Path, Path]]:
        """What its name begins with, the file, and the folder it must be in."""
        if not path or "\x00" in path or ":" in path.partition("/")[0]:
            return
        base = self.folder / PurePosixPath(self.article.path).parent
        if self.article.is_outside:  # `..` goes from where the folder is named, not from where a link leads
            base = Path(os.path.normpath(base))
        starts = [self.folder] if path.startswith("/") else [base]
        for start in starts:
            file = start / path.lstrip("/")
            yield "", file, self.folder
        if self.article.is_outside:
            yield f"{base.name}-matter/", base / path, base
        for beside in ("static", "assets"):
            home = self.folder.parent / beside
            file = home / path.lstrip("/") if path.startswith("/") else base / path
            if path.startswith(f"/{beside}/"):
                file = self.folder.parent / path.lstrip("/")
            if not path.startswith("/") and ".." not in path:
                continue
            self._asked.ask("file", path_from(self.folder, home))
            if path.startswith("/") or _within(file, home):
                yield f"{beside}/", file, home

    @staticmethod
    def _relative(file: Path, root: Path, prefix: str) -> str:
        try:
            return prefix + file.resolve().relative_to(root.resolve()).as_posix()
        except (ValueError, OSError, RuntimeError):
            return prefix + file.name


def _within(file: Path, root: Path) -> bool:
    return file.resolve().is_relative_to(root.resolve())


# ---------------------------------------------------------------- the file


def suffix_of(file: Path) -> str:
    """The suffix a picture's file should have. Raises PictureError if a book cannot contain it."""
    status = file.stat()
    facts = picture_facts(file, status.st_size, status.st_mtime_ns)
    return _SUFFIXES_OF_OTHERS.get(facts.form.converted_from) or facts.suffixes[0]


@lru_cache(maxsize=4096)
def picture_facts(file: Path, size: int, changed: int) -> _Facts:
    """What the file is. `size` and `changed` (nanoseconds) make sure that a changed file is read again."""
    if size > _MAX_BYTES:
        raise PictureError("image-too-large", f"{file.name} has {size:,} bytes")
    try:
        data = file.read_bytes()
    except OSError as error:
        raise PictureError("broken-image", f"{file.name}: {error.strerror or 'it cannot be read'}") from None
    return _facts_of(data, file.name)


def _facts_of(data: bytes, name: str) -> _Facts:
    try:
        form = form_of(data)
        mixed = _try_drawing(data) if form.media_type == DRAWING else ""
    except (SvgError, NoPictureError) as error:
        said = (
            f"{name}: {error}" if isinstance(error, SvgError) else f"{name} is not a picture that can be shown: {error}"
        )
        raise PictureError("broken-image", said) from None
    except TooManyPixelsError:
        raise PictureError("image-too-large", f"{name} has more than {MAX_PIXELS:,} pixels") from None
    return _Facts(form, hashlib.sha256(data).hexdigest(), mixed)


def _try_drawing(data: bytes) -> str:
    """Make sure that the drawing can be drawn by something, and in a time that can be borne. Raises SvgError.

    Returns a text in it that can be drawn wrongly; "" if there is none.
    """
    from archivist.svg.bitmap import bitmap  # noqa: PLC0415 - most articles have no drawings
    from archivist.svg.mixed_scripts import mixed_text  # noqa: PLC0415 - as above
    from archivist.svg.printing import for_print  # noqa: PLC0415 - as above

    drawing = for_print(clean(data).data, "")
    if not drawing.by_engine:
        bitmap(drawing.data, *_TRIAL)
    return mixed_text(drawing.words)


def _describe_address(source: str) -> str:
    """An address as a message names it."""
    if is_data(source):
        return f"the picture in the address {source.strip()[:_DATA_SHOWN]}…"
    return source if len(source) <= _SHOWN else source[:_SHOWN] + "…"


def safe_name(path: str, suffixes: tuple[str, ...]) -> str:
    """The path in letters every reader can hold; kept unique by a digest where that changes it."""
    pure = PurePosixPath(path)
    suffix = pure.suffix.lower() if pure.suffix.lower() in suffixes else suffixes[0]
    stem = pure.stem if pure.suffix else pure.name
    parts = [_safe_part(part) for part in (*pure.parent.parts, stem)]
    name = "/".join(parts) + suffix
    if name == path:
        return name
    mark = hashlib.sha256(path.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return "/".join(parts) + f"-{mark}{suffix}"


def _safe_part(part: str) -> str:
    if part.isascii():
        return _UNSAFE.sub("-", part).strip("-") or "x"
    return str(slugify(part, lowercase=False)) or "x"


# ---------------------------------------------------------------- in the text


def _missing(image: Element, address: str, source: str) -> Element:
    """A span with the alternative text, and for a remote picture its address, in the picture's place."""
    span = image.makeelement("span", {"class": "missing-picture"})
    span.text = f"[{image.get('alt') or source or '?'}]"
    valid = valid_address(f"https:{address}" if address.startswith("//") else address) if address else ""
    if address:
        span.text += " "
        inside_link = next(image.iterancestors("a"), None) is not None
        shown = image.makeelement("a", {"href": valid}) if valid and not inside_link else image.makeelement("span")
        shown.text = address
        span.append(shown)
    title = image.get("title", "")
    if title:
        if len(span):
            span[-1].tail = f" {title}"
        else:
            span.text += f" {title}"
    span.tail, image.tail = image.tail, None
    image.getparent().replace(image, span)
    return span


def _lone_paragraph(image: Element) -> Element | None:
    """The paragraph that a picture is alone in, perhaps within a link, a dead link or an emphasis."""
    element = image
    while element.getparent().tag in _AROUND_PICTURES and _alone(element):
        element = element.getparent()
    parent = element.getparent()
    return parent if parent is not None and parent.tag == "p" and _alone(element) else None


def _alone(element: Element) -> bool:
    parent = element.getparent()
    return len(parent) == 1 and not (parent.text or "").strip() and not (element.tail or "").strip()


def _make_figure(paragraph: Element, shown: Element, title: str) -> None:
    paragraph.tag = "figure"
    paragraph.text = None
    for child in paragraph:
        child.tail = None
    if title.strip():
        caption = paragraph.makeelement("figcaption")
        caption.text = title.strip()
        paragraph.append(caption)
