"""An editor's correction: what changes, who changed it and why, and everything that points into the text follows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.db import transaction

from archive.desk import notation
from archive.importing.store.evidence import reanchor
from archive.importing.store.findings.known import known
from archive.importing.store.findings.recognition import recognize
from archive.models import TEXT_FIELDS, Article, Correction
from archive.text.spans import Edit

if TYPE_CHECKING:
    from django.contrib.auth.models import User

# What an editor may change of an article. Where it was printed is not among it: that is the page's and the source's.
CORRECTABLE = (*TEXT_FIELDS, "dateline", "kind", "state")


@transaction.atomic
def correct(article: Article, changes: Mapping[str, str], user: User, reason: str = "") -> list[Correction]:
    """Give fields of an article the values an editor wrote, and record each change with who made it and why.

    A body is given in the desk's notation. A value that stands already is no change. The public page shows the new
    values at once, the search after commit; ``article`` itself stays as it was read. Raises ValidationError for a
    kind or state that does not exist and ValueError for a field that is not CORRECTABLE.
    """
    unknown = sorted(changes.keys() - set(CORRECTABLE))
    if unknown:
        raise ValueError(f"{unknown} 不可更正。 {unknown} cannot be corrected.")
    standing = Article.objects.select_for_update().get(pk=article.pk)
    made = []
    for field, value in changes.items():
        before = value_of(standing, field)
        if value != before:
            _give(standing, field, value)
        after = value_of(standing, field)
        if after != before:
            made.append(Correction(article=standing, field=field, before=before, after=after))
    return _recorded(standing, made, user, reason)


def value_of(article: Article, field: str) -> str:
    """A field as an editor sees it: the body in the desk's notation, everything else as it is."""
    if field == "body":
        return notation.write(article.paragraphs(), article.crossheads)
    return str(getattr(article, field))


def _give(article: Article, field: str, value: str) -> None:
    """Set one field; what points into its text moves along."""
    before = str(getattr(article, field))
    if field == "body":
        body = notation.read(value)
        article.body, article.crossheads = body.text, list(body.crossheads)
    else:
        setattr(article, field, notation.tidy(value))
    after = str(getattr(article, field))
    if field in TEXT_FIELDS and before != after:
        reanchor(article, field, Edit.between(before, after))


def _recorded(article: Article, made: list[Correction], user: User, reason: str) -> list[Correction]:
    """Store the article and its corrections, signed, if there are any."""
    if not made:
        return []
    for correction in made:
        correction.user, correction.username, correction.reason = user, user.get_username(), reason
    fields = {correction.field for correction in made}
    article.clean_fields(exclude={field.name for field in Article._meta.fields} - fields)
    article.corrected_fields = sorted({*article.corrected_fields, *fields})
    article.save()
    if fields & set(TEXT_FIELDS):
        recognize(
            [article], known()
        )  # other words may name others, count otherwise, and be no reprint any more
    return Correction.objects.bulk_create(made)
