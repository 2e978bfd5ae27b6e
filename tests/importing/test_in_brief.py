from archivist.findings import Finding
from archivist.importing.in_brief import in_brief


def shown(findings: list[Finding]) -> list[tuple[str, str, int]]:
    return [(str(line.finding.place), line.finding.message, line.count) for line in in_brief(findings)]


def test_what_is_the_same_in_many_files_is_one_line() -> None:
    findings = [Finding("import-markup", "`{{< x >}}` is kept as written", f"s/p/{n}.md", n) for n in range(1, 254)]
    other = Finding("import-markup", "`{{< y >}}` is kept as written", "s/q.md", 7)
    message = "253 times: `{{< x >}}` is kept as written (1.md:1, 2.md:2, 3.md:3 …)"
    assert shown([*findings, other]) == [("s/p", message, 253), ("s/q.md:7", other.message, 1)]


def test_articles_without_a_date_are_counted_by_folder_and_titles_do_not_part_them() -> None:
    findings = [
        Finding("import-needs-date", "the source gives no date", f"s/{folder}/{n}.md", item=f"“{title}”")
        for folder in ("a", "b")
        for n, title in enumerate(["One", "It's two", 'It\'s "three"', "four: a", "five"])
    ]
    message = "5 times: the source gives no date (0.md, 1.md, 2.md …)"
    assert shown(findings) == [("s/a", message, 5), ("s/b", message, 5)]


def test_a_few_are_shown_one_by_one_and_every_error_is_there() -> None:
    errors = [Finding("import-unreadable", f"fault {n}", f"{n}.md") for n in range(50)]
    warnings = [Finding("import-picture", f"{n}.png: there is no such file", f"{n}.md") for n in range(50)]
    remarks = [Finding("import-guessed", f"the author {n}", f"{n}.md") for n in range(50)]
    three = [Finding("import-repaired", "the same", f"{n}.md") for n in range(3)]
    lines = in_brief([*remarks, *three, *warnings, *errors])
    codes = [line.finding.code for line in lines]
    assert codes == [
        *["import-picture"] * 20,
        *["import-unreadable"] * 50,
        *["import-guessed"] * 3,
        *["import-repaired"] * 3,
    ]


def test_repetitions_in_one_file_name_their_lines() -> None:
    findings = [Finding("import-markup", "x", "s/a.md", line) for line in (3, 5, 8, 13)]
    assert shown(findings) == [("s/a.md", "4 times: x (line 3, line 5, line 8 …)", 4)]
