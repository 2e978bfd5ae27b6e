"""EPUBCheck in a process of its own. Run as `python -m archivist.verify.epubcheck_process`; see java_process.py."""

from archivist.verify.java_process import serve

# Kinds of classes for reading and transforming XML, of which Java looks for one through all jars.
_FACTORIES = ("javax.xml.transform.TransformerFactory", "javax.xml.parsers.SAXParserFactory")


class _Engine:
    def __init__(self) -> None:
        import jpype  # noqa: PLC0415

        _find_factories()
        self._java = jpype.JException
        self._checker = jpype.JClass("com.adobe.epubcheck.tool.EpubChecker")

    def answer(self, *job: str) -> dict[str, object]:
        """Write the report on a file, both given by absolute path. Its exit code, or why it has none."""
        file, report = job
        try:
            # English, whatever the locale, lets messages compare.
            return {"exit_code": int(self._checker().run([file, "--json", report, "--locale", "en", "--quiet"]))}
        except self._java as problem:
            return {"failure": str(problem)[:500]}


def _find_factories() -> None:
    """Let Java look for the factories once.

    Otherwise it looks again for every schema, and checks the signature of a jar each time.
    """
    import jpype  # noqa: PLC0415

    settings = jpype.JClass("java.lang.System")
    for factory in _FACTORIES:
        settings.setProperty(factory, jpype.JClass(factory).newInstance().getClass().getName())


if __name__ == "__main__":
    serve(_Engine)
