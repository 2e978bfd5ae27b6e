import pytest

from archivist.errors import UsageError
from archivist.model.volumes import Edition
from archivist.volumes import choose, editions, gather
from tests.volumes.making import article, config


def planned(months: int = 3) -> tuple[Edition, ...]:
    settings = config("en", "ka")
    dates = [f"{2022 + month // 12}-{month % 12 + 1:02}-15" for month in range(months)]
    articles = [article(f"w{date}", "en", date) for date in dates] + [article(f"w{dates[0]}", "ka", dates[0])]
    return editions(gather(articles, settings), settings)[0]


def ids(*volumes: str, languages: tuple[str, ...] = ()) -> list[str]:
    return [edition.id for edition in choose(planned(), volumes=volumes, languages=languages)]


def test_all_unless_some_are_named() -> None:
    assert ids() == ["2022-01.en", "2022-01.ka", "2022-02.en", "2022-03.en"]
    assert ids("2022-03", "2022-01") == ["2022-01.en", "2022-01.ka", "2022-03.en"]
    assert ids(languages=("KA",)) == ["2022-01.ka"]
    assert ids("2022-01", languages=("ka", "en")) == ["2022-01.en", "2022-01.ka"]


def test_an_unknown_volume_is_reported_with_the_nearest() -> None:
    with pytest.raises(UsageError, match="no volume 2022-3; did you mean 2022-03") as caught:
        ids("2022-3")
    assert caught.value.hint == "There are: 2022-01, 2022-02, 2022-03."
    assert caught.value.exit_code == 2


def test_of_many_volumes_only_some_are_listed() -> None:
    with pytest.raises(UsageError) as caught:
        choose(planned(30), volumes=["x"])
    assert caught.value.message == "there is no volume x"
    assert caught.value.hint.endswith("2022-12 and 18 more.")


def test_a_language_without_edition() -> None:
    with pytest.raises(UsageError, match="no language ru"):
        ids(languages=("ru",))


def test_a_volume_that_has_no_edition_in_the_language() -> None:
    with pytest.raises(UsageError, match="no edition of 2022-03 in ka"):
        ids("2022-03", languages=("ka",))


def test_an_empty_archive() -> None:
    assert choose(()) == ()
    with pytest.raises(UsageError, match="no volumes"):
        choose((), volumes=["2022-03"])
