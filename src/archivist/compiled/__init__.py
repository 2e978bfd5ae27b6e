"""Editions that were compiled or published before: read, and compared with their records and with today."""
