"""`archivist deposit`: what is in a package, what is refused, and what becomes of a package that is there."""

import hashlib
import json
import shutil
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import bagit
import pytest
from lxml import etree
from PIL import Image

from archivist.archive import open_archive
from archivist.cli.deposit import as_data
from archivist.cli.progress import NoSteps
from archivist.deposit import edition_files
from archivist.deposit.description import DescribedVolume, FileUse
from archivist.deposit.evidence import Outcome
from archivist.deposit.package_files import written_file
from archivist.deposit.package_parts import PARTS, Made, PackageContext, Part, make_parts
from archivist.deposit.package_place import State
from archivist.deposit_preparation.deposit_candidates import Candidate
from archivist.deposit_preparation.deposit_evidence import verify_candidates
from archivist.errors import UsageError
from archivist.executors import open_executor
from archivist.findings import Severity
from archivist.fonts import FontLibrary
from archivist.pipeline import EditionBuilder
from archivist.record.reading import read_record
from archivist.verdict import Message, Verdict, tool_missing
from archivist.verify import citations, stored_checks
from archivist.verify.check_meanings import meaning_of
from archivist.verify.edition_checks import Verification, VerifiedEdition, VerifiedFile
from archivist.verify.report_page import write_page
from archivist.workflows import volume_deposit
from archivist.workflows.package_verification import verify_packages
from archivist.workflows.volume_deposit import Deposit, Deposited, Wanted, deposit_volumes
from tests.conftest import hide_tools
from tests.deposit.conftest import VOLUME
from tests.json_output import data_of

RIVER = "2022-03-09-river.en.md"


@pytest.fixture(autouse=True)
def _without_tools(no_tools: None) -> None:
    """Validators take long to start, and what is tested here does not depend on them."""


