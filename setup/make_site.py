"""Make the manual as a web site: setup/make_site.py FOLDER [SOURCE].

The pages are those of docs/ and the Markdown files beside it. They are copied first, and links between the two are
adapted, so that the same text is read on a forge, with `archivist help` and on the site. The navigation is that of
docs/index.md. A broken link or anchor is an error (`strict`), and no page loads anything from elsewhere.
"""

import logging
import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort
from pymdownx.slugs import slugify

ROOT = Path(__file__).resolve().parents[1]
TITLE = "archivist"
_LINK = re.compile(r"(!?)\[([^\]]*)\]\(([^)\s]+)\)")
_ITEM = re.compile(r"\[([^\]]+)\]\(([\w/.-]+\.md)\)")
_OUTSIDE = ("http://", "https://", "mailto:", "#")


def main() -> None:
    """Make the site; exit with 1 if a link is broken."""
    target, source = Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else ROOT
    logging.basicConfig(format="%(levelname)s: %(message)s", level=logging.WARNING)
    with TemporaryDirectory() as folder:
        pages, file = Path(folder, "pages"), Path(folder, "mkdocs.yml")
        copy_pages(source, pages)
        file.write_text(f"site_name: {TITLE}\n", "utf-8")
        try:
            build(load_config(str(file), **settings(pages, target.resolve())))
        except Abort as cause:
            sys.exit(f"the site was not made: {cause.format_message()}")
    print(f"{target / 'index.html'}: {sum(1 for _ in target.rglob('*.html'))} pages")


def copy_pages(source: Path, folder: Path) -> None:
    """Copy docs/ and the Markdown files beside it, with their links as they are in one folder."""
    shutil.copytree(source / "docs", folder, ignore=shutil.ignore_patterns("*.py"))
    for file in ("LICENSE", "requirements/release.cdx.json"):
        (folder / file).parent.mkdir(exist_ok=True)
        shutil.copy(source / file, folder / file)
    for page in source.glob("*.md"):
        shutil.copy(page, folder / page.name.lower())
    for page in folder.glob("*.md"):
        page.write_text("".join(_with_links(page.read_text("utf-8"), folder)), "utf-8")


def _with_links(text: str, folder: Path) -> Iterator[str]:
    """The text with links to what is in the folder. A link to another file of the repository is its text alone."""

    def adapt(match: re.Match[str]) -> str:
        before, label, target = match[1], match[2], match[3]
        if target.startswith(_OUTSIDE):
            return match[0]
        path, mark, anchor = target.removeprefix("../").removeprefix("docs/").partition("#")
        path = path.lower() if re.fullmatch(r"[A-Z]+\.md", path) else path
        return f"{before}[{label}]({path}{mark}{anchor})" if not path or (folder / path).exists() else label

    for is_code, part in _parts(text):
        yield part if is_code else _LINK.sub(adapt, part)


def _parts(text: str) -> Iterator[tuple[bool, str]]:
    """The text in parts: code, which is left as it is, and all else."""
    for number, part in enumerate(re.split(r"(^```.*?^```$|`[^`\n]+`)", text, flags=re.MULTILINE | re.DOTALL)):
        yield bool(number % 2), part


def navigation(index: str) -> list[dict[str, Any]]:
    """The pages that docs/index.md lists: each list below the line above it, such as `For authors and editors:`."""
    entries: list[dict[str, Any]] = [{"Start": "readme.md"}, {"The manual": "index.md"}]
    listed = {"index.md", "readme.md"}
    heading = ""
    for paragraph in index.split("\n\n"):
        found = [(title, page) for title, page in _ITEM.findall(paragraph) if page not in listed]
        listed.update(page for _, page in found)
        items = [{title: page} for title, page in found]
        if found and paragraph.startswith("- "):
            entries.append({heading: items})
        else:
            entries += items
        heading = paragraph.strip().removesuffix(":")
    return entries


def settings(pages: Path, target: Path) -> dict[str, Any]:
    """The settings of MkDocs. Fonts are those of the reader's system: nothing is fetched from elsewhere."""
    headings = {"permalink": True, "slugify": slugify(case="lower")}  # the anchors that forges give to headings
    return {
        "docs_dir": str(pages),
        "site_dir": str(target),
        "strict": True,
        "use_directory_urls": False,  # so that it can be read from disk
        "validation": {"nav": {"omitted_files": "ignore"}, "links": {"not_found": "warn", "anchors": "warn"}},
        "theme": {
            "name": "material",
            "font": False,
            "features": ["navigation.footer", "navigation.top", "search.highlight", "content.code.copy"],
            "palette": [
                {"media": f"(prefers-color-scheme: {scheme})", "scheme": name, "primary": "brown", "accent": "brown"}
                for scheme, name in (("light", "default"), ("dark", "slate"))
            ],
        },
        "markdown_extensions": ["tables", "attr_list", "pymdownx.superfences", {"toc": headings}],
        "plugins": ["search"],
        "nav": navigation((pages / "index.md").read_text("utf-8")),
    }


if __name__ == "__main__":
    main()
