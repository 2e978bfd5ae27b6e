"""What `archivist audit` reports of packages, volumes and the ledger after years, and `archivist deliver` of copies."""

from archivist.findings.code import Code, Severity

_E = Severity.ERROR
_W = Severity.WARNING

PAGE = "deposit"  # of the manual
_COPY = "Restore it from another copy of the package, then audit again."

CODES: dict[str, Code] = {
    # files
    "fixity-changed": Code(
        _E, "A file has other bytes than when the package was sealed: its digest is not the one listed.", _COPY
    ),
    "fixity-missing": Code(_E, "A file that the package lists does not exist.", _COPY),
    "fixity-foreign": Code(
        _E, "A file or an empty folder is in the package, and no manifest lists it.", "Move it out of the package."
    ),
    "fixity-renamed": Code(
        _E, "A file has another name than when the package was sealed.", "Give it its name again, then audit again."
    ),
    "fixity-unreadable": Code(
        _E,
        "A file or folder cannot be read, so nothing is known about its bytes.",
        "Check its permissions and the disk; then restore it from another copy of the package.",
    ),
    "fixity-link": Code(
        _E,
        "A symbolic link or a device is in the place of a file. A package must contain the files themselves.",
        _COPY,
    ),
    # what vouches for them
    "manifest-form": Code(
        _E,
        "A list of digests is not written as it was sealed: a digest in other letters, a line that is not one.",
        _COPY,
    ),
    "bag-form": Code(
        _E, "A bag does not conform to RFC 8493: its declaration, its metadata or its manifests are wrong.", _COPY
    ),
    "ocfl-form": Code(
        _E, "An OCFL object lacks the file that declares it as one, or that file has other contents.", _COPY
    ),
    "bag-unprotected": Code(
        _E,
        "No manifest lists a part of the bag: its payload, or its tag files.",
        "Restore the manifest from another copy of the package.",
    ),
    "zip-damaged": Code(
        _E,
        "A zip file is damaged, or is of a form that could harm the program that unpacks it. None of it is unpacked.",
        _COPY,
    ),
    "zip-not-sealed": Code(
        _W,
        "No file with the digest of a zip is beside it, so bytes that belong to no file in the zip are not checked.",
        "Restore NAME.zip.sha512 from where the package was made.",
    ),
    "package-missing": Code(
        _E,
        "A package is gone: it was named, or files that belong beside it are still there.",
        "Restore it from another copy, or remove what is left of it.",
    ),
    "package-replaced": Code(
        _E,
        "The package is consistent, and is not the one that was audited before.",
        "Compare it with another copy. If it was replaced on purpose, move its file of events elsewhere.",
    ),
    "nothing-to-audit": Code(
        _W,
        "There is nothing that can be audited: not a bag, a zip, an OCFL object, a folder with a list of its files "
        "beside it, a volume folder or a ledger.",
        "Name a package, or a folder that contains packages.",
    ),
    "nothing-vouches": Code(
        _W,
        "A zip contains no bag, and nothing beside it says what its bytes are.",
        "Compare it with another copy.",
    ),
    # delivery
    "not-a-package": Code(
        _E, "What is to be delivered is not a package.", "Name a package that `archivist deposit` made."
    ),
    "draft-not-delivered": Code(
        _E,
        "A draft is not for deposit, so it is not sent to a library.",
        "Publish the volume, and make its package without `--draft`.",
    ),
    # events
    "events-damaged": Code(
        _E,
        "The file of events beside a package cannot be read as PREMIS. It was left as it is, and nothing was added.",
        "Restore it from a copy, or move it elsewhere; then audit again.",
    ),
    "events-not-written": Code(
        _E,
        "The event of this audit could not be written.",
        "Name another folder with `--events DIR`, or audit with `--no-events`.",
    ),
    # the ledger
    "ledger-unreadable": Code(
        _E, "The ledger cannot be read, so it is not known what was published.", "Restore it from version control."
    ),
    "published-elsewhere": Code(
        _W,
        "The files of a published edition are not in the folder that was audited.",
        "Copy them back from where you keep them, or audit that place, too.",
    ),
}
