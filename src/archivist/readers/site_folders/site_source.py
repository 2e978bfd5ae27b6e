"""A file of a site with all that is known before its text is looked at."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from archivist.findings import Finding
from archivist.place import Place
from archivist.reader_api.dates import Moment
from archivist.reader_api.found import Wishes
from archivist.readers.site_folders.inferred_day import inferred_day
from archivist.readers.site_folders.library import Library, Loaded
from archivist.readers.site_folders.paths import SourcePath
from archivist.readers.site_folders.site import Program, Site
from archivist.readers.site_folders.site_fields import DATES, Fields
from archivist.readers.site_folders.site_files import SourceFile
from archivist.readers.site_folders.site_front_matter import Entry, FrontMatter


@dataclass(frozen=True, slots=True)
class Source:
    """A file, and the site around it."""

    library: Library
    wishes: Wishes
    file: SourceFile
    path: SourcePath
    place: Place  # for the report
    matter: FrontMatter
    data: Mapping[str, object]  # the front matter as plain data
    fields: Fields
    moment: Moment | None  # of publication, if the front matter says it
    day: datetime.date | None  # of publication
    day_from: str  # what it was inferred from; "" if the site itself dates the article so

    @property
    def site(self) -> Site:
        """The site it belongs to."""
        return self.library.site


def source_of(library: Library, wishes: Wishes, file: SourceFile, loaded: Loaded, place: Place) -> Source:
    """A file whose front matter is read."""
    site, path, matter = library.site, library.paths[file.path], loaded.matter
    fields = Fields(_own(site, matter.entries), library.defaults(file), place)
    fields.remarks += [*loaded.remarks, *_remarks(matter, place)]
    moment = fields.moment(*DATES)
    data = {key: entry.data for key, entry in matter.entries.items()}
    day, day_from = (moment.day, "") if moment else inferred_day(site, file, path, fields)
    return Source(library, wishes, file, path, place, matter, data, fields, moment, day, day_from)


def _remarks(matter: FrontMatter, place: Place) -> list[Finding]:
    found = [
        Finding.at(place.on_line(line), "import-repaired", f"the key `{key}` appears twice; the last one counts")
        for key, line in matter.twice
    ]
    for cut in matter.unquoted:
        if cut.fixed:
            message = f"{cut.reason}; if that is not meant, write: {cut.fixed.strip()}"
            found.append(Finding.at(place.on_line(cut.line), "import-doubtful", message))
    if matter.controls:
        message = f"{matter.controls} characters that a book cannot contain were removed of the front matter"
        found.append(Finding.at(place.on_line(1), "import-repaired", message))
    return found


def _own(site: Site, entries: Mapping[str, Entry]) -> Mapping[str, Entry]:
    """The front matter; of Zola's the taxonomies are keys like others."""
    held = entries.get("taxonomies") if site.program is Program.ZOLA else None
    if held is None or not isinstance(held.data, dict) or not isinstance(held.written, dict):
        return entries
    inner = {key: Entry(value, held.written[key], held.line) for key, value in held.data.items()}
    return {**inner, **{key: entry for key, entry in entries.items() if key != "taxonomies"}}
