"""Findings as data."""

from typing import Annotated, Literal

from pydantic import Field
from typing_extensions import TypedDict


class FindingData(TypedDict):
    """One finding."""

    code: Annotated[str, Field(description="Its kind, as listed in the manual under Findings.")]
    message: Annotated[str, Field(description="What was found.")]
    file: Annotated[str, Field(description='File, relative to the archive; "" if the finding concerns no single file.')]
    line: Annotated[int, Field(ge=0, description="Line, from 1; 0: the whole file.")]
    hint: Annotated[str, Field(description="What to do about it.")]
    item: Annotated[str, Field(description='What within the file it concerns, such as an entry of a feed; else "".')]
    severity: Literal["error", "warning", "info"]


Findings = Annotated[list[FindingData], Field(description="Findings, in order of file and line.")]
