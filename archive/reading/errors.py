"""Pages for what cannot be shown."""

from __future__ import annotations

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from archive.models import RetiredArticle


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say why a request is refused, where that was decided here. Asks neither database nor session."""
    reason = str(exception) if type(exception) is BadRequest else ""
    return HttpResponse(render_to_string("400.html", {"reason": reason}), status=400)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that there is nothing at this address, and where to look instead."""
    return render(request, "404.html", status=404)


def gone(request: HttpRequest, retired: RetiredArticle) -> HttpResponse:
    """Say that an article stood here, and why it does no more."""
    return render(request, "410.html", {"retired": retired}, status=410)


def server_error(request: HttpRequest) -> HttpResponse:
    """Say that the fault is ours. Asks neither database nor session: they may be the fault."""
    return HttpResponse(render_to_string("500.html"), status=500)
