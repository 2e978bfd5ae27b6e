"""What the finished files are worth: this program's own checks and outside tools, one module each, one form of verdict.

Nothing is imported here but that form: `edition_checks.verify` brings the rest, where it runs.
"""

from archivist.findings import Severity
from archivist.verdict import Message, Verdict

__all__ = ["Message", "Severity", "Verdict"]
