"""Volumes published, and what a compile does afterwards: whole runs on one archive, compiled and published once."""

import datetime
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from archivist.archive import open_archive
from archivist.cli.progress import NoSteps
from archivist.cli.tables import plan_as_data
from archivist.errors import ArchivistError, UsageError
from archivist.executors import open_executor
from archivist.findings import Finding
from archivist.ledger import read_ledger
from archivist.model.results import Compilation, Format
from archivist.planning import plan
from archivist.record.reading import read_record
from archivist.verify.ledger_comparison import check_published
from archivist.workflows.article_check import check
from archivist.workflows.build_cleanup import stale
from archivist.workflows.volume_compilation import compile_volumes
from archivist.workflows.volume_publication import Candidates, find_candidates, publish
from archivist.workflows.volume_verification import verify_volumes
from tests.archives import Compiled, Watch, made_files

DAY = datetime.date(2022, 4, 1)
VOLUMES = ("2022-02", "2022-03")
RIVER = "2022-03-09-river.en.md"


def enter(root: Path, *volumes: str, only: Format | None = None, languages: tuple[str, ...] = ()) -> Candidates:
    """Publish, as far as nothing is against it."""
    archive = open_archive(root)
    with open_executor(1) as workers:
        found = find_candidates(archive, volumes=volumes, languages=languages, only=only, day=DAY, workers=workers)
    publish(archive, found)
    return found


def compile_again(root: Path, *volumes: str, languages: tuple[str, ...] = (), new_version: bool = False) -> Compilation:
    with open_executor(1) as workers:
        return compile_volumes(
            open_archive(root),
            volumes=volumes,
            languages=languages,
            new_version=new_version,
            workers=workers,
            progress=Watch(),
        )


def said(found: "Compilation | Candidates") -> list[tuple[str, str]]:
    return [(each.code, each.message) for each in found.findings if str(each.severity) == "error"]


def messages(findings: tuple[Finding, ...], code: str) -> list[str]:
    return [finding.message for finding in findings if finding.code == code]


def change(root: Path, name: str, old: str, new: str) -> None:
    file = root / "articles" / name
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


