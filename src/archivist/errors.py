"""What stops the program, each with the exit code it ends in.

One base class, so that the command line needs one handler and a user never sees a traceback.
"""

from archivist.place import Place

# What `archivist verify` ends with if nothing failed and something could not be verified. 2 is a usage error.
NOT_VERIFIED = 3


class ArchivistError(Exception):
    """A problem the user can do something about.

    `message` says what is wrong, `hint` what to do next, `place` where it is; the error as text is place and message.
    """

    exit_code = 1

    def __init__(self, message: str, hint: str = "", place: Place | None = None) -> None:
        self.message, self.hint, self.place = message, hint, place or Place()
        super().__init__(f"{self.place}: {message}" if self.place else message)


class UsageError(ArchivistError):
    """The command was given something it cannot work with: wrong folder, unknown volume, bad option."""

    exit_code = 2


class ConfigurationError(UsageError):
    """`archivist.toml` is missing, is not TOML, or says something the schema does not know."""


class BuildLockedError(ArchivistError):
    """Another compile is running in the same build folder."""


class LayoutError(ArchivistError):
    """A document could not be set without loss: a word missing, a letter without a glyph."""


class LayoutFailedError(ArchivistError):
    """Documents of an edition cannot be laid out without loss; findings say which and why."""


class BindingError(ArchivistError):
    """The EPUB container could not be written as meant."""


class UnknownPageError(ArchivistError):
    """A document quotes the page of something that is on no page laid out before it."""
