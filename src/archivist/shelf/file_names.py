"""File names for groups that have a name in any script."""

from slugify import slugify

_LONGEST = 60  # characters


def unique_file_name(name: str, taken: set[str]) -> str:
    """A file name in ASCII, without its ending, that no other group has; it is added to those that are taken."""
    base = slugify(name, max_length=_LONGEST) or "group"
    chosen, number = base, 1
    while chosen in taken or chosen == "index":
        number += 1
        chosen = f"{base}-{number}"
    taken.add(chosen)
    return chosen
