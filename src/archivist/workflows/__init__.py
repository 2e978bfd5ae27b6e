"""What the commands do: a module per workflow, each of which reads as one page."""
