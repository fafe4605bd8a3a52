"""What the desk's templates ask for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django import template
from django.template import RequestContext
from django.urls import translate_url
from django.utils.translation import gettext_lazy as _

register = template.Library()


@register.simple_tag(takes_context=True)
def in_language(context: RequestContext, code: str) -> Any:
    """The address of this very page in another language."""
    return translate_url(context["request"].get_full_path(), code)


# The desk's models as an editor thinks of them, most used first; in code they are one application.
SHELVES: tuple[tuple[Any, tuple[str, ...]], ...] = (
    (_("Articles"), ("article", "doubt", "gap", "correction", "reprint", "retiredarticle")),
    (_("Mentions and figures"), ("proposedname", "figure", "mention")),
    (
        _("Initiatives and organizations"),
        ("initiative", "organization", "region", "component", "initiativealias", "organizationalias"),
    ),
    (
        _("Sources"),
        (
            "newspaper",
            "issue",
            "page",
            "sourcefile",
            "importbatch",
            "filereport",
            "unassignedline",
            "furnitureline",
            "stretch",
            "imprint",
            "band",
        ),
    ),
    (_("Search index"), ("indextask",)),
)


@register.filter
def shelved(app_list: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """The admin's applications with the archive's models on their shelves."""
    return [
        shelf for app in app_list for shelf in (_shelves(app) if app["app_label"] == "archive" else [app])
    ]


def _shelves(archive: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """One application as several, each with the models that this person may see."""
    models = {model["object_name"].lower(): model for model in archive["models"]}
    for name, members in SHELVES:
        held = [models[member] for member in members if member in models]
        if held:
            yield {**archive, "name": name, "models": held}
