"""What is reported of volumes that were published."""

from archivist.findings.code import Code, Severity

_E = Severity.ERROR
_W = Severity.WARNING

PAGE = "publishing"  # of the manual
_NEW_VERSION = "Restore it as it was published, or make a new version with `archivist compile VOLUME --new-version`."

CODES: dict[str, Code] = {
    "published-article-changed": Code(
        _E, "An article of a published volume was changed since. Nothing of that edition is made.", _NEW_VERSION
    ),
    "published-article-removed": Code(
        _E, "An article of a published volume is no longer there. Nothing of that edition is made.", _NEW_VERSION
    ),
    "published-article-moved": Code(
        _E,
        "An article of a published volume has another date. It stays in that volume. Nothing of that edition is made.",
        _NEW_VERSION,
    ),
    "published-picture-changed": Code(
        _E, "A picture of a published volume was changed or removed. Nothing of that edition is made.", _NEW_VERSION
    ),
    "published-file-differs": Code(
        _E,
        "A file of a published edition is missing or damaged, and making it again gives other bytes.",
        "Copy the published file back from where you keep it, or make a new version with "
        "`archivist compile VOLUME --new-version`.",
    ),
    "late-article": Code(
        _E,
        "An article is dated into a published volume and is not in it. Nothing of that edition is made.",
        "Choose with `[volumes] late` where such articles are printed, or make a new version with "
        "`archivist compile VOLUME --new-version`.",
    ),
    "late-article-printed": Code(
        _W,
        "An article is dated into a published volume and is not in it; by `[volumes] late` another volume prints it.",
        "No action needed, if that is what you want.",
    ),
    "late-article-waits": Code(
        _W,
        "An article is dated into a published volume and is not in it, and there is no later volume that could print "
        "it yet.",
        "Add an article of a later period, or choose another value of `[volumes] late`.",
    ),
    "number-out-of-order": Code(
        _W,
        "A volume gets a higher number than a later one, since the numbers of published volumes never change.",
        "No action needed. Cite volumes by id or by number and date.",
    ),
    "source-without-font": Code(
        _W,
        "The source of a volume does not include a font: its licence does not say that it may be passed on, or the "
        "version with which the volume was published is not installed. The "
        "volume can be made again only where this version of the font is installed.",
        "Install the version that was used, keep a copy of the font file, or use one under the SIL Open Font License.",
    ),
    "source-article-missing": Code(
        _E,
        "The source of a volume lacks an article of one of its editions.",
        "Restore the folder from another copy of the package.",
    ),
    "not-publishable": Code(
        _E,
        "An edition cannot be published as it is in the build folder.",
        "Compile the volume again, then publish it.",
    ),
}
