"""What a reader wants compared: initiatives picked one by one, or one programme wherever it is run."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from archive.models import Initiative
from archive.reading.asking import Several

# Columns of one page: every province once, and some to spare. The files for download have no such limit.
MOST_COMPARED = 40
# Longest name and longest id, in characters.
NAME_MAX, ID_MAX = 120, 12
# Initiatives offered for picking at a time: what one looks through before typing another word.
OFFERED = 24


class Ids(Several):
    """Ids of initiatives; what is no number is refused."""

    def clean(self, value: list[str] | None) -> list[int]:  # type: ignore[override]
        """The ids in the order in which they were picked."""
        values = super().clean(value)
        if not all(one.isascii() and one.isdecimal() for one in values):
            raise ValidationError(_("An initiative is picked by its number."))
        return [int(one) for one in values]


class CompareForm(forms.Form):
    """What an address of the comparison may say."""

    initiative = Ids(MOST_COMPARED, ID_MAX, label=_("Initiatives"))
    programme = forms.CharField(required=False, max_length=NAME_MAX, label=_("Programme"))
    find = forms.CharField(required=False, max_length=NAME_MAX, label=_("Find initiatives"))

    @property
    def is_asked(self) -> bool:
        """Is anything to be compared?"""
        return bool(self.cleaned_data.get("initiative") or self.cleaned_data.get("programme"))

    def chosen(self) -> Any:
        """The initiatives of the programme and those picked, in the order of their places."""
        asked = self.cleaned_data
        named = Initiative.objects.called(asked["programme"]).order_by().values("pk")
        wanted = Q(pk__in=asked["initiative"])
        if asked["programme"]:
            wanted |= Q(pk__in=named)
        return Initiative.objects.filter(wanted).by_place().select_related("lead", "region")

    def offered(self) -> Any:
        """Initiatives to pick from: those that the reader looks for, by name, alias, lead or place."""
        words = self.cleaned_data["find"].split()
        found = Initiative.objects.all()
        for word in words:
            found = found.filter(
                Q(name__icontains=word)
                | Q(name_en__icontains=word)
                | Q(aliases__name__icontains=word)
                | Q(lead__name__icontains=word)
                | Q(region__name__icontains=word)
                | Q(region__parent__name__icontains=word)
            )
        # Joined aliases repeat rows; distinct and the order by place cannot both be had of every database.
        rows = (
            Initiative.objects.filter(pk__in=found.values("pk"))
            .by_place()
            .order_by("name", "region__code", "pk")
        )
        return rows.select_related("lead", "region")[:OFFERED]
