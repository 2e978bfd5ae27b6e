"""The shelf on a web server: its files, OAI-PMH, and a password if one is wanted. Needs `archivist[serve]`."""
