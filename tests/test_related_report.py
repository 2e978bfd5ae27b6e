"""What `archivist related` says of near works, and where it has nothing to say."""

import json
from pathlib import Path

import pytest

from archivist.archive import open_archive
from archivist.errors import UsageError
from archivist.workflows.related_reading import Outcome, RelatedReport, report_related
from tests.archives import write_archive
from tests.command import run
from tests.suggestion.making import text

ARTICLES = {
    "a.en.md": ("2022-03-01", "related: [listed]", "river", "mill", "king"),
    "listed.en.md": ("2022-03-02", "", "river", "song"),
    "near.en.md": ("2022-03-03", "", "river", "mill"),
    "later.en.md": ("2022-04-01", "", "king", "town"),
    "a.ka.md": ("2022-03-01", "", "mdinare", "mdinare"),
    "georgian.ka.md": ("2022-03-02", "", "mdinare", "mdinare"),
    "far.en.md": ("2022-03-04", "", "town", "road"),
}


def outcomes(tmp_path: Path, settings: str = "") -> dict[str, Outcome]:
    report = report_related(open_archive(archive(tmp_path, settings)), "a")
    assert isinstance(report, RelatedReport)
    return {near.neighbour.key: near.outcome for near in report.near}


def archive(tmp_path: Path, settings: str = "", **more: str) -> Path:
    articles = {
        name: f"---\ntitle: {name.split('.')[0]}\ndate: {date}\n{extra}\n---\n{text(*topics)}\n"
        for name, (date, extra, *topics) in ARTICLES.items()
    }
    head = '[editions]\nlanguages = ["en", "ka"]\n'
    return write_archive(tmp_path / "archive", f"{head}{settings}", {**articles, **more})


@pytest.mark.slow
def test_a_work_that_is_similar_in_meaning_says_so(tmp_path: Path) -> None:
    titles = {
        "bridge": "A bridge over the river",
        "most": "Мост через реку",
        "bread": "Bread",
        "chess": "Chess players",
    }
    languages = dict.fromkeys(titles, "en") | {"most": "ru", "shakhmaty": "ru"}
    files = {
        f"{key}.{language}.md": f"---\ntitle: {titles.get(key, 'Шахматисты')}\ndate: 2022-03-01\n---\n{text(key)}\n"
        for key, language in languages.items()
    }
    settings = '[editions]\nlanguages = ["en", "ru"]\nmissing = "original"\n[related]\nsemantic = true\n'
    folder = write_archive(tmp_path / "archive", settings, files)
    done = run("related", "bridge", "--archive", str(folder))
    assert done.returncode == 0, done.stderr
    assert "most: Мост через реку (volume 2022-03); suggested" in done.stdout
    assert "0 days apart; similar in meaning, by its text in ru" in done.stdout
    data = json.loads(run("related", "bridge", "--archive", str(folder), "--json").stdout)
    assert [(each["key"], each["basis"], each["terms"]) for each in data["nearest"]] == [("most", "meaning", [])]


def test_each_near_work_has_its_outcome(tmp_path: Path) -> None:
    assert outcomes(tmp_path) == {
        "listed": Outcome.LISTED,
        "near": Outcome.SUGGESTED,
        "georgian": Outcome.OTHER_LANGUAGE,
        "later": Outcome.LATER,
    }


@pytest.mark.parametrize(
    ("settings", "key", "outcome"),
    [
        ("[related]\nsuggest = 0", "near", Outcome.OFF),
        ("[related]\nsuggest = 0", "listed", Outcome.LISTED),
        ("[related]\nsuggest = 1", "near", Outcome.ENOUGH),
        ("[related]\nlater = true", "later", Outcome.SUGGESTED),
        ("[related]\nlater = true\nthreshold = 0.9", "later", Outcome.BELOW_THRESHOLD),
    ],
)
def test_settings_decide_what_becomes_of_a_work(tmp_path: Path, settings: str, key: str, outcome: Outcome) -> None:
    assert outcomes(tmp_path, settings)[key] is outcome


def test_errors_of_articles_are_returned(tmp_path: Path) -> None:
    broken = archive(tmp_path, **{"broken.en.md": "---\ntitle: Broken\ndate: someday\n---\nText.\n"})
    found = report_related(open_archive(broken), "a")
    assert isinstance(found, list)
    assert [finding.file for finding in found] == ["articles/broken.en.md"]


def test_an_unknown_language_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no language fr"):
        report_related(open_archive(archive(tmp_path)), "a", language="fr")
