"""What of a glossary is probably not meant: found from what is listed, without the dictionaries of any language."""

import pytest

from archivist.glossary import patterns
from archivist.glossary.glossary_faults import glossary_faults
from tests.glossary.making import glossary

TERMS = (
    'id = "gori"\nkind = "place"\nname = { en = "Gori", ru = "Гори" }\nsee_also = ["fortress"]',
    'id = "hill"\nkind = "place"\nname = { en = "The Hill", ru = "Гора" }\nforms = { ru = ["Гори"] }',
    'id = "river"\nkind = "place"\nname = { en = "Liakhvi", ru = "Лиахви" }\nparent = "river"',
)


def test_forms_of_two_terms_and_references_to_none_are_found(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise AssertionError("a dictionary was asked for")

    monkeypatch.setattr(patterns, "declined_words", fail)
    assert [(each.code, each.message) for each in glossary_faults(glossary(*TERMS))] == [
        ("glossary-reference", "see_also of gori: there is no term fortress"),
        ("glossary-reference", "parent of river names the term itself"),
        ("glossary-same-form", "“Гори” of hill is already a form of gori"),
    ]


def test_a_declined_form_that_is_one_of_another_term_is_no_fault() -> None:
    terms = (
        'id = "tbilisi"\nkind = "place"\nname = { ru = "Тбилиси" }',
        'id = "mountain"\nkind = "subject"\nname = { ru = "гора" }',  # горе, горы
        'id = "grief"\nkind = "subject"\nname = { ru = "горе" }',
    )
    assert not list(glossary_faults(glossary(*terms)))
