"""Addresses. They never change: Chinese at the root, the same under /en/ in English."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    *i18n_patterns(
        path("admin/", admin.site.urls),
        path("", include("archive.reading.urls")),
        prefix_default_language=False,
    ),
]
handler400 = "archive.reading.errors.bad_request"
handler404 = "archive.reading.errors.not_found"
handler500 = "archive.reading.errors.server_error"
