"""From foreign forms to article files: deduplication, joining, drafting and writing of what the readers find."""
