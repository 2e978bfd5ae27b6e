from archivist.cluster.worker_versions import differences, own_versions


def test_versions_name_what_decides_how_a_page_looks() -> None:
    names = {name.lower() for name in own_versions()}
    assert {"python", "weasyprint", "pango", "harfbuzz", "fonts of formulas"} <= names


def test_equal_versions_do_not_differ() -> None:
    assert differences(own_versions(), dict(own_versions())) == ()


def test_what_differs_is_named_with_both_versions() -> None:
    ours = {"weasyprint": "70.0", "Pango": "1.50", "Python": "3.11.7"}
    theirs = {"weasyprint": "69.0", "Python": "3.11.7", "Other": "1"}
    assert differences(ours, theirs) == (
        "Other 1 instead of none",
        "Pango none instead of 1.50",
        "weasyprint 69.0 instead of 70.0",
    )
