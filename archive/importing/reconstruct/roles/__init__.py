"""The part each printed line plays."""

from archive.importing.reconstruct.roles.chances import role_chances
from archive.importing.reconstruct.roles.kinds import ROLES, LineRole

__all__ = ["ROLES", "LineRole", "role_chances"]
