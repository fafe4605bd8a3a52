"""The codebook: what each column of a downloaded comparison means, and what may stand in it."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.utils.translation import gettext_lazy as _


class Variable(NamedTuple):
    """A column: its head and what it means."""

    label: Any
    meaning: Any


UNREPORTED = _("no report found")

VARIABLES = (
    Variable(_("Initiative no."), _("The number of the initiative in this archive; it is never used again.")),
    Variable(_("Initiative"), _("Its name, as an editor has recorded it.")),
    Variable(_("Led by"), _("The organization that runs it.")),
    Variable(
        _("Region code"), _("Six digits of the national table of divisions; empty where none is recorded.")
    ),
    Variable(_("Region"), _("The name of that region.")),
    Variable(_("Measure"), _("What is counted, in the words of the editor who accepted the figure.")),
    Variable(_("Unit"), _("The measure word as printed.")),
    Variable(
        _("Value"),
        _(
            "The number, reckoned out: 3.2万 is 32000. Empty where no report was found: that is never a nought."
        ),
    ),
    Variable(_("Upper end"), _("Of a range, its upper end; else empty.")),
    Variable(_("Qualifier"), _("余, 近, 约, 超过…, as printed: the number is not exact.")),
    Variable(_("As printed"), _("The characters of the number in the article.")),
    Variable(_("As of"), _("The day of which the number speaks, where the text says so.")),
    Variable(_("Certainty of that day"), _("printed, stated, inferred or unknown.")),
    Variable(
        _("Reports"),
        _(
            "“reported”; “reports differ” where another report of the same week says otherwise; “no report found”."
        ),
    ),
    Variable(_("Sentence"), _("The sentence that says so, as printed.")),
    Variable(_("Newspaper"), _("Where it was printed.")),
    Variable(_("Date"), _("The day of print; empty where it is not known.")),
    Variable(_("Certainty of the date"), _("printed, stated, inferred or unknown.")),
    Variable(_("Page"), _("The number of the page; empty where it is not known.")),
    Variable(_("Address"), _("Opens the article at the sentence.")),
)
