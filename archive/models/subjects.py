"""What articles are about: regions, organizations, and the initiatives that unions run. Only people make these records."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Self, TypeVar

from django.core.validators import RegexValidator
from django.db import models, transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from archive.models import completeness
from archive.models.outbox import IndexTask

if TYPE_CHECKING:
    from archive.models.articles import ArticleQuerySet
    from archive.text.divisions import Division


Row = TypeVar("Row", bound=models.Model)


def write_tasks_of(subjects: models.QuerySet[Any]) -> None:
    """Tell the index about every article that names one of these records."""
    named = subjects.filter(mentions__isnull=False).order_by()
    IndexTask.objects.write(set(named.values_list("mentions__article", flat=True)))


class Subject(models.Model):
    """What articles name."""

    class Meta:
        abstract = True

    @transaction.atomic
    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Remove the record, and with it the mentions of it; tell the index about the articles."""
        write_tasks_of(type(self)._default_manager.filter(pk=self.pk))
        return super().delete(*args, **kwargs)


class SubjectQuerySet(models.QuerySet[Row]):
    """Subjects that articles name."""

    def most_reported(self, articles: ArticleQuerySet) -> Self:
        """Each with ``reports``, the number of these articles that name it, the most reported first."""
        named = models.Q(mentions__state="accepted", mentions__article__in=articles)
        reports = models.Count("mentions__article", filter=named, distinct=True)
        return self.annotate(reports=reports).order_by("-reports", "name", "pk")

    @transaction.atomic
    def delete(self) -> tuple[int, dict[str, int]]:
        """Remove records, and with them the mentions of them; tell the index about the articles."""
        write_tasks_of(self)
        return super().delete()


class RegionQuerySet(SubjectQuerySet["Region"]):
    """Regions by level."""

    def get_by_natural_key(self, code: str) -> Region:
        return self.get(code=code)

    def provinces(self) -> Self:
        """The 34 units of provincial level, in the order of their codes."""
        return self.filter(level=Region.Level.PROVINCE).order_by("code")

    @transaction.atomic
    def create_missing(self, divisions: Iterable[Division]) -> int:
        """Make a region of each division whose code is new, and say how many; a region that is here stays as it is."""
        keys = dict(self.values_list("code", "pk"))
        missing = [division for division in divisions if division.code not in keys]
        for level in Region.Level.values:  # a parent before what lies in it
            made = self.bulk_create(
                Region(
                    code=division.code,
                    name=division.name,
                    short_name=division.short_name,
                    level=level,
                    parent_id=keys.get(division.parent),
                )
                for division in missing
                if division.level == level
            )
            keys |= {region.code: region.pk for region in made}
        return len(missing)


class Region(Subject):
    """A province, prefecture or county, by its six-digit division code."""

    class Level(models.TextChoices):
        """Level of the division."""

        PROVINCE = "province", _("province")
        PREFECTURE = "prefecture", _("prefecture")
        COUNTY = "county", _("county")

    code = models.CharField(
        _("division code"), max_length=6, unique=True, validators=[RegexValidator(r"^\d{6}$")]
    )
    name = models.CharField(_("name"), max_length=40)
    short_name = models.CharField(_("short name"), max_length=20)
    name_en = models.CharField(_("English name"), max_length=80, blank=True)
    level = models.CharField(_("level"), max_length=10, choices=Level)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("part of")
    )

    objects = RegionQuerySet.as_manager()

    class Meta:
        verbose_name = _("region")
        verbose_name_plural = _("regions")
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name

    def natural_key(self) -> tuple[str]:
        return (self.code,)

    def get_absolute_url(self) -> str:
        return reverse("region", args=[self.code])

    def with_parts(self) -> models.QuerySet[Region]:
        """This region and everything below it: two digits of a code name the province, two the prefecture."""
        digits = {self.Level.PROVINCE: 2, self.Level.PREFECTURE: 4}.get(self.Level(self.level), 6)
        return Region.objects.filter(code__startswith=self.code[:digits])

    @property
    def province_code(self) -> str:
        """The code of the province that this region is or lies in."""
        return f"{self.code[:2]}0000"


class OrganizationQuerySet(SubjectQuerySet["Organization"]):
    """Organizations by name."""

    def get_by_natural_key(self, name: str) -> Organization:
        return self.get(name=name)


