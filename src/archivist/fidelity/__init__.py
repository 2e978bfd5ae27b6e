"""Whether words are still there: comparisons of what a text says before and after it is imported, fixed or laid out."""
