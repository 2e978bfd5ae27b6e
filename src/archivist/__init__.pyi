from archivist.api import Archive as Archive
from archivist.api import ArchivistError as ArchivistError
from archivist.api import Compilation as Compilation
from archivist.api import CompiledEdition as CompiledEdition
from archivist.api import Finding as Finding
from archivist.api import Plan as Plan
from archivist.api import PlannedEdition as PlannedEdition
from archivist.api import PlannedVolume as PlannedVolume
from archivist.api import Record as Record
from archivist.api import RecordedArticle as RecordedArticle
from archivist.api import RecordedFile as RecordedFile
from archivist.api import open_archive as open_archive

__all__: list[str]
__version__: str
