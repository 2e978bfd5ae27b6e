"""What was deposited, read again after years: packages, volumes and the ledger against the digests that came with them.

    audit(targets, executor)    -> for each package what was read and what is wrong
    find_targets(paths)         -> bags, zips of bags, volume folders and ledgers in these places
    append_event(…)             -> the PREMIS event of an audit, in a file beside the package

Nothing here knows how a package was made, and nothing is unpacked or changed. Bags are read by code of its own, which
follows RFC 8493: the library that writes them compares digests without regard to case, reads only folders, and ends
with an exception of some other library at many a damaged tag file.
"""
