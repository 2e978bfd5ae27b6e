"""Hugo's `cascade`: values that a section gives to all pages below it (gohugo.io, "Front matter", "Cascade")."""

from collections.abc import Mapping
from dataclasses import dataclass

from archivist.readers.site_folders.site import tag
from archivist.readers.site_folders.site_front_matter import Entry, entry_of

_WILD = frozenset("*?[{")


@dataclass(frozen=True, slots=True)
class Cascade:
    """Values for the pages below a folder."""

    folder: str  # from the folder of texts; "" for all
    language: str  # canonical tag; "" for all
    values: Mapping[str, object]


class Cascades:
    """All that were found in one site."""

    def __init__(self) -> None:
        self._by_folder: dict[str, list[Cascade]] = {}

    def learn(self, data: object, folder: str, language: str, codes: Mapping[str, str]) -> bool:
        """Take what a section says; False if a part of it has a target that is not understood.

        `codes` are the canonical tags of the site's languages.
        """
        rules = data if isinstance(data, list) else [data]
        is_whole = True
        for rule in rules:
            if isinstance(rule, Mapping):
                found = _cascade(rule, folder, language, codes)
                if found:
                    self._by_folder.setdefault(found.folder, []).append(found)
                is_whole &= found is not None
        return is_whole

    def values_for(self, path: str, language: str) -> dict[str, Entry]:
        """What a page gets; of two values that of the nearer section counts. `path` is from the folder of texts."""
        merged: dict[str, Entry] = {}
        parts = path.split("/")
        for depth in range(len(parts) + 1 if self._by_folder else 0):
            for found in self._by_folder.get("/".join(parts[:depth]), ()):
                if found.language in ("", language):
                    merged |= {str(key): entry_of(value) for key, value in found.values.items()}
        return merged


def _cascade(rule: Mapping[str, object], folder: str, language: str, codes: Mapping[str, str]) -> Cascade | None:
    values = dict(rule)
    targets = values.pop("target", None), values.pop("_target", None)
    target: object = next(filter(None, targets), {})
    if not isinstance(target, Mapping) or set(target) - {"kind", "lang", "path"}:
        return None
    if target.get("kind") not in (None, "page", "{page}"):
        return Cascade(folder, language, {})  # for lists alone
    path, code = (str(target.get(key) or "").strip("{}") for key in ("path", "lang"))
    path = path.removesuffix("**").strip("/")
    own = codes.get(code.lower()) or tag(code)
    if _WILD & set(path) or (code and not own):
        return None
    return Cascade(path or folder, own or language, values)
