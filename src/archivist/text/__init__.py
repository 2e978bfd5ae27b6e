"""Text and XML: scripts and languages, characters, numbers of lists, the words a reader sees."""
