"""The words of all texts of the shelf, each text read once: for the search, and counted for the statistics."""

from array import array
from collections import Counter
from collections.abc import Mapping

from archivist.record.volume_record import RecordedDocument
from archivist.shelf.base_forms import language_of
from archivist.shelf.holdings import Holding
from archivist.shelf.site import ShelvedText, Site
from archivist.shelf.word_lists import count_words, find_words, note_words, running_words, written_words

_TITLE_COUNTS = 8  # the words of a title count so often more
_MOST = 0xFFFF  # what a number in `of_texts` can be


class WordIndex:
    """Which words are in which texts. The texts of a language are consecutive."""

    def __init__(self, site: Site) -> None:
        self.texts = [text for tag in site.languages for text in site.texts if text.holding.language == tag]
        self.numbers: dict[tuple[str, str], int] = {}  # of each word and its language, from 0
        self.of_texts: list[tuple[array[int], array[int]]] = []  # the numbers of its words, and how often it has each
        self._lengths: dict[tuple[str, str], int] = {}  # by id of edition and document
        known: dict[str, dict[str, int]] = {}  # by language of the text and word
        for text in self.texts:
            self._add(text, known.setdefault(text.article.language, {}), site.languages)

    def length(self, holding: Holding, document: RecordedDocument) -> int:
        """How many words a text has without its notes."""
        return self._lengths[holding.id, document.id]

    def _add(self, text: ShelvedText, known: dict[str, int], languages: tuple[str, ...]) -> None:
        running = written_words(running_words(text.document.text))
        self._lengths[text.holding.id, text.document.id] = count_words(running)
        counts, numbers = _weigh_words(text, running), array("I")
        for word in counts:
            number = known.get(word)
            if number is None:
                key = (word, language_of(word, text.article.language, languages))
                number = known[word] = self.numbers.setdefault(key, len(self.numbers))
            numbers.append(number)
        self.of_texts.append((numbers, array("H", (min(count, _MOST) for count in counts.values()))))


def _weigh_words(text: ShelvedText, running: Mapping[str, int]) -> Counter[str]:
    """How often each word is in a text and its notes; a word of the title or a keyword counts more."""
    counts = find_words(running, written_words(note_words(text.document.text)))
    for heading in (text.article.title, *text.article.tags, *(text.article.authors or ())):
        for word in find_words(written_words(heading)):
            counts[word] += _TITLE_COUNTS
    return counts
