"""What the desk's templates ask for."""

from __future__ import annotations

from typing import Any

from django import template
from django.template import RequestContext
from django.urls import translate_url

register = template.Library()


@register.simple_tag(takes_context=True)
def in_language(context: RequestContext, code: str) -> Any:
    """The address of this very page in another language."""
    return translate_url(context["request"].get_full_path(), code)
