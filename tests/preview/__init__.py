"""The preview of a volume in the browser."""
