"""How every register behaves: quick on large tables, and read-only where bytes and records must stay as they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django.contrib import admin
from django.contrib.auth.models import User
from django.core.paginator import Paginator
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.utils.functional import cached_property

if TYPE_CHECKING:
    ModelAdmin = admin.ModelAdmin[Any]
    TabularInline = admin.TabularInline[Any, Any]
else:
    ModelAdmin = admin.ModelAdmin
    TabularInline = admin.TabularInline

# Most rows a list counts and pages through. Nobody turns 200 pages, and counting a million rows of the line map
# costs more than everything else on the page; search and filters reach the rest.
ROWS_COUNTED = 10_000
ROWS_A_PAGE = 50


def editor_of(request: HttpRequest) -> User:
    """Who is at the desk; the admin lets nobody in who is not signed in."""
    return cast("User", request.user)


class CappedPaginator(Paginator):  # type: ignore[type-arg]  # cannot be subscripted at run time
    """Counts no further than anybody reads."""

    object_list: QuerySet[Any]

    @cached_property
    def count(self) -> int:
        """The number of rows, or ROWS_COUNTED where there are more."""
        return self.object_list.order_by()[:ROWS_COUNTED].count()

    @property
    def is_capped(self) -> bool:
        """Are there, as far as was counted, more rows than are paged through?"""
        return self.count == ROWS_COUNTED


class Register(ModelAdmin):
    """A list with search and filters, and a form."""

    show_full_result_count = False
    paginator = CappedPaginator
    list_per_page = ROWS_A_PAGE
    list_max_show_all = ROWS_A_PAGE

    def view_on_site(self, obj: Model) -> str | None:
        """The public page, straight away instead of through a redirect; None where there is none."""
        address = getattr(obj, "get_absolute_url", None)
        return address() if address else None


class ReadOnly:
    """For registers and inlines of what no editor changes: there to be looked at."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class ReadOnlyRegister(ReadOnly, Register):
    """A list and a page to look at."""


class Inline(TabularInline):
    """Rows of another model, in a table under the form."""

    extra = 0


class ReadOnlyInline(ReadOnly, Inline):
    """Rows to look at, each with a link to its own page."""

    can_delete = False
    show_change_link = True
    max_num = 0

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Every field shown; also those that Django fills in itself."""
        return self.fields
