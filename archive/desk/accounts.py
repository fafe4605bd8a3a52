"""The first editor's account."""

from __future__ import annotations

from django.contrib.auth.models import Group, User
from django.db import transaction
from django.utils.crypto import get_random_string

from archive.desk.roles import EDITORS

# Twenty characters out of 55 are about 115 bits: beyond guessing, short enough to be typed once.
PASSWORD_LENGTH = 20
# Without the characters that look like others when they are read from a screen.
LEGIBLE_CHARACTERS = "abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789"


@transaction.atomic
def ensure_editor(name: str = "editor") -> str | None:
    """Make an editor of this name and give the password, once; None when the account exists."""
    user, is_new = User.objects.get_or_create(username=name, defaults={"is_staff": True})
    if not is_new:
        return None
    password = get_random_string(PASSWORD_LENGTH, LEGIBLE_CHARACTERS)
    user.set_password(password)
    user.save(update_fields=["password"])
    user.groups.add(Group.objects.get(name=EDITORS))
    return password
