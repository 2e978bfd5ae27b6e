"""Which address of an `<img>` is meant: pages write a placeholder as `src`, which a script replaces by the picture."""

import re
from collections.abc import Callable

_LAZY = ("data-orig-file", "data-large-file", "data-lazy-src", "data-src", "data-original", "data-echo", "data-url")
SOURCES = "data-archivist-sources"  # what the sources of a `<picture>` offer
_LAZY_SETS = ("data-lazy-srcset", "data-srcset", "srcset", SOURCES)
_PLACEHOLDER = re.compile(
    r"(?:^|/)(?:blank|spacer|transparent|placeholder|pixel|1x1|grey|lazy)[\w-]*\.(?:gif|png|svg)", re.I
)
MAX_SET = 20_000  # characters of a srcset
_READ = 2000  # characters of an address
_NO_PICTURE = re.compile(r"[\x00-\x20]*(?:data|about):", re.IGNORECASE)

_Get = Callable[[str], str]  # an attribute of the `<img>`; "" if it has none of this name


def picture_address(get: _Get) -> str:
    """The address of a picture as its page means it: past placeholders, the largest of several."""
    source = get("src").strip()
    largest = _largest(get)
    if not is_placeholder(source):
        return largest if largest else source
    if largest and not any(get(name) for name in _LAZY[:2]):
        return largest
    for name in _LAZY:
        if get(name).strip() and not is_placeholder(get(name)):
            return get(name).strip()
    return largest or source


def is_placeholder(address: str) -> bool:
    """Whether a page that loads its pictures late may have this in the place of one."""
    return not address or bool(_NO_PICTURE.match(address)) or takes_room(address)


def takes_room(address: str) -> bool:
    """Whether it is that of a picture that shows nothing."""
    return bool(_PLACEHOLDER.search(address[:_READ]))


def _largest(get: _Get) -> str:
    """The largest of a set (html.spec.whatwg.org, "srcset attributes"); "" if there is none."""
    sets = [get(name) for name in _LAZY_SETS]
    best, most = "", -1.0
    for written in sets:
        for address, size in candidates(written[:MAX_SET]):
            if size > most and not is_placeholder(address):
                best, most = address, size
        if best:
            break
    return best


def candidates(written: str) -> list[tuple[str, float]]:
    """The addresses of a srcset, each with its width or density (1 if none is said)."""
    found = []
    for part in re.split(r",\s+|,(?=https?:|/)", written.strip()):
        words = part.split()
        if not words:
            continue
        size = words[1][:-1] if len(words) > 1 else "1"
        try:
            found.append((words[0].rstrip(","), float(size)))
        except ValueError:
            found.append((words[0].rstrip(","), 1.0))
    return found
