"""Where a link to a place in another article leads, when that article's document may contain two texts."""

from collections.abc import Iterable

from archivist.markup.parallel_text import SECOND
from archivist.model.annotated import AnnotatedArticle


class Anchors:
    """The ids in the bodies of an edition's articles."""

    def __init__(self, articles: Iterable[AnnotatedArticle]) -> None:
        self._articles = {item.article.key: item for item in articles}

    def find(self, key: str, path: str, anchor: str) -> str:
        """The id in the document of a work; "" if it has no such place.

        `path` is the file the link names. Another translation than those printed has other ids; where one of the same
        name is in a text that is printed, the link leads there.
        """
        item = self._articles[key]
        texts = [("", item.body)]
        if item.parallel is not None:
            texts.append((SECOND, item.parallel.body))
            if path == item.parallel.article.path:
                texts.reverse()
        return next((prefix + place for prefix, body in texts if (place := body.places.find(anchor))), "")
