"""An archive of many articles to measure with: made of the sample archive's words, the same every time."""

import datetime
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).parent.parent
LANGUAGES = ("en", "ka", "ru")
SETTINGS = """\
[archive]
title = "A Thousand Articles"

[volumes]
period = "year"

[editions]
languages = ["en"]
missing = "original"

[notes]
languages = ["en"]
"""
_PICTURES = 20
_WORD = re.compile(r"[^\W\d_]+(?:[’-][^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class Written:
    """An article, in the Markdown that both programs read alike."""

    name: str
    language: str
    date: datetime.date
    title: str
    text: str


def written(count: int) -> Iterator[Written]:
    """Articles of 2021 of about 600 to 900 words, in three scripts by turns, each as long as the next time."""
    vocabularies = {language: _vocabulary(language) for language in LANGUAGES}
    for number in range(count):
        language = LANGUAGES[number % len(LANGUAGES)]
        writer = _Writer(random.Random(number), vocabularies[language])
        date = datetime.date(2021, 1, 1) + datetime.timedelta(days=number * 365 // count)
        yield Written(f"article-{number:04}", language, date, writer.title(), writer.article(number))


def write_pictures(folder: Path) -> None:
    """The pictures the articles show."""
    folder.mkdir(parents=True)
    for number in range(_PICTURES):
        random_bytes = random.Random(number).randbytes(40 * 30 * 3)
        small = Image.frombytes("RGB", (40, 30), random_bytes)
        small.resize((800, 600), Image.Resampling.BICUBIC).save(folder / f"picture-{number}.jpg", quality=80)


def _vocabulary(language: str) -> list[str]:
    """The running words of the sample articles in a language, as often as they occur there."""
    texts = (path.read_text("utf-8") for path in sorted(ROOT.glob(f"articles/*/*.{language}.md")))
    return [word for text in texts for word in _WORD.findall(_prose(text)) if _own_script(word, language)]


def _prose(text: str) -> str:
    return re.sub(r"https?://\S+|\(\S*\)", " ", text.split("\n---\n", 1)[1])


def _own_script(word: str, language: str) -> bool:
    first, last = {"en": ("A", "z"), "ka": ("ა", "ჺ"), "ru": ("А", "я")}[language]
    return all(first <= letter <= last or letter in "’-" for letter in word)


class _Writer:
    """Writes one article."""

    def __init__(self, chance: random.Random, vocabulary: list[str]) -> None:
        self._chance, self._vocabulary = chance, vocabulary

    def title(self) -> str:
        return self._words(3, 7).capitalize()

    def article(self, number: int) -> str:
        """Paragraphs, three headings, links, emphasis, two lists, a table, a quotation, notes; a picture in some."""
        blocks = [self._paragraph("[^one]"), self._paragraph(self._link()), f"## {self.title()}"]
        blocks += [self._paragraph(), self._list(), self._paragraph("[^two]"), f"> {self._paragraph()}"]
        if number % 5 == 0:
            picture = f"images/picture-{number // 5 % _PICTURES}.jpg"
            blocks.append(f'![{self._words(3, 6)}]({picture} "{self._words(4, 8)}")')
        blocks += [f"## {self.title()}", self._paragraph(self._link()), self._table(), self._paragraph()]
        blocks += [f"### {self.title()}", self._numbered(number % 9 + 1), self._paragraph(f"**{self._words(2, 4)}**")]
        blocks += [self._paragraph(f"*{self._words(2, 4)}*[^three]"), self._paragraph(self._link())]
        blocks += [f"[^{label}]: {self._sentence()}" for label in ("one", "two", "three")]
        return "\n\n".join(blocks) + "\n"

    def _words(self, least: int, most: int) -> str:
        return " ".join(self._chance.choices(self._vocabulary, k=self._chance.randint(least, most)))

    def _sentence(self) -> str:
        return self._words(7, 18).capitalize() + "."

    def _paragraph(self, inserted: str = "") -> str:
        sentences = [self._sentence() for _ in range(self._chance.randint(3, 5))]
        return " ".join([*sentences, self._words(2, 5).capitalize(), inserted]).strip() + "."

    def _link(self) -> str:
        return f"[{self._words(2, 4)}](https://example.org/{self._chance.randint(1, 9999)})"

    def _list(self) -> str:
        return "\n".join(f"- {self._words(4, 10)}" for _ in range(5))

    def _numbered(self, first: int) -> str:
        return "\n".join(f"{number}. {self._words(4, 10)}" for number in range(first, first + 5))

    def _table(self) -> str:
        rows = [f"| {self._words(1, 3)} | {self._words(1, 3)} | {self._chance.randint(1, 999)} |" for _ in range(5)]
        return "\n".join([rows[0], "| --- | --- | ---: |", *rows[1:]])
