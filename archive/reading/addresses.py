"""The longest address that is answered: every page repeats its own in links, so a long one would cost many times itself."""

from __future__ import annotations

from collections.abc import Callable

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from archive.reading.errors import bad_request

# Bytes behind the question mark. Two queries, five within them and every facet chosen to its limit take 50,000.
LONGEST = 1 << 16


def within_length(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Refuse any address beyond that length, and say so."""

    def answer(request: HttpRequest) -> HttpResponse:
        if len(request.META.get("QUERY_STRING", "")) > LONGEST:
            said = _("The address is longer than %(limit)d characters.") % {"limit": LONGEST}
            return bad_request(request, BadRequest(said))
        return get_response(request)

    return answer
