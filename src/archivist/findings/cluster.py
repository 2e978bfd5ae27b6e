"""What is reported about a cluster."""

from archivist.findings.code import Code, Severity

PAGE = "scale"  # of the manual
CODES: dict[str, Code] = {
    "cluster-not-encrypted": Code(
        Severity.WARNING,
        "The connection to the scheduler of a cluster is not encrypted. Anyone who reaches it can read the articles, "
        "change pages, and run programs on its machines.",
        "Use `tls://` with certificates, or a network that nobody else can reach.",
    ),
}
