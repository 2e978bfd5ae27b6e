"""What is reported of packages for libraries."""

from archivist.findings.code import Code, Severity

_E = Severity.ERROR
_W = Severity.WARNING
_I = Severity.INFO

PAGE = "deposit"  # of the manual
CODES: dict[str, Code] = {
    "rebuilt-file-differs": Code(
        _E,
        "A file that was made again from the source in a package is not the one in the package.",
        "Install the recorded versions of archivist, its libraries and the fonts. If no "
        "recorded input differs, check the package with `archivist audit`.",
    ),
    "recorded-input-differs": Code(
        _W,
        "A font, a program, a setting or an article is not the one that the volume was made with.",
        "Install the recorded version, or compare the files by eye.",
    ),
    "installed-font-differs": Code(
        _I,
        "This machine has another version of a font of the package. The package has the font, and it was used.",
        "No action needed.",
    ),
    "full-text-without-pictures": Code(
        _W,
        "The full text of an article (JATS) names a picture that is not in the package: the profile leaves out the "
        "source. The PDF and the EPUB have the picture.",
        "Use a profile with the source, or send the pictures along.",
    ),
    "not-depositable": Code(
        _E,
        "A volume cannot be deposited: it is not published, or its files or articles are not those of the ledger.",
        "Compile the volume, then publish it. `--draft` makes a package that is not for deposit.",
    ),
    "edition-not-in-package": Code(
        _W,
        "An edition of the volume is not published, so it is not in the package.",
        "Publish it first with `archivist publish VOLUME`, or name the languages to deposit with `--language`.",
    ),
    "deposit-check-failed": Code(
        _E,
        "A check of a file failed, so no package is made of it.",
        "See `archivist verify VOLUME`. `--draft` makes a package that is not for deposit.",
    ),
    "draft-check-failed": Code(
        _W,
        "A check of a file failed. The package is a draft and says so.",
        "See `archivist verify VOLUME`. Do not deposit the draft.",
    ),
    "deposit-not-verified": Code(
        _W,
        "Checks of the files could not be made, mostly since a validator is not installed. The package says “not "
        "verified” of each.",
        "Install the validator and make the package again, before it is deposited.",
    ),
    "deposit-settings-changed": Code(
        _W,
        "Settings or style sheets were changed since the volume was published. The records of the package say of the "
        "serial what the settings say today.",
        "Compare the records with the imprint of the volume.",
    ),
    "package-differs": Code(
        _E,
        "At the place of a package there is another one of the same name. It was not changed: a package that may have "
        "been deposited never changes.",
        "Compare them. If the one that is there was never handed over, remove it and make the package again; else "
        "make the other one with `--to FOLDER`.",
    ),
    "package-file-name": Code(
        _E,
        "A file cannot be in a bag under its name: programs differ in how they read `%0A`, `%0D`, `%25` and line "
        "breaks in it.",
        "Rename the file.",
    ),
    "package-without-cover": Code(
        _W, "An edition has no picture of its cover, so the package has none.", "Compile the edition again."
    ),
    "font-licence-unknown": Code(
        _W,
        "A font of the volume is not installed in the version that was used, so the package does not state its "
        "licence.",
        "Install that version of the font, or add its licence to what you send.",
    ),
    "profile-key-missing": Code(
        _E,
        "A library asks for something that the settings do not say. No package is made for it.",
        "Set the key below [archive] in archivist.toml.",
    ),
    "profile-format-missing": Code(
        _E,
        "A library asks for a format that the edition does not have. No package is made for it.",
        "Compile and publish the volume in this format, or make a package with another `--profile`.",
    ),
    "profile-too-large": Code(
        _E,
        "A file or a package is larger than a library takes.",
        "Ask the library how it takes large files, or make a package with another `--profile`.",
    ),
    "profile-few-pages": Code(
        _W,
        "An edition has fewer pages than the publications that a library takes.",
        "Ask the library before you deposit it.",
    ),
    "earlier-version-not-there": Code(
        _W,
        "The package of the version before is not in the folder of packages, so the OCFL object begins with this one.",
        "Make the package where the one of the version before is, with `--to FOLDER`.",
    ),
}
