"""Validates XML with Xerces and an E-ARK package with commons-ip, in one Java: run as a program, in its own process.

    python java_validation.py JVM JAR PACKAGE SCHEMA FILE [SCHEMA FILE …]

Writes what Xerces reports of each file, as a line of JSON, then the report of commons-ip.
"""

import json
import sys


def main(jvm: str, jar: str, package: str, *schemas_and_files: str) -> None:
    import jpype  # noqa: PLC0415

    jpype.startJVM(jvm, "-Djava.awt.headless=true", "-Xss4m", "-XX:TieredStopAtLevel=1", classpath=[jar])
    pairs = zip(schemas_and_files[::2], schemas_and_files[1::2], strict=True)
    sys.stdout.write(f"{json.dumps([_validate(schema, file) for schema, file in pairs])}\n")
    sys.stdout.flush()
    validate = jpype.JClass("org.roda_project.commons_ip2.cli.Validate")()
    jpype.JClass("picocli.CommandLine")(validate).execute("-i", package, "--specification-version", "2.2.0")


def _validate(schema: str, file: str) -> str:
    """What Xerces has against a file; "" if nothing."""
    import jpype  # noqa: PLC0415

    opened = jpype.JClass("java.io.File")
    factory = jpype.JClass("javax.xml.validation.SchemaFactory").newInstance("http://www.w3.org/2001/XMLSchema")
    source = jpype.JClass("javax.xml.transform.stream.StreamSource")(opened(file))
    try:
        factory.newSchema(opened(schema)).newValidator().validate(source)
    except jpype.JException as error:
        return str(error)
    return ""


if __name__ == "__main__":
    main(*sys.argv[1:])
