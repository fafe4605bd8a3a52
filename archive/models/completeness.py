"""How complete the record of an initiative is: which of its parts somebody has written down, and which nobody has."""

from __future__ import annotations

from collections.abc import Mapping
from functools import reduce
from operator import add
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db.models import (
    BooleanField,
    Case,
    Exists,
    ExpressionWrapper,
    IntegerField,
    OuterRef,
    Q,
    Value,
    When,
)
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from archive.models.articles import ArticleQuerySet
    from archive.models.subjects import Initiative

# What a whole record has, in the order in which a reader asks.
PARTS: Mapping[str, Any] = {
    "lead": _("lead organization"),
    "region": _("region"),
    "start": _("start"),
    "status": _("status"),
    "problem": _("problem"),
    "practice": _("practice"),
    "insight": _("insight"),
    "components": _("components"),
    "figures": _("figures"),
}


def parts(articles: ArticleQuerySet) -> dict[str, Any]:
    """An annotation ``has_…`` for each part; figures count that stand in these articles."""
    figures = apps.get_model("archive", "Figure").objects.accepted().filter(article__in=articles)
    components = apps.get_model("archive", "Component").objects.all()
    conditions: dict[str, Any] = {
        "lead": Q(lead__isnull=False),
        "region": Q(region__isnull=False),
        "start": Q(started_on__isnull=False),
        "status": ~Q(status="unknown"),
        "problem": ~Q(problem=""),
        "practice": ~Q(practice=""),
        "insight": ~Q(insight=""),
        "components": Exists(components.filter(initiative=OuterRef("pk"))),
        "figures": Exists(figures.filter(initiative=OuterRef("pk"))),
    }
    return {
        f"has_{part}": ExpressionWrapper(condition, output_field=BooleanField())
        for part, condition in conditions.items()
    }


def recorded() -> Any:
    """The number of parts that are there, of rows that have the annotations of ``parts``."""
    counts = [
        Case(When(**{f"has_{part}": True}, then=Value(1)), default=Value(0), output_field=IntegerField())
        for part in PARTS
    ]
    return reduce(add, counts)


def missing(initiative: Initiative) -> list[Any]:
    """What nobody has written down, by its name."""
    return [label for part, label in PARTS.items() if not getattr(initiative, f"has_{part}")]
