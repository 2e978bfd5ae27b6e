"""Histories of small archives, compiled after each change: as usual, and all again.

Archives with links, lists, suggestions and pictures across volumes are changed at random, step by step. After
each step one build folder is compiled as usual, and another one from its articles, whatever its stamps say. All files
must be the same, byte for byte, and so must the findings.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from PIL import Image

from archivist.archive import open_archive
from archivist.executors import InProcess
from archivist.model.results import Compilation, Format
from archivist.workflows.volume_compilation import compile_volumes
from tests.archives import PROSE, Watch, made_files

SETTINGS = """\
[archive]
title = "The reader"
id = "https://example.org/reader"
site = "https://example.org"
[editions]
languages = ["en", "ka"]
[related]
suggest = {suggest}
"""
KEYS = tuple("abcdef")
_SINGLE = 0.2  # of compiles are of one volume
WORDS = ("river", "orchard", "weir", "mountain", "bridge", "gravel", "archive", "printer", "valley", "spring", "map")


class History:
    """An archive that is changed at random."""

    def __init__(self, root: Path, seed: int) -> None:
        self.root, self.dice = root, random.Random(seed)
        self.articles = {key: self._article(place) for place, key in enumerate(KEYS)}
        self.georgian = {"a"}
        self.pictures = {"map.png": 1}
        self.suggest = 1
        self.write()

    def _article(self, place: int) -> dict[str, object]:
        words = self.dice.sample(WORDS, 5)
        return {
            "month": 1 + place // 2,
            "title": f"The {words[0]}",
            "words": words,
            "paragraphs": 1 + place % 2,
            "related": [self.dice.choice(KEYS)] if place % 3 == 0 else [],
            "links": [self.dice.choice(KEYS)] if place % 2 else [],
            "heading": words[1],
            "source": f"https://example.org/{words[0]}-{place}",
            "picture": "map.png" if place == 2 else "",
        }

    def write(self) -> None:
        """Write all files again."""
        folder = self.root / "articles"
        folder.mkdir(parents=True, exist_ok=True)
        (self.root / "archivist.toml").write_text(SETTINGS.format(suggest=self.suggest))
        for old in folder.iterdir():
            old.unlink()
        for key, facts in self.articles.items():
            (folder / f"{key}.en.md").write_text(self._text(key, "en", **facts))
            if key in self.georgian:
                (folder / f"{key}.ka.md").write_text(self._text(key, "ka", **facts))
        for name, colour in self.pictures.items():
            Image.new("RGB", (30, 20), (colour, 0, 0)).save(folder / name)

    def _text(self, key: str, language: str, **facts: object) -> str:
        month, words = facts["month"], facts["words"]
        assert isinstance(words, list) and isinstance(facts["paragraphs"], int)
        related = facts["related"]
        links = facts["links"]
        assert isinstance(links, list)
        body = [f"On {' and '.join(words)}.", f"## {facts['heading']}", *[PROSE] * facts["paragraphs"]]
        for other in links:
            there = self.articles.get(other)
            place = str(there["heading"]) if there else "nowhere"
            body.append(f"See [one]({other}.en.md#{place}) and [two](https://example.org/{words[0]}-{words[1]}).")
            body.append(f"And [three]({there['source'] if there else 'https://example.org/x'}).")
        if facts["picture"]:
            body.append(f"![A map]({facts['picture']})")
        head = f"title: {facts['title']}\ndate: 2022-0{month}-11\nkey: {key}\nrelated: {related}\n"
        return f"---\n{head}source: {facts['source']}\n---\n" + "\n\n".join(body) + "\n"

    def step(self) -> str:
        """Change something; returns what."""
        name = self.dice.choice(list(STEPS))
        STEPS[name](self, self.dice.choice(sorted(self.articles)))
        self.write()
        return name

    def change(self, key: str, **facts: object) -> None:
        """Change what is said of an article."""
        self.articles[key] = {**self.articles[key], **facts}

    def remove(self, key: str) -> None:
        """Remove an article, or add one that was removed."""
        gone = [each for each in KEYS if each not in self.articles]
        if gone:
            self.articles[gone[0]] = self._article(KEYS.index(gone[0]))
        elif len(self.articles) > 2:
            del self.articles[key]


STEPS: dict[str, Callable[[History, str], object]] = {
    "nothing": lambda history, key: None,
    "words": lambda history, key: history.change(key, words=history.dice.sample(WORDS, 5)),
    "pages": lambda history, key: history.change(key, paragraphs=history.dice.choice([1, 2, 12])),
    "title": lambda history, key: history.change(key, title=f"A {history.dice.choice(WORDS)}"),
    "heading": lambda history, key: history.change(key, heading=history.dice.choice(WORDS)),
    "month": lambda history, key: history.change(key, month=history.dice.choice([1, 2, 3])),
    "related": lambda history, key: history.change(key, related=history.dice.sample(KEYS, 2)),
    "links": lambda history, key: history.change(key, links=history.dice.sample(KEYS, 1)),
    "source": lambda history, key: history.change(key, source=f"https://example.org/{history.dice.choice(WORDS)}"),
    "article": History.remove,
    "translation": lambda history, key: history.georgian.symmetric_difference_update({key}),
    "picture": lambda history, key: history.pictures.update({"map.png": history.dice.choice([2, 3])}),
    "other picture": lambda history, key: history.pictures.update({f"{history.dice.choice(WORDS)}.png": 4}),
    "picture gone": lambda history, key: history.pictures.pop("map.png", None),
    "settings": lambda history, key: setattr(history, "suggest", history.dice.choice([0, 1, 2])),
}


def compile_build(root: Path, build: str, *, again: bool, only: Format | None, volumes: tuple[str, ...]) -> Compilation:
    archive = open_archive(root, root / build)
    chosen = tuple(each for each in volumes if each in {volume.name for volume in (root / build).glob("2022-*")})
    with InProcess() as workers:
        return compile_volumes(archive, volumes=chosen, only=only, again=again, workers=workers, progress=Watch())


@dataclass(slots=True)
class Followed:
    """What happened in a history."""

    steps: list[str] = field(default_factory=list)
    left_out: int = 0  # editions that were not made, because nothing of them had changed


def follow(root: Path, seed: int, steps: int, only: Format | None) -> Followed:
    """Follow a history. Raises AssertionError if anything differs."""
    history, followed = History(root, seed), Followed()
    for number in range(steps):
        volumes = ("2022-01",) if number and history.dice.random() < _SINGLE else ()
        usual = compile_build(root, "build", again=False, only=only, volumes=volumes)
        whole = compile_build(root, "whole", again=True, only=only, volumes=volumes)
        assert [each.message for each in usual.findings] == [each.message for each in whole.findings], followed
        assert made_files(root / "build") == made_files(root / "whole"), followed
        followed.left_out += sum(each.is_unchanged for each in usual.results)
        followed.steps.append(history.step())
    return followed
