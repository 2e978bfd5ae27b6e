"""A small archive on disk, and what is made of it: two works in English and Georgian, one more in another volume."""

import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from PIL import Image

from archivist.archive import open_archive
from archivist.executors import open_executor
from archivist.model.results import Compilation, EditionResult, Format
from archivist.workflows.volume_compilation import compile_volumes

SETTINGS = """\
[archive]
title = { en = "The River Reader", ka = "მდინარის საკითხავი" }
publisher = "Example Press"
rights = "CC BY 4.0"

[editions]
languages = ["en", "ka"]

[notes]
languages = ["en", "ka"]
"""

PROSE = (
    "The river leaves the mountains and turns south, past orchards and weirs, to join the larger water below the town; "
    "older maps give it another name, and the people upstream have never used either of them in conversation. "
)
PROSE_KA = (
    "მდინარე მთებიდან გამოდის და სამხრეთისკენ უხვევს, ბაღებისა და ჯებირების გავლით, რათა ქალაქის ქვემოთ დიდ წყალს "
    "შეუერთდეს; ძველ რუკებზე მას სხვა სახელი ჰქვია. "
)

RIVER_EN = f"""\
---
title: Where the river rises
date: 2022-03-09
authors: [Nino Example, Ivan Sample]
section: Rivers
description: A river, its two names, and the map that forgot one of them.
source: https://example.org/river
retrieved: 2022-04-01
related:
  - road
  - earlier
  - {{url: https://example.org/further, title: Further rivers}}
  - no-such-article
---
The spring is small.[^spring] It has a second name.[^name] The first name returns.[^spring]

## The survey

{PROSE * 6}

See [the road](2022-03-16-road.en.md#bridges), [the survey](#the-survey) and [the web](https://example.org/maps?a=1&b=2).

![A wide blue field](blue.png "The field, seen from above.")

### By foot

{PROSE * 6}

[^spring]: The spring has its own note, in English.
[^spring@ka]: წყაროს საკუთარი შენიშვნა აქვს.
[^name]: The second name is in English.
[^left]: Never called from anywhere.
"""
RIVER_KA = f"""\
---
title: სად იბადება მდინარე
date: 2022-03-09
authors: [ნინო მაგალითი]
related: [road, earlier]
---
წყარო პატარაა.[^spring] მეორე სახელიც აქვს.[^name]

## აზომვა

{PROSE_KA * 5}

[^spring]: წყაროს შენიშვნა თარგმანში.
[^name]: მეორე სახელი ქართულად.
"""
ROAD_EN = f"""\
---
title: The road beside it
date: 2022-03-16
---
A road follows the water.[^road]

## Bridges

{PROSE * 2}

[^road]: The road is a gravel one.
"""
ROAD_KA = """\
---
title: გზა მის გვერდით
date: 2022-03-18
---
გზა წყალს მიჰყვება.[^road]

[^road]: გზა ხრეშისაა.
"""
EARLIER_EN = """\
---
title: What came earlier
date: 2022-02-02
---
Earlier words.
"""

ARTICLES: Mapping[str, str] = {
    "2022-03-09-river.en.md": RIVER_EN,
    "2022-03-09-river.ka.md": RIVER_KA,
    "2022-03-16-road.en.md": ROAD_EN,
    "2022-03-16-road.ka.md": ROAD_KA,
    "2022-02-02-earlier.en.md": EARLIER_EN,
}


def write_archive(root: Path, settings: str = SETTINGS, articles: Mapping[str, str] = ARTICLES) -> Path:
    """Write an archive into a folder, with a picture beside its articles."""
    folder = root / "articles"
    folder.mkdir(parents=True)
    (root / "archivist.toml").write_text(settings, "utf-8")
    for name, text in articles.items():
        (folder / name).write_text(text, "utf-8")
    Image.new("RGB", (300, 120), (40, 70, 150)).save(folder / "blue.png")
    return root


UNCOUNTED = {".lock", "manifest-sha256.txt"}


@dataclass
class Watch:
    """Notes down what a compile reports of itself."""

    documents: dict[str, bool] = field(default_factory=dict)  # `edition/document` -> reused
    announced: dict[str, int] = field(default_factory=dict)
    results: list[EditionResult] = field(default_factory=list)
    expected: dict[str, int] = field(default_factory=dict)  # edition -> articles
    _edition: str = ""

    def expect(self, articles: Mapping[str, int]) -> None:
        self.expected |= articles

    def begin(self, edition: str, documents: int) -> None:
        self._edition = edition
        self.announced[edition] = documents

    def laid_out(self, document: str, reused: bool) -> None:
        self.documents[f"{self._edition}/{document}"] = reused

    def done(self, result: EditionResult) -> None:
        self.results.append(result)

    @property
    def made_now(self) -> set[str]:
        return {name for name, reused in self.documents.items() if not reused}


@dataclass(frozen=True)
class Compiled:
    """An archive and what one compile made of it."""

    root: Path
    compilation: Compilation
    watch: Watch

    def file(self, edition: str, suffix: str) -> Path:
        result = next(result for result in self.compilation.results if result.edition == edition)
        return next(file for file in result.files if file.suffix == suffix and not file.name.endswith(".csl.json"))

    @property
    def files(self) -> dict[str, bytes]:
        return made_files(self.root / "build")

    def copy(self, folder: Path) -> Path:
        """The archive with all that was made, somewhere else."""
        return shutil.copytree(self.root, folder, copy_function=shutil.copy2)


def made_files(build: Path) -> dict[str, bytes]:
    """The volumes' files in a build folder, by path; without the manifests."""
    paths = (path for path in build.rglob("*") if path.is_file() and ".cache" not in path.parts)
    return {
        path.relative_to(build).as_posix(): path.read_bytes() for path in sorted(paths) if path.name not in UNCOUNTED
    }


def compiled(
    root: Path,
    *volumes: str,
    languages: tuple[str, ...] = (),
    jobs: int = 1,
    only: Format | None = None,
    again: bool = False,
) -> Compiled:
    """Compile in this process."""
    watch = Watch()
    archive = open_archive(root)
    with open_executor(jobs) as workers:
        if jobs > 1:
            workers.prepare("archivist.articles")
        done = compile_volumes(
            archive,
            volumes=volumes,
            languages=languages,
            only=only,
            again=again,
            workers=workers,
            progress=watch,
        )
    return Compiled(root, done, watch)
