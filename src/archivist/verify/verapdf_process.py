"""veraPDF's engine in a process of its own: `python -m archivist.verify.verapdf_process`. See java_process.py."""

from typing import Any

from archivist.verify.java_process import serve

_MOST = 100  # failures of one rule that the engine keeps


class _Engine:
    def __init__(self) -> None:
        import jpype  # noqa: PLC0415

        jpype.JClass("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()
        self._java = jpype.JException
        self._file = jpype.JClass("java.io.File")
        self._flavour = jpype.JClass("org.verapdf.pdfa.flavours.PDFAFlavour")
        self._foundry = jpype.JClass("org.verapdf.pdfa.Foundries").defaultInstance()
        details = jpype.JClass("org.verapdf.ReleaseDetails").getDetails()
        self._version = next((str(each.getVersion()) for each in details if str(each.getId()) == "core"), "")

    def answer(self, *job: str) -> dict[str, object]:
        """What it says of a file and a flavour: `passed` and `failures`, or `unreadable` and why."""
        file, flavour = job
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
    serve(_Engine)
