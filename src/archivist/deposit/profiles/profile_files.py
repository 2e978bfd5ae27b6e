"""Profiles read: those of archivist, and the user's own, which can change one of archivist's."""

import difflib
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import ValidationError

from archivist.deposit.profiles.profile import Profile
from archivist.errors import ConfigurationError, UsageError
from archivist.place import Place
from archivist.settings.toml_lines import line_of

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

DEFAULT = "bag"
_FOLDER = Path(__file__).parent
_ENDING = ".toml"
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")
_REMEDY = "Correct the profile; docs/deposit-profiles.md lists its keys."


def profile_names() -> tuple[str, ...]:
    """The names of the profiles of archivist."""
    return tuple(sorted(path.stem for path in _FOLDER.glob(f"*{_ENDING}")))


def read_profile(named: str) -> Profile:
    """A profile by its name, or by the name of a file that ends in `.toml`.

    Raises UsageError for an unknown name, ConfigurationError naming file, line and key.
    """
    if not named.endswith(_ENDING):
        if named not in profile_names():
            near = difflib.get_close_matches(named, profile_names(), n=1)
            meant = f"; did you mean {near[0]}?" if near else ""
            raise UsageError(
                f"there is no profile {named!r}{meant}",
                f"Name one of {', '.join(profile_names())}, or a file that ends in {_ENDING}.",
            )
        return _read(_FOLDER / f"{named}{_ENDING}", shown=f"profile {named}")
    return _read(Path(named), shown=named)


def _read(file: Path, *, shown: str) -> Profile:
    text, data = _load(file, shown)
    if not _NAME.fullmatch(file.stem):
        message = "the name of a profile is part of the name of its packages; it has letters, digits, `-` and `_` only"
        raise ConfigurationError(message, "Rename the file.", place=Place(shown))
    if "name" in data:
        raise ConfigurationError("unknown key name", _REMEDY, Place(shown, line_of(text, ("name",))))
    base = data.pop("base", None)
    try:
        return Profile.model_validate({**_base(base, shown, text), **data, "name": file.stem})
    except ValidationError as error:
        lines = dict.fromkeys(_explain(item, shown, text) for item in error.errors())
        raise ConfigurationError("\n".join(lines), _REMEDY) from None


def _base(name: object, shown: str, text: str) -> Mapping[str, object]:
    """What the profile says that another one begins with; its own keys replace these."""
    if name is None:
        return {}
    if not isinstance(name, str) or name not in profile_names():
        place = Place(shown, line_of(text, ("base",)))
        raise ConfigurationError(f"base: name one of {', '.join(profile_names())}", _REMEDY, place=place)
    return _load(_FOLDER / f"{name}{_ENDING}", name)[1]


def _load(file: Path, shown: str) -> tuple[str, dict[str, object]]:
    try:
        text = file.read_text("utf-8-sig")
        return text, tomllib.loads(text)
    except FileNotFoundError:
        raise ConfigurationError(f"{shown} does not exist", "Correct its name after `--profile`.") from None
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise ConfigurationError("the file is not UTF-8 text", "Save it as UTF-8.", place=Place(shown, line)) from None
    except tomllib.TOMLDecodeError as error:
        raise ConfigurationError(f"{shown} is not valid TOML: {error}", "Correct it at this position.") from None
    except (RecursionError, ValueError):
        message = f"{shown} is nested too deeply, or has a number that is too large"
        raise ConfigurationError(message, _REMEDY) from None
    except OSError as error:
        message = f"{shown} cannot be read: {error.strerror}"
        raise ConfigurationError(message, "Check the file and its permissions.") from None


def _explain(item: "ErrorDetails", shown: str, text: str) -> str:
    where = [str(part) for part in item["loc"]]
    line = line_of(text, [part for part in where if not part.isdigit()])
    key = ".".join(where)
    if item["type"] == "extra_forbidden":
        near = difflib.get_close_matches(where[-1], [*Profile.model_fields, "base"], n=1)
        return f"{Place(shown, line)}: unknown key {key}" + (f"; did you mean {near[0]}?" if near else "")
    if item["type"] == "missing":
        return f"{Place(shown, line)}: {key} is missing"
    return f"{Place(shown, line)}: {key}: {str(item['msg']).removeprefix('Value error, ')}"
