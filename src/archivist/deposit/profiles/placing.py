"""Files put where a profile wants them."""

from archivist.deposit.description import PackageFile
from archivist.deposit.profiles.profile import Profile
from archivist.deposit.profiles.volume_record import volume_record_only


def place(profile: Profile, file: PackageFile) -> PackageFile | None:
    """The file under the name that the profile gives it; None if the package does not have it. Raises OSError."""
    rule = profile.rule_for(file)
    if rule is None:
        return None
    placed = rule.place(file)
    return volume_record_only(placed) if rule.volume_record_only else placed
