"""Names offered while a reader types, as a piece of a page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from archive.search.suggest import Kind, suggestions

# Characters for which names are offered; nobody types a longer one to the end.
LONGEST = 40
KINDS = {
    Kind.INITIATIVE: _("initiative"),
    Kind.ORGANIZATION: _("organization"),
    Kind.REGION: _("region"),
    Kind.NEWSPAPER: _("newspaper"),
    Kind.TERM: _("term"),
}


def suggest(request: HttpRequest) -> HttpResponse:
    """The options of the search box's list; none for what is no beginning of a name."""
    typed = request.GET.get("q", "").strip()
    found = suggestions(typed) if len(typed) <= LONGEST else []
    options = [{"name": one.name, "kind": KINDS[one.kind]} for one in found]
    return render(request, "parts/suggestions.html", {"options": options})
