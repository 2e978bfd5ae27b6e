"""What became of the template tags of one article."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from archivist.findings import Finding
from archivist.place import Place
from archivist.readers.site_folders.tags import CLOSING, Tag

_MAX_FINDINGS = 20  # of a kind
_MAX_NAMES = 12
_FOLLOWING = frozenset({"else", "elsif", "when", "break", "continue"})


@dataclass(slots=True)
class TagReport:
    """Collects it."""

    place: Place
    own_shortcodes: frozenset[str] = frozenset()  # names with a template in the site's folder
    _replaced: Counter[str] = field(default_factory=Counter)
    _dropped: dict[str, list[int]] = field(default_factory=dict)  # lines by what was dropped
    _kept: list[tuple[Tag, int]] = field(default_factory=list)

    def replaced(self, name: str) -> None:
        """A tag was replaced by what it stood for."""
        self._replaced[name] += 1

    def dropped(self, what: str, line: int) -> None:
        """Something is not in the article."""
        self._dropped.setdefault(what, []).append(line)

    def keep(self, tag: Tag, line: int) -> None:
        """A tag stays as written; one that only ends or goes on is reported with the one that begins."""
        is_end = tag.closes or tag.name in _FOLLOWING or (tag.form == "{%" and tag.name.startswith("end"))
        if not is_end:
            self._kept.append((tag, line))

    def findings(self) -> Iterator[Finding]:
        """One for each, and one for those beyond the first."""
        if self._replaced:
            names = [f"{name} ({count})" for name, count in sorted(self._replaced.items())]
            more = f" and {len(names) - _MAX_NAMES} more" if len(names) > _MAX_NAMES else ""
            message = f"template tags were replaced by their meaning: {', '.join(names[:_MAX_NAMES])}{more}"
            yield Finding.at(self.place, "import-repaired", message)
        dropped = sorted(self._dropped.items())
        for what, lines in dropped[:_MAX_FINDINGS]:
            more = f", {len(lines)} times" if len(lines) > 1 else ""
            yield Finding.at(self.place.on_line(lines[0]), "import-left-out", f"{what}{more}")
        if len(dropped) > _MAX_FINDINGS:
            message = f"{len(dropped) - _MAX_FINDINGS} more comments and similar text"
            yield Finding.at(self.place.on_line(dropped[_MAX_FINDINGS][1][0]), "import-left-out", message)
        for tag, line in self._kept[:_MAX_FINDINGS]:
            yield Finding.at(
                self.place.on_line(line), "import-markup", f"{_tag_text(tag)} is kept as written", self._hint(tag)
            )
        if len(self._kept) > _MAX_FINDINGS:
            message = f"{len(self._kept) - _MAX_FINDINGS} more template tags are kept as written"
            yield Finding.at(self.place.on_line(self._kept[_MAX_FINDINGS][1]), "import-markup", message)

    def _hint(self, tag: Tag) -> str:
        if tag.is_shortcode and tag.name in self.own_shortcodes:
            return f"Its template is layouts/shortcodes/{tag.name}.html; write its output in Markdown."
        return ""


def _tag_text(tag: Tag) -> str:
    words = " ".join(tag.inside.split())
    shown = words if len(words) <= 60 else f"{words[:60]}…"
    return f"`{tag.form} {shown} {CLOSING[tag.form]}`"
