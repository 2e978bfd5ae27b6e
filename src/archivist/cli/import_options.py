"""The options of `archivist import`."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

SourcesArgument = Annotated[
    list[Path],
    typer.Argument(metavar="SOURCE", help="Files or folders to import articles from.", show_default=False),
]
DateOption = Annotated[
    str, typer.Option("--date", metavar="DATE", help="Date of articles whose source gives none: YYYY-MM-DD.")
]
LanguageOption = Annotated[
    str, typer.Option("--language", metavar="TAG", help="Language of articles that do not state theirs: en, ka, ru …")
]
MediaOption = Annotated[
    Path | None,
    typer.Option("--media", metavar="DIR", help="Folder with the pictures of an export, such as wp-content/uploads."),
]
SinceOption = Annotated[str, typer.Option("--since", metavar="DATE", help="Leave out articles before this day.")]
UntilOption = Annotated[str, typer.Option("--until", metavar="DATE", help="Leave out articles after this day.")]
CategoryOption = Annotated[
    list[str] | None,
    typer.Option("--category", metavar="NAME", help="Leave out articles without this section or tag. May be repeated."),
]
TypeOption = Annotated[
    list[str] | None,
    typer.Option("--type", metavar="NAME", help="Leave out articles of other types: post, page … May be repeated."),
]
DraftsOption = Annotated[bool, typer.Option("--drafts", help="Also import drafts; they stay drafts.")]
KindOption = Annotated[
    str, typer.Option("--as", metavar="KIND", help="Kind of the sources, if it is not recognised; see below.")
]
UpdateOption = Annotated[
    bool, typer.Option("--update", help="Show where articles of the archive differ, and ask whether to overwrite.")
]
YesOption = Annotated[bool, typer.Option("--yes", help="With --update: overwrite without asking.")]
WriteSettingsOption = Annotated[
    bool,
    typer.Option("--write-settings", help="Write title, languages and more from the source to archivist.toml."),
]
JobsOption = Annotated[int, typer.Option("--jobs", "-j", metavar="N", help="Worker processes (0: one per CPU).", min=0)]
VerboseOption = Annotated[bool, typer.Option("--verbose", help="Show every remark, not only their number.")]
ReportOption = Annotated[
    Path | None, typer.Option("--report", metavar="FILE", help="Write a full report to this file, as JSON.")
]


@dataclass(frozen=True, slots=True)
class Update:
    """What to do with articles of the archive that differ from the source."""

    is_wanted: bool  # --update
    is_agreed: bool  # --yes


@dataclass(frozen=True, slots=True)
class Output:
    """What to print and to write about an import."""

    verbose: bool
    json: bool
    report: Path | None
    write_settings: bool
