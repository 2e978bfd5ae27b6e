"""Every message to an author or a librarian: data, of which the terminal and JSON are two views.

Each code is in one table, that of its subject, with its severity, meaning, remedy and page of the manual. `catalogue`
joins the tables; docs/findings.md is made from them; tests/test_findings_catalogue.py fails for a code without a test.
"""

from archivist.findings.catalogue import CODES
from archivist.findings.code import Code, Severity
from archivist.findings.finding import Finding, has_errors, in_order

__all__ = ["CODES", "Code", "Finding", "Severity", "has_errors", "in_order"]