@pytest.fixture(autouse=True)
def _verified_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The files of one archive are verified once for all tests."""
    monkeypatch.setattr(volume_deposit, "verify_candidates", verify_once)


_KNOWN: dict[object, Verification] = {}


def verify_once(builder: EditionBuilder, candidates: Sequence[Candidate], steps: NoSteps) -> Verification:
    key = (
        builder.archive.build,
        citations.check,
        *(record.edition for each in candidates for _, record in each.editions),
    )
    return _KNOWN.setdefault(key, _KNOWN.get(key) or verify_candidates(builder, candidates, steps))


def deposit(root: Path, to: Path, *, draft: bool = False, **options: object) -> Deposit:
    wanted = Wanted([VOLUME], to=to, is_draft=draft, **options)  # type: ignore[arg-type]
    with open_executor(1) as workers:
        return deposit_volumes(open_archive(root), wanted, workers=workers, steps=NoSteps())


@pytest.fixture(scope="module")
def package(published: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Deposited]:
    """The package of March 2022. Not to be changed."""
    with pytest.MonkeyPatch.context() as patch:
        hide_tools(patch)
        done = deposit(published, tmp_path_factory.mktemp("packages"))
    yield done.packages[0]


@pytest.fixture
def archive(published: Path, tmp_path: Path) -> Path:
    """A copy of the archive to be changed."""
    return Path(shutil.copytree(published, tmp_path / "archive"))


def codes(done: Deposit) -> list[str]:
    return [finding.code for finding in done.findings]


# ---------------------------------------------------------------- what is in it


def test_the_package_is_a_bag_of_version_1_0_that_bagit_accepts(package: Deposited) -> None:
    assert package.path.name == VOLUME
    bag = bagit.Bag(str(package.path))
    assert bag.is_valid()
    assert bag.version_info == (1, 0)
    assert bag.algorithms == ["sha512"]
    assert {name: digests["sha512"] for name, digests in bag.payload_entries().items()} == {
        f"data/{file.path}": file.sha512 for file in package.files
    }


def test_bag_info_names_the_serial_the_editions_and_the_day_of_publication(package: Deposited) -> None:
    info = bagit.Bag(str(package.path)).info
    assert info["Source-Organization"] == "Example Press"
    assert info["Bagging-Date"] == "2022-04-01"
    assert info["External-Identifier"] == [
        read_record(package.path / f"data/editions/{language}/volume.{language}.json").identifier
        for language in ("en", "ka")
    ]
    assert info["Bag-Group-Identifier"] == "ISSN 2049-3630"  # the ISSN-L
    assert info["Payload-Oxum"] == f"{package.size}.{len(package.files)}"
    assert "Internal-Sender-Description" not in info


def test_editions_are_byte_for_byte_what_was_published(package: Deposited, published: Path) -> None:
    for language in ("en", "ka"):
        folder = package.path / "data/editions" / language
        names = {path.name for path in folder.iterdir()} - {"cover.jpg"}
        assert names == {path.name for path in (published / "build" / VOLUME).glob(f"*.{language}.*")}
        for name in names:
            assert (folder / name).read_bytes() == (published / "build" / VOLUME / name).read_bytes()


def test_records_are_written_of_each_edition_and_the_source_has_its_articles(
    package: Deposited, published: Path
) -> None:
    for language in ("en", "ka"):
        names = {path.name for path in (package.path / "data/metadata" / language).iterdir()}
        assert names == {"marc.xml", "mods.xml", "dc.xml"}
        texts = {path.name for path in (package.path / "data/jats" / language).iterdir()}
        assert texts == {"river.xml", "road.xml"}
    source = package.path / "data/source/articles" / RIVER
    assert source.read_bytes() == (published / "articles" / RIVER).read_bytes()


def test_pictures_of_the_full_text_are_in_the_source(package: Deposited) -> None:
    text = package.path / "data/jats/en/river.xml"
    addresses = [each.get("{http://www.w3.org/1999/xlink}href") for each in etree.parse(text).iter("graphic")]
    assert addresses == ["../../source/articles/blue.png"]
    assert (text.parent / addresses[0]).is_file()


def test_the_cover_is_that_of_the_epub(package: Deposited) -> None:
    folder = package.path / "data/editions/en"
    with zipfile.ZipFile(folder / "the-river-reader-2022-03.en.epub") as book:
        assert (folder / "cover.jpg").read_bytes() == book.read("EPUB/cover.jpg")
    with Image.open(BytesIO((folder / "cover.jpg").read_bytes())) as picture:
        assert picture.format == "JPEG"
        assert 1000 < picture.width < picture.height


def test_licences_of_every_font_are_quoted(package: Deposited) -> None:
    text = (package.path / "data/licences/fonts.txt").read_text("utf-8")
    for font in read_record(package.path / "data/editions/en/volume.en.json").fonts:
        assert font.file in text
        assert font.digest in text
    assert "SIL Open Font License" in text
    assert "OTHER DEALINGS IN THE FONT SOFTWARE." in (package.path / "data/licences/OFL-1.1.txt").read_text("utf-8")


@pytest.mark.slow
def test_a_font_that_is_not_installed_is_reported(
    published: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(FontLibrary, "file", lambda self, name: None)
    done = deposit(published, tmp_path)
    assert "font-licence-unknown" in codes(done)
    text = (tmp_path / VOLUME / "data/licences/fonts.txt").read_text("utf-8")
    assert "The licence is not stated here" in text


def test_the_report_names_files_of_the_package_and_no_folder_of_this_machine(
    package: Deposited, published: Path
) -> None:
    raw = (package.path / "data/reports/verification.json").read_text("utf-8")
    page = (package.path / "data/reports/verification.html").read_text("utf-8")
    named = {file["file"] for edition in json.loads(raw)["editions"] for file in edition["files"]}
    editions = {file.path for file in package.files if file.path.startswith("editions/")}
    assert named == {path for path in editions if not path.endswith("cover.jpg")}
    assert str(published.parent) not in raw + page
    assert all(path in page for path in named)


def test_what_no_validator_checked_is_not_verified(package: Deposited) -> None:
    missing = [each for each in package.evidence if each.outcome is Outcome.NOT_VERIFIED]
    assert {each.validator for each in missing} >= {"epubcheck", "verapdf"}
    assert not any(each.standard or each.version for each in missing)
    assert all(each.message for each in missing)
    passed = [each for each in package.evidence if each.outcome is Outcome.PASSED]
    assert {each.check for each in passed} >= {"file", "text", "links"}
    assert {each.file for each in package.evidence} <= {file.path for file in package.files}


# ---------------------------------------------------------------- the zip


def test_an_edition_without_a_picture_of_its_cover_is_reported(
    described: DescribedVolume, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(edition_files, "cover_of", lambda edition: None)
    made = make_parts(PackageContext(VOLUME, described), [part for part in PARTS if part.name == "cover"])
    assert [finding.code for finding in made.findings] == ["package-without-cover"] * 2


def test_the_zip_holds_the_same_bag_and_its_digest_is_beside_it(
    package: Deposited, published: Path, tmp_path: Path
) -> None:
    done = deposit(published, tmp_path / "out", is_zipped=True)
    assert "deposit-not-verified" in codes(done)
    zipped = tmp_path / "out" / f"{VOLUME}.zip"
    assert [each.path for each in done.packages] == [zipped]
    digest = hashlib.sha512(zipped.read_bytes()).hexdigest()
    assert (tmp_path / "out" / f"{VOLUME}.zip.sha512").read_text("utf-8") == f"{digest}  {VOLUME}.zip\n"
    assert {path.name for path in (tmp_path / "out").iterdir()} == {f"{VOLUME}.zip", f"{VOLUME}.zip.sha512"}
    with zipfile.ZipFile(zipped) as packed:
        there = {path.relative_to(package.path.parent).as_posix(): path for path in package.path.rglob("*")}
        assert packed.namelist() == sorted(name for name, path in there.items() if path.is_file())
        assert all(packed.read(name) == there[name].read_bytes() for name in packed.namelist())
        assert {info.date_time for info in packed.infolist()} == {(2022, 4, 1, 0, 0, 0)}
        assert {info.compress_type for info in packed.infolist()} == {zipfile.ZIP_STORED}


# ---------------------------------------------------------------- a package that is there


def test_what_json_prints_is_what_its_schema_says(package: Deposited, published: Path) -> None:
    printed = data_of("deposit", json.dumps(as_data(deposit(published, package.path.parent))))
    (shown,) = printed["packages"]
    assert (shown["volume"], shown["state"], shown["draft"]) == (VOLUME, "unchanged", False)
    assert {each["outcome"] for each in shown["evidence"]} >= {"passed", "not verified"}


def test_the_same_package_again_changes_nothing(package: Deposited, published: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in package.path.rglob("*")}
    again = deposit(published, package.path.parent)
    assert [each.state for each in again.packages] == [State.UNCHANGED]
    assert {path: path.stat().st_mtime_ns for path in package.path.rglob("*")} == before
    assert [path.name for path in package.path.parent.iterdir()] == [VOLUME]


@pytest.mark.parametrize("is_zipped", [False, True])
def test_another_package_of_that_name_is_not_replaced(published: Path, tmp_path: Path, is_zipped: bool) -> None:
    place = tmp_path / (f"{VOLUME}.zip.sha512" if is_zipped else f"{VOLUME}/data/README.txt")
    place.parent.mkdir(exist_ok=True, parents=True)
    place.write_text("another one\n", "utf-8")
    done = deposit(published, tmp_path, is_zipped=is_zipped)
    assert not done.packages
    assert "package-differs" in codes(done)
    assert place.read_text("utf-8") == "another one\n"
    assert [path.name for path in tmp_path.iterdir()] == [place.name if is_zipped else VOLUME]


# ---------------------------------------------------------------- a package verified


@pytest.mark.slow
def test_a_package_is_verified_with_the_editions_in_it(package: Deposited) -> None:
    whole, *editions = verify_packages([package.path], NoSteps()).editions
    assert (whole.edition, whole.passed) == (VOLUME, True)
    assert [edition.edition for edition in editions] == [f"{VOLUME}.en", f"{VOLUME}.ka"]
    for edition in editions:
        assert [verdict for file in edition.files for verdict in file.verdicts if verdict.passed is False] == []
        lacking = {verdict.tool for file in edition.files for verdict in file.verdicts if verdict.passed is None}
        assert lacking == {"ace", "epubcheck", "outloud", "verapdf"}  # and nothing else
        assert {file.path.name for file in edition.files} >= {f"volume.{edition.edition[-2:]}.json"}


def test_a_damaged_zip_is_not_unpacked_and_fails(published: Path, tmp_path: Path) -> None:
    zipped = deposit(published, tmp_path, is_zipped=True).packages[0].path
    damaged = bytearray(zipped.read_bytes())
    damaged[len(damaged) // 2] ^= 1
    zipped.write_bytes(damaged)
    verified = verify_packages([zipped], NoSteps())
    assert verified.passed is False
    assert [(edition.edition, bool(edition.missing)) for edition in verified.editions] == [(f"{VOLUME}.zip", True)]


@pytest.mark.slow
def test_the_files_of_a_zip_are_named_within_it(published: Path, tmp_path: Path) -> None:
    zipped = deposit(published, tmp_path, languages=["ka"], is_zipped=True).packages[0].path
    _, edition = verify_packages([zipped], NoSteps()).editions
    assert {file.path.parent for file in edition.files} == {zipped / f"{VOLUME}.ka/data/editions/ka"}


@pytest.mark.parametrize("name", ["articles", "missing.zip"])
def test_what_is_not_a_package_is_refused(published: Path, name: str) -> None:
    with pytest.raises(UsageError, match=name):
        verify_packages([published / name], NoSteps())


def test_the_page_names_failures_first_and_escapes_what_validators_say(tmp_path: Path) -> None:
    file = tmp_path / "reader.pdf"
    failed = Verdict("archivist", "1", file, False, (Message(Severity.ERROR, "text-missing", "<b>word</b>"),), "text")
    missing = tool_missing("ace", file, "install it")
    verified = Verification((VerifiedEdition("2022-03.en", (VerifiedFile(file, "ab", (failed, missing)),)),))
    page = write_page(verified, lambda path: path.name, "The Reader: March 2022").decode()
    assert "<h1>Verification of The Reader: March 2022</h1>" in page
    assert "1 check was made: 0 passed, 1 failed." in page
    assert "1 check could not be made. This is not a pass." in page
    assert "&lt;b&gt;word&lt;/b&gt;" in page
    assert "<b>word" not in page
    assert page.index("What did not pass") < page.index("What was checked")
    assert "<script" not in page
    assert "http" not in page.replace("http-equiv", "")  # nothing is loaded from elsewhere
    assert str(tmp_path) not in page


def test_every_check_of_a_package_is_explained(package: Deposited) -> None:
    for each in package.evidence:
        assert meaning_of(each.check), each.check
    assert meaning_of("verapdf 2a")
    assert meaning_of("package")


# ---------------------------------------------------------------- what is refused


@pytest.mark.slow
def test_a_volume_that_is_not_published_is_refused_and_can_be_a_draft(archive: Path, tmp_path: Path) -> None:
    (archive / "ledger.json").unlink()
    refused = deposit(archive, tmp_path / "out")
    assert codes(refused) == ["not-depositable", "not-depositable"]
    assert "archivist publish 2022-03" in refused.findings[0].remedy
    assert not (tmp_path / "out").exists()

    draft = deposit(archive, tmp_path / "out", draft=True).packages[0]
    assert draft.path.name == f"{VOLUME}-DRAFT"
    info = bagit.Bag(str(draft.path)).info
    assert bagit.Bag(str(draft.path)).is_valid()
    assert "Bagging-Date" not in info
    assert info["Internal-Sender-Description"] == "DRAFT, not for deposit"
    assert info["External-Description"].startswith("DRAFT, not for deposit: The River Reader")


@pytest.mark.slow
def test_a_draft_replaces_a_draft(archive: Path, tmp_path: Path) -> None:
    settings = archive / "archivist.toml"
    assert [each.state for each in deposit(archive, tmp_path / "out", draft=True).packages] == [State.MADE]
    settings.write_text(settings.read_text("utf-8").replace("Example Press", "Another Press"), "utf-8")
    assert [each.state for each in deposit(archive, tmp_path / "out", draft=True).packages] == [State.REPLACED]
    info = bagit.Bag(str(tmp_path / "out" / f"{VOLUME}-DRAFT")).info
    assert info["Source-Organization"] == "Another Press"
    assert len(list((tmp_path / "out").iterdir())) == 1


def test_an_article_that_was_changed_is_refused(archive: Path, tmp_path: Path) -> None:
    article = archive / "articles" / RIVER
    article.write_text(article.read_text("utf-8") + "\nAnother line.\n", "utf-8")
    assert codes(deposit(archive, tmp_path / "out")) == ["published-article-changed"]
    assert codes(deposit(archive, tmp_path / "out", draft=True)) == ["published-article-changed"]
    assert not (tmp_path / "out").exists()


def test_a_file_that_is_not_as_published_is_refused(archive: Path, tmp_path: Path) -> None:
    book = archive / "build" / VOLUME / "the-river-reader-2022-03.ka.epub"
    book.write_bytes(book.read_bytes() + b"\0")
    done = deposit(archive, tmp_path / "out")
    assert codes(done) == ["not-depositable"]
    assert "the-river-reader-2022-03.ka.epub" in done.findings[0].message


@pytest.mark.slow
def test_settings_of_another_day_are_reported(archive: Path, tmp_path: Path) -> None:
    settings = archive / "archivist.toml"
    settings.write_text(settings.read_text("utf-8").replace("Example Press", "Another Press"), "utf-8")
    done = deposit(archive, tmp_path / "out")
    assert done.packages
    changed = [finding.message for finding in done.findings if finding.code == "deposit-settings-changed"]
    assert changed == [f"{VOLUME}.{each} was made with other settings: [archive]" for each in ("en", "ka")]


@pytest.mark.slow
def test_an_edition_that_is_not_published_is_left_out_and_reported(archive: Path, tmp_path: Path) -> None:
    ledger = json.loads((archive / "ledger.json").read_text("utf-8"))
    ledger["volumes"][VOLUME]["ka"] = {}
    (archive / "ledger.json").write_text(json.dumps(ledger), "utf-8")
    done = deposit(archive, tmp_path / "out")
    assert "edition-not-in-package" in codes(done)
    assert [(each.path.name, each.editions) for each in done.packages] == [(VOLUME, ("en",))]


def test_a_package_of_one_language_has_a_name_of_its_own(published: Path, tmp_path: Path) -> None:
    done = deposit(published, tmp_path, languages=["ka"])
    assert [each.path.name for each in done.packages] == [f"{VOLUME}.ka"]
    assert sorted(path.name for path in (tmp_path / f"{VOLUME}.ka/data/editions").iterdir()) == ["ka"]


@pytest.mark.slow
def test_a_check_that_fails_stops_the_package_but_not_a_draft(
    published: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    failing = Verdict("archivist", "1", Path(), False, (Message(Severity.ERROR, "text-missing", "a word"),), "text")
    monkeypatch.setattr(stored_checks, "installed_program", lambda: "another")  # what passed before is asked again
    monkeypatch.setattr(citations, "check", lambda path, record: replace(failing, file=path))
    done = deposit(published, tmp_path / "out")
    assert not done.packages
    assert {finding.code for finding in done.findings if finding.severity is Severity.ERROR} == {"deposit-check-failed"}
    assert not (tmp_path / "out").exists()
    draft = deposit(published, tmp_path / "out", draft=True)
    assert "draft-check-failed" in codes(draft)
    assert {each.outcome for each in draft.packages[0].evidence} >= {Outcome.FAILED}


def test_names_that_a_bag_cannot_have_are_found() -> None:
    context = PackageContext("2022-03", None)  # type: ignore[arg-type]
    file = written_file("source/100%25.md", b"", FileUse.SOURCE)
    made = make_parts(context, [Part("source", lambda *_: Made((file,)))])
    assert [finding.code for finding in made.findings] == ["package-file-name"]


def test_two_rows_cannot_make_one_file() -> None:
    context = PackageContext("2022-03", None)  # type: ignore[arg-type]
    part = Part("source", lambda *_: Made((written_file("README.txt", b"", FileUse.README),)))
    with pytest.raises(ValueError, match=r"README\.txt"):
        make_parts(context, [part, part])
