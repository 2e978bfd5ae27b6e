"""How far a compile is: over all editions, with the pace and the time that is left."""

from archivist.cli.run_count import RunCount


def test_a_run_of_three_editions() -> None:
    now = 100.0
    count = RunCount(lambda: now)
    assert str(count) == ""
    count.expect({"a": 10, "b": 20, "c": 10})
    assert str(count) == "compile: 0 of 40 documents; 0/3 editions"
    count.begin("a", 15)  # five more than articles, and so half as many more for the others
    assert count.total == 15 + 30 + 15
    count.done = 10
    now += 1
    assert count.pace == 0  # too early
    now += 4
    assert str(count) == "compile: 10 of 60 documents; 0/3 editions, 2.0/s, 0:00:25 left"
    count.done, count.editions_done = 15, 1
    count.begin("b", 24)
    assert count.total == 15 + 24 + 13
    count.begin("b", 30)  # its articles were laid out because another edition quotes them
    assert count.total == 15 + 54 + 23


def test_an_edition_that_nobody_expected() -> None:
    now = 0.0
    count = RunCount(lambda: now)
    count.begin("cumulative-2022.en", 4)
    count.done = 4
    now = 2.0
    assert str(count) == "compile: 4 of 4 documents; 2.0/s, 0:00:00 left"
