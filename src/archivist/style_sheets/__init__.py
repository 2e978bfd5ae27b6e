"""The user's style sheets: read, and kept from hiding text."""
