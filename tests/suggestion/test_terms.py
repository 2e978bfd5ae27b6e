"""What counts as a term of a text."""

from archivist.suggestion import terms
from archivist.suggestion.terms import TermCounts, plain_text, term_number, terms_in_words, terms_of, words_of
from tests.apparatus.making import article


def numbers(*terms: str) -> list[int]:
    return [term_number(term) for term in terms]


def test_words_are_compared_without_regard_to_case_and_form() -> None:
    assert words_of("The CAFE\u0301 and the café, don’t").words == ["the", "café", "and", "the", "café", "don"]


def test_every_mark_and_every_script_without_spaces_is_looked_at_closely() -> None:
    characters = map(chr, (*range(0xD800), *range(0xE000, 0x40000)))
    assert all(terms._PERHAPS_UNCOMMON.match(each) for each in characters if terms._uncommon().match(each))
    assert not terms._PERHAPS_UNCOMMON.search("Plain words, “quoted” – café, 10 €")


def test_where_links_lead_and_how_passages_are_marked_is_not_text() -> None:
    text = plain_text(
        "See [the road](road.md#bridges), ![a map](map.png), [BIP341][bip], [ჱ]{lang=ka}, https://example.org/secret "
        '<b class="loud">bold</b>.[^spring]\n\n[^spring@ka]: The note.\n\n[bip]: https://example.org/hidden\n'
    )
    assert words_of(text).words == ["see", "the", "road", "map", "bip341", "bold", "the", "note"]


def test_a_vowel_sign_is_part_of_its_word() -> None:
    assert words_of("हिन्दी भाषा").words == ["हिन्दी", "भाषा"]


def test_scripts_without_spaces_give_pairs_of_characters() -> None:
    found = words_of("日本語 and ภาษา 字")
    assert (list(found.words), list(found.pairs)) == (["and"], ["日本", "本語", "ภา", "าษ", "ษา", "字"])


def test_terms_are_words_pairs_of_words_and_pairs_of_characters() -> None:
    counts = terms_of(article("a", "river mouth river 東京", title="Delta"))
    found = dict(zip(counts.terms, counts.counts, strict=True))
    expected = {"river": 2, "mouth": 1, "river mouth": 1, "mouth river": 1, "東京": 1, "delta": 2}
    assert found == {term_number(term): count for term, count in expected.items()}


def test_title_standfirst_and_keywords_count_twice() -> None:
    counts = terms_of(article("a", "river", title="River", description="river", tags=("river",)))
    assert dict(zip(counts.terms, counts.counts, strict=True)) == {term_number("river"): 7}


def test_every_term_can_be_named_again() -> None:
    written = article("a", "Where the river rises. 東京都", title="Spring of the river", tags=("water",))
    assert {number for number, _ in terms_in_words(written)} == set(terms_of(written).terms)


def test_terms_are_the_same_after_they_were_stored() -> None:
    counts = terms_of(article("a", "river mouth " * 70_000))
    again = TermCounts.from_bytes(counts.to_bytes())
    assert (again.terms, again.counts) == (counts.terms, counts.counts)
    assert max(again.counts) == 0xFFFF  # as many as there is room for


def test_the_number_of_a_term_never_changes() -> None:
    # Stored terms and the cache of another machine depend on it.
    assert numbers("river", "river mouth", "მდინარე") == [4125321003, 3744796250, 1614574867]
