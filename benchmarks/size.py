"""How large a volume is against one run of WeasyPrint over the same documents. See README.md beside this file."""

import argparse
import pickle
import subprocess
import sys
import tempfile
from pathlib import Path
from xml.etree.ElementTree import Element, SubElement

ROOT = Path(__file__).parent.parent


def whole_book(archive_folder: Path, build: Path, edition: str) -> tuple[Element, list[str], dict[str, Path]]:
    """An edition as one document: the tree, its style sheets, its pictures by address."""
    from archivist import pipeline, planning  # noqa: PLC0415
    from archivist.archive import open_archive  # noqa: PLC0415
    from archivist.executors import open_executor  # noqa: PLC0415
    from archivist.markup import mark_up  # noqa: PLC0415
    from archivist.pdf.engine.unbroken_runs import break_runs  # noqa: PLC0415
    from archivist.pdf.print_tree import PICTURE_SCHEME, print_tree  # noqa: PLC0415
    from archivist.pdf.theme import style_sheets  # noqa: PLC0415

    archive = open_archive(archive_folder, build)
    plan = planning.plan(archive)
    chosen = next(each for each in plan.editions if each.id == edition)
    with open_executor(1) as workers:
        press = pipeline.EditionBuilder(archive, plan, workers)
        annotated, _ = press.annotate(chosen)
        book = mark_up(annotated, press.surroundings(chosen))
    root = Element("html", {"lang": book.metadata.language})
    SubElement(SubElement(root, "head"), "title").text = book.metadata.full_title
    body = SubElement(root, "body")
    pictures: dict[str, Path] = {}
    for document in book.documents:
        tree = print_tree(document.xhtml)
        break_runs(tree)
        own = tree.find("body")
        assert own is not None
        own.tag = "div"
        own.set("lang", document.language)
        own.set("style", "break-before: page")
        for element in own.iter():
            if element.get("id"):
                element.set("id", f"{document.id}-{element.get('id')}")
            if element.get("href", "").startswith("#"):
                element.set("href", f"#{document.id}-{element.get('href', '')[1:]}")
        body.append(own)
        pictures |= {PICTURE_SCHEME + each.name: each.path for each in document.pictures}
    return root, list(style_sheets(archive.config.pdf.page)), pictures


def plain(pickled: Path, target: Path) -> None:
    """One run of WeasyPrint as it is, with its own tags."""
    import cssselect2  # noqa: PLC0415
    import weasyprint.urls  # noqa: PLC0415

    root, styles, pictures = pickle.loads(pickled.read_bytes())

    class Finished(weasyprint.HTML):  # type: ignore[misc]
        def __init__(self) -> None:
            self.base_url = None
            self.url_fetcher = weasyprint.urls.URLFetcher()
            self.media_type = "print"
            self.wrapper_element = cssselect2.ElementWrapper.from_html_root(root, content_language=None)
            self.etree_element = self.wrapper_element.etree_element

    for image in root.iter("img"):
        image.set("src", pictures[image.get("src")].absolute().as_uri())
    sheets = [weasyprint.CSS(string=style) for style in styles]
    Finished().write_pdf(target, stylesheets=sheets, pdf_variant="pdf/a-2a")


def main() -> None:
    """Measure editions and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--archive", type=Path, default=ROOT, help="folder of archivist.toml")
    parser.add_argument("--build", type=Path, default=None, help="where its volumes are compiled; default: build/")
    parser.add_argument("--plain", type=Path, nargs=2, help=argparse.SUPPRESS)
    parser.add_argument("editions", nargs="*", help="for example 2022-01.en; default: all that are compiled")
    given = parser.parse_args()
    if given.plain:
        plain(*given.plain)
        return
    build = given.build or given.archive / "build"
    compiled = (f"{path.parent.name}.{path.stem.rpartition('.')[2]}" for path in sorted(build.glob("*/*.pdf")))
    editions = given.editions or list(compiled)
    print("edition             archivist   one run   ratio")
    for edition in editions:
        (made,) = (build / edition.rpartition(".")[0]).glob(f"*{edition}.pdf")
        with tempfile.TemporaryDirectory() as folder:
            pickled, target = Path(folder, "book"), Path(folder, "plain.pdf")
            pickled.write_bytes(pickle.dumps(whole_book(given.archive, build, edition)))
            subprocess.run([sys.executable, __file__, "--plain", str(pickled), str(target)], check=True)
            one = target.stat().st_size
        print(f"{edition:18} {made.stat().st_size:10,} {one:9,}   {made.stat().st_size / one:.2f}")


if __name__ == "__main__":
    main()
