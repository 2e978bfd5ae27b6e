"""A published volume described: what its records are written from."""

from archivist.deposit.description import DescribedVolume, Translation


def test_the_description_is_that_of_the_published_editions(described: DescribedVolume) -> None:
    assert (described.id, described.version, described.is_draft) == ("2022-03", 1, False)
    assert [edition.language for edition in described.editions] == ["en", "ka"]
    assert dict(described.titles) == {"en": "The River Reader", "ka": "მდინარის საკითხავი"}
    for edition in described.editions:
        assert edition.entry is not None
        assert edition.entry.identifier == edition.identifier == edition.metadata.identifier


def test_articles_have_the_pages_of_the_record_and_of_the_ledger(described: DescribedVolume) -> None:
    for edition in described.editions:
        assert edition.entry is not None
        printed = {each.document: (each.first_page, each.last_page) for each in edition.entry.articles}
        assert {
            each.document: (each.pages.first, each.pages.last) for each in edition.articles if each.pages
        } == printed
        for each in edition.articles:
            assert each.citation.pages is not None
            assert (each.citation.pages.first, each.citation.pages.last) == printed[each.document]


def test_articles_know_their_translations_and_the_documents_of_these(described: DescribedVolume) -> None:
    english, georgian = described.editions
    road = {
        edition.language: next(each for each in edition.articles if each.citation.title in ROADS)
        for edition in (english, georgian)
    }
    assert road["en"].original == ""
    assert road["ka"].original == "en"
    assert road["en"].translations == (Translation("ka", "გზა მის გვერდით", road["ka"].document),)
    assert road["ka"].translations == (Translation("en", "The road beside it", road["en"].document),)


ROADS = ("The road beside it", "გზა მის გვერდით")
