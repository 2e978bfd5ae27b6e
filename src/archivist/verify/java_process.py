"""What the processes of Java validators have in common: jobs as JSON on standard input, a line of JSON for each answer.

A crash of Java ends the process and no other. Nothing of the rest of the program is imported here.
"""

import json
import os
import sys
from collections.abc import Callable
from typing import Protocol

JAVA_OPTIONS = (
    "-Djava.awt.headless=true",
    # A run is too short for the optimising compiler to pay.
    "-XX:TieredStopAtLevel=1",
    "-XX:+UseSerialGC",
    "-XX:+IgnoreUnrecognizedVMOptions",
    "--enable-native-access=ALL-UNNAMED",
)


class Engine(Protocol):
    """A validator, started."""

    def answer(self, *job: str) -> dict[str, object]:
        """What it says of a job, as JSON can hold it."""


def serve(start: Callable[[], Engine]) -> None:
    """Do the jobs given on standard input. `start` makes the engine once Java runs."""
    # What Java prints goes to standard error, so that it cannot mix with the answers.
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    given = json.load(sys.stdin)
    _start_java(given["jvm"], given["classpath"])
    engine = start()
    for job in given["jobs"]:
        print(json.dumps(engine.answer(*job)), file=answers, flush=True)


def _start_java(jvm: str, classpath: list[str]) -> None:
    import jpype  # noqa: PLC0415  # only this process needs it

    jpype.startJVM(jvm or jpype.getDefaultJVMPath(), *JAVA_OPTIONS, classpath=classpath)
