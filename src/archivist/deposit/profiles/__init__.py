"""Profiles: what a library wants of a package, as data. A file `NAME.toml` here is the profile of that name.

read_profile("kb")           -> a profile of archivist
read_profile("mine.toml")    -> one of the user
place(profile, file)         -> the file under the name that the library wants; None if it does not want it
"""

from archivist.deposit.profiles.checks import unmet
from archivist.deposit.profiles.placing import place
from archivist.deposit.profiles.profile import Container, Profile, Requirement, Scope, Structure
from archivist.deposit.profiles.profile_files import DEFAULT, profile_names, read_profile

__all__ = [
    "DEFAULT",
    "Container",
    "Profile",
    "Requirement",
    "Scope",
    "Structure",
    "place",
    "profile_names",
    "read_profile",
    "unmet",
]
