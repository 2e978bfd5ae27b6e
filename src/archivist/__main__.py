"""`python -m archivist` is the same program as `archivist`."""

from archivist.cli import main

main()
