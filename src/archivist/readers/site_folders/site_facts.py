"""What a file says of itself beyond its title and date, or what can be inferred: language, group, authors, address."""

import html

from archivist.reader_api.declared_language import language_that_overrules, outside_code
from archivist.reader_api.language import language_of
from archivist.readers.site_folders.library import path_categories
from archivist.readers.site_folders.site import Program, name_of
from archivist.readers.site_folders.site_fields import OTHER_KEYS, SOURCES, Fields
from archivist.readers.site_folders.site_files import DRAFTS, POSTS
from archivist.readers.site_folders.site_source import Source

_LAST_LATIN = "\u024f"


def language(source: Source) -> str:
    """The canonical tag, "" if neither the source nor its words tell it."""
    declared = _declared_language(source)
    text = outside_code(html.unescape(source.matter.text) if source.file.is_html else source.matter.text)
    if declared:
        guess = language_that_overrules(declared, text, source.wishes.languages)
        if guess is None:
            return declared
        message = f"the language {declared} is declared, but the words are {guess.tag}: {guess.why}"
        source.fields.remark("import-guessed", message)
        return guess.tag
    if source.wishes.language:
        return ""
    guess = language_of(text, source.wishes.languages)
    if guess and (guess.sure or guess.tag in source.wishes.languages):
        source.fields.remark("import-guessed", f"the language {guess.tag}, from {guess.why}")
        return guess.tag
    return _default_language(source, text)


def _declared_language(source: Source) -> str:
    """The language by the front matter, the path or the settings of the site; "" if none names it."""
    language = source.fields.language(source.site.languages)
    if language:
        return language
    if source.path.language and not source.path.is_declared:
        message = f"the language {source.path.language}, from `{source.path.language_from}` in the path"
        source.fields.remark("import-guessed", message)
    return source.path.language or source.site.language


def _default_language(source: Source, text: str) -> str:
    """English, as Hugo and Zola have it where the settings name no language; not of words in another script.

    gohugo.io/configuration/all, `defaultContentLanguage`; getzola.org/documentation, `default_language`.
    """
    program = source.site.program
    foreign = sum(letter > _LAST_LATIN and letter.isalpha() for letter in text)
    if program not in (Program.HUGO, Program.ZOLA) or foreign * 2 > sum(map(str.isalpha, text)):
        return ""
    source.fields.remark("import-guessed", f"the language en, the default of {program}")
    return "en"


def group(source: Source) -> str:
    """What translations of the work have in common."""
    if source.site.program is Program.JEKYLL:
        for name in OTHER_KEYS:
            if source.fields.scalar(name):
                return source.fields.text(name)
        permalink = source.data.get("permalink")
        if isinstance(permalink, str) and permalink.strip("/") and ":" not in permalink:
            return _without_language(source, permalink.strip("/"))
    if len(source.library.translations[source.path.whole]) > 1 and not source.path.is_declared:
        message = f"the work it is a translation of, from the path it shares with others, `{source.path.whole}`"
        source.fields.remark("import-guessed", message)
    return source.path.whole


def slug(source: Source) -> str:
    """The last part of its address, else its file name."""
    for name in ("permalink", "url", "path") if source.site.program is Program.ZOLA else ("permalink", "url"):
        address = source.fields.scalar(name)
        last = address.rstrip("/").rpartition("/")[2].partition(".")[0]
        if last and ":" not in address:
            return last
    return source.path.name


def authors(source: Source) -> tuple[str, ...]:
    """The names of the authors; those of the settings with a remark."""
    names = source.fields.texts("authors", "author")
    if names:
        return tuple(source.site.authors.get(name, name) for name in names)
    default = name_of(source.site.config.get("author")) if source.site.program is Program.JEKYLL else ""
    if not default:
        return ()
    default = source.site.authors.get(default, default)
    source.fields.remark("import-guessed", f"the author {default!r}, from the settings of the site")
    return (default,)


def type_of(source: Source) -> str:
    """What the site calls its kind of text: posts, pages, a collection; in Hugo `type`, else the first folder."""
    said = source.fields.scalar("type")
    if said or source.site.program is Program.NONE:
        return said
    if source.site.program is Program.JEKYLL:
        return POSTS if source.file.kind == DRAFTS else source.file.kind
    return source.path.whole.partition("/")[0] if "/" in source.path.whole else "page"


def section(source: Source) -> str:
    """The column: the first category."""
    section = source.fields.text("section", "category")
    if section:
        return section
    is_jekyll = source.site.program is Program.JEKYLL
    found = source.fields.words("categories", by_spaces=is_jekyll) or source.fields.texts("category")
    if len(found) > 1:
        source.fields.remark("import-left-out", f"the categories after the first: {', '.join(found[1:])}", "categories")
    above = path_categories(source.path.inner) if source.file.kind == POSTS else ()
    own = [each for each in above if each != source.path.language_from]
    return next(iter((*found, *own)), "")


def address(source: Source) -> str:
    """The web address it was published at, "" if that is not sure."""
    said = source.fields.address(*SOURCES)
    if said:
        return said
    if source.site.program is Program.NONE:
        return source.fields.text("source")  # an archive of this form may have another word there
    return source.library.address_of(source.file, Fields(source.fields.own, source.fields.defaults, source.place))


def _without_language(source: Source, address: str) -> str:
    first, slash, rest = address.partition("/")
    codes = {code.lower() for code in source.site.languages} | {source.path.language_from.lower() or "/"}
    return rest if slash and first.lower() in codes else address
