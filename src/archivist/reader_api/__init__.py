"""What a reader of a kind of source uses: what it yields, and how dates, names, languages and encodings are read."""
