"""The names that the web gives to headings: what a link after its `#` may call them.

Each function is the rule of one program, for the words of one heading; `names` counts repeats as that program does.
Sources: github-slugger (regex.js, from GitHub's own `[^\\p{Word}\\- ]`); Hugo, markup/goldmark/autoid.go; kramdown,
converter/base.rb (its dialect of GitHub, parser/gfm.rb, names headings as GitHub does); GitLab,
lib/gitlab/utils/markdown.rb; pandoc's manual, extension auto_identifiers; Python-Markdown, extensions/toc.py.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

_WORD = frozenset({"Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Me", "Nd", "Nl", "Pc"})  # \p{Word} of Ruby
_LETTERS = frozenset({"Lu", "Ll", "Lt", "Lm", "Lo", "Nd"})


@dataclass(frozen=True, slots=True)
class Scheme:
    """How a program names headings."""

    name: Callable[[str], str]
    is_common: bool = False  # of the sites most articles come from: a difference between them is reported
    before_number: str = "-"  # between a name and the number of its repeat


class _Kept(dict[int, str | int]):
    """What becomes of each character, for `str.translate`. Each is looked up once."""

    def __init__(self, categories: frozenset[str], others: str, else_: str = "") -> None:
        super().__init__((ord(character), character) for character in f"{others} ")
        self._categories, self._else = categories, else_

    def __missing__(self, code: int) -> str | int:
        kept = code if unicodedata.category(chr(code)) in self._categories else self._else
        self[code] = kept
        return kept


_OF_GITHUB = _Kept(_WORD, "-")
_OF_HUGO = _Kept(_LETTERS, "-_")
_OF_PANDOC = _Kept(_WORD, "-.")
_OF_BLACKFRIDAY = _Kept(_LETTERS, "", " ")


def _github(title: str) -> str:
    return title.lower().translate(_OF_GITHUB).replace(" ", "-")


def _hugo(title: str) -> str:
    return title.strip().translate(_OF_HUGO).lower().replace(" ", "-") or "heading"


def _gitlab(title: str) -> str:
    name = re.sub("-{2,}", "-", _github(title.strip()))
    return f"anchor-{name}" if re.fullmatch(r"\d+", name) else name


def _pandoc(title: str) -> str:
    kept = title.lower().translate(_OF_PANDOC).split()
    return _from_first_letter("-".join(kept)) or "section"


def _kramdown(title: str) -> str:
    kept = re.sub(r"[^a-zA-Z0-9 -]", "", re.sub(r"^[^a-zA-Z]+", "", title))
    return kept.replace(" ", "-").lower() or "section"


def _blackfriday(title: str) -> str:
    return "-".join(title.lower().translate(_OF_BLACKFRIDAY).split())


def _python_markdown(title: str) -> str:
    kept = re.sub(r"[^\w\s-]", "", _plain(title)).strip().lower()
    return re.sub(r"[-\s]+", "-", kept)


def _hugo_ascii(title: str) -> str:
    return _hugo(_plain(title))


# In the order in which their readings of a name are taken.
SCHEMES = (
    Scheme(_github, is_common=True),
    Scheme(_hugo, is_common=True),
    Scheme(_gitlab, is_common=True),
    Scheme(_pandoc),
    Scheme(_kramdown),
    Scheme(_blackfriday),
    Scheme(_python_markdown, before_number="_"),
    Scheme(_hugo_ascii),
)


def names(scheme: Scheme, titles: Iterable[str]) -> Iterator[str]:
    """The name of each heading, in order; "" where the program gives none. A repeat has a number after it."""
    counts: dict[str, int] = {}
    for title in titles:
        name = base = scheme.name(title)
        while name in counts:
            counts[base] += 1
            name = f"{base}{scheme.before_number}{counts[base]}"
        counts[name] = 0
        yield name


def _from_first_letter(text: str) -> str:
    start = next((place for place, character in enumerate(text) if character.isalpha()), len(text))
    return text[start:]


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
