"""The glossary as a file: what is read, and what its author is told of mistakes."""

import hashlib
from pathlib import Path

import jsonschema
import pytest

from archivist.errors import ConfigurationError
from archivist.glossary import Glossary, TermKind, json_schema, parse_glossary, read_glossary

TSKHINVALI = """\
[[term]]
kind = "place"
name = { en = "Tskhinvali", ka = "ცხინვალი", ru = "Цхинвали" }
forms = { ru = ["Цхинвале", "Цхинвалом"], en = ["Tskhinval"] }
native = "ka"
note = { en = "A town on the Great Liakhvi." }
see_also = ["liakhvi", "liakhvi"]
"""


def parse(text: str) -> Glossary:
    return parse_glossary(text.encode())


def faults(text: str) -> list[str]:
    with pytest.raises(ConfigurationError) as raised:
        parse(text)
    assert raised.value.hint
    return str(raised.value).splitlines()


def test_a_term_has_what_its_table_says() -> None:
    (term,) = parse(TSKHINVALI).terms
    assert (term.id, term.kind, term.line) == ("tskhinvali", TermKind.PLACE, 1)
    assert [term.name(language) for language in ("en", "ka", "ru", "fr")] == ["Tskhinvali", "ცხინვალი", "Цхинвали", ""]
    assert term.listed_forms("ru") == ("Цхинвале", "Цхинвалом")
    assert term.native_name == "ცხინვალი"
    assert term.note("en-GB") == "A town on the Great Liakhvi."
    assert term.see_also == ("liakhvi",)
    assert term.declined and term.annotated


def test_an_index_files_a_person_by_the_name_given_for_that() -> None:
    (term,) = parse('[[term]]\nname = "Ilia Chavchavadze"\nsort.en = "Chavchavadze, Ilia"\n').terms
    assert term.filed("en") == "Chavchavadze, Ilia"
    assert term.filed("ru") == "Ilia Chavchavadze"


def test_one_text_without_a_language_is_for_all() -> None:
    (term,) = parse('[[term]]\nname = "Iveria"\nforms = ["Iverias"]\nsee = ["Iverya"]\n').terms
    assert term.name("zh-Hans") == "Iveria"
    assert (term.listed_forms("ka"), term.other_names("ka")) == (("Iverias",), ("Iverya",))


def test_languages_are_made_canonical_and_spaces_are_one() -> None:
    (term,) = parse('[[term]]\nname = { EN_gb = "The  Times\u00a0", eng = "Times" }\n').terms
    assert term.names == {"en-GB": "The Times", "en": "Times"}


def test_terms_are_found_by_their_ids() -> None:
    glossary = parse(TSKHINVALI)
    assert glossary.find("tskhinvali") is glossary.terms[0]
    assert glossary.find("gori") is None


def test_an_archive_without_a_glossary_has_one_without_terms(tmp_path: Path) -> None:
    assert not read_glossary(tmp_path / "glossary.toml")
    with pytest.raises(ConfigurationError, match=r"the glossary names\.toml does not exist"):
        read_glossary(tmp_path / "names.toml", shown="names.toml", required=True)


def test_the_digest_is_that_of_the_file(tmp_path: Path) -> None:
    file = tmp_path / "glossary.toml"
    file.write_bytes(b"\xef\xbb\xbf" + TSKHINVALI.replace("\n", "\r\n").encode())
    glossary = read_glossary(file)
    assert glossary.digest == hashlib.sha256(file.read_bytes()).hexdigest()
    assert glossary.terms[0].line == 1


def test_a_folder_in_its_place_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="cannot be read"):
        read_glossary(tmp_path)


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("[[term]]\nnam = 'x'\nname = 'y'\n", 2, "unknown key term.nam; did you mean name?"),
        ("[[term]]\nid = 'x'\n", 1, "term.name: the term has no name; add `name`"),
        ("[[term]]\nname = {}\n", 2, "the term has no name"),
        ("\n[[terms]]\nname = 'x'\n", 2, "unknown key terms; did you mean term?"),
        ("term = 3\n", 1, "term: this is a list"),
        ("[[term]]\nname = 'a'\n\n[[term]]\nname = { en = 'b', xx = 'c' }\n", 5, "'xx' is not a known language"),
        ("[[term]]\nname = 'a'\nforms = { en = '' }\n", 3, "term.forms: write a list of texts"),
        ("[[term]]\nname = 'a'\nforms = { en = [''] }\n", 3, "'' has no letter or digit"),
        ("[[term]]\nname = { en = '—' }\n", 2, "'—' has no letter or digit"),
        ("[[term]]\nname = 'a'\n[[term]]\nname = 'a'\n", 3, "a is already the id of the term on line 1"),
        ("[[term]]\nname = 'a'\nnative = 'ka'\n", 1, "the term has no name in ka"),
        ("[[term]]\nname = 'a'\nkind = 'town'\n", 3, "'person', 'place', 'body' or 'subject'"),
        ("[[term]]\nname = 3\n", 2, "write a text in quotation marks"),
        ("[[term]]\nname = 'a'\nsee_also = 'b'\n", 3, "this is a list"),
        ("[[term]]\nname = 'a'\nid = 'ა'\n", 3, "'ა' is not an id"),
        ('[[term]]\nname = "a\\u0000"\n', 2, "contains U+0000, which no book can contain"),
        ("[[term]]\nname = { en = 'a', eng = 'b' }\n", 2, "'eng' names the language en a second time"),
        ("term = [1]\n", 1, "this is a table"),
        (
            "[[term]]\nname = '''\na'''\n[[term]]\nname = 'b'\n[term.note]\nyy = 'c'\n",
            6,
            "'yy' is not a known language",
        ),
        ("[[term]]\nname = 'a'\nnote = '''\n[[term]]\n'''\n[[term]]\nname = 'a'\n", 6, "already the id"),
    ],
)
def test_a_mistake_is_named_with_its_line(text: str, line: int, words: str) -> None:
    (fault,) = faults(text)
    assert fault.startswith(f"glossary.toml:{line}: ")
    assert words in fault


def test_all_mistakes_are_named_at_once() -> None:
    found = faults("[[term]]\nname = 3\nkind = 'x'\n[[term]]\nsort = ['a']\nname = 'a'\n")
    assert [each.split(":")[1] for each in found] == ["3", "2", "5"]


@pytest.mark.parametrize("content", [b"x = [", b"\xff\xfe", b"a = " + b"[" * 100_000, b"[[term]]\nname = 'a'\r", b""])
def test_what_is_not_toml_is_an_error_or_nothing(content: bytes) -> None:
    try:
        assert not parse_glossary(content).terms
    except ConfigurationError as error:
        assert "glossary.toml" in str(error) and error.hint


def test_the_schema_for_editors_accepts_what_is_read() -> None:
    validator = jsonschema.Draft202012Validator(json_schema())
    entry = {"name": {"en": "a"}, "kind": "place", "forms": ["b"], "note": "c", "decline": False}
    assert validator.is_valid({"term": [entry, {"name": "x", "see": {"en": ["y"]}}]})
    assert not validator.is_valid({"term": [{"kind": "place"}]})
    assert not validator.is_valid({"term": [{"name": "x", "forms": 3}]})
