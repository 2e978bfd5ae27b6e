"""Pictures: which formats a book can contain, and their files."""
