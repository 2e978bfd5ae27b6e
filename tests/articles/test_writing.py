"""What is written is read back as the same article."""

import datetime
import string
import tempfile
from dataclasses import fields, replace
from pathlib import Path
from typing import Any, get_type_hints

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archivist.article_facts import ArchivedCopy, ArticleFacts, Person
from archivist.articles import read_folder, write_article
from archivist.front_matter.keys import FACTS, KEYS, KNOWN_NAMES, WRITTEN, Key, Kind
from archivist.front_matter.roles import NAMES as ROLES
from archivist.model.articles import Article, RelatedLink
from archivist.model.held_text import HeldText

LETTERS = [
    string.ascii_letters,
    "აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ",
    "абвгдеёжзийклмнопрстуфхцчшщъыьэюяҚғәӡ",
    "ابتثجحخدذرزسشצקרשתאבגדה",
    "中文日本語ひらがなカタカナ한국어हिन्दीไทย",
    "😀🇬🇪é̈ﬁ½–—“”„‘’«»…№",
    string.punctuation + string.digits,
]
# What YAML reads as something else than text; an underscore stands for a space.
_TRAPS = """null ~ yes no 2022-01-01 1e3 0x1F --- ... -_a key:_value #_no_comment *a &a {{_x_}} [a] ' " | > % @ ` !!str
    = << 12:30:45 .inf \\ a:_b_#_c 1,000 +1 0o7 off"""
TRAPS = st.sampled_from([trap.replace("_", " ") for trap in _TRAPS.split()])
WORD = st.one_of(TRAPS, *(st.text(alphabet, min_size=1, max_size=12) for alphabet in LETTERS))
LINE = st.lists(WORD, min_size=1, max_size=6).map(" ".join)
DAY = st.dates(datetime.date(1, 1, 1), datetime.date(9999, 12, 31))
ADDRESS = st.text(string.ascii_lowercase + string.digits, min_size=1, max_size=10).map(
    lambda word: f"https://e.org/{word}"
)
TAG = st.sampled_from(["en", "ka", "ru", "no", "zh-Hans", "ar", "pt-BR", "sr-Latn", "yi"])
NAMES = st.lists(LINE, max_size=3, unique=True).map(tuple)
SCALAR = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False, allow_infinity=False), LINE, st.just("")
)
PLAIN = st.recursive(
    SCALAR,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(WORD, inner, max_size=3)),
    max_leaves=8,
)
TEXT = st.lists(LINE, max_size=6).map("\n\n".join)
KEY = LINE.filter(lambda text: not text.startswith(("http://", "https://")))
RELATED = st.builds(RelatedLink, st.one_of(KEY, ADDRESS), st.one_of(st.just(""), LINE), st.one_of(st.none(), DAY))
ORCID = st.sampled_from(["", "0000-0002-1825-0097", "0000-0001-5109-3700"])
ISNI = st.sampled_from(["", "0000 0001 2281 955X"])
PEOPLE = st.dictionaries(
    st.sampled_from([role for role in ROLES if role != "aut"]),
    st.lists(st.tuples(LINE, ORCID, ISNI), min_size=1, max_size=2, unique_by=lambda person: person[0]),
    max_size=3,
).map(lambda roles: tuple(Person(name, role, *ids) for role, people in roles.items() for name, *ids in people))
TRANSLATORS = st.lists(st.builds(Person, LINE, st.just("trl"), ORCID, ISNI), max_size=2, unique_by=lambda who: who.name)
# What an optional key of each kind can contain.
VALUES: dict[Kind, st.SearchStrategy[Any]] = {
    Kind.TEXT: st.one_of(st.just(""), LINE),
    Kind.FIRST: st.one_of(st.just(""), LINE),
    Kind.TEXTS: NAMES,
    Kind.WORDS: NAMES,
    Kind.DATE: st.one_of(st.none(), DAY),
    Kind.LANGUAGES: st.lists(TAG, max_size=3, unique=True).map(tuple),
    Kind.ADDRESS: st.one_of(st.just(""), ADDRESS),
    Kind.RELATED: st.lists(RELATED, max_size=3).map(tuple),
    Kind.AUTHORS: NAMES,
    Kind.PEOPLE: PEOPLE,
    Kind.DOI: st.sampled_from(["", "10.1234/abc", "10.5555/12345678(2022)"]),
    Kind.ARCHIVED: st.one_of(st.none(), st.builds(ArchivedCopy, ADDRESS, st.one_of(st.none(), DAY))),
}
ARTICLES = st.builds(
    Article,
    key=LINE,
    language=TAG,
    date=DAY,
    title=LINE,
    held=TEXT.map(HeldText),
    text_line=st.just(0),
    path=st.just("2022/2022-03-30-a.md"),
    digest=st.just(""),
    extra=st.dictionaries(WORD.filter(lambda key: key not in KNOWN_NAMES), PLAIN, max_size=3),
    **{key.attribute: VALUES[key.kind] for key in FACTS} | {"translators": TRANSLATORS.map(tuple)},
)
# The type of the field of `Article` for each kind of key.
TYPES: dict[Kind, Any] = {
    Kind.TEXT: str,
    Kind.FIRST: str,
    Kind.TEXTS: tuple[str, ...],
    Kind.WORDS: tuple[str, ...],
    Kind.DATE: datetime.date | None,
    Kind.LANGUAGES: tuple[str, ...],
    Kind.ADDRESS: str,
    Kind.RELATED: tuple[RelatedLink, ...],
    Kind.AUTHORS: tuple[str, ...],
    Kind.PEOPLE: tuple[Person, ...],
    Kind.DOI: str,
    Kind.ARCHIVED: ArchivedCopy | None,
}


