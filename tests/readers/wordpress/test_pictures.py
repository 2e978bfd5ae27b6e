import base64
import os
from pathlib import Path

import pytest

from .exports import Taken, articles, attachment, findings, item

UPLOADS = "https://example.org/wp-content/uploads/2022/03"
PNG = b"\x89PNG"


def _brought(folder: Path, address: str, files: dict[str, bytes], *others: str) -> tuple[str, Taken, list[str]]:
    """The address written, what was taken, and the messages."""
    media, taken = folder / "media", Taken()
    for name, data in files.items():
        (media / name).parent.mkdir(parents=True, exist_ok=True)
        (media / name).write_bytes(data)
    media.mkdir(exist_ok=True)
    given = articles(folder, item(1, f'<p>A <img src="{address}"></p>'), *others, taken=taken, media=media)[0]
    return given.text.partition('src="')[2].partition('"')[0], taken, [each.message for each in given.remarks]


@pytest.mark.parametrize("below", ["2022/03", "uploads/2022/03", "wp-content/uploads/2022/03"])
def test_the_folder_may_be_the_uploads_or_what_holds_them(tmp_path: Path, below: str) -> None:
    address, taken, messages = _brought(tmp_path, f"{UPLOADS}/a.png", {f"{below}/a.png": PNG})
    assert address == "/images/2022/03/a.png"
    assert taken.names == {"2022/03/a.png": PNG}
    assert not messages


@pytest.mark.parametrize(
    "address",
    [
        f"{UPLOADS}/a-300x200.png",
        f"{UPLOADS}/a.png?w=300&h=2",
        f"{UPLOADS}/a-scaled.png",
        "https://cdn.example.net/wp-content/uploads/2022/03/a.png",
        "http://www.example.org/2022/03/a.png",
        "https://example.org/wp-content/uploads/sites/3/2022/03/a.png",
        "/wp-content/uploads/2022/03/a.png",
    ],
)
def test_the_full_picture_is_found_forevery_address_of_it(tmp_path: Path, address: str) -> None:
    assert _brought(tmp_path, address, {"2022/03/a.png": PNG})[0] == "/images/2022/03/a.png"


def test_a_smaller_copy_does_where_the_full_picture_is_missing(tmp_path: Path) -> None:
    address, _, _ = _brought(tmp_path, f"{UPLOADS}/a-300x200.png", {"2022/03/a-300x200.png": PNG})
    assert address == "/images/2022/03/a-300x200.png"


def test_a_size_that_belongs_to_the_name_is_not_taken_off(tmp_path: Path) -> None:
    own = attachment(12, f"{UPLOADS}/a-300x200.png")
    files = {"2022/03/a-300x200.png": PNG, "2022/03/a.png": b"other"}
    assert _brought(tmp_path, f"{UPLOADS}/a-300x200.png", files, own)[1].names == {"2022/03/a-300x200.png": PNG}


def test_a_file_of_the_same_name_does_in_a_folder_without_folders_and_is_reported(tmp_path: Path) -> None:
    address, _, messages = _brought(tmp_path, f"{UPLOADS}/a-300x200.png", {"a-300x200.png": PNG})
    assert address == "/images/a-300x200.png"
    assert messages == [
        f"a-300x200.png was used as the picture {UPLOADS}/a-300x200.png, because their names are the same"
    ]


def test_names_in_other_letters_are_found(tmp_path: Path) -> None:
    assert "მთა" in _brought(tmp_path, f"{UPLOADS}/%E1%83%9B%E1%83%97%E1%83%90.png", {"2022/03/მთა.png": PNG})[0]


def test_a_missing_picture_keeps_its_address_and_is_reported(tmp_path: Path) -> None:
    address, _, messages = _brought(tmp_path, f"{UPLOADS}/a.png", {})
    assert address == f"{UPLOADS}/a.png"
    assert f"2022/03/a.png is not in {tmp_path / 'media'}" in messages[0]


def test_a_picture_on_another_site_keeps_its_address_and_is_reported(tmp_path: Path) -> None:
    address, _, messages = _brought(tmp_path, "https://example.net/a.png", {"a.png": PNG})
    assert address == "https://example.net/a.png"
    assert "another site" in messages[0]


def test_a_picture_that_is_refused_is_reported(tmp_path: Path) -> None:
    address, _, messages = _brought(tmp_path, f"{UPLOADS}/a.png", {"2022/03/a.png": b"bad"})
    assert address == f"{UPLOADS}/a.png"
    assert "it is no picture" in messages[0]


@pytest.mark.parametrize(
    "path", ["../../secret.png", "%2e%2e/%2e%2e/secret.png", "/../../secret.png", "a%00.png", "x" * 5000]
)
def test_nothing_is_read_outside_the_folder(tmp_path: Path, path: str) -> None:
    (tmp_path / "secret.png").write_bytes(PNG)
    assert not _brought(tmp_path, f"https://example.org/wp-content/uploads/{path}", {})[1].names


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret.png").write_bytes(PNG)
    (tmp_path / "media").mkdir()
    (tmp_path / "media" / "a.png").symlink_to(tmp_path / "secret.png")
    os.mkfifo(tmp_path / "media" / "b.png")
    assert not _brought(tmp_path, "https://example.org/wp-content/uploads/a.png", {})[1].names
    assert not _brought(tmp_path, "https://example.org/wp-content/uploads/b.png", {})[1].names


def test_without_a_folder_all_pictures_are_reported_once(tmp_path: Path) -> None:
    parts = [item(number, f'<img src="{UPLOADS}/{number}.png">') for number in range(3)]
    told = [each for each in findings(tmp_path, *parts) if each.code == "import-picture"]
    assert len(told) == 1
    assert "3 times" in told[0].message
    assert "--media" in told[0].hint


def test_a_picture_written_into_the_article_is_brought(tmp_path: Path) -> None:
    taken = Taken()
    source = f"data:image/png;base64,{base64.b64encode(PNG).decode()}"
    text = articles(tmp_path, item(1, f'<img src="{source}">'), taken=taken)[0].text
    assert list(taken.names.values()) == [PNG]
    assert "/images/inline/" in text


@pytest.mark.parametrize(
    "source", ["data:image/png;base64,!!!", "data:text/html,x", "data:image/png;base64,YmFk", "data:,"]
)
def test_one_that_cannot_be_read_is_reported(tmp_path: Path, source: str) -> None:
    given = articles(tmp_path, item(1, f'<p>A <img src="{source}"></p>'))[0]
    assert [each.code for each in given.remarks if "picture" in each.code] == ["import-picture"]


def test_featured_pictures_that_the_export_does_not_tell_of_are_reported_once(tmp_path: Path) -> None:
    items = [item(number, meta={"_thumbnail_id": "99"}) for number in range(1, 13)]
    told = [each.message for each in findings(tmp_path, *items) if each.code == "import-picture"]
    assert told == [
        "featured pictures that the export does not contain: 12 (of the posts 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 …)"
    ]
