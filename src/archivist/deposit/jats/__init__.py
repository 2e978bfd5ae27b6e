"""An article in JATS 1.3 (ANSI/NISO Z39.96-2021), its full text included.

    write(volume, edition, article)  -> one file

The text is that of the XHTML document that the PDF and the EPUB are made from, so it is complete where they are. Of the
tag sets of JATS it is that for archiving and interchange, with MathML 3: the one that may represent what is there, such
as the end of a line and a rule across the page. docs/deposit.md says what has no element of its own.
"""

from archivist.deposit.jats.article_file import PUBLIC_ID, SYSTEM_ID, write

__all__ = ["PUBLIC_ID", "SYSTEM_ID", "write"]
