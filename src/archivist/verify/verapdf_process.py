"""veraPDF's engine in a process of its own: jobs as JSON on standard input, a line of JSON a job on standard output.

Run as `python -m archivist.verify.verapdf_process`. A start of Java costs seconds, so one process takes all files; a
crash of Java ends this process and no other. Nothing of the rest of the program is imported here.
"""

import json
import os
import sys
from typing import Any

_MOST = 100  # failures of one rule that the engine keeps
_JAVA_OPTIONS = (
    "-Djava.awt.headless=true",
    "-XX:TieredStopAtLevel=1",
    "-XX:+UseSerialGC",
    "-XX:+IgnoreUnrecognizedVMOptions",
    "--enable-native-access=ALL-UNNAMED",
)


def main() -> None:
    """Do the jobs given on standard input."""
    # What Java prints goes to standard error, so that it cannot mix with the answers.
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    given = json.load(sys.stdin)
    engine = _Engine(given["jvm"], given["classpath"])
    for file, flavour in given["jobs"]:
        print(json.dumps(engine.answer(file, flavour)), file=answers, flush=True)


class _Engine:
    """The engine, started."""

    def __init__(self, jvm: str, classpath: list[str]) -> None:
        import jpype  # noqa: PLC0415  # only this process needs it

        jpype.startJVM(jvm or jpype.getDefaultJVMPath(), *_JAVA_OPTIONS, classpath=classpath)
        jpype.JClass("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()
        self._java = jpype.JException
        self._file = jpype.JClass("java.io.File")
        self._flavour = jpype.JClass("org.verapdf.pdfa.flavours.PDFAFlavour")
        self._foundry = jpype.JClass("org.verapdf.pdfa.Foundries").defaultInstance()
        details = jpype.JClass("org.verapdf.ReleaseDetails").getDetails()
        self._version = next((str(each.getVersion()) for each in details if str(each.getId()) == "core"), "")

    def answer(self, file: str, flavour: str) -> dict[str, object]:
        """What it says of a file: `passed` and `failures`, or `unreadable` and why."""
        answer: dict[str, object] = {"version": self._version}
        try:
            kind = self._flavour.fromString(flavour)
            if str(kind.getId()) != flavour:
                return answer | {"unknown": True}
            parser = self._foundry.createParser(self._file(file), kind)
            try:
                validator = self._foundry.createValidator(kind, _MOST, False, False, False)
                result = validator.validate(parser)
                passed = bool(result.isCompliant())
                return answer | {"passed": passed, "failures": [_failure(each) for each in result.getTestAssertions()]}
            finally:
                parser.close()
        except self._java as problem:
            return answer | {"unreadable": str(problem)[:500]}


def _failure(assertion: Any) -> dict[str, object]:
    rule = assertion.getRuleId()
    return {
        "clause": str(rule.getClause()),
        "test": int(rule.getTestNumber()),
        "text": str(assertion.getErrorMessage() or assertion.getMessage()),
        "place": str(assertion.getLocation().getContext()),
    }


if __name__ == "__main__":
    main()
