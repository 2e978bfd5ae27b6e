"""The tables of identifiers."""

from pydantic import Field

from archivist.identifiers import Pattern, Scheme
from archivist.settings.setting_values import (
    Ark,
    ArkPattern,
    ArticleArkPattern,
    ArticleDoiPattern,
    ArticleUrnNbnPattern,
    Doi,
    DoiPattern,
    EditionName,
    Isbns,
    UrnNbn,
    UrnNbnPattern,
)
from archivist.settings.table import Table

_MADE_BY = "made by a [pattern](identifiers.md#patterns)"


class ArticlePatternsTable(Table):
    """Identifiers of articles, made by patterns. An article that says its `doi` keeps that one."""

    doi: ArticleDoiPattern = Field("", description=f"DOIs, {_MADE_BY}.")
    ark: ArticleArkPattern = Field("", description=f"ARKs, {_MADE_BY}.")
    urn_nbn: ArticleUrnNbnPattern = Field("", description=f"URN:NBNs, {_MADE_BY}.")


class GivenIdentifiersTable(Table):
    """What was given to one edition; it goes before what a pattern would make. Of version 2: "VOLUME.LANG.2"."""

    isbn: Isbns = Field({}, description='ISBN of each medium: `{ pdf = "978-…", epub = "978-…" }`.')
    doi: Doi = Field("", description="DOI: `10.1234/abc`.")
    ark: Ark = Field("", description="ARK: `ark:12345/x54xz321`.")
    urn_nbn: UrnNbn = Field("", description="URN:NBN: `urn:nbn:fi-fe19991055`.")


class IdentifiersTable(Table):
    """Identifiers of editions, each unique to a volume, a language and a version. See [Identifiers](identifiers.md)."""

    doi: DoiPattern = Field("", description=f"DOIs, {_MADE_BY}.")
    ark: ArkPattern = Field("", description=f"ARKs, {_MADE_BY}.")
    urn_nbn: UrnNbnPattern = Field("", description=f"URN:NBNs, {_MADE_BY}.")
    articles: ArticlePatternsTable = ArticlePatternsTable()
    editions: dict[EditionName, GivenIdentifiersTable] = Field(
        {},
        description="Identifiers given to an edition; they go before what a pattern would make. Those of its second "
        'version: `[identifiers.editions."VOLUME.LANG.2"]`.',
    )

    def pattern(self, scheme: Scheme, *, of_articles: bool = False) -> Pattern | None:
        """The pattern of a scheme; None without one."""
        text = str(getattr(self.articles if of_articles else self, scheme))
        return Pattern(scheme, text, of_articles) if text else None
