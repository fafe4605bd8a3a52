"""Names that nobody has on record: decided once, however often they are printed."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import Count, Min, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from archive.desk.marks import in_context
from archive.desk.registers.base import ReadOnlyInline, Register, editor_of
from archive.desk.registers.filters import Waiting
from archive.importing.store.findings import decisions
from archive.models import Mention, ProposedName
from archive.text.spans import Span

# Places shown in the form of a name: enough to judge it.
PLACES_SHOWN = 20


class NameForm(forms.ModelForm):  # type: ignore[type-arg]  # cannot be subscripted at run time
    """A name that may be mended, and the record that it names."""

    class Meta:
        model = ProposedName
        fields = ("name", "lead", "sort", "region", "state", "organization", "initiative")
        help_texts = {
            "organization": _(
                "The record that this name means: the name becomes its alias. Empty: a new record."
            ),
            "initiative": _(
                "The record that this name means: the name becomes its alias. Empty: a new record."
            ),
        }

    def clean(self) -> dict[str, Any]:
        """A chosen record decides; it cannot take a name that is another's."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if record := cleaned.get(self.instance.kind):
            cleaned["state"] = ProposedName.State.RECORDED
            try:
                decisions.refuse_taken(cleaned.get("name", ""), record)
            except ValidationError as error:
                self.add_error("name", error)
        return cleaned


class Places(ReadOnlyInline):
    """Where the name stands, each place with the words around it."""

    model = Mention
    fk_name = "proposal"
    fields = ("evidence", "article", "state")
    verbose_name_plural = _("places in articles")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Mention]:
        """The first places, with their articles at hand."""
        return super().get_queryset(request).select_related("article")

    @admin.display(description=_("evidence"))
    def evidence(self, mention: Mention) -> SafeString:
        """The words in their place."""
        text = str(getattr(mention.article, mention.field))
        return in_context(text, Span(mention.start, mention.end))

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        """No more places than one reads."""
        formset = super().get_formset(request, obj, **kwargs)

        class FirstOnly(formset):  # type: ignore[valid-type, misc]  # made by Django for this request
            """The first places alone."""

            def get_queryset(self) -> Any:
                return super().get_queryset()[:PLACES_SHOWN]

        return FirstOnly


@admin.register(ProposedName)
class ProposedNameRegister(Register):
    """The queue of new names, the most printed first."""

    form = NameForm
    list_display = ("name", "kind", "sort", "lead", "example", "printed_in", "state", "names")
    list_filter = (Waiting, "kind", "sort")
    list_select_related = ("organization", "initiative", "region")
    search_fields = ("name", "lead")
    autocomplete_fields = ("region", "organization", "initiative")
    readonly_fields = ("kind", "gathered", "decided_by", "decided_at")
    inlines = (Places,)

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """With the record that a name of this kind can be, and no other."""
        return (
            ("kind", "name"),
            ("sort", "region") if obj.kind == ProposedName.Kind.ORGANIZATION else ("sort", "lead", "region"),
            "gathered",
            obj.kind,
            "state",
            ("decided_by", "decided_at"),
        )

    actions = ("accept", "reject", "reopen")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Each with the number of articles that print it, and the first place."""
        counted = ProposedName.objects.annotate(articles=Count("mentions__article", distinct=True))
        return counted.annotate(first=Min("mentions")).order_by(*self.get_ordering(request))

    def get_ordering(self, request: HttpRequest) -> tuple[str, ...]:
        """The most printed name first."""
        return ("-articles", "-id")

    def get_changelist_instance(self, request: HttpRequest) -> Any:
        """The list, with the first place of every name of this page at hand."""
        changes = super().get_changelist_instance(request)
        firsts = {row.first for row in changes.result_list} - {None}
        places = Mention.objects.select_related("article").in_bulk(firsts)
        for row in changes.result_list:
            row.place = places.get(row.first)
        return changes

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Names come from articles."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A rejected name is remembered, not removed."""
        return False

    @admin.display(description=_("articles"), ordering="articles")
    def printed_in(self, name: Any) -> int:
        """In how many articles it stands."""
        return int(name.articles)

    @admin.display(description=_("evidence"))
    def example(self, name: Any) -> SafeString:
        """The words around its first place."""
        place = getattr(name, "place", None)
        if place is None:
            return SafeString("")
        return in_context(str(getattr(place.article, place.field)), Span(place.start, place.end))

    @admin.display(description=_("record"))
    def names(self, name: ProposedName) -> SafeString:
        """The record that it became, with a link."""
        record = name.record
        if record is None:
            return SafeString("")
        address = reverse(f"admin:archive_{record._meta.model_name}_change", args=[record.pk])
        return format_html('<a href="{}">{}</a>', address, record)

    @admin.display(description=_("gathered from the text"))
    def gathered(self, name: ProposedName) -> SafeString:
        """What the machine gathered beside the name."""
        told = [*name.details.get("components", ()), name.details.get("started_on", "")]
        return format_html("{}", "；".join(filter(None, told)) or "–")

    @admin.action(description=_("Accept as new records"), permissions=["change"])
    def accept(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        """Make a record of each, in the editor's name, and let the articles name it."""
        self._each(request, queryset, decisions.accept_as_record)

    @admin.action(description=_("Reject these names, here and in later imports"), permissions=["change"])
    def reject(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        """Propose them no more."""
        self._each(request, queryset, decisions.reject)

    @admin.action(description=_("Reopen the decision"), permissions=["change"])
    def reopen(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        """Let them be proposed again."""
        self._each(request, queryset, decisions.reopen)

    def _each(self, request: HttpRequest, queryset: QuerySet[Any], decide: Any) -> None:
        """Decide on each, and read the articles again once."""
        proposals = list(queryset)
        articles = decisions.articles_of(proposals)
        for proposal in proposals:
            try:
                decide(proposal, editor_of(request))
            except ValidationError as error:
                self.message_user(request, f"{proposal}: {' '.join(error.messages)}", messages.ERROR)
        self._reread(request, articles)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """A record that was chosen takes the name as an alias; a state that was chosen is a decision."""
        record = form.cleaned_data.get(obj.kind)
        articles, editor = decisions.articles_of([obj]), editor_of(request)
        super().save_model(request, obj, form, change)
        if record and obj.kind in form.changed_data:
            decisions.merge(obj, record, editor)
        elif "state" in form.changed_data and not record:
            by_state = {
                ProposedName.State.RECORDED: decisions.accept_as_record,
                ProposedName.State.REJECTED: decisions.reject,
                ProposedName.State.PROPOSED: decisions.reopen,
            }
            by_state[obj.state](obj, editor)
        self._reread(request, articles)

    def _reread(self, request: HttpRequest, articles: set[int]) -> None:
        """Let the decision count in the articles, and say where that is still to be done."""
        if left := decisions.reread(articles):
            told = ngettext(
                "%(left)d article is still to be read again: run `manage.py recognize`.",
                "%(left)d articles are still to be read again: run `manage.py recognize`.",
                left,
            )
            self.message_user(request, told % {"left": left}, messages.WARNING)
