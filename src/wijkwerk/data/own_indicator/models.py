"""An indicator that the gemeente defined on the site, with the source that a file of its own fills."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from simple_history.models import HistoricalRecords

from wijkwerk.access.lifecycles.frozen_rows import Freezing
from wijkwerk.access.models import Person
from wijkwerk.access.permission.permissions import PermissionFields
from wijkwerk.access.privacy.personal import ABOUT_THE_AREA, Personal
from wijkwerk.definitions.vocabulary import Aggregation, Polarity

from .choices import AGGREGATIONS, DOMAINS, POLARITIES, SOURCE_TYPES, FigureKind


class OwnIndicatorState(models.TextChoices):
    """The words are those of the permission table's `toestand`."""

    DRAFT = "concept", "concept"
    SUBMITTED = "voorgelegd", "voorgelegd"
    IN_FORCE = "vastgesteld", "vastgesteld"
    REPLACED = "vervangen", "vervangen door een nieuwe versie"
    ENDED = "vervallen", "vervallen"


UNDER_WAY = Q(state__in=[OwnIndicatorState.DRAFT.value, OwnIndicatorState.SUBMITTED.value])
IN_CATALOGUE = Q(state=OwnIndicatorState.IN_FORCE.value) | Q(
    state=OwnIndicatorState.ENDED.value, adopted_at__isnull=False
)


# What a version says: everything that its author fills in, in the order of the form.
DESCRIBED = (
    *("title", "short_title", "definition", "figure", "unit", "share_of", "decimals", "polarity", "theme", "domain"),
    *("levels", "first_year", "numerator_title", "denominator_title", "denominator", "denominator_period", "per"),
    *("aggregation", "minimum", "caveat_title", "caveat_text"),
    *("source", "table", "source_title", "source_owner", "source_licence", "source_type", "source_rhythm"),
    *("source_peildatum", "source_homepage", "source_levels"),
)


class OwnIndicator(Freezing):
    """One version of what an indicator means. Of each code one version at most counts, and one is under way.

    code             what the catalogue calls it; a later version keeps it
    denominator      a variable of another source; blank: a column of the own file
    source, table    what its files belong to; a version that says `source_title` describes that source itself
    changed_because  why this version differs from the one before; blank for a first one
    """

    permission_fields: ClassVar = PermissionFields(state="state")
    personal: ClassVar = Personal(
        people=("written_by", "adopted_by"),
        without=dict.fromkeys(
            (*DESCRIBED, "code", "version", "changed_because", "returned_because", "ended_because"), ABOUT_THE_AREA
        ),
    )

    code = models.CharField("naam in de catalogus", max_length=60)
    version = models.PositiveSmallIntegerField("versie", default=1)
    changed_because = models.CharField("reden van deze versie", max_length=500, blank=True)

    title = models.CharField("titel", max_length=120)
    short_title = models.CharField("korte titel", max_length=40)
    definition = models.TextField("definitie", max_length=1_000)
    figure = models.CharField("soort cijfer", max_length=12, choices=FigureKind.choices)
    unit = models.CharField("eenheid", max_length=40)
    share_of = models.CharField("aandeel van", max_length=60, blank=True)
    decimals = models.PositiveSmallIntegerField("decimalen", default=1)
    polarity = models.CharField("richting", max_length=20, choices=POLARITIES, default=Polarity.NEUTRAL.value)
    theme = models.CharField("thema", max_length=60)
    domain = models.CharField("domein", max_length=16, choices=DOMAINS, blank=True)
    levels = models.JSONField("niveaus", default=list)
    first_year = models.PositiveSmallIntegerField("eerste jaar")
    numerator_title = models.CharField("teller", max_length=60, blank=True)
    denominator_title = models.CharField("noemer", max_length=60, blank=True)
    denominator = models.CharField("noemer uit", max_length=121, blank=True)
    denominator_period = models.PositiveSmallIntegerField("jaar van de noemer", null=True, blank=True)
    per = models.PositiveIntegerField("per hoeveel", null=True, blank=True)
    aggregation = models.CharField(
        "grotere gebieden", max_length=20, choices=AGGREGATIONS, default=Aggregation.NEVER.value
    )
    minimum = models.PositiveIntegerField("ondergrens", null=True, blank=True)
    caveat_title = models.CharField("kop van het voorbehoud", max_length=120, blank=True)
    caveat_text = models.TextField("voorbehoud", max_length=600, blank=True)

    source = models.CharField("bron", max_length=60)
    table = models.CharField("tabel", max_length=60)
    source_title = models.CharField("titel van de bron", max_length=120, blank=True)
    source_owner = models.CharField("eigenaar van de bron", max_length=120, blank=True)
    source_licence = models.CharField("licentie", max_length=60, blank=True)
    source_type = models.CharField("soort bron", max_length=12, choices=SOURCE_TYPES, blank=True)
    source_rhythm = models.CharField("ritme", max_length=120, blank=True)
    source_peildatum = models.CharField("peildatum", max_length=60, blank=True)
    source_homepage = models.CharField("meer over de bron", max_length=300, blank=True)
    source_levels = models.JSONField("niveaus in het bestand", default=list, blank=True)

    state = models.CharField("stand", max_length=12, choices=OwnIndicatorState.choices, default=OwnIndicatorState.DRAFT)
    written_by = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="geschreven door"
    )
    written_at = models.DateTimeField("geschreven op", default=timezone.now, editable=False)
    submitted_at = models.DateTimeField("voorgelegd op", null=True, blank=True)
    returned_because = models.CharField("teruggegeven omdat", max_length=500, blank=True)
    adopted_by = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="vastgesteld door"
    )
    adopted_at = models.DateTimeField("vastgesteld op", null=True, blank=True)
    ended_at = models.DateTimeField("vervallen op", null=True, blank=True)
    ended_because = models.CharField("vervallen omdat", max_length=500, blank=True)

    history = HistoricalRecords(verbose_name="geschiedenis van een eigen indicator")

    class Meta:
        verbose_name = "eigen indicator"
        verbose_name_plural = "eigen indicatoren"
        ordering: ClassVar = ["title", "-version"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["code", "version"], name="own_indicator_version_once"),
            models.UniqueConstraint(
                fields=["code"], condition=Q(state=OwnIndicatorState.IN_FORCE.value), name="own_indicator_in_force_once"
            ),
            models.UniqueConstraint(fields=["code"], condition=UNDER_WAY, name="own_indicator_under_way_once"),
            models.CheckConstraint(
                condition=~Q(state__in=[OwnIndicatorState.IN_FORCE.value, OwnIndicatorState.REPLACED.value])
                | Q(adopted_at__isnull=False),
                name="own_indicator_adopted_on_a_day",
            ),
        ]

    def __str__(self) -> str:
        return self.title if self.version == 1 else f"{self.title}, versie {self.version}"

    @property
    def describes_source(self) -> bool:
        return bool(self.source_title)
