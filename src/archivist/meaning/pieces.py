"""Text divided into pieces of words, as the model was trained: the likeliest division (SentencePiece, unigram)."""

import re

from archivist.meaning.model_file import Vocabulary

_SPACES = re.compile(" {2,}")
_SPACE = "\u2581"  # what stands for a space in pieces
_UNLIKELY = 10.0  # how much less likely than any piece an unknown character is


class Divider:
    """Divides texts."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._longest = max(map(len, vocabulary.pieces))
        self._unknown = min(vocabulary.scores) - _UNLIKELY

    def divide(self, text: str, most: int) -> list[int]:
        """The numbers of the pieces, at most so many, with those that begin and end a text."""
        words = _SPACES.sub(" ", text.translate(self._vocabulary.replaced))
        characters = [each.encode("utf-8", "replace") for each in f" {words.removeprefix(' ')}".replace(" ", _SPACE)]
        pieces = self._likeliest(characters)
        return [self._vocabulary.begin, *pieces[: most - 2], self._vocabulary.end]

    def _likeliest(self, characters: list[bytes]) -> list[int]:
        """Viterbi's algorithm: for each place the best division of what is before it."""
        best = [0.0] + [-float("inf")] * len(characters)
        taken = [(0, 0)] * (len(characters) + 1)  # where the last piece begins, and its number
        for start in range(len(characters)):
            self._extend(characters, start, best, taken)
        pieces, place = [], len(characters)
        while place:
            place, number = taken[place]
            pieces.append(number)
        return pieces[::-1]

    def _extend(self, characters: list[bytes], start: int, best: list[float], taken: list[tuple[int, int]]) -> None:
        """Try each piece that begins here."""
        piece = b""
        for end in range(start + 1, len(characters) + 1):
            piece += characters[end - 1]
            if len(piece) > self._longest:
                break
            number = self._vocabulary.pieces.get(piece)
            if number is not None and best[start] + self._vocabulary.scores[number] > best[end]:
                best[end], taken[end] = best[start] + self._vocabulary.scores[number], (start, number)
        if best[start] + self._unknown > best[start + 1]:
            best[start + 1], taken[start + 1] = best[start] + self._unknown, (start, self._vocabulary.unknown)
