"""One input taken the whole way in, twice, in a folder of its own, and what must hold of that."""

import datetime
import shutil
import signal
import tempfile
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

from archivist.archive import Archive, open_archive
from archivist.articles import parse_body, read_folder
from archivist.cli.importing import NoProgress
from archivist.errors import ArchivistError
from archivist.findings import Severity
from archivist.importing.import_outcome import Import, State
from archivist.reader_api.found import Wishes
from archivist.workflows.article_import import import_sources
from tests.importing.mutations.mutating import Input
from tests.importing.mutations.samples import picture
from tests.importing.mutations.watching import watched

SECONDS = 5.0  # of processor time, for each import
_SETTINGS = '[archive]\ntitle = "T"\n\n[editions]\nlanguages = ["en", "ka", "ru"]\n'
_WISHES = Wishes(language="en", date=datetime.date(2022, 3, 30), today=datetime.date(2024, 1, 1))
_KINDS = {
    **dict.fromkeys(("text",), "text"),
    **dict.fromkeys(("pages", "pictures", "series"), "pages"),
    **dict.fromkeys(("wordpress",), "wordpress"),
    **dict.fromkeys(("rss", "atom", "json-feed"), "feed"),
    **dict.fromkeys(("warc", "warc.gz", "warc.zst", "wacz"), "web-archive"),
    **{name: name for name in ("ghost", "substack", "medium", "blogger")},
    **dict.fromkeys(("jekyll", "hugo", "markdown"), "site"),
}


@dataclass
class Outcome:
    """What became of one input."""

    kind: str = ""
    outcome: str = "failed"  # came in, left out, refused, failed
    seconds: float = 0.0  # of processor time, of the slower of the two imports
    articles: int = 0
    failures: list[str] = field(default_factory=list)


class TooSlow(BaseException):
    """An import used up its time. Nothing that catches exceptions may catch it."""


