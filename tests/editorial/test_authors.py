from pathlib import Path

import pytest

from tests.editorial.making import found, page


@pytest.mark.parametrize(
    "name",
    [
        "[Nino Example](https://example.org/nino)",
        "Nino Example, https://example.org",
        "Nino Example <nino@example.org>",
        "*Nino Example*",
        "<b>Nino</b> Example",
    ],
)
def test_a_name_with_markdown_or_an_address_is_reported(name: str, tmp_path: Path) -> None:
    (finding,) = found(tmp_path, {"a.en.md": page("Words.\n", f'author: "{name}"')}, "author-markup")
    assert (finding.file, finding.line) == ("articles/a.en.md", 5)
    assert finding.message == f"the author “{name}” is more than a name"


@pytest.mark.parametrize("name", ["Nino Example", "J. R. R. O'Neil-Smith", "AT&T @ work", "snake_case_name", "M*A*S*H"])
def test_a_name_is_no_finding(name: str, tmp_path: Path) -> None:
    assert found(tmp_path, {"a.en.md": page("Words.\n", f'author: "{name}"')}, "author-markup") == []
