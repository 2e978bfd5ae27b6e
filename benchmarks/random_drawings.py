"""A thousand random drawings on the pages of a volume: nothing around them may change. See README.md beside this file.

Each drawing is compiled, and beside it the same page with a black box of the same size in its place. A drawing that is
refused has words in its place, on both pages. Ends with 1 if anything outside the boxes differs, if anything is asked
for over the network, or if the PDF keeps no standard.
"""

import argparse
import socket
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import numpy
import pypdfium2

sys.path.insert(0, str(Path(__file__).parent.parent))

from tests.svg.random_drawings import HEIGHT, WIDTH, drawing

from archivist.articles.article_pictures import PictureError, picture_facts

_ON_A_PAGE = 4  # drawings of an article
_RESOLUTION = 100  # dots per inch of the comparison
_BLACK_BOX = (
    f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}">'
    f'<rect width="{WIDTH}" height="{HEIGHT}"/></svg>'
)
_BLACK = 40  # brightness of what counts as the box
_EDGE = 3  # dots around a box that may differ: its own edge is blurred
_SETTINGS = '[archive]\ntitle = "Drawings"\n\n[editions]\nlanguages = ["en"]\n\n[back_matter]\ncolophon = false\n'


class Listener:
    """Listens on the loopback device and counts who comes."""

    def __init__(self) -> None:
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.visits = 0
        threading.Thread(target=self._listen, daemon=True).start()

    @property
    def address(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.socket.getsockname()[1]}/"

    def _listen(self) -> None:
        while True:
            connection, _ = self.socket.accept()
            self.visits += 1
            connection.close()


def archive(folder: Path, drawings: list[bytes]) -> Path:
    """An archive that shows these drawings, four to an article."""
    articles = folder / "articles"
    articles.mkdir(parents=True)
    (folder / "archivist.toml").write_text(_SETTINGS)
    for start in range(0, len(drawings), _ON_A_PAGE):
        shown = []
        for number, data in enumerate(drawings[start : start + _ON_A_PAGE], start):
            (articles / f"d{number}.svg").write_bytes(data)
            shown.append(f"Before drawing {number}.\n\n![A drawing](d{number}.svg)\n\nAfter drawing {number}.")
        text = "\n\n".join(shown)
        (articles / f"2024-01-02-a{start:05}.en.md").write_text(f"---\ntitle: Drawings from {start}\n---\n{text}\n")
    return folder


def is_refused(file: Path) -> bool:
    """Whether no volume shows this drawing."""
    try:
        picture_facts(file, file.stat().st_size, 0)
    except PictureError:
        return True
    return False


def compiled(folder: Path) -> Path:
    """The PDF of an archive; ends the program if there is none."""
    command = [sys.executable, "-m", "archivist", "compile", "--quiet", "--archive", str(folder)]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    made = list((folder / "build").rglob("*.pdf"))
    pdfs = [path for path in made if ".cache" not in path.parts]
    if done.returncode or not pdfs:
        sys.exit(f"no volume was made:\n{done.stdout[-2000:]}\n{done.stderr[-4000:]}")
    return pdfs[0]


def differences(shown: Path, boxes: Path) -> list[int]:
    """The pages on which something outside the boxes differs."""
    wrong = []
    with pypdfium2.PdfDocument(shown) as one, pypdfium2.PdfDocument(boxes) as other:
        if len(one) != len(other):
            return [min(len(one), len(other))]
        for number in range(len(one)):
            page, with_boxes = (
                numpy.asarray(each[number].render(scale=_RESOLUTION / 72).to_pil().convert("L")).astype(int)
                for each in (one, other)
            )
            inside = _grown(_boxes(with_boxes))
            if (numpy.abs(page - with_boxes)[~inside] > 8).any():
                wrong.append(number)
    return wrong


def _boxes(page: "numpy.ndarray") -> "numpy.ndarray":
    """Where the black boxes are: runs of black as long as no letter has."""
    black = page < _BLACK
    least = WIDTH * _RESOLUTION // 96 // 2
    found = numpy.zeros_like(black)
    for row in range(black.shape[0]):
        edges = numpy.flatnonzero(numpy.diff(numpy.concatenate(([0], black[row].astype(int), [0]))))
        for begin, end in edges.reshape(-1, 2):
            if end - begin >= least:
                found[row, begin:end] = True
    return found


def _grown(area: "numpy.ndarray") -> "numpy.ndarray":
    grown = area.copy()
    for down in range(-_EDGE, _EDGE + 1):
        for right in range(-_EDGE, _EDGE + 1):
            grown |= numpy.roll(area, (down, right), (0, 1))
    return grown


def main() -> None:
    """Try them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--folder", type=Path, help="keep the archives here")
    options = parser.parse_args()
    listener = Listener()
    with tempfile.TemporaryDirectory(prefix="drawings-") as temporary:
        folder = options.folder or Path(temporary)
        drawings = [drawing(options.seed, number, listener.address) for number in range(options.count)]
        start = time.monotonic()
        shown = compiled(archive(folder / "drawings", drawings))
        seconds = time.monotonic() - start
        refused = [is_refused(folder / "drawings" / "articles" / f"d{number}.svg") for number in range(options.count)]
        beside = [data if gone else _BLACK_BOX.encode() for data, gone in zip(drawings, refused, strict=True)]
        boxes = compiled(archive(folder / "boxes", beside))
        wrong = differences(shown, boxes)
        print(f"{options.count} drawings, seed {options.seed}: compiled in {seconds:.0f} s")
        print(f"drawings refused, with their words instead: {sum(refused)}")
        print(f"pages on which something else changed: {len(wrong)} {wrong[:20]}")
        print(f"requests over the network: {listener.visits}")
        epubs = [path.read_bytes() for path in shown.parent.glob("*.epub")]
        print(f"EPUB: {len(epubs)}")
        failed = _unverified(folder / "drawings")
        print(f"checks that failed: {failed or 'none'}")
    sys.exit(1 if wrong or listener.visits or failed else 0)


def _unverified(folder: Path) -> str:
    command = [sys.executable, "-m", "archivist", "verify", "--archive", str(folder)]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    return "" if done.returncode in {0, 3} else done.stdout[-3000:] + done.stderr[-2000:]


if __name__ == "__main__":
    main()
