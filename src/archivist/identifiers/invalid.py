"""The error of what is not an identifier."""


class InvalidIdentifierError(ValueError):
    """A text is not a valid identifier, or a pattern does not make one; the message says why."""
