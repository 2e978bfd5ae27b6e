"""`archivist.toml`: what it can say, read and checked."""
