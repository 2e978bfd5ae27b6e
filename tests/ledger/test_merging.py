"""Two people publish on two branches, and git merges their ledgers: by the real git, with nothing set."""

import itertools
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from archivist.ledger import Ledger, PublishedVersion, UnreadableLedgerError
from archivist.ledger.reading import parse_ledger
from tests.ledger.making import MONTHS, entry, ledger, written

Entry = tuple[str, str, PublishedVersion]
Merge = Callable[[bytes, bytes, bytes], tuple[int, bytes]]


def of(volume: str, language: str = "en", number: int = 0, year: int = 2022) -> Entry:
    month = int(volume[5:7])
    dates = {"start": f"{year}-{month:02}-01", "end": f"{year}-{month:02}-28", "year": year, "issue": month}
    number = number or month + 12 * (year - 2022)
    return volume, language, entry(volume, language, number, (f"{volume}-a", f"{volume}-b"), **dates)


def months(first: int, last: int) -> list[str]:
    return [f"{year}-{month:02}" for year in range(first, last + 1) for month in range(1, 13)]


@pytest.fixture
def merge(tmp_path: Path) -> Merge:
    """Merge two versions of a file by `git merge-file`, which is what `git merge` does with the lines of a file."""

    def run(base: bytes, ours: bytes, theirs: bytes) -> tuple[int, bytes]:
        names = []
        for name, content in (("ours", ours), ("base", base), ("theirs", theirs)):
            (tmp_path / name).write_bytes(content)
            names.append(str(tmp_path / name))
        done = subprocess.run(["git", "merge-file", "-p", *names], capture_output=True, check=False)
        return done.returncode, done.stdout

    return run


def both(merge: Merge, base: Ledger, one: list[Entry], other: list[Entry], places: list[str]) -> Ledger:
    """What a merge of two branches reads as; fails for a conflict."""
    before = written(to=base, places=places)
    start = parse_ledger(before, "") if base else base
    code, merged = merge(before, written(*one, to=start, places=places), written(*other, to=start, places=places))
    assert code == 0, merged.decode()
    return parse_ledger(merged, "ledger.json")


def test_any_two_volumes_of_a_year_merge(merge: Merge) -> None:
    base = ledger(of("2022-06"))
    rest = [month for month in MONTHS if month != "2022-06"]
    for one, other in itertools.combinations(rest, 2):
        found = both(merge, base, [of(one)], [of(other)], MONTHS)
        assert set(found.editions) == {("2022-06", "en"), (one, "en"), (other, "en")}


def test_two_languages_of_one_volume_merge_whether_it_is_published_or_not(merge: Merge) -> None:
    for base in (ledger(of("2022-01")), ledger(of("2022-01", "ru"), of("2022-02"))):
        for one, other in itertools.combinations(
            [tag for tag in ("en", "ka", "ru") if ("2022-01", tag) not in base.editions], 2
        ):
            found = both(merge, base, [of("2022-01", one)], [of("2022-01", other)], MONTHS)
            assert {("2022-01", one), ("2022-01", other)} <= set(found.editions)


def test_the_change_of_a_year_merges(merge: Merge) -> None:
    """Each branch is the first to publish a volume of 2023, and adds the places of 2025."""
    base = parse_ledger(written(of("2022-12"), places=months(2022, 2024)), "")
    before = written(to=base, places=())
    for january in ("2023-01", "2023-05"):
        one = written(of(january, year=2023), to=base, places=months(2022, 2025))
        other = written(of("2023-12", year=2023), of("2022-11"), to=base, places=months(2022, 2025))
        code, merged = merge(before, one, other)
        assert code == 0, merged.decode()
        found = parse_ledger(merged, "")
        assert set(found.editions) == {("2022-11", "en"), ("2022-12", "en"), (january, "en"), ("2023-12", "en")}


def test_a_new_language_of_the_archive_merges(merge: Merge) -> None:
    base = ledger(of("2022-01"))
    before = written(to=base)
    tags = ("en", "fr", "ka", "ru")
    code, merged = merge(
        before,
        written(of("2022-02", "fr"), to=base, languages=tags),
        written(of("2022-01", "fr"), to=base, languages=tags),
    )
    assert code == 0, merged.decode()
    assert len(parse_ledger(merged, "").editions) == 3


def test_further_versions_of_two_volumes_and_a_new_volume_merge(merge: Merge) -> None:
    base = ledger(of("2022-01"), of("2022-02"))

    def second(volume: str) -> Entry:
        first = of(volume)[2]
        again = first.model_copy(update={"identifier": first.identifier[:-1] + "0", "replaces": first.identifier})
        return volume, "en", again

    found = both(merge, base, [second("2022-01")], [second("2022-02"), of("2022-03")], MONTHS)
    assert [each.version for each in found.editions.values()] == [2, 2, 1]


def test_two_supplements_merge(merge: Merge) -> None:
    base = ledger(of("2022-01"), of("2022-02"))
    one, other = of("2022-01-S1", number=3), of("2022-02-S1", number=4)
    other = (*other[:2], other[2].model_copy(update={"issue": 4}))
    one = (*one[:2], one[2].model_copy(update={"issue": 3}))
    assert len(both(merge, base, [one], [other], MONTHS).editions) == 4


def test_one_number_given_on_two_branches_is_found_though_git_does_not(merge: Merge) -> None:
    base = ledger(of("2022-01"))
    with pytest.raises(UnreadableLedgerError, match="both have number 2"):
        both(merge, base, [of("2022-02", number=2)], [of("2022-05", number=2)], MONTHS)


def test_the_same_edition_on_two_branches_is_a_conflict_that_is_named(merge: Merge) -> None:
    base = ledger(of("2022-01"))
    changed = of("2022-02")[2].model_copy(update={"title": "Another"})
    code, merged = merge(
        written(to=base), written(of("2022-02"), to=base), written(("2022-02", "en", changed), to=base)
    )
    assert code == 1
    with pytest.raises(UnreadableLedgerError, match=r"ledger\.json:\d+: the ledger has marks of a merge conflict"):
        parse_ledger(merged, "ledger.json")


def test_a_whole_repository_merges(tmp_path: Path) -> None:
    """`git merge` itself: two clones, a branch each, with the settings of a new user."""

    def git(*arguments: str) -> None:
        identity = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "init.defaultBranch=main"]
        subprocess.run(["git", *identity, *arguments], cwd=tmp_path, check=True, capture_output=True)

    base = ledger(of("2022-01"))
    file = tmp_path / "ledger.json"
    git("init")
    file.write_bytes(written(to=base))
    git("add", ".")
    git("commit", "-m", "base")
    git("checkout", "-b", "other")
    file.write_bytes(written(of("2022-03"), of("2022-02", "ka"), to=base))
    git("commit", "-am", "other")
    git("checkout", "main")
    file.write_bytes(written(of("2022-02"), of("2022-03", "ru"), to=base))
    git("commit", "-am", "ours")
    git("merge", "other")
    assert len(parse_ledger(file.read_bytes(), "").editions) == 5
