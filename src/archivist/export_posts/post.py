"""A post as an export has it, and the article made of it."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field

from archivist.article_facts import Person
from archivist.export_posts.export_pictures import ExportPictures
from archivist.findings import Finding
from archivist.html_to_markdown import to_markdown
from archivist.place import Place
from archivist.reader_api.declared_language import language_that_overrules, outside_code
from archivist.reader_api.found import Found, FoundArticle, Wishes
from archivist.reader_api.language import language_of


@dataclass(frozen=True, slots=True)
class Post:
    """What an export says of one post; "" and () for what it does not say."""

    origin: str  # the same at every export
    place: Place  # for the report
    title: str  # plain text, on one line
    html: str
    language: str = ""  # canonical tag that the post or its site declares
    published: datetime.datetime | None = None  # with the zone of the site, if it is known
    updated: datetime.datetime | None = None
    slug: str = ""
    authors: tuple[str, ...] = ()
    contributors: tuple[Person, ...] = ()  # and authors with an identifier
    section: str = ""
    tags: tuple[str, ...] = ()
    description: str = ""
    source: str = ""  # web address
    type: str = ""
    is_draft: bool = False
    base: str = ""  # what relative addresses are seen from
    extra: Mapping[str, object] = field(default_factory=dict)
    remarks: tuple[Finding, ...] = ()


def article_of_post(post: Post, wishes: Wishes, pictures: ExportPictures) -> Found:
    """The article of a post, or why there is none."""
    if post.is_draft and not wishes.drafts:
        hint = "Import drafts with --drafts."
        return Finding.at(post.place, "import-left-out", f"{post.title!r} is a draft", hint)
    language, remarks = _language(post, wishes)
    pictures.begin(post.place)
    converted = to_markdown(post.html, base=post.base, language=language, picture=pictures.bring, place=post.place)
    if not converted.text.strip():
        return Finding.at(post.place, "import-left-out", f"{post.title!r} has no text")
    day = post.published.date() if post.published else None
    updated = post.updated.date() if post.updated else None
    return FoundArticle(
        origin=post.origin,
        place=post.place,
        title=post.title,
        text=converted.text,
        plain=converted.plain,
        language=language,
        date=day,
        published_at=post.published.isoformat() if post.published else "",
        updated=updated if updated and day and updated > day else None,
        slug=post.slug,
        authors=post.authors,
        contributors=post.contributors,
        section=post.section,
        tags=post.tags,
        description=post.description,
        source=post.source,
        type=post.type,
        extra={**post.extra, **({"draft": True} if post.is_draft else {})},
        remarks=(*post.remarks, *remarks, *converted.remarks, *pictures.remarks),
    )


def _language(post: Post, wishes: Wishes) -> tuple[str, list[Finding]]:
    """What the post declares, unless its words are plainly in another; else the user's wish, else its words."""
    words = outside_code(f"{post.title}\n{post.html}")
    if post.language:
        guess = language_that_overrules(post.language, words, wishes.languages)
        if guess is None:
            return post.language, []
        message = f"the language {post.language} is declared, but the words are {guess.tag}: {guess.why}"
    elif wishes.language:
        return wishes.language, []
    else:
        guess = language_of(words, wishes.languages)
        if guess is None:
            return "", []
        message = f"the export names no language; by its words it is {guess.tag}: {guess.why}"
    return guess.tag, [Finding.at(post.place, "import-guessed", message)]
