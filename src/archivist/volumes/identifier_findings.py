"""What is wrong with the identifiers of editions and articles: two that are the same, and what was given in vain."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from archivist.findings import Finding
from archivist.identifiers import ArticleIdentifiers, EditionIdentifiers, Scheme, own_identifiers
from archivist.ledger import Ledger, PublishedEdition
from archivist.model.articles import Article
from archivist.model.volumes import Edition
from archivist.settings.config import Config
from archivist.volumes.edition_identifiers import NotMade, differing, version_name

_LABELS: dict[str, str] = {
    **{scheme: scheme.label for scheme in Scheme},
    **{"isbn_pdf": "ISBN of the PDF", "isbn_epub": "ISBN of the EPUB", "issn_l": "ISSN-L"},
    **{"issn_pdf": "ISSN of the PDF", "issn_epub": "ISSN of the EPUB"},
}


@dataclass(frozen=True, slots=True)
class IdentifierFinding:
    """A finding about an article, or about a key of archivist.toml, which is named with its line later."""

    finding: Finding
    where: tuple[str, ...] = ()  # the key; () if the finding is about an article


@dataclass(frozen=True, slots=True)
class Identified:
    """Editions with their identifiers, and what is known of these in addition."""

    config: Config
    ledger: Ledger
    editions: Sequence[Edition]
    today: Sequence[Edition]  # published ones, as the settings would number them today
    not_made: Sequence[NotMade]

    def findings(self) -> Iterator[IdentifierFinding]:
        """All that is to be reported."""
        yield from map(_not_made, self.not_made)
        yield from _twice(self)
        yield from _shared(self.editions)
        for edition in self.editions:
            published = self.ledger.edition(edition.volume.id, edition.language)
            if published and published.version < edition.version:
                yield from _of_new_version(edition, published)
        yield from _unused(self)
        yield from _kept(self)


def _not_made(problem: NotMade) -> IdentifierFinding:
    said = f"{problem.edition} has no {problem.scheme.label}: {problem.why}"
    if problem.article:
        message = f"the article has no {problem.scheme.label} in {problem.edition}: {problem.why}"
        return IdentifierFinding(Finding("identifier-not-made", message, problem.article))
    return IdentifierFinding(Finding("identifier-not-made", said), ("identifiers", problem.scheme))


# ---------------------------------------------------------------- the same identifier twice


@dataclass(frozen=True, slots=True)
class _Claim:
    """Something that has an identifier."""

    scheme: str
    identifier: str
    owner: str  # two claims of one owner are no contradiction: an article keeps its identifier in a new version
    article: str = ""  # path of its file, if the identifier is in it
    where: tuple[str, ...] = ()  # the key that it comes from

    @property
    def key(self) -> tuple[str, str]:
        """What no other owner may have."""
        if self.scheme.startswith("isbn"):
            return "isbn", self.identifier.replace("-", "")
        return self.scheme, Scheme(self.scheme).comparable(self.identifier)


def _twice(identified: Identified) -> Iterator[IdentifierFinding]:
    owners: dict[tuple[str, str], str] = {}
    for claim in _claims_of_ledger(identified.ledger):
        owners.setdefault(claim.key, claim.owner)
    for edition in identified.editions:
        published = identified.ledger.edition(edition.volume.id, edition.language)
        if published and published.version == edition.version:
            continue
        for claim in _claims(edition, identified.config):
            other = owners.setdefault(claim.key, claim.owner)
            if other != claim.owner:
                label = _LABELS[claim.scheme]
                message = f"{claim.owner} would have the {label} {claim.identifier}, which is that of {other}"
                yield IdentifierFinding(Finding("identifier-twice", message, claim.article), claim.where)


def _claims_of_ledger(ledger: Ledger) -> Iterator[_Claim]:
    for edition in ledger.editions.values():
        for number, version in enumerate(edition.versions, 1):
            own = version.identifiers.model_dump() if version.identifiers else {}
            for name, value in own_identifiers(EditionIdentifiers(**own)):
                yield _Claim(name, value, version_name(edition.id, number))
            for article in version.articles:
                for name, value in own_identifiers(ArticleIdentifiers(**article.identifiers.model_dump())):
                    yield _Claim(name, value, _work(article.key))


def _claims(edition: Edition, config: Config) -> Iterator[_Claim]:
    name = version_name(edition.id, edition.version)
    given = config.identifiers.editions.get(name)
    for field, value in own_identifiers(edition.identifiers):
        key = "isbn" if field.startswith("isbn") else field
        is_given = bool(given and getattr(given, key))
        yield _Claim(field, value, name, where=("identifiers", *(("editions", name) if is_given else ()), key))
    for article in edition.articles:
        for field, value in own_identifiers(edition.identifiers_of(article)):
            is_own = field == Scheme.DOI and value == article.doi
            where = () if is_own else ("identifiers", "articles", field)
            yield _Claim(field, value, _work(article.key), article.path if is_own else "", where)


def _work(key: str) -> str:
    return f"the article {key}"


def _shared(editions: Sequence[Edition]) -> Iterator[IdentifierFinding]:
    """Texts of one work that say the same DOI."""
    first: dict[tuple[str, str], Article] = {}
    for article in (article for edition in editions for article in edition.articles if article.doi):
        other = first.setdefault((article.key, article.doi.casefold()), article)
        if other.path != article.path:
            message = f"the DOI {article.doi} is also that of {other.path}"
            yield IdentifierFinding(Finding("doi-shared", message, article.path))


# ---------------------------------------------------------------- new versions


def _of_new_version(edition: Edition, published: PublishedEdition) -> Iterator[IdentifierFinding]:
    then = published.current.identifiers
    name = version_name(edition.id, edition.version)
    for medium in ("pdf", "epub"):
        isbn = getattr(then, f"isbn_{medium}") if then else ""
        if isbn and not getattr(edition.identifiers, f"isbn_{medium}"):
            message = f"version {edition.version} of {edition.id} has no ISBN for the {medium.upper()}; {isbn} is that "
            hint = f'Add isbn = {{ {medium} = "…" }} below [identifiers.editions."{name}"].'
            finding = Finding("isbn-missing", f"{message}of version {published.version}", hint=hint)
            before = version_name(edition.id, published.version)
            yield IdentifierFinding(finding, ("identifiers", "editions", before, "isbn"))
    for article in edition.articles:
        known = published.article(article.key)
        if article.doi and known and known.identifiers.doi == article.doi and known.sha256 != article.digest:
            message = f"the DOI {article.doi} is that of the text in version {published.version} of {edition.id}"
            yield IdentifierFinding(Finding("doi-of-changed-text", message, article.path))


# ---------------------------------------------------------------- settings without effect


def _unused(identified: Identified) -> Iterator[IdentifierFinding]:
    """What is given to editions, or versions of them, that do not exist; the next version is prepared."""
    names = {
        version_name(edition.id, number) for edition in identified.editions for number in range(1, edition.version + 2)
    }
    for name in identified.config.identifiers.editions:
        if name not in names:
            message = f"identifiers are given to {name}, and there is no such edition"
            yield IdentifierFinding(Finding("identifier-unused", message), ("identifiers", "editions", name))


def _kept(identified: Identified) -> Iterator[IdentifierFinding]:
    """The identifiers of published editions that the settings would not give them today: one finding for each key."""
    found: dict[tuple[str, ...], list[str]] = {}
    editions = {edition.id: edition for edition in identified.editions}
    for now in identified.today:
        then = editions[now.id]
        for name, one, other in differing(then.identifiers, now.identifiers):
            found.setdefault(_where(name), []).append(_said(now.id, name, one, other))
        for article in now.articles:
            whose = f"{_work(article.key)} of {now.id}"
            for name, one, other in differing(then.identifiers_of(article), now.identifiers_of(article)):
                found.setdefault(("identifiers", "articles", name), []).append(_said(whose, name, one, other))
    for where, said in found.items():
        more = f", and {len(said) - 1} more" if len(said) > 1 else ""
        yield IdentifierFinding(Finding("published-identifiers", said[0] + more), where)


def _where(name: str) -> tuple[str, ...]:
    if name.startswith("issn"):
        return ("archive", "issn_l" if name == "issn_l" else "issn")
    return ("identifiers", "editions") if name.startswith("isbn") else ("identifiers", name)


def _said(whose: str, name: str, then: str, now: str) -> str:
    label = _LABELS[name]
    published = f"{whose} was published with the {label} {then}" if then else f"{whose} was published without {label}"
    return f"{published}; the settings say {now or 'none'} today"
