"""Documents into fragments, fragments into one PDF."""
