"""veraPDF's engine in a process of its own: `python -m archivist.verify.verapdf_process`. See java_process.py."""

from collections.abc import Iterable, Mapping
from typing import Any

from archivist.verify.java_process import serve

_MOST = 100  # failures of one rule that the engine keeps


class _Engine:
    def __init__(self) -> None:
        import jpype  # noqa: PLC0415

        jpype.JClass("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()
        self._java = jpype.JException
        self._file = jpype.JClass("java.io.File")
        self._takes_several = hasattr(jpype.JClass("org.verapdf.pdfa.PDFAValidator"), "validateAll")  # since 1.26
        self._list = jpype.JClass("java.util.ArrayList")
        self._flavour = jpype.JClass("org.verapdf.pdfa.flavours.PDFAFlavour")
        self._foundry = jpype.JClass("org.verapdf.pdfa.Foundries").defaultInstance()
        details = jpype.JClass("org.verapdf.ReleaseDetails").getDetails()
        self._version = next((str(each.getVersion()) for each in details if str(each.getId()) == "core"), "")

        self._last: tuple[str, dict[str, dict[str, object]]] = "", {}  # a file, and its answers by flavour

    def answer(self, *job: str) -> dict[str, object]:
        """What it says of a file and a flavour: `passed` and `failures`, or `unreadable` and why.

        A job also names all flavours that are asked of the file. They are validated in one pass: most of it is the
        same for all.
        """
        file, flavour, *together = job
        if self._last[0] != file or flavour not in self._last[1]:
            self._last = file, self._validate(file, dict.fromkeys((flavour, *together)))
        return {"version": self._version} | self._last[1][flavour]

    def _validate(self, file: str, flavours: Iterable[str]) -> dict[str, dict[str, object]]:
        answers: dict[str, dict[str, object]] = {flavour: {"unknown": True} for flavour in flavours}
        kinds = {flavour: self._flavour.fromString(flavour) for flavour in answers}
        known = {flavour: kind for flavour, kind in kinds.items() if str(kind.getId()) == flavour}
        try:
            if known:
                answers |= self._results(file, known)
        except self._java as problem:
            answers |= {flavour: {"unreadable": str(problem)[:500]} for flavour in known}
        return answers

    def _results(self, file: str, kinds: Mapping[str, object]) -> dict[str, dict[str, object]]:
        """Those of each flavour, by its name."""
        first, several = next(iter(kinds.values())), len(kinds) > 1
        if several and not self._takes_several:
            return {name: self._results(file, {name: kind})[name] for name, kind in kinds.items()}
        parser = self._foundry.createParser(self._file(file), first)
        try:
            asked = self._list(list(kinds.values())) if several else first
            validator = self._foundry.createValidator(asked, _MOST, False, False, False)
            return {
                str(result.getPDFAFlavour().getId()): {
                    "passed": bool(result.isCompliant()),
                    "failures": [_failure(each) for each in result.getTestAssertions()],
                }
                for result in (validator.validateAll(parser) if several else [validator.validate(parser)])
            }
        finally:
            parser.close()


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
