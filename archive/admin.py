"""The door through which Django finds the desk: its registers, its name and its roles."""

from django.contrib import admin
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from archive.desk import roles
from archive.desk.registers import articles, batches, facts, outbox, proposals, reprints, sources, subjects

__all__ = ["articles", "batches", "facts", "outbox", "proposals", "reprints", "sources", "subjects"]

admin.site.site_header = _("Union News Archive")
admin.site.site_title = _("Union News Archive")
admin.site.index_title = _("The desk")
admin.site.site_url = reverse_lazy("home")  # type: ignore[assignment]  # read anew for each language
roles.connect()
