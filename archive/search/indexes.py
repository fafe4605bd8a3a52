"""What of an article is indexed: its zones as text, and the properties by which it is filtered, counted and sorted.

Whether a reader may see an article is asked of the database with every query, never of the index: a newspaper's
access, a name or an alias can change without a word to the index. Records are in it by their keys; which articles name
them changes with the mentions, and these tell the outbox.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from hashlib import blake2b
from typing import Any

from haystack import indexes

from archive.models import Article, Mention
from archive.models.articles import ArticleQuerySet
from archive.text.bylines import names_in

# How much more a word in the headline says of an article than the same word in its text.
HEADLINE_BOOST = 4.0
# The month of an article whose date is not known.
UNDATED = "undated"
# Enough that no two versions of an article share one by chance.
FINGERPRINT_BYTES = 16


class KeywordField(indexes.CharField):
    """A value that is compared whole, not cut into words."""

    field_type = "keyword"


class ArticleIndex(indexes.SearchIndex, indexes.Indexable):
    """One article. In every zone a line end parts two paragraphs, and nothing else does."""

    body = indexes.CharField(document=True, index_fieldname="text", model_attr="body", stored=False)
    headline = indexes.CharField(boost=HEADLINE_BOOST, stored=False)
    caption = indexes.CharField(model_attr="caption", stored=False)
    box = indexes.CharField(model_attr="box", stored=False)
    byline = indexes.CharField(stored=False)
    newspaper = KeywordField(model_attr="page__issue__newspaper__slug")
    kind = KeywordField(model_attr="kind")
    date = indexes.DateField(model_attr="page__issue__date", null=True)
    month = KeywordField()
    signed = indexes.MultiValueField()
    organization = indexes.MultiValueField()
    initiative = indexes.MultiValueField()
    region = indexes.MultiValueField()
    fingerprint = KeywordField()

    def get_model(self) -> type[Article]:
        """The model whose rows these are."""
        return Article

    def index_queryset(self, using: str | None = None) -> ArticleQuerySet:
        """Everything that some reader may find; drafts and what is withheld never enter the index."""
        return Article.objects.filter(state=Article.State.PUBLISHED).with_place().with_names()

    def read_queryset(self, using: str | None = None) -> ArticleQuerySet:
        """The rows alone: a result has newspaper, date and kind of its own."""
        return Article.objects.filter(state=Article.State.PUBLISHED).order_by()

    def get_updated_field(self) -> str:
        """By what `update_index --age` tells which articles are new."""
        return "changed_at"

    def prepare(self, article: Article) -> dict[str, Any]:
        """What the index takes of an article, with a fingerprint of it all, to be compared with one made later."""
        prepared: dict[str, Any] = super().prepare(article)
        content = json.dumps(prepared, default=str, ensure_ascii=False, sort_keys=True)
        prepared["fingerprint"] = blake2b(content.encode(), digest_size=FINGERPRINT_BYTES).hexdigest()
        return prepared

    def prepare_headline(self, article: Article) -> str:
        """Kicker, headline and deck, each on one line however many it was printed on."""
        return "\n".join(map(on_one_line, (article.kicker, article.headline, article.deck)))

    def prepare_byline(self, article: Article) -> str:
        """Who wrote it, on one line."""
        return on_one_line(article.byline)

    def prepare_date(self, article: Article) -> dt.date | None:
        """The day of print; None where it is not known."""
        return article.page.issue.date

    def prepare_month(self, article: Article) -> str:
        """The month of print, such as 2023-06."""
        date = article.page.issue.date
        return f"{date:%Y-%m}" if date else UNDATED

    def prepare_signed(self, article: Article) -> list[str]:
        """The people whom the byline names."""
        return names_in(article.byline)

    def prepare_organization(self, article: Article) -> list[int]:
        """The organizations that are named in it, by key."""
        return keys_of(mention.organization_id for mention in accepted_mentions(article))

    def prepare_initiative(self, article: Article) -> list[int]:
        """The initiatives that are named in it, by key."""
        return keys_of(mention.initiative_id for mention in accepted_mentions(article))

    def prepare_region(self, article: Article) -> list[str]:
        """The regions that are named in it and those they lie in, by code."""
        codes = {mention.region.code for mention in accepted_mentions(article) if mention.region}
        return sorted({around for code in codes for around in codes_around(code)})


def accepted_mentions(article: Article) -> Iterable[Mention]:
    """The mentions that name records for certain; at hand where the rows were read for the index."""
    at_hand: Iterable[Mention] | None = getattr(article, "accepted_mentions", None)
    return article.mentions.accepted().select_related("region") if at_hand is None else at_hand


def keys_of(found: Iterable[int | None]) -> list[int]:
    """Each key once, in order."""
    return sorted({key for key in found if key is not None})


def codes_around(code: str) -> tuple[str, str, str]:
    """A division, its prefecture and its province: two digits of a code name the province, two the prefecture."""
    return f"{code[:2]}0000", f"{code[:4]}00", code


def on_one_line(text: str) -> str:
    """The text without the line ends of its print."""
    return " ".join(text.split())
