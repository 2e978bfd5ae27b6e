"""What all tables of the settings have in common."""

from pydantic import BaseModel, ConfigDict


class Table(BaseModel):
    """A table: it has no other keys than these, and does not change."""

    model_config = ConfigDict(extra="forbid", frozen=True)
