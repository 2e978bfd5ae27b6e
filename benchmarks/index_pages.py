"""The index of volumes against an independent reading of their pages: `python benchmarks/index_pages.py ARCHIVE`.

For each edition in the archive's build folder the number of terms, of pages named for them, and of pages on which
PDFium reads one of their forms; then whatever is wrong. Exit status 1 if anything is.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from tests.index_reading import read_index


def main() -> int:
    """Read every edition that has an index."""
    archive = Path(sys.argv[1] if len(sys.argv) > 1 else ".")
    wrong = 0
    for record in sorted(archive.glob("build/*/volume.*.json")):
        language = record.name.split(".")[1]
        result = read_index(record.parent, language, archive / "glossary.toml")
        print(
            f"{record.parent.name}.{language}: {result.terms} terms, {result.locators} pages named, {result.found} read"
        )
        for line in result.wrong:
            print(f"  {line}")
        wrong += len(result.wrong)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
