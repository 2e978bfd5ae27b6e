"""How the connection to a mail server is encrypted: a value of the settings."""

from enum import StrEnum


class Security(StrEnum):
    """How the connection is encrypted."""

    STARTTLS = "starttls"  # RFC 3207, port 587
    TLS = "tls"  # from the first byte (RFC 8314), port 465
    NONE = "none"  # on this computer, or in a network that is trusted; never with a password elsewhere
