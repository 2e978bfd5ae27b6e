"""Small sites for the tests of this importer."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from archivist.findings import Finding
from archivist.reader_api.found import FoundArticle, PictureRefusedError, Wishes
from archivist.readers.site_folders import read

TODAY = datetime.date(2024, 6, 1)
Files = Mapping[str, str | bytes]


@dataclass
class KeptMedia:
    """Keeps what is brought; refuses what does not begin like a picture."""

    kept: dict[str, bytes] = field(default_factory=dict)

    def bring(self, name: str, data: bytes) -> str:
        if not data.startswith(b"PNG"):
            raise PictureRefusedError("no picture")
        self.kept[name] = data
        return f"/images/{name}"


def write(folder: Path, files: Files) -> None:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())


@dataclass
class Read:
    """What was found in a site."""

    articles: dict[str, FoundArticle]
    findings: list[Finding]
    pictures: dict[str, bytes]

    def one(self) -> FoundArticle:
        (article,) = self.articles.values()
        return article

    def told(self, code: str) -> list[str]:
        """The messages of a code, of articles and of the site."""
        remarks = [remark for article in self.articles.values() for remark in article.remarks]
        return [finding.message for finding in (*remarks, *self.findings) if finding.code == code]


def site(folder: Path, files: Files, **wishes: Any) -> Read:
    write(folder, files)
    media = KeptMedia()
    found = list(read(folder, Wishes(**{"today": TODAY, **wishes}), media))
    articles = {each.origin: each for each in found if isinstance(each, FoundArticle)}
    return Read(articles, [each for each in found if isinstance(each, Finding)], media.kept)


def jekyll(folder: Path, text: str, config: str = "", head: str = "", others: Files | None = None) -> Read:
    """A Jekyll site with one post of 30 March 2022."""
    config = config or "url: https://example.org\nbaseurl: /news\nlang: en\n"
    post = f"---\ntitle: A post\n{head}---\n{text}"
    return site(folder, {"_config.yml": config, "_posts/2022-03-30-a-post.md": post, **(others or {})})


def hugo(folder: Path, text: str, config: str = "", head: str = "", others: Files | None = None) -> Read:
    """A Hugo site with one post."""
    config = config or 'baseURL = "https://example.org/"\ndefaultContentLanguage = "en"\n'
    post = f'+++\ntitle = "A post"\ndate = 2022-03-30\n{head}+++\n{text}'
    return site(folder, {"hugo.toml": config, "content/posts/a-post.md": post, **(others or {})})
