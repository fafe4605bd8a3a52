"""What is shown to a reader who may not read: why, and the way in."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render, resolve_url
from django.utils.http import urlencode


def sign_in_first(request: HttpRequest) -> HttpResponse:
    """Say that this newspaper is for signed-in readers, with a way to sign in and come back."""
    way_in = f"{resolve_url(settings.LOGIN_URL)}?{urlencode({'next': request.get_full_path()})}"
    return render(request, "reading/sign_in.html", {"way_in": way_in}, status=403)
