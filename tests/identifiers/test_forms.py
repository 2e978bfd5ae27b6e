"""The forms of identifiers and their check digits, against published values."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivist.identifiers import InvalidIdentifierError, Scheme, check_characters, forms

# The ISSN International Centre, the ISBN Users' Manual, the DOI Handbook, the ARK specification, NOID, the German
# National Library, RFC 8458, ORCID and ISNI give these as examples; urn:nbn:de values are of published works.
PUBLISHED = [
    (forms.issn, ("2049-3630", "0317-8471", "1050-124X")),
    (forms.isbn, ("978-3-16-148410-0", "978-0-306-40615-7", "978-92-95055-12-4")),
    (forms.doi, ("10.1000/182", "10.1038/issn.1476-4687", "10.1002/(SICI)1522-2594(199911)42:5")),
    (forms.ark, ("ark:13030/tf5p30086k", "ark:12148/btv1b8449691v", "ark:99166/w66d60p2")),
    (forms.checked_ark, ("ark:13030/xf93gt2q",)),
    (forms.urn_nbn, ("urn:nbn:fi-fe19991055", "urn:nbn:se:uu:diva-3475", "urn:nbn:nl:ui:13-4bz4j8")),
    (
        forms.urn_nbn,
        ("urn:nbn:de:gbv:7-isbn-90-6984-508-3-8", "urn:nbn:de:101:1-201102033592", "urn:nbn:de:bvb:19-146642"),
    ),
    (forms.orcid, ("0000-0002-1825-0097", "0000-0001-5109-3700", "0000-0002-1694-233X")),
    (forms.isni, ("0000 0001 2281 955X", "0000 0001 2103 2683")),
]


@pytest.mark.parametrize(("form", "values"), PUBLISHED)
def test_published_identifiers_are_accepted_as_they_are(form: Callable[[str], str], values: tuple[str, ...]) -> None:
    assert [form(value) for value in values] == list(values)


@pytest.mark.parametrize(
    ("form", "written", "canonical"),
    [
        (forms.isbn, "9783161484100", "978-3-16-148410-0"),
        (forms.isbn, "0-306-40615-2", "978-0-306-40615-7"),
        (forms.doi, "https://doi.org/10.1000/182", "10.1000/182"),
        (forms.doi, "doi:10.1000/182", "10.1000/182"),
        (forms.ark, "https://n2t.net/ark:/13030/tf5p30086k", "ark:13030/tf5p30086k"),
        (forms.ark, "13030/tf5p30086k", "ark:13030/tf5p30086k"),
        (forms.urn_nbn, "https://nbn-resolving.org/urn:nbn:fi-fe19991055", "urn:nbn:fi-fe19991055"),
        (forms.urn_nbn, "URN:NBN:fi-fe19991055", "urn:nbn:fi-fe19991055"),
        (forms.orcid, "https://orcid.org/0000-0002-1825-0097", "0000-0002-1825-0097"),
    ],
)
def test_other_ways_to_write_them_become_canonical(form: Callable[[str], str], written: str, canonical: str) -> None:
    assert form(written) == canonical


@pytest.mark.parametrize(
    ("form", "written", "said"),
    [
        (forms.issn, "2049-3631", "the check digit should be 0"),
        (forms.issn, "20493630", "write four digits, a hyphen"),
        (forms.isbn, "978-3-16-148410-1", "its check digit is wrong"),
        (forms.isbn, "978-3-16", "write its 13 digits"),
        (forms.doi, "11.1000/182", "is not a DOI"),
        (forms.ark, "ark:12a45/x", "is not an ARK"),
        (forms.ark, "ark:12345/x/", "is not an ARK"),
        (forms.checked_ark, "ark:13030/xf93gt2r", "it should end in q"),
        (forms.urn_nbn, "urn:isbn:9783161484100", "is not a URN:NBN"),
        (forms.urn_nbn, "urn:nbn:de:101:1-201102033593", "it should end in 2"),
        (forms.urn_nbn, "urn:nbn:de:101:1-2011(0)2", "cannot be in a URN:NBN with a check digit"),
        (forms.orcid, "0000-0002-1825-0098", "the check digit should be 7"),
    ],
)
def test_the_message_says_what_is_wrong(form: Callable[[str], str], written: str, said: str) -> None:
    with pytest.raises(InvalidIdentifierError, match=said.replace("(", r"\(")):
        form(written)


NAMES = st.text("0123456789bcdfghjkmnpqrstvwxz", min_size=1, max_size=20)


@given(NAMES, st.data())
def test_noid_finds_every_wrong_character(name: str, data: st.DataObject) -> None:
    whole = f"12345/{name}"
    whole += check_characters.noid(whole)
    place = data.draw(st.integers(6, len(whole) - 1))
    other = data.draw(st.sampled_from("0123456789bcdfghjkmnpqrstvwxz").filter(lambda each: each != whole[place]))
    assert forms.checked_ark(whole) == f"ark:{whole}"
    with pytest.raises(InvalidIdentifierError):
        forms.checked_ark(whole[:place] + other + whole[place + 1 :])


@given(NAMES, st.data())
def test_noid_finds_neighbours_that_are_exchanged(name: str, data: st.DataObject) -> None:
    whole = f"12345/{name}"
    whole += check_characters.noid(whole)
    place = data.draw(st.integers(6, len(whole) - 2)) if len(whole) > 7 else 6
    one, other = whole[place], whole[place + 1]
    exchanged = whole[:place] + other + one + whole[place + 2 :]
    if one == other:
        assert forms.checked_ark(exchanged) == f"ark:{whole}"
    else:
        with pytest.raises(InvalidIdentifierError):
            forms.checked_ark(exchanged)


@given(st.text("0123456789abcdefghijklmnopqrstuvwxyz-:_/.+", max_size=60))
def test_the_check_digit_of_a_german_urn_is_one_digit_and_has_no_case(text: str) -> None:
    digit = check_characters.nbn(f"urn:nbn:de:{text}")
    assert digit.isdecimal()
    assert len(digit) == 1
    assert check_characters.nbn(f"URN:NBN:DE:{text.upper()}") == digit


@given(st.sampled_from(list(Scheme)), st.text(max_size=40))
def test_any_text_is_an_identifier_or_is_refused(scheme: Scheme, text: str) -> None:
    try:
        canonical = scheme.canonical(text)
    except InvalidIdentifierError:
        return
    assert scheme.canonical(canonical) == canonical
    assert scheme.address(canonical) == "" or scheme.canonical(scheme.address(canonical)) == canonical
