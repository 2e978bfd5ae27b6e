"""What a package for a library needs to know of its volume: editions, verdicts, description, source."""
