"""What outside tools say of the finished files: one module a tool, one form for their verdicts."""

from archivist.verify.verdict import Message, Severity, Verdict

__all__ = ["Message", "Severity", "Verdict"]