class Sandbox:
    """A folder with a source, an archive, and what neither may touch."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.source, self.outside, self.temporary = root / "source", root / "outside", root / "temporary"
        (root / "archive" / "articles").mkdir(parents=True)
        (root / "archive" / "archivist.toml").write_text(_SETTINGS, "utf-8")
        self.outside.mkdir()
        (self.outside / "secret.png").write_bytes(picture("PNG", (3, 3)))
        (self.outside / "secret.md").write_text("---\ntitle: S\ndate: 2022-03-30\nlang: en\n---\nSecret.\n", "utf-8")
        self.temporary.mkdir()
        self.archive: Archive = open_archive(root / "archive")

    def begin(self, given: Input) -> Path:
        """Put an input down beside an empty archive; the path to be named."""
        for folder in (self.source, self.archive.articles, self.archive.build, self.temporary):
            shutil.rmtree(folder, ignore_errors=True)
        for folder in (self.source, self.archive.articles, self.temporary):
            folder.mkdir()
        for name, data in given.files.items():
            file = self.source / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)
        for name, target in given.links.items():
            (self.source / name).parent.mkdir(parents=True, exist_ok=True)
            (self.source / name).symlink_to(target)
        return self.source / given.sample.named if given.sample.named else self.source

    def others(self) -> dict[str, bytes]:
        """All that an import may not change, by path."""
        home = self.archive.articles
        files = (file for file in sorted(self.root.rglob("*")) if not file.is_relative_to(home))
        return {str(file): b"" if file.is_symlink() or not file.is_file() else file.read_bytes()
                for file in files if self.archive.build not in (file.parent, file)}  # fmt: skip

    def articles(self) -> dict[str, bytes]:
        """The files of the archive."""
        files = (file for file in sorted(self.archive.articles.rglob("*")) if file.is_file() or file.is_symlink())
        return {str(file.relative_to(self.archive.articles)): file.read_bytes() for file in files}


def tried(sandbox: Sandbox, given: Input, *, named: bool) -> Outcome:
    """Import twice. `named` says whether the kind is named, too, so that a head that is broken hides nothing."""
    source = sandbox.begin(given)
    before = sandbox.others()
    outcome = Outcome(given.sample.kind)
    done = _import(sandbox, source, given, outcome, named=named)
    if done is not None:
        outcome.articles = len(done.articles)
        outcome.outcome = "came in" if done.articles else "left out" if done.sources else "refused"
        _look(sandbox, done, outcome)
        first = sandbox.articles()
        again = _import(sandbox, source, given, outcome, named=named)
        if again is not None:
            _compare(first, sandbox.articles(), again, outcome)
    if sandbox.others() != before:
        changed = set(sandbox.others().items()) ^ set(before.items())
        outcome.failures.append(f"changed outside the archive: {sorted({path for path, _ in changed})}")
    if outcome.failures:
        outcome.outcome = "failed"
    return outcome


def _import(sandbox: Sandbox, source: Path, given: Input, outcome: Outcome, *, named: bool) -> Import | None:
    media = sandbox.source / given.sample.media if given.sample.media else None
    wishes = Wishes(_WISHES.languages, _WISHES.language, _WISHES.date, media, drafts=True, today=_WISHES.today)
    kind = _KINDS[given.sample.kind] if named else ""
    begun = time.process_time()
    with _limited(), watched(sandbox.archive.root, sandbox.temporary, forbidden=sandbox.outside) as seen:
        try:
            return import_sources(sandbox.archive, [source], wishes, kind=kind, jobs=1, progress=NoProgress())
        except ArchivistError as error:
            outcome.outcome = "refused"
            if not error.message:
                outcome.failures.append("an error without words")
        except (Exception, TooSlow) as error:
            outcome.failures.append(f"{type(error).__name__}: {error!s:.200}\n{_where(error)}")
        finally:
            outcome.seconds = max(outcome.seconds, time.process_time() - begun)
            outcome.failures += seen
    return None


def _where(error: BaseException) -> str:
    frames = traceback.extract_tb(error.__traceback__)
    return "\n".join(f"  {frame.filename}:{frame.lineno} {frame.name}" for frame in frames[-12:])


@contextmanager
def _limited() -> Iterator[None]:
    def end(_: int, __: FrameType | None) -> None:
        raise TooSlow(f"more than {SECONDS} seconds of processor time")

    home = tempfile.tempdir
    old = signal.signal(signal.SIGVTALRM, end)
    signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, old)
        tempfile.tempdir = home


def _look(sandbox: Sandbox, done: Import, outcome: Outcome) -> None:
    """Every article written is read back, and its Markdown parsed."""
    articles, findings = read_folder(sandbox.archive.articles, languages=sandbox.archive.config.editions.languages)
    drafts = {finding.file for finding in findings if finding.code == "draft"}
    errors = [finding for finding in findings if finding.severity is Severity.ERROR]
    outcome.failures += [f"written and not readable: {each.code} {each.file}: {each.message}" for each in errors]
    written = {each.path.removeprefix("articles/") for each in done.articles if each.state is State.NEW}
    missing = written - {article.path for article in articles} - drafts
    if missing:
        outcome.failures.append(f"written and not found: {sorted(missing)}")
    if not done.articles and not done.findings:
        outcome.failures.append("nothing came in, and nothing was said of it")
    for article in articles:
        try:
            parse_body(article, sandbox.archive.articles)
        except Exception as error:
            outcome.failures.append(f"parse_body: {type(error).__name__}: {error!s:.200}\n{_where(error)}")


def _compare(first: dict[str, bytes], second: dict[str, bytes], again: Import, outcome: Outcome) -> None:
    if second != first:
        changed = {path for path, _ in set(first.items()) ^ set(second.items())}
        outcome.failures.append(f"changed by a second import: {sorted(changed)}")
    other = [each.path for each in again.articles if each.state is not State.SAME]
    if other:
        outcome.failures.append(f"not known again: {other[:5]}")
