"""Columns that several lists share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import admin
from django.contrib.admin.utils import label_for_field
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from archive.desk.marks import difference, in_context
from archive.models import (
    Article,
    Correction,
    Doubt,
    Figure,
    Gap,
    Initiative,
    Mention,
    Organization,
    Region,
    Stretch,
)
from archive.text.spans import Span

if TYPE_CHECKING:
    InField = Correction | Doubt | Figure | Gap | Mention | Stretch

# Fields whose values have names of their own.
NAMED_VALUES = {"kind": dict(Article.Kind.choices), "state": dict(Article.State.choices)}


def label_of(field: str) -> str:
    """What a field of an article is called."""
    return capfirst(str(label_for_field(field, Article)))


class FieldColumn:
    """The field of the article, by its name instead of its code."""

    @admin.display(description=_("field"), ordering="field")
    def field_label(self, found: InField) -> str:
        """As the article's own form calls it."""
        return label_of(found.field)


class PlaceColumn(FieldColumn):
    """Where in its article a doubt or a gap stands."""

    @admin.display(description=_("place in the text"))
    def place(self, found: Doubt | Gap) -> SafeString:
        """The words before and after."""
        return in_context(str(getattr(found.article, found.field)), Span(found.at, found.at))


class RecordColumn:
    """The record that a mention names."""

    @admin.display(description=_("record"))
    def record(self, mention: Mention) -> Initiative | Organization | Region | None:
        """An organization, an initiative or a region; nothing while it is only a proposal."""
        return mention.subject


class ChangeColumn(FieldColumn):
    """What a correction took out and what it put in."""

    @admin.display(description=_("change"))
    def change(self, correction: Correction) -> SafeString:
        """The difference, word by word."""
        names = NAMED_VALUES.get(correction.field, {})
        before, after = (str(names.get(value, value)) for value in (correction.before, correction.after))
        return difference(before, after)
