"""The pages that are there once: the choice of a language, the search, the statistics."""

from collections.abc import Iterator, Sequence

from archivist.shelf import places
from archivist.shelf.layout import Layout, Page
from archivist.shelf.plots import Plot, draw
from archivist.shelf.statistics import Statistics
from archivist.text import languages


def choice_page(layouts: Sequence[Layout]) -> Page:
    """The first page: the start pages of all languages, of which a script opens the reader's own."""
    first = layouts[0]
    choices = [(each.language, each.about.title, places.start_page(each.language)) for each in layouts]
    return first.render("choice.html", places.START, first.about.title, {"choices": choices})


def search_page(layout: Layout) -> Page:
    """The search."""
    title = layout.words.plain("search")
    others = {tag: places.search_page(tag) for tag in layout.site.languages}
    return layout.render("search.html", places.search_page(layout.language), title, {}, others)


def statistics_page(layout: Layout, statistics: Statistics) -> Page:
    """The statistics, as plots and as tables."""
    title, plain = layout.words.plain("statistics"), layout.words.plain
    columns = [month.month for month in statistics.months]
    names = {tag: languages.name(tag, layout.language) for tag in statistics.languages}
    articles = {names[tag]: [month.articles.get(tag, 0) for month in statistics.months] for tag in statistics.languages}
    words = {names[tag]: [month.words.get(tag, 0) for month in statistics.months] for tag in statistics.languages}
    values = {
        "statistics": statistics,
        "names": names,
        "plots": [
            (plain("articles"), draw(Plot(plain("articles"), columns, articles)), list(names.values())),
            (plain("words"), draw(Plot(plain("words"), columns, words)), list(names.values())),
            *_lengths(layout, statistics),
        ],
    }
    others = {tag: places.statistics_page(tag) for tag in layout.site.languages}
    return layout.render("statistics.html", places.statistics_page(layout.language), title, values, others)


def _lengths(layout: Layout, statistics: Statistics) -> Iterator[tuple[str, str, list[str]]]:
    """The pages of each volume in the language, if there are PDFs."""
    own = [each for each in statistics.volumes if each.language == layout.language]
    if any(each.pages for each in own):
        title = layout.words.plain("pages_heading")
        name = languages.name(layout.language, layout.language)
        plot = Plot(title, [each.volume for each in own], {name: [each.pages for each in own]})
        yield title, draw(plot), []