@pytest.fixture(scope="module")
def published_once(made: Compiled, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The archive of `made` with both volumes published. Not to be changed."""
    root = made.copy(tmp_path_factory.mktemp("published") / "archive")
    assert said(enter(root, *VOLUMES)) == []
    return root


@pytest.fixture
def root(published_once: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    return shutil.copytree(published_once, tmp_path / "archive", copy_function=shutil.copy2)


@pytest.fixture
def fresh(made: Compiled, tmp_path: Path) -> Path:
    """The archive compiled, and nothing published."""
    return made.copy(tmp_path / "archive")


# ---------------------------------------------------------------- publishing


def test_the_ledger_says_what_the_records_say(published_once: Path) -> None:
    ledger = read_ledger(published_once / "ledger.json")
    assert sorted(each.id for each in ledger.editions.values()) == ["2022-02.en", "2022-03.en", "2022-03.ka"]
    record = read_record(published_once / "build/2022-03/volume.en.json")
    edition = ledger.edition("2022-03", "en")
    assert edition and edition.version == 1
    assert (edition.current.number, edition.current.issue) == (record.volume.number, record.volume.issue) == (2, 2)
    assert edition.current.identifier == record.identifier
    assert [(each.file, each.sha256) for each in edition.current.files] == [
        (each.path.name, each.digest) for each in record.files
    ]
    place = ledger.find("road", "en")
    assert place and place.label("bridges") == record.document("road").anchors["bridges"]  # type: ignore[union-attr]
    assert (place.number, place.pdf) == (2, "the-river-reader-2022-03.en.pdf")


def test_publishing_again_changes_nothing(root: Path) -> None:
    before = (root / "ledger.json").read_bytes()
    found = enter(root, *VOLUMES)
    assert (found.editions, len(found.published), said(found)) == ((), 3, [])
    assert (root / "ledger.json").read_bytes() == before


def _remove_pdf(root: Path) -> None:
    (root / "build/2022-03/the-river-reader-2022-03.en.pdf").unlink()


def _damage_epub(root: Path) -> None:
    with (root / "build/2022-03/the-river-reader-2022-03.en.epub").open("ab") as file:
        file.write(b" ")


def _edit_record(root: Path) -> None:
    file = root / "build/2022-03/volume.en.json"
    file.write_bytes(file.read_bytes().replace(b'"number": 2', b'"number": 3'))


def _damage_record(root: Path) -> None:
    (root / "build/2022-03/volume.en.json").write_bytes(b"{")


def _mark_incomplete(root: Path) -> None:
    (root / "build/2022-03/volume.en.incomplete").touch()


def _remove_build(root: Path) -> None:
    shutil.rmtree(root / "build/2022-03")


def _change_article(root: Path) -> None:
    change(root, RIVER, "small", "tiny")


def _change_picture(root: Path) -> None:
    with (root / "articles/blue.png").open("ab") as file:
        file.write(b" ")


def _change_settings(root: Path) -> None:
    file = root / "archivist.toml"
    file.write_text(file.read_text("utf-8") + '\n[pdf]\npage = "A4"\n', "utf-8")


def _add_volume_before(root: Path) -> None:
    (root / "articles/2021-01-05-new.en.md").write_text("---\ntitle: New\n---\nNew.\n", "utf-8")


@pytest.mark.parametrize(
    ("damage", "reason"),
    [
        (_remove_pdf, "is not what its record says: the-river-reader-2022-03.en.pdf is not there"),
        (
            _damage_epub,
            "is not what its record says: the-river-reader-2022-03.en.epub was changed since it was compiled",
        ),
        (_edit_record, "has a record that is not the one in manifest-sha256.txt"),
        (_damage_record, "has a record that cannot be read: it is damaged"),
        (_mark_incomplete, "is incomplete: a compile was interrupted while it replaced the files"),
        (_remove_build, "was never compiled"),
        (_change_article, f"does not have the articles of today: {RIVER}"),
        (_change_picture, "does not have the pictures of today: blue.png was changed"),
        (_change_settings, "was compiled with other settings or style sheets"),
        (_add_volume_before, "is No. 3 (2022-03, version 1) today, and the record has No. 2"),
    ],
)
def test_what_is_not_as_it_was_compiled_is_refused(fresh: Path, damage: Callable[[Path], None], reason: str) -> None:
    damage(fresh)
    found = enter(fresh, "2022-03")
    assert any(code == "not-publishable" and f"2022-03.en {reason}" in message for code, message in said(found))
    assert not (fresh / "ledger.json").exists()


@pytest.mark.slow
def test_both_formats_are_needed_unless_one_is_asked_for(fresh: Path) -> None:
    with open_executor(1) as workers:
        compile_volumes(open_archive(fresh), volumes=["2022-02"], only=Format.EPUB, workers=workers, progress=Watch())
    (fresh / "build/2022-02/the-river-reader-2022-02.en.pdf").unlink()
    refused = "2022-02.en has no PDF; to publish it without one, add `--only epub`"
    assert said(enter(fresh, "2022-02")) == [("not-publishable", refused)]
    assert said(enter(fresh, "2022-02", only=Format.EPUB)) == []
    assert said(enter(fresh, "2022-03", only=Format.EPUB))[0][1].endswith("has a PDF, which --only epub leaves out")
    edition = read_ledger(fresh / "ledger.json").edition("2022-02", "en")
    names = [each.file for each in edition.current.files] if edition else []
    assert "the-river-reader-2022-02.en.epub" in names
    assert "the-river-reader-2022-02.en.pdf" not in names
    (fresh / "build/2022-02/the-river-reader-2022-02.en.epub").unlink()
    assert said(compile_again(fresh, "2022-02")) == []  # made again in the form in which it was published
    assert not list((fresh / "build/2022-02").glob("*.pdf"))


def test_a_ledger_that_changed_in_between_is_not_overwritten(fresh: Path) -> None:
    archive = open_archive(fresh)
    with open_executor(1) as workers:
        found = find_candidates(archive, volumes=["2022-03"], day=DAY, workers=workers)
    enter(fresh, "2022-02")
    before = (fresh / "ledger.json").read_bytes()
    with pytest.raises(ArchivistError, match="was changed in the meantime; nothing was published"):
        publish(archive, found)
    assert (fresh / "ledger.json").read_bytes() == before


def test_the_ledger_of_another_archive_is_refused(root: Path) -> None:
    data = json.loads((root / "ledger.json").read_bytes())
    (root / "ledger.json").write_text(json.dumps(data | {"archive": "urn:example:other"}), "utf-8")
    with pytest.raises(UsageError, match="the ledger is of the archive with the id “urn:example:other”"):
        plan(open_archive(root))


# ---------------------------------------------------------------- compiling afterwards


def test_a_published_volume_is_not_made_again(root: Path) -> None:
    before = made_files(root / "build")
    done = compile_again(root)
    assert (done.results, done.kept, said(done)) == ((), ("2022-02.en", "2022-03.en", "2022-03.ka"), [])
    assert made_files(root / "build") == before


def test_missing_files_are_made_again_if_they_are_the_published_ones(root: Path) -> None:
    before = made_files(root / "build")
    _remove_pdf(root)
    (root / "build/2022-03/volume.en.json").unlink()
    _damage_epub(root)
    done = compile_again(root, "2022-03")
    assert [result.edition for result in done.results] == ["2022-03.en"]
    assert (done.kept, said(done)) == (("2022-03.ka",), [])
    assert made_files(root / "build") == before


def test_files_that_would_be_others_are_not_written_and_the_reason_is_named(root: Path) -> None:
    _remove_pdf(root)
    _change_settings(root)
    before = made_files(root / "build")
    done = compile_again(root, "2022-03", languages=("en",))
    assert {code for code, _ in said(done)} == {"published-file-differs"}
    names = [message.partition(" ")[0] for _, message in said(done)]
    assert {"the-river-reader-2022-03.en.pdf", "volume.en.json"} <= set(names)
    for _, message in said(done):
        assert "[pdf] of archivist.toml was changed; the style sheets of the PDF are others" in message
    assert made_files(root / "build") == before


@pytest.mark.slow
def test_a_changed_article_stops_its_edition_and_a_new_version_is_made_on_request(root: Path) -> None:
    """The life of a correction: refused, made, published, and the first version still there."""
    before, ledger = made_files(root / "build"), (root / "ledger.json").read_text("utf-8")
    _change_article(root)
    (root / "articles/2022-05-01-later.en.md").write_text("---\ntitle: Later\n---\nLater.\n", "utf-8")
    done = compile_again(root)
    assert said(done) == [("published-article-changed", "river (en) of the published 2022-03.en was changed")]
    assert [result.edition for result in done.results] == ["2022-05.en"]  # other volumes are made
    files = made_files(root / "build")
    assert {name: files[name] for name in before} == before

    done = compile_again(root, "2022-03", languages=("en",), new_version=True)
    assert ([result.edition for result in done.results], said(done)) == (["2022-03.en"], [])
    record = read_record(root / "build/2022-03/volume.en.json")
    first = read_ledger(root / "ledger.json").edition("2022-03", "en")
    assert first and (record.edition_version, record.replaces) == (2, first.current.identifier)
    assert record.identifier != first.current.identifier
    assert record.volume.number == 2
    imprint = record.document("imprint")
    assert imprint and first.current.identifier in "".join(segment.text for segment in imprint.text.segments)
    for file in first.outputs:  # the published files are kept beside it
        assert (root / "build/replaced/2022-03.en.1" / file.file).read_bytes() == before[f"2022-03/{file.file}"]
    assert said(compile_again(root, "2022-03")) == []  # the new version is compiled until it is published

    assert said(enter(root, "2022-03")) == []
    edition = read_ledger(root / "ledger.json").edition("2022-03", "en")
    assert edition and edition.version == 2
    assert edition.versions[0] == first.current
    assert edition.current.replaces == first.current.identifier
    lines = (root / "ledger.json").read_text("utf-8").splitlines()
    kept = [line for line in ledger.splitlines() if line.strip("} ,{")]
    assert set(kept) <= set(lines)
    assert compile_again(root, "2022-03").kept == ("2022-03.en", "2022-03.ka")


@pytest.mark.slow
def test_a_published_edition_keeps_its_identifiers_and_a_new_version_gets_others(root: Path) -> None:
    """Patterns that are set, and changed, after volumes were published."""
    before = made_files(root / "build")
    settings = (root / "archivist.toml").read_text("utf-8")
    (root / "archivist.toml").write_text(settings + _PATTERNS, "utf-8")
    (root / "build/2022-02/the-river-reader-2022-02.en.epub").unlink()
    done = compile_again(root, "2022-02")
    assert (done.results[0].edition, said(done)) == ("2022-02.en", [])
    assert made_files(root / "build") == before  # byte for byte, without the DOI that it would get today
    kept = messages(done.findings, "published-identifiers")
    assert "2022-02.en was published without DOI; the settings say 10.1234/2022-02.en today, and 2 more" in kept

    done = compile_again(root, "2022-02", new_version=True)
    assert said(done) == []
    record = read_record(root / "build/2022-02/volume.en.json")
    assert (record.identifiers.doi, record.identifiers.issn_pdf) == ("10.1234/2022-02.en.v2", "")
    assert record.articles[0].identifiers.ark == "ark:12345/202202env2xearlier"
    imprint = record.document("imprint")
    assert imprint and "https://doi.org/10.1234/2022-02.en.v2" in "".join(each.text for each in imprint.text.segments)
    (root / "archivist.toml").write_text(settings + _PATTERNS.replace("/{volume}", "/x{volume}"), "utf-8")
    (refusal,) = said(enter(root, "2022-02"))
    assert "does not have the identifiers that the settings give it today" in refusal[1]

    (root / "archivist.toml").write_text(settings + _PATTERNS, "utf-8")
    assert said(enter(root, "2022-02")) == []
    edition = read_ledger(root / "ledger.json").edition("2022-02", "en")
    assert edition and edition.current.identifiers
    assert [each.identifiers and each.identifiers.doi for each in edition.versions] == ["", "10.1234/2022-02.en.v2"]
    assert edition.current.articles[0].identifiers.ark == "ark:12345/202202env2xearlier"

    before = made_files(root / "build")
    (root / "archivist.toml").write_text(settings, "utf-8")
    (root / "build/2022-02/the-river-reader-2022-02.en.epub").unlink()
    assert said(compile_again(root, "2022-02")) == []
    assert made_files(root / "build") == before


_PATTERNS = """
[identifiers]
doi = "10.1234/{volume}.{language}[.v{version}]"

[identifiers.articles]
ark = "12345/{volume}{language}v{version}x{key}"
"""


def test_what_was_removed_or_has_another_date_or_picture_is_named(root: Path) -> None:
    (root / "articles/2022-02-02-earlier.en.md").unlink()
    change(root, "2022-03-16-road.en.md", "date: 2022-03-16", "date: 2022-06-16")
    before = made_files(root / "build")
    done = compile_again(root)
    assert said(done) == [
        ("published-article-removed", "earlier (en) of the published 2022-02.en is no longer there"),
        (
            "published-article-moved",
            "road (en) of the published 2022-03.en was dated 2022-03-16, and is now dated 2022-06-16",
        ),
    ]
    assert done.results == ()  # the article with another date is not printed a second time
    assert made_files(root / "build") == before
    planned = plan(open_archive(root))
    assert [(volume.id, volume.number, len(volume.works)) for volume in planned.volumes] == [
        ("2022-02", 1, 0),
        ("2022-03", 2, 2),
    ]


def test_a_changed_picture_stops_the_editions_that_show_it(root: Path) -> None:
    _change_picture(root)
    done = compile_again(root)
    assert said(done) == [("published-picture-changed", "blue.png of the published 2022-03.en was changed")]
    assert done.kept == ("2022-02.en", "2022-03.ka")


@pytest.mark.parametrize(
    ("arguments", "error"),
    [(((), ()), "--new-version requires the volumes"), ((("2022-05",), ()), "2022-05 is not published")],
)
def test_a_new_version_is_only_of_what_is_published(
    root: Path, arguments: tuple[tuple[str, ...], tuple[str, ...]], error: str
) -> None:
    (root / "articles/2022-05-01-later.en.md").write_text("---\ntitle: Later\n---\nLater.\n", "utf-8")
    with pytest.raises(UsageError, match=error):
        compile_again(root, *arguments[0], languages=arguments[1], new_version=True)


# ---------------------------------------------------------------- late articles


@pytest.fixture
def late(root: Path) -> Path:
    """An article that is dated into a published volume, and a later volume that is open."""
    (root / "articles/2022-03-20-late.en.md").write_text("---\ntitle: Late\n---\nLate.\n", "utf-8")
    (root / "articles/2022-05-01-later.en.md").write_text("---\ntitle: Later\n---\nLater.\n", "utf-8")
    return root


def _set_late(root: Path, value: str) -> None:
    file = root / "archivist.toml"
    file.write_text(file.read_text("utf-8") + f'\n[volumes]\nlate = "{value}"\n', "utf-8")


@pytest.mark.slow
def test_a_late_article_stops_the_volume_it_is_dated_into(late: Path) -> None:
    done = compile_again(late)
    assert said(done) == [("late-article", "late (en) belongs to 2022-03, which is published in en; it is not in it")]
    assert [result.edition for result in done.results] == ["2022-05.en"]
    assert done.kept == ("2022-02.en", "2022-03.ka")


@pytest.mark.slow
def test_a_late_article_is_printed_in_the_next_volume_and_marked(late: Path) -> None:
    _set_late(late, "next")
    done = compile_again(late)
    assert said(done) == []
    assert messages(done.findings, "late-article-printed") == [
        "late (en) belongs to 2022-03, which is published in en; 2022-05 prints it"
    ]
    record = read_record(late / "build/2022-05/volume.en.json")
    assert [article.key for article in record.articles] == ["late", "later"]
    marked = {id: "Late addition" in _text_of(record, id) for id in ("late", "later", "contents")}
    assert marked == {"late": True, "later": False, "contents": True}
    assert done.kept == ("2022-02.en", "2022-03.en", "2022-03.ka")
    assert said(enter(late, "2022-05")) == []
    assert compile_again(late).kept == ("2022-02.en", "2022-03.en", "2022-03.ka", "2022-05.en")


def test_a_late_article_is_printed_in_a_supplement(late: Path) -> None:
    _set_late(late, "supplement")
    done = compile_again(late, "2022-03-S1")
    assert ([result.edition for result in done.results], said(done)) == (["2022-03-S1.en"], [])
    record = read_record(late / "build/2022-03-S1/volume.en.json")
    assert (record.volume.title, record.volume.number) == ("March 2022, supplement 1", 3)
    assert [article.key for article in record.articles] == ["late"]
    assert "Late addition" not in _text_of(record, "late")
    assert said(enter(late, "2022-03-S1")) == []
    (late / "articles/2022-03-21-last.en.md").write_text("---\ntitle: Last\n---\nLast.\n", "utf-8")
    planned = plan(open_archive(late))
    assert [(volume.id, volume.number) for volume in planned.volumes if volume.id > "2022-03"] == [
        ("2022-03-S1", 3),
        ("2022-03-S2", 4),
        ("2022-05", 5),
    ]


@pytest.mark.slow
def test_a_late_article_is_printed_in_a_new_version(late: Path) -> None:
    _set_late(late, "new-version")
    done = compile_again(late, "2022-03")
    assert ([result.edition for result in done.results], said(done)) == (["2022-03.en"], [])
    record = read_record(late / "build/2022-03/volume.en.json")
    assert (record.edition_version, [article.key for article in record.articles]) == (2, ["river", "road", "late"])


def test_a_late_translation_is_printed_in_the_next_volume_in_its_language(root: Path) -> None:
    _set_late(root, "next")
    (root / "articles/2022-02-02-earlier.ka.md").write_text("---\ntitle: ადრე\n---\nადრე.\n", "utf-8")
    planned = plan(open_archive(root))
    # 2022-02 was never published in Georgian, so it takes the translation.
    edition = next(each for each in planned.editions if each.id == "2022-02.ka")
    assert [article.key for article in edition.articles] == ["earlier"]


def test_a_late_article_without_a_later_volume_waits_and_is_reported(root: Path) -> None:
    _set_late(root, "next")
    (root / "articles/2022-03-20-late.en.md").write_text("---\ntitle: Late\n---\nLate.\n", "utf-8")
    found = messages(plan(open_archive(root)).findings, "late-article-waits")
    assert found == ["late (en) belongs to 2022-03, which is published in en; there is no later volume yet"]


def test_a_volume_between_published_ones_gets_the_next_number_and_is_reported(root: Path) -> None:
    (root / "articles/2022-01-05-first.en.md").write_text("---\ntitle: First\n---\nFirst.\n", "utf-8")
    planned = plan(open_archive(root))
    assert [(volume.id, volume.number) for volume in planned.volumes] == [
        ("2022-01", 3),
        ("2022-02", 1),
        ("2022-03", 2),
    ]
    assert messages(planned.findings, "number-out-of-order") == [
        "volume 2022-01 gets No. 3, although the later volume 2022-02 is No. 1"
    ]


# ---------------------------------------------------------------- what other commands say


def test_check_and_plan_report_differences_and_plan_shows_what_is_published(root: Path) -> None:
    assert not [each for each in check(open_archive(root)) if each.code.startswith("published")]
    _change_article(root)
    expected = ["river (en) of the published 2022-03.en was changed"]
    assert messages(check(open_archive(root)), "published-article-changed") == expected
    assert messages(check(open_archive(root), ["2022-03"]), "published-article-changed") == expected
    assert messages(check(open_archive(root), ["2022-02"]), "published-article-changed") == []
    planned = plan(open_archive(root))
    assert messages(planned.differences, "published-article-changed") == expected
    data = plan_as_data(planned)["volumes"]
    assert isinstance(data, list)
    assert [volume["published"] for volume in data] == [{"en": 1}, {"en": 1, "ka": 1}]


def test_clean_leaves_published_volumes_alone(root: Path) -> None:
    for file in (root / "articles").glob("2022-03-*"):
        file.unlink()
    settings = root / "archivist.toml"
    settings.write_text(settings.read_text("utf-8").replace('["en", "ka"]', '["en"]', 1), "utf-8")
    assert stale(open_archive(root)) == ()


def compared(root: Path) -> list[str]:
    """What the comparison of an edition with the ledger says."""
    path = root / "build/2022-03/volume.en.json"
    edition = read_ledger(root / "ledger.json").edition("2022-03", "en")
    assert edition
    return [f"{m.code} {m.place}".strip() for m in check_published(path, read_record(path), edition).messages]


@pytest.mark.slow
def test_published_files_are_compared_with_the_ledger(root: Path) -> None:
    assert compared(root) == []
    _damage_epub(root)
    assert compared(root) == ["ledger-differs the-river-reader-2022-03.en.epub"]
    _remove_pdf(root)
    assert len(compared(root)) == 2
    compile_again(root, "2022-03")
    assert compared(root) == []
    compile_again(root, "2022-03", languages=("en",), new_version=True)
    assert compared(root) == ["not-published-yet"]


@pytest.mark.usefixtures("no_tools")
def test_published_editions_are_verified_though_their_articles_are_gone(root: Path) -> None:
    (root / "articles/2022-02-02-earlier.en.md").unlink()
    verified = verify_volumes(open_archive(root), volumes=["2022-02"], steps=NoSteps())
    assert [each.edition for each in verified.editions] == ["2022-02.en"]
    assert [each.passed for each in verified.verdicts if each.check == "ledger"] == [True]
    assert not [each for each in verified.verdicts if each.passed is False]


def test_the_settings_first_and_period_change_nothing_published(root: Path) -> None:
    settings = root / "archivist.toml"
    settings.write_text(settings.read_text("utf-8") + '\n[volumes]\nfirst = 50\nperiod = "quarter"\n', "utf-8")
    (root / "articles/2022-06-05-later.en.md").write_text("---\ntitle: Later\n---\nLater.\n", "utf-8")
    planned = plan(open_archive(root))
    assert [(volume.id, volume.number) for volume in planned.volumes] == [
        ("2022-02", 1),
        ("2022-03", 2),
        ("2022-Q2", 3),
    ]
    assert compile_again(root, "2022-02", "2022-03").kept == ("2022-02.en", "2022-03.en", "2022-03.ka")


def _text_of(record: object, id: str) -> str:
    document = record.document(id)  # type: ignore[attr-defined]
    assert document is not None
    return "".join(segment.text for segment in document.text.segments)