class Organization(Subject):
    """A union at any level, a company, a government body, a school."""

    class Kind(models.TextChoices):
        """What sort of organization it is."""

        FEDERATION = "federation", _("national federation of trade unions")
        LOCAL_FEDERATION = "local-federation", _("local federation of trade unions")
        INDUSTRIAL_UNION = "industrial-union", _("industrial union")
        GRASSROOTS_UNION = "grassroots-union", _("grassroots union")
        COMPANY = "company", _("company")
        GOVERNMENT = "government", _("government or Party body")
        SCHOOL = "school", _("school")
        ASSOCIATION = "association", _("association")
        OTHER = "other", _("other")

    class Level(models.TextChoices):
        """How far it reaches."""

        NATIONAL = "national", _("national")
        PROVINCIAL = "provincial", _("provincial")
        PREFECTURE = "prefecture", _("prefectural")
        COUNTY = "county", _("county")
        GRASSROOTS = "grassroots", _("grassroots")

    name = models.CharField(_("name"), max_length=120, unique=True)
    name_en = models.CharField(_("English name"), max_length=200, blank=True)
    kind = models.CharField(_("type"), max_length=20, choices=Kind)
    level = models.CharField(_("level"), max_length=12, choices=Level, blank=True)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("parent")
    )
    region = models.ForeignKey(
        Region, models.PROTECT, null=True, blank=True, related_name="organizations", verbose_name=_("region")
    )
    description = models.TextField(_("description"), blank=True)

    objects = OrganizationQuerySet.as_manager()

    class Meta:
        verbose_name = _("organization")
        verbose_name_plural = _("organizations")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def natural_key(self) -> tuple[str]:
        return (self.name,)

    def get_absolute_url(self) -> str:
        return reverse("organization", args=[self.pk])

    def names(self) -> list[str]:
        """Its name and every alias."""
        return [self.name, *(alias.name for alias in self.aliases.all())]


class InitiativeQuerySet(SubjectQuerySet["Initiative"]):
    """Initiatives by name and place."""

    def get_by_natural_key(self, name: str, lead: str | None) -> Initiative:
        return self.get(name=name, lead__name=lead) if lead else self.get(name=name, lead=None)

    def led_by(self, organization: Organization) -> Self:
        """Led by this organization, or with it as a partner."""
        return self.filter(models.Q(lead=organization) | models.Q(partners=organization)).distinct()

    def in_region(self, region: Region) -> Self:
        """Run in this region or in one that belongs to it."""
        return self.filter(region__in=region.with_parts())

    def called(self, name: str) -> Self:
        """Known by this name, or by it among others: one programme, wherever it is run."""
        return self.filter(models.Q(name=name) | models.Q(aliases__name=name)).distinct()

    def by_place(self) -> Self:
        """In the order of the division codes, those without a region last."""
        return self.order_by(models.F("region__code").asc(nulls_last=True), "name", "pk")

    def with_completeness(self, articles: ArticleQuerySet) -> Self:
        """Each with ``recorded``, how many of the parts of a whole record it has, and ``has_…`` for each part."""
        return self.annotate(**completeness.parts(articles)).annotate(recorded=completeness.recorded())

    def programmes(self) -> list[tuple[str, int]]:
        """The names under which several initiatives run, and how many; the most widespread first."""
        named = self.order_by().values_list("name").annotate(places=models.Count("pk"))
        return list(named.filter(places__gt=1).order_by("-places", "name"))