def read_back(article: Article, folder: Path) -> Article:
    """Write the article into the folder and read it."""
    path = folder / article.path
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(write_article(article), encoding="utf-8", newline="")
    (read,), _ = read_folder(folder)
    return read


def without_places(article: Article) -> Article:
    """The article without what is a fact about the file rather than about the article."""
    related = tuple(replace(link, line=0) for link in article.related)
    return replace(article, text_line=0, digest="", related=related)


@pytest.mark.slow
@given(ARTICLES)
@settings(max_examples=50, deadline=None)
def test_an_article_written_and_read_is_the_same_article(article: Article) -> None:
    with tempfile.TemporaryDirectory() as folder:
        read = read_back(article, Path(folder))
        assert without_places(read) == article
        assert dict(read.extra) == dict(article.extra)
        assert read_back(read, Path(folder)) == read


def article(**changes: Any) -> Article:
    """A plain article."""
    day = datetime.date(2022, 3, 30)
    plain = {
        "key": "a",
        "language": "en",
        "date": day,
        "title": "T",
        "held": HeldText("Text.\n"),
        "text_line": 5,
        "path": "a.md",
    }
    return Article(**{**plain, "digest": "", **changes})


def test_a_file_is_written_for_people() -> None:
    related = (RelatedLink("road"), RelatedLink("https://e.org/x", "Ещё", datetime.date(2022, 4, 1)))
    written = write_article(article(title="მდინარე 😀", authors=("N. E.",), related=related, extra={"origin": "x#1"}))
    assert written == (
        "---\ntitle: მდინარე 😀\ndate: 2022-03-30\nlang: en\nkey: a\nauthors:\n- N. E.\nrelated:\n- road\n"
        "- url: https://e.org/x\n  title: Ещё\n  seen: 2022-04-01\norigin: x#1\n---\nText.\n"
    )


def test_an_extra_key_cannot_take_the_place_of_a_known_one() -> None:
    written = write_article(article(extra={"author": "Somebody", "draft": True}))
    assert "original_author: Somebody" in written
    assert "\nauthor:" not in written
    assert "draft: true" in written


def test_every_optional_key_has_a_field_of_its_type_and_every_fact_a_key() -> None:
    hints = get_type_hints(Article)
    assert {key.attribute: TYPES[key.kind] for key in FACTS} == {key.attribute: hints[key.attribute] for key in FACTS}
    assert {each.name for each in fields(ArticleFacts)} == {key.attribute for key in FACTS} - {"related"}


def test_no_name_belongs_to_two_keys() -> None:
    names = [name for key in KEYS for name in key.names]
    assert sorted(names) == sorted(set(names))


@pytest.mark.parametrize("key", [key for key in WRITTEN if key.kind is not Kind.DATE], ids=lambda key: key.name)
def test_a_key_is_read_by_each_of_its_names(key: Key, tmp_path: Path) -> None:
    value = {Kind.LANGUAGE: "ka", Kind.LANGUAGES: "[ka]", Kind.DOI: "10.1234/abc"}.get(key.kind, "https://e.org/a")
    for name in key.names:
        lines = {"title": "T", "date": "2022-03-30", "lang": "en", **{name: value}}
        lines = {written: line for written, line in lines.items() if written == name or written != key.name}
        block = "".join(f"{written}: {line}\n" for written, line in lines.items())
        (tmp_path / "a.md").write_text(f"---\n{block}---\nText.\n", "utf-8")
        (read,), findings = read_folder(tmp_path)
        text = str(getattr(read, key.attribute))
        assert any(part in text for part in ("e.org", "ka", "10.1234"))
        assert findings == ()
