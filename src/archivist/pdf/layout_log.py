"""What laying out an edition yields apart from its pages: findings, and how many documents were laid out."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from archivist.errors import LayoutFailedError
from archivist.findings import Finding, has_errors
from archivist.model.pages import Fragment
from archivist.publication import TypesetCover


@dataclass(slots=True)
class LayoutLog:
    """Filled while an edition is laid out."""

    on_document: Callable[[str, bool], None]  # called for each, with its id and whether it was taken from the cache
    findings: list[Finding] = field(default_factory=list)
    laid_out: int = 0  # documents laid out now
    reused: int = 0  # documents taken from the cache
    made: set[str] = field(default_factory=set)  # keys of the fragments laid out now
    made_before: frozenset[str] = frozenset()  # keys of fragments laid out earlier in the same run, for their pages

    def add(self, findings: Sequence[Finding]) -> None:
        """Keep findings. Raises LayoutFailedError if one is an error."""
        self.findings += findings
        if has_errors(findings):
            raise LayoutFailedError("documents cannot be laid out without loss")

    def count(self, fragment: Fragment) -> None:
        """Count a document, and report it. One laid out earlier in the same run counts as laid out now."""
        fragment = replace(fragment, reused=fragment.reused and fragment.key not in self.made_before)
        self.laid_out += not fragment.reused
        if not fragment.reused:
            self.made.add(fragment.key)
        self.reused += fragment.reused
        self.on_document(fragment.document, fragment.reused)

    def wait_for(self, cover: Callable[[], TypesetCover], document: str) -> Callable[[], TypesetCover]:
        """What waits for the cover, and counts it the first time it is asked for. `document` is the id of it."""

        @cache
        def finished() -> TypesetCover:
            done = cover()
            if done.fragment:
                self.count(done.fragment)
            elif done.picture:  # drawn for an EPUB by itself
                self.laid_out += 1
                self.on_document(document, False)
            self.add(done.findings)
            return done

        return finished
