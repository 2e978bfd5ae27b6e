"""From foreign forms to articles: a reader for each kind of source, and the joining of what they find."""
