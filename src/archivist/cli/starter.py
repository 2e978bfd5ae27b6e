"""The archive that `archivist init` begins."""

import uuid
from collections.abc import Iterator
from pathlib import Path

from archivist.cli.existing_articles import ExistingArticles
from archivist.errors import UsageError
from archivist.files import write_whole
from archivist.workflows.settings_proposal import with_proposals

SETTINGS = """\
# Settings of this archive. Every key may be left out; `archivist help configuration` lists them all.

[archive]
title = "My Archive"              # or one per language: title =  { en = "My Archive", fr = "Mes archives" }
# subtitle = "Selected articles"
# publisher = "The Editors"
# place = "Paris"
# rights = "CC BY-SA 4.0"
articles = "articles"             # folder of the articles
id = "6ad0b51c-5c6f-4d0f-9d3c-3a6f3a1a7a10"  # permanent; the identifiers of all volumes are made from it

# A foreword and a colophon, if you write one: front/foreword.en.md, back/colophon.en.md.

[volumes]
period = "month"                  # day, week, month, quarter or year
first = 1                         # number of the first volume

[editions]
languages = ["en"]                # one PDF and one EPUB of each volume per language
missing = "omit"                  # if there is no translation: omit, or print the original
# parallel = "columns"            # print a second language beside the first; or "after" it

[notes]
languages = ["fr"]                # languages of notes, in addition to the edition's
layout = "stacked"                # or columns

[pdf]
page = "A5"                       # A5, A4, B5, Letter, 6x9in, ereader, or your own: "150mm 220mm"
"""

_EXAMPLE_ID = "6ad0b51c-5c6f-4d0f-9d3c-3a6f3a1a7a10"  # each archive gets one of its own in its place

ARTICLE = """\
---
title: Welcome
date: 2025-01-01
authors: [The Editors]
description: An example to begin with. Change it, or put your own articles beside it.
---
This is an article: a Markdown file with a date. All articles of one month make a volume, and each
volume is a PDF and an EPUB.[^volume]

## Languages

A translation is a file of its own, with the same name and the tag of its language: `welcome.fr.md`
beside `welcome.en.md`. A note may have a text in several languages, as the one above has.

[^volume]: They hold the same words: one to print and to cite, one to read on any screen.
[^volume@fr]: Les deux contiennent le même texte : l’un pour imprimer et citer, l’autre pour lire sur tout écran.
"""

IGNORED = "# What archivist makes.\nbuild/\n"


def begin(folder: Path, found: ExistingArticles | None = None) -> Iterator[Path]:
    """Write the files of a new archive, naming each as it is written.

    Raises UsageError if there is an archive already. Other files are left as they are, and the example
    article is written only where no articles were found. What was found is taken into the settings.
    """
    settings = folder / "archivist.toml"
    if settings.exists():
        raise UsageError(f"{settings} exists already", "Nothing was written. Name another folder.")
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{folder} is not a folder", "Name another one.")
    if found is None:
        yield _written(folder / "articles" / "2025" / "2025-01-01-welcome.en.md", ARTICLE)
    if not (folder / ".gitignore").exists():
        yield _written(folder / ".gitignore", IGNORED)
    text = SETTINGS.replace(_EXAMPLE_ID, str(uuid.uuid4()))
    # Last: until it is there, the command can be given again.
    yield _written(settings, text if found is None else with_proposals(text, found.proposals))


def _written(path: Path, text: str) -> Path:
    write_whole(path, text.encode())
    return path
