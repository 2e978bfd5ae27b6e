"""The shelf: compiled editions shown as pages, counted, searched and listed, from their records and their files."""