class Initiative(Subject):
    """A named programme, platform, campaign or system of one lead organization."""

    class Kind(models.TextChoices):
        """What sort of programme it is."""

        PLATFORM = "platform", _("platform or channel")
        SYSTEM = "system", _("service system or mechanism")
        STATION = "station", _("service station")
        MEASURES = "measures", _("set of measures")
        CONTEST = "contest", _("labour contest")
        CAMPAIGN = "campaign", _("campaign")
        RELIEF = "relief", _("relief for families in need")
        TRAINING = "training", _("training")
        OTHER = "other", _("other")

    class Precision(models.TextChoices):
        """How exactly the start is known."""

        DAY = "day", _("to the day")
        MONTH = "month", _("to the month")
        YEAR = "year", _("to the year")

    class Status(models.TextChoices):
        """Whether it still runs, as far as reports say."""

        RUNNING = "running", _("running")
        ENDED = "ended", _("ended")
        UNKNOWN = "unknown", _("unknown")

    name = models.CharField(_("name"), max_length=120)
    name_en = models.CharField(_("English name"), max_length=200, blank=True)
    kind = models.CharField(_("type"), max_length=10, choices=Kind)
    lead = models.ForeignKey(
        Organization,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="initiatives_led",
        verbose_name=_("lead organization"),
    )
    partners = models.ManyToManyField(
        Organization, blank=True, related_name="initiatives_joined", verbose_name=_("partners")
    )
    region = models.ForeignKey(
        Region, models.PROTECT, null=True, blank=True, related_name="initiatives", verbose_name=_("region")
    )
    started_on = models.DateField(_("start"), null=True, blank=True)
    start_precision = models.CharField(
        _("precision of the start"), max_length=5, choices=Precision, blank=True
    )
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.UNKNOWN)
    problem = models.TextField(_("problem"), blank=True)
    practice = models.TextField(_("practice"), blank=True)
    insight = models.TextField(_("insight"), blank=True)

    objects = InitiativeQuerySet.as_manager()

    class Meta:
        verbose_name = _("initiative")
        verbose_name_plural = _("initiatives")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["name", "lead"], name="an_initiative_is_named_once_by_its_lead"),
            models.UniqueConstraint(
                fields=["name"], condition=models.Q(lead=None), name="one_initiative_of_a_name_has_no_lead"
            ),
            models.CheckConstraint(
                condition=models.Q(started_on=None, start_precision="")
                | (models.Q(started_on__isnull=False) & ~models.Q(start_precision="")),
                name="a_start_says_how_exact_it_is",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def natural_key(self) -> tuple[str, str | None]:
        return (self.name, self.lead.name if self.lead else None)

    natural_key.dependencies = ["archive.organization"]  # type: ignore[attr-defined]  # Django's own protocol

    def get_absolute_url(self) -> str:
        return reverse("initiative", args=[self.pk])

    def names(self) -> list[str]:
        """Its name and every alias."""
        return [self.name, *(alias.name for alias in self.aliases.all())]

    @property
    def parts_missing(self) -> list[Any]:
        """What nobody has written down yet; of rows ``with_completeness``."""
        return completeness.missing(self)

    @property
    def parts_in_all(self) -> int:
        """How many parts a whole record has."""
        return len(completeness.PARTS)


class Alias(models.Model):
    """Another name under which texts and readers know a subject."""

    name = models.CharField(_("alias"), max_length=120)

    class Meta:
        abstract = True
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class OrganizationAlias(Alias):
    """Another name of one organization; no two organizations share one."""

    organization = models.ForeignKey(
        Organization, models.CASCADE, related_name="aliases", verbose_name=_("organization")
    )

    class Meta(Alias.Meta):
        verbose_name = _("alias of an organization")
        verbose_name_plural = _("aliases of organizations")
        constraints = [models.UniqueConstraint(fields=["name"], name="an_alias_names_one_organization")]


class InitiativeAlias(Alias):
    """Another name of an initiative; the same name may serve initiatives in several places."""

    initiative = models.ForeignKey(
        Initiative, models.CASCADE, related_name="aliases", verbose_name=_("initiative")
    )

    class Meta(Alias.Meta):
        verbose_name = _("alias of an initiative")
        verbose_name_plural = _("aliases of initiatives")
        constraints = [models.UniqueConstraint(fields=["initiative", "name"], name="an_alias_is_given_once")]


class Component(models.Model):
    """A named part of an initiative, such as a service dimension of “1+6+N”."""

    initiative = models.ForeignKey(
        Initiative, models.CASCADE, related_name="components", verbose_name=_("initiative")
    )
    position = models.PositiveSmallIntegerField(_("position"))
    name = models.CharField(_("name"), max_length=120)
    description = models.TextField(_("description"), blank=True)

    class Meta:
        verbose_name = _("component")
        verbose_name_plural = _("components")
        ordering = ["initiative", "position"]
        constraints = [
            models.UniqueConstraint(fields=["initiative", "name"], name="a_component_is_named_once")
        ]

    def __str__(self) -> str:
        return self.name
