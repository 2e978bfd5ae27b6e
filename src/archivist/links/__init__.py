"""Addresses: when two are the same, which article is at one, what a link says of an archived copy."""
