"""Versions of the kwaliteitskader with their norms, and the wijktype of areas."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from simple_history.models import HistoricalRecords

from wijkwerk.access.lifecycles.frozen_rows import Freezing
from wijkwerk.access.models import Person
from wijkwerk.access.privacy.personal import Personal
from wijkwerk.definitions.kaders import AreaKind, Direction, KaderStatus, NormForm, NormScope, NormSource, NormTerms
from wijkwerk.governance.decision.models import Decision
from wijkwerk.governance.kept_rows import WrittenOnce


def _choices(words: type[KaderStatus | NormScope | NormForm | NormSource | Direction | AreaKind]) -> Any:
    return [(each.value, each.value.replace("_", " ")) for each in words]


class Kader(Freezing):
    """One version of a kwaliteitskader. Its norms never change; only its status does, once."""

    personal: ClassVar = Personal(people=("made_by", "adopted_by"))

    name = models.CharField("naam", max_length=120)
    version = models.PositiveIntegerField("versie", unique=True)
    status = models.CharField(
        "status", max_length=12, choices=_choices(KaderStatus), default=KaderStatus.PROVISIONAL.value
    )
    valid_from = models.DateField("geldig vanaf")
    horizon = models.PositiveSmallIntegerField("streefjaar")
    fewest_inhabitants = models.PositiveSmallIntegerField("kleinste buurt met een plaats", null=True, blank=True)
    note = models.TextField("toelichting", blank=True)
    reason = models.TextField("reden van deze versie", blank=True)
    example = models.BooleanField("voorbeeld", default=False)
    origin = models.CharField("herkomst", max_length=200, blank=True)  # "catalogue/kaders/voorbeeld.yaml", "op de site"
    made_at = models.DateTimeField("gemaakt op", default=timezone.now, editable=False)
    made_by = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="gemaakt door"
    )  # null: the system, at the first start of the demo
    decision = models.ForeignKey(
        Decision, null=True, blank=True, on_delete=models.PROTECT, related_name="kaders", verbose_name="besluit"
    )
    adopted_at = models.DateTimeField("vastgesteld op", null=True, blank=True)
    adopted_by = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="vastgelegd door"
    )

    history = HistoricalRecords(verbose_name="geschiedenis van een kwaliteitskader")

    class Meta:
        verbose_name = "kwaliteitskader"
        verbose_name_plural = "kwaliteitskaders"
        ordering: ClassVar = ["-version"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(status=KaderStatus.PROVISIONAL.value) | Q(decision__isnull=False, adopted_at__isnull=False),
                name="kader_adopted_by_decision",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, versie {self.version}"

    @property
    def is_adopted(self) -> bool:
        return self.status == KaderStatus.ADOPTED


class Norm(WrittenOnce):
    """One norm of a version, as `definitions.kaders.NormTerms` has it."""

    permission_kind: ClassVar = "kader"

    kader = models.ForeignKey(Kader, on_delete=models.PROTECT, related_name="norms", verbose_name="kader")
    position = models.PositiveSmallIntegerField("plaats")
    indicator = models.CharField("indicator", max_length=60)
    scope = models.CharField("bereik", max_length=16, choices=_choices(NormScope))
    area_kind = models.CharField("wijktype", max_length=20, choices=_choices(AreaKind), null=True, blank=True)
    area = models.CharField("gebied", max_length=12, null=True, blank=True)
    form = models.CharField("vorm", max_length=32, choices=_choices(NormForm))
    value = models.FloatField("waarde")
    upper = models.FloatField("bovenkant", null=True, blank=True)
    since = models.PositiveSmallIntegerField("sinds", null=True, blank=True)
    direction = models.CharField("richting", max_length=8, choices=_choices(Direction), null=True, blank=True)
    by = models.PositiveSmallIntegerField("streefjaar", null=True, blank=True)
    per = models.FloatField("noemer", null=True, blank=True)
    counted = models.CharField("geteld met", max_length=60, null=True, blank=True)
    unit_of_gap = models.CharField("verschil in", max_length=60, null=True, blank=True)
    source = models.CharField("herkomst", max_length=20, choices=_choices(NormSource))
    document = models.CharField("document", max_length=200, null=True, blank=True)
    owner = models.CharField("eigenaar", max_length=120)
    status = models.CharField("status", max_length=12, choices=_choices(KaderStatus))
    valid_from = models.DateField("geldig vanaf")
    valid_to = models.DateField("geldig tot en met", null=True, blank=True)
    note = models.CharField("toelichting", max_length=500, null=True, blank=True)

    class Meta:
        verbose_name = "norm"
        verbose_name_plural = "normen"
        ordering: ClassVar = ["kader", "position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["kader", "position"], name="norm_position"),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")), name="norm_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator}: {self.get_form_display()} {self.value:g}"

    @property
    def terms(self) -> NormTerms:
        return NormTerms(
            indicator=self.indicator,
            scope=NormScope(self.scope),
            form=NormForm(self.form),
            source=NormSource(self.source),
            owner=self.owner,
            valid_from=self.valid_from,
            value=self.value,
            upper=self.upper,
            area_kind=AreaKind(self.area_kind) if self.area_kind else None,
            area=self.area,
            since=self.since,
            direction=Direction(self.direction) if self.direction else None,
            by=self.by,
            per=self.per,
            counted=self.counted,
            unit_of_gap=self.unit_of_gap,
            valid_to=self.valid_to,
            document=self.document,
            status=KaderStatus(self.status),
            note=self.note,
        )


class AreaType(models.Model):
    """The wijktype of an area from a day until and including a day. Ended, never deleted.

    Keyed by code and not by (code, year): a wijktype is the municipality's own, and holds through divisions until
    somebody says otherwise. A buurt without one has that of its wijk.
    """

    area_code = models.CharField("gebied", max_length=12)
    kind = models.CharField("wijktype", max_length=20, choices=_choices(AreaKind))
    valid_from = models.DateField("vanaf")
    valid_to = models.DateField("tot en met", null=True, blank=True)

    history = HistoricalRecords(verbose_name="geschiedenis van een wijktype")

    class Meta:
        verbose_name = "wijktype van een gebied"
        verbose_name_plural = "wijktypen van gebieden"
        ordering: ClassVar = ["area_code", "valid_from"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["area_code"], condition=Q(valid_to=None), name="area_of_one_type"),
        ]

    def __str__(self) -> str:
        return f"{self.area_code}: {self.kind} vanaf {self.valid_from:%d-%m-%Y}"
