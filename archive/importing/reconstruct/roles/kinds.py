"""What a printed line can be."""

from __future__ import annotations

from enum import StrEnum


class LineRole(StrEnum):
    """The part a printed line plays; in this order stand the columns of ``role_chances``."""

    HEAD = "headline"
    CROSSHEAD = "crosshead"
    BODY = "body"
    BYLINE = "byline"
    CAPTION = "caption"
    BOX = "box"
    FURNITURE = "furniture"


ROLES = tuple(LineRole)

# Where the headings of stories and of their sections stand among the columns.
HEADINGS = [ROLES.index(LineRole.HEAD), ROLES.index(LineRole.CROSSHEAD)]
