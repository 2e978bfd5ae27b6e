"""Make the pictures of pages in this folder from the repository's own archive: `python docs/images/make.py`.

For each theme and each layout of notes and parallel texts, a picture of one page in three languages.
"""

import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pypdfium2
from PIL import Image, ImageOps

ROOT = Path(__file__).parent.parent.parent
THEMES = {"A5": 62, "A4": 46, "ereader": 78}  # dots per inch
LANGUAGES = ("en", "ka", "ru")
VARIANTS = {
    "notes-stacked": "[notes]\nlayout = 'stacked'",
    "notes-columns": "[notes]\nlayout = 'columns'",
    "parallel-columns": "[editions]\nparallel = 'columns'",
    "parallel-after": "[editions]\nparallel = 'after'",
}
VOLUME, ARTICLE = "2022-01", "first-georgian-books"
GAP, MAT = 14, "#8a8680"
README = {  # volume and language, page of the file from 1
    "page": ("2022-03.en", 7),
    "contents": ("2022-03.en", 5),
    "georgian": ("2022-01.ka", 7),
}
README_DOTS = 100
SHELF = ("2022-01", "2022-02", "2022-03")
SHELF_WIDTH = 120  # pixels: the width of a cover in a list of books
PREVIEWED = "2022-03-16-keeping-the-web.en.md"
SAVED = ("Ten libraries holding the same file are safer", "A dozen libraries holding the same file are safer")


def archive(folder: Path, theme: str, settings: str) -> Path:
    """The repository's archive with other settings."""
    text = (ROOT / "archivist.toml").read_text("utf-8")
    table, line = settings.split("\n")
    key = line.split(" ")[0]
    text = re.sub(r"^page = .*$", f'page = "{theme}"', text, flags=re.MULTILINE)
    text = re.sub(rf"^{key} = .*\n", "", text, flags=re.MULTILINE).replace(table, f"{table}\n{line}")
    text = re.sub(r"^articles = .*$", f"articles = '{ROOT / 'articles'}'", text, flags=re.MULTILINE)
    (folder / "archivist.toml").write_text(text, "utf-8")
    return folder


def pages(folder: Path, variant: str, dots: int) -> Iterator[Image.Image]:
    """One page in each language: the second page of the article, or the page where its translation begins."""
    for language in LANGUAGES:
        (file,) = folder.glob(f"build/{VOLUME}/*.{language}.pdf")
        with pikepdf.open(file) as pdf, pypdfium2.PdfDocument(file) as drawn:
            index = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
            names = pikepdf.NameTree(pdf.Root.Names.Dests)
            name = f"{ARTICLE}#second.title" if variant == "parallel-after" else f"{ARTICLE}#"
            place = index[names[name][0].objgen] if name in names else index[names[f"{ARTICLE}#"][0].objgen] + 1
            yield drawn[place if variant.startswith("parallel") else place + 1].render(scale=dots / 72).to_pil()


def beside(shown: list[Image.Image]) -> Image.Image:
    """Pages side by side on a mat."""
    width = sum(page.width + GAP for page in shown) + GAP
    sheet = Image.new("RGB", (width, max(page.height for page in shown) + 2 * GAP), MAT)
    at = GAP
    for page in shown:
        sheet.paste(page, (at, GAP))
        at += page.width + GAP
    return sheet.quantize(24)


def shelf(build: Path) -> None:
    """Make the picture of all covers as a shelf of books shows them, in colour and in the grey of an e-reader."""
    covers = []
    for volume in SHELF:
        for language in LANGUAGES:
            (file,) = (build / volume).glob(f"*.{language}.pdf")
            with pypdfium2.PdfDocument(file) as pdf:
                large = pdf[0].render(scale=4 * SHELF_WIDTH / pdf[0].get_width()).to_pil().convert("RGB")
            height = large.height * SHELF_WIDTH // large.width
            covers.append(large.resize((SHELF_WIDTH, height), Image.Resampling.LANCZOS))
    rows = covers, [cover.convert("L").convert("RGB") for cover in covers]
    width, height = covers[0].size
    sheet = Image.new("RGB", (len(covers) * (width + GAP) + GAP, 2 * (height + GAP) + GAP), "white")
    for y, row in enumerate(rows):
        for x, cover in enumerate(row):
            sheet.paste(cover, (GAP + x * (width + GAP), GAP + y * (height + GAP)))
    target = Path(__file__).parent / "covers.png"
    sheet.quantize(128).save(target, optimize=True)
    print(target.name, target.stat().st_size)


def preview(build: Path) -> None:
    """Make the picture of a preview in which an article was saved, in the browser that the tests drive."""
    with tempfile.TemporaryDirectory() as name:
        root, shot = Path(name), Path(name) / "preview.png"
        shutil.copytree(ROOT / "articles", root / "articles")
        for file in ("archivist.toml", "glossary.toml"):
            shutil.copy(ROOT / file, root)
        (article,) = root.glob(f"articles/*/{PREVIEWED}")
        text = article.read_text("utf-8").rstrip()
        saved = [str(article), f"{text}\n\n[^library]: Ten libraries hold this volume.\n".replace(*SAVED)]
        steps = [{"wait": "current"}, {"write": saved, "wait": "current", "words": SAVED[1], "screenshot": str(shot)}]
        command = [sys.executable, "-m", "archivist", "--archive", name, "--build", str(build), "preview", "2022-03"]
        with subprocess.Popen([*command, "--port", "0"], stdout=subprocess.PIPE, text=True) as running:
            assert running.stdout
            task = json.dumps({"url": running.stdout.readline().split()[0], "steps": steps})
            browser = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))))
            modules = Path(sys.prefix) / "ace/node_modules"
            driver = ["node", str(ROOT / "tests/preview/browser.cjs"), browser, str(modules)]
            subprocess.run(driver, input=task, text=True, check=True, stdout=subprocess.DEVNULL)
            running.terminate()
        target = Path(__file__).parent / "preview.png"
        Image.open(shot).convert("RGB").quantize(64).save(target, optimize=True)
        print(target.name, target.stat().st_size)


def of_readme() -> None:
    """Make the pictures of single pages in README.md, from the archive with its own settings."""
    with tempfile.TemporaryDirectory() as build:
        command = [sys.executable, "-m", "archivist", "--archive", str(ROOT), "--build", build, "compile", "--quiet"]
        subprocess.run(command, check=True)
        shelf(Path(build))
        preview(Path(build))
        for name, (edition, number) in README.items():
            (file,) = Path(build).glob(f"*/*{edition}.pdf")
            with pypdfium2.PdfDocument(file) as pdf:
                page = pdf[number - 1].render(scale=README_DOTS / 72).to_pil().convert("RGB")
            target = Path(__file__).parent / f"{name}.png"
            ImageOps.expand(page, 1, "#c8c4bc").quantize(48).save(target, optimize=True)
            print(target.name, target.stat().st_size)


def main() -> None:
    """Make every picture."""
    of_readme()
    for theme, dots in THEMES.items():
        for variant, settings in VARIANTS.items():
            with tempfile.TemporaryDirectory() as name:
                folder = archive(Path(name), theme, settings)
                command = [sys.executable, "-m", "archivist", "--archive", name, "compile", VOLUME, "--quiet"]
                subprocess.run(command, check=True)
                target = Path(__file__).parent / f"{theme.lower()}-{variant}.png"
                beside(list(pages(folder, variant, dots))).save(target, optimize=True)
                print(target.name, target.stat().st_size)


if __name__ == "__main__":
    main()
