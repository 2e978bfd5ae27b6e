"""Make the spreads in docs/gallery.md from volumes of the repository's archive, compiled by two states of archivist.

`python docs/images/spreads.py` compiles the volumes and makes the pictures of how they are now. With a build folder and
`before` it makes those of an earlier state, which stay as they are: `python docs/images/spreads.py BUILD before`.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

import pikepdf
import pypdfium2
from PIL import Image

ROOT = Path(__file__).parent.parent.parent
DOTS = 80  # per inch
GAP, MAT, COLOURS = 14, "#8a8680", 32
SPREADS = {  # name: volume and language, document, and how many pages after its first
    "contents": ("2022-01.en", "contents", 0),
    "opening": ("2022-01.en", "great-liakhvi", 0),
    "notes": ("2022-01.en", "first-georgian-books", 1),
    "table": ("2022-01.ru", "georgian-alphabets", 1),
    "newspapers": ("2022-02.en", "georgian-newspapers", 1),
    "georgian": ("2022-02.ka", "mother-language-day", 0),
    "long-notes": ("2022-03.en", "treaty-of-georgievsk", 0),
    "russian": ("2022-03.ru", "keeping-the-web", 0),
    "code": ("2022-03.ka", "mkhedruli-unicode", 1),
    "end": ("2022-03.en", "related", 0),
}


def first_page(file: Path, document: str) -> int:
    """The page of a file, from 0, on which a document begins."""
    with pikepdf.open(file) as pdf:
        index = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
        place = dict(pikepdf.NameTree(pdf.Root.Names.Dests).items())[f"{document}#"]
        target = place.D if isinstance(place, pikepdf.Dictionary) else place
        return index[target[0].objgen]


def spread(file: Path, page: int) -> Image.Image:
    """The two facing pages of a file, one of which is `page`; the first page of a book is a right-hand one."""
    left = page - 1 + page % 2
    with pypdfium2.PdfDocument(file) as pdf:
        shown = [pdf[number].render(scale=DOTS / 72).to_pil() for number in (left, left + 1) if number < len(pdf)]
    sheet = Image.new("RGB", (2 * shown[0].width + 2 * GAP, shown[0].height + 2 * GAP), MAT)
    for number, each in enumerate(shown):
        sheet.paste(each, (GAP + number * each.width, GAP))
    return sheet.quantize(COLOURS)


def make(build: Path, state: str) -> None:
    """Make all pictures of the volumes in a build folder."""
    for name, (edition, document, further) in SPREADS.items():
        volume = edition.partition(".")[0]
        (file,) = (each for each in build.glob(f"{volume}/*{edition}.pdf"))
        target = Path(__file__).parent / f"spread-{name}-{state}.png"
        spread(file, first_page(file, document) + further).save(target, optimize=True)
        print(target.name, target.stat().st_size)


def main() -> None:
    """Make the pictures that the arguments ask for."""
    if len(sys.argv) == 3:
        make(Path(sys.argv[1]), sys.argv[2])
        return
    with tempfile.TemporaryDirectory() as build:
        command = [sys.executable, "-m", "archivist", "--archive", str(ROOT), "--build", build]
        subprocess.run([*command, "compile", "--only", "pdf", "--quiet"], check=True)
        make(Path(build), "after")


if __name__ == "__main__":
    main()
