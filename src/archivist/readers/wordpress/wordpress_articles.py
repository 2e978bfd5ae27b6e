"""From items to articles: which of them are articles, and all that is known of each."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from archivist.findings import Finding
from archivist.place import Place
from archivist.reader_api.declared_language import language_that_overrules, outside_code
from archivist.reader_api.found import Found, FoundArticle, FoundRelated, Media, Wishes
from archivist.reader_api.stated_people import translators_and_others
from archivist.readers.wordpress import wordpress_metadata, wordpress_people
from archivist.readers.wordpress.body import body_html, lacks_featured, with_enclosures, with_featured
from archivist.readers.wordpress.export_entries import MAX_ITEM, Entry
from archivist.readers.wordpress.leaving_out import other_types, reason_to_leave_out
from archivist.readers.wordpress.plain_lines import plain_line
from archivist.readers.wordpress.survey import Survey, number_of
from archivist.readers.wordpress.wordpress_pictures import Pictures
from archivist.readers.wordpress.wordpress_translations import Translation, codes_in, in_language, part

if TYPE_CHECKING:
    from archivist.html_to_markdown import Converted

_SAMPLE = 20_000  # characters that show a language


@dataclass(frozen=True, slots=True)
class _Version:
    """An item in one language; most have only one."""

    item: Entry
    translation: Translation

    @property
    def title(self) -> str:
        """On one line."""
        return plain_line(self.item.fields.get("title", ""))

    @property
    def content(self) -> str:
        """As written."""
        return self.item.fields.get("content:encoded", "")


@dataclass(slots=True)
class Articles:
    """Makes articles of the items of one export, and counts what is reported once for all of them."""

    source: Path
    wishes: Wishes
    survey: Survey
    pictures: Pictures
    in_site_language: int = 0
    logins: Counter[str] = field(default_factory=Counter)  # authors of whom only the login is known
    thrown_away: int = 0
    without_featured: list[int] = field(default_factory=list)  # items whose featured picture is not in the export

    @classmethod
    def of(cls, source: Path, wishes: Wishes, media: Media, survey: Survey) -> "Articles":
        """For one reading of an export."""
        return cls(source, wishes, survey, Pictures(wishes, media, survey.site, survey.attachments.files))

    def read(self, item: Entry) -> Iterator[Found]:
        """The article of an item, one for each language it is written in; or why it is not one."""
        title = plain_line(item.fields.get("title", ""))
        if item.too_large:
            message = f"{_item_name(title, item)} is larger than {MAX_ITEM:,} characters"
            hint = "Divide it, or remove its pictures from its text."
            yield self._finding("import-unreadable", message, item, hint)
            return
        if (item.fields.get("wp:status", "").strip() or "publish") in ("trash", "auto-draft", "inherit"):
            self.thrown_away += 1
            return
        reason, hint = reason_to_leave_out(item, wordpress_metadata.dates(item).day, self.wishes)
        if reason:
            yield self._finding("import-left-out", f"{_item_name(title, item)} is left out: {reason}", item, hint)
            return
        for version in self._versions(item):
            yield self._article(version)

    def told_once(self) -> Iterator[tuple[str, str, str]]:
        """What there is to tell of the export as a whole: code, message, what to do."""
        programs, own = other_types(self.survey)
        if self.survey.forbidden:
            names = ", ".join(f"{name} ×{count}" for name, count in sorted(self.survey.forbidden.items()))
            yield (
                "import-repaired",
                f"control characters, which XML forbids, were removed: {names}",
                "",
            )
        if self.in_site_language:
            message = f"articles that do not declare a language are assumed to be in the site's, {self.survey.language}"
            hint = "If that is wrong, use --language TAG."
            yield "import-guessed", f"{message}: {self.in_site_language}", hint
        if self.logins:
            names = ", ".join(f"{name} ×{count}" for name, count in sorted(self.logins.items())[:20])
            message = f"the export does not contain the names of these authors; their login names are used: {names}"
            yield "import-guessed", message, "Correct `authors` in the articles."
        if programs:
            yield "import-left-out", f"entries that are not articles are left out: {programs}", ""
        if own:
            message = f"entries of custom types are left out, because only posts and pages are articles: {own}"
            yield "import-left-out", message, "To import them, make them posts, then export again."
        if self.thrown_away:
            yield (
                "import-left-out",
                f"entries that are in the trash or were never saved are left out: {self.thrown_away}",
                "",
            )
        if self.survey.comments:
            yield "import-left-out", f"readers' comments are left out: {self.survey.comments}", ""
        yield from self._about_pictures()

    def _about_pictures(self) -> Iterator[tuple[str, str, str]]:
        if self.without_featured:
            shown = ", ".join(str(number) for number in self.without_featured[:10])
            more = " …" if len(self.without_featured) > 10 else ""
            message = f"featured pictures that the export does not contain: {len(self.without_featured)}"
            hint = "Export all content, media included, in one file."
            yield "import-picture", f"{message} (of the posts {shown}{more})", hint
        if self.pictures.left:
            message = (
                f"pictures are not in an export, so the articles name their web addresses: {self.pictures.left} times"
            )
            yield "import-picture", message, "To import them, add --media DIR with a copy of wp-content/uploads."

    def _finding(self, code: str, message: str, item: Entry, hint: str = "") -> Finding:
        return Finding.at(self._place(item), code, message, hint)

    def _place(self, item: Entry) -> Place:
        return Place(str(self.source), item.line, f"post {number_of(item)}")

    def _versions(self, item: Entry) -> Iterator[_Version]:
        """The item in its language, or in each of those that qTranslate wrote into it."""
        number = number_of(item)
        content = item.fields.get("content:encoded", "")
        codes = codes_in(item.fields.get("title", "")) + codes_in(content)
        tags = {code: self.survey.languages.tag(code) for code in codes}
        if not tags or not all(tags.values()):
            yield _Version(item, self.survey.languages.of(item, number))
            return
        written = {code: tag for code, tag in tags.items() if part(content, code).strip()} or tags
        group = wordpress_metadata.origin(item, number, self.survey)
        for code, tag in written.items():
            others = tuple(other for other in written.values() if other != tag)
            translation = Translation(tag, group, others)
            yield _Version(in_language(item, code), translation)

    def _article(self, version: _Version) -> Found:
        item, title = version.item, version.title
        place, link = self._place(item), wordpress_metadata.address(item)
        language, remarks = self._language(version)
        body = body_html(version.content, item, self.survey, place)
        converted, recordings = self._convert_item(body.html, item, link, language)
        remarks += recordings
        if not converted.text.strip():
            return self._finding("import-left-out", f"{_item_name(title, item)} is left out: it has no text", item)
        related, unknown = self._find_related((*wordpress_metadata.related_ids(item), *body.related), item)
        section, tags = wordpress_metadata.sections(item, self.survey)
        extra, left_out = self._extra(item)
        dates = wordpress_metadata.dates(item)
        translators, others = translators_and_others(wordpress_people.contributors(item, self.survey))
        is_draft = bool(extra.get("draft"))
        return FoundArticle(
            origin=wordpress_metadata.origin(item, number_of(item), self.survey),
            place=place,
            title=title,
            text=converted.text,
            plain=converted.plain,
            language=language,
            date=dates.day,
            published_at=dates.published_at,
            updated=dates.updated,
            slug=wordpress_metadata.slug(item),
            group=version.translation.group,
            translations=version.translation.others,
            authors=self._authors(item),
            translators=translators,
            contributors=others,
            doi=wordpress_people.doi(item),
            section=section,
            tags=tags,
            description=plain_line(item.fields.get("excerpt:encoded", "")),
            related=related,
            source="" if is_draft else link,
            extra=extra,
            type=item.fields.get("wp:post_type", "").strip(),
            remarks=(*remarks, *body.remarks, *converted.remarks, *self.pictures.remarks, *unknown, *left_out),
        )

    def _convert_item(self, html: str, item: Entry, link: str, language: str) -> tuple["Converted", list[Finding]]:
        """The text of an item with its featured picture and links to its recordings."""
        from archivist.html_to_markdown import to_markdown  # noqa: PLC0415

        place = self._place(item)
        self.pictures.begin(place)
        thumbnail = item.meta.get("_thumbnail_id", "")
        if lacks_featured(thumbnail, self.survey):
            self.without_featured.append(number_of(item))
        whole, recordings = with_enclosures(html, item)
        converted = to_markdown(
            with_featured(whole, thumbnail, self.survey),
            base=link or self.survey.site,
            language=language,
            picture=self.pictures.bring,
            place=place,
        )
        message = f"a recording cannot be printed; a link to it is at the end: {recordings}"
        return converted, [self._finding("import-left-out", message, item)] if recordings else []

    def _language(self, version: _Version) -> tuple[str, list[Finding]]:
        """What the item says, else what the user says, else the site's language, unless the words are in another."""
        said = version.translation.language
        if self.wishes.language and not said:
            return self.wishes.language, []
        declared = said or self.survey.languages.as_wished(self.survey.language)
        if not declared:
            return "", []
        guess = language_that_overrules(declared, _words(version), self.wishes.languages)
        if guess:
            whose = f"the one the export names ({said})" if said else f"the site's ({declared})"
            message = f"the language is assumed to be {guess.tag}, not {whose}: {guess.why}"
            return guess.tag, [self._finding("import-guessed", message, version.item)]
        self.in_site_language += not said
        return declared, []

    def _authors(self, item: Entry) -> tuple[str, ...]:
        names, bare = wordpress_people.authors(item, self.survey)
        self.logins.update(bare)
        return names

    def _find_related(self, numbers: tuple[int, ...], item: Entry) -> tuple[tuple[FoundRelated, ...], list[Finding]]:
        numbers = tuple(dict.fromkeys(numbers))
        names = self.survey.names
        found = tuple(FoundRelated(address=names[number]) for number in numbers if number in names)
        lost = ", ".join(str(number) for number in numbers if number not in names)
        message = f"related items are not in the export: {lost}"
        return found, [self._finding("import-left-out", message, item)] if lost else []

    def _extra(self, item: Entry) -> tuple[dict[str, object], list[Finding]]:
        extra, left_out = wordpress_metadata.extra(item)
        if item.fields.get("wp:status", "").strip() in ("draft", "pending"):
            extra["draft"] = True
        message = f"custom fields that are long or contain data of programs are left out: {', '.join(left_out)}"
        return extra, [self._finding("import-left-out", message, item)] if left_out else []


def _words(version: _Version) -> str:
    """The words of a title and its text, without code."""
    return plain_line(f"{version.title}\n{outside_code(version.content[:_SAMPLE])}")


def _item_name(title: str, item: Entry) -> str:
    kind = item.fields.get("wp:post_type", "").strip() or "post"
    return f"the {kind} {number_of(item)}, “{title[:100]}”," if title else f"the {kind} {number_of(item)}"
