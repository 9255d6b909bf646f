"""Areas, releases, what each says of areas, and the remarks of its checks. Figures stand in release folders."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from simple_history.models import HistoricalRecords

from wijkwerk.access.models import Person
from wijkwerk.data.checks.remarks import IMPOSSIBLE
from wijkwerk.data.own_indicator.models import OwnIndicator as OwnIndicator
from wijkwerk.definitions.vocabulary import Level

# The order in which deliveries came; what was there before deliveries kept their own first.
_BY_DELIVERY = (F("release__delivered_at").asc(nulls_first=True), "release_id")


class AreaQuerySet(models.QuerySet["Area"]):
    def of(self, year: int, level: Level | None = None) -> Self:
        """The division of a year, of one level where given; stadsdelen belong to every year they were valid in."""
        chosen = self.filter(Q(year=year) & ~Q(level=Level.STADSDEEL) | self._stadsdelen(year))
        return chosen if level is None else chosen.filter(level=level)

    def inside(self, gemeente: str) -> Self:
        return self.filter(gemeente_code=gemeente)

    @staticmethod
    def _stadsdelen(year: int) -> Q:
        ended = Q(valid_to=None) | Q(valid_to__year__gte=year)
        return Q(level=Level.STADSDEEL, valid_from__year__lte=year) & ended


class Area(models.Model):
    """An area as it was in one year's division. Codes are re-used, so the key is (code, year).

    All but stadsdelen are what signed deliveries say (`AreaVersion`).

    geometry   WKB in RD (EPSG:28992, metres), cleaned for drawing; None where no border is loaded
    """

    code = models.CharField("code", max_length=12)
    year = models.PositiveSmallIntegerField("jaar van de indeling")
    level = models.CharField("niveau", max_length=12, choices=[(level.value, level.value) for level in Level])
    name = models.CharField("naam", max_length=200)
    official_name = models.CharField("naam bij de bron", max_length=200)
    parent_code = models.CharField("ligt in", max_length=12, null=True, blank=True)
    gemeente_code = models.CharField("gemeente", max_length=12, null=True, blank=True)
    valid_from = models.DateField("vanaf")
    valid_to = models.DateField("tot en met", null=True, blank=True)
    # CBS: 1 unchanged, 2 another code, 3 another border, each against the year before.
    change_code = models.PositiveSmallIntegerField("wijziging", null=True, blank=True)
    geometry = models.BinaryField("grens", null=True, blank=True)
    geometry_source = models.CharField("herkomst van de grens", max_length=120, blank=True)

    objects = AreaQuerySet.as_manager()

    class Meta:
        verbose_name = "gebied"
        verbose_name_plural = "gebieden"
        ordering: ClassVar = ["year", "code"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["code", "year"], name="area_code_year")]
        indexes: ClassVar = [
            models.Index(fields=["year", "level", "gemeente_code"], name="area_of_gemeente"),
        ]

    def __str__(self) -> str:
        return f"{self.level} {self.name} ({self.code}, {self.year})"


class StadsdeelMembership(models.Model):
    """A wijk belongs to a stadsdeel from a day until and including a day. Ended, never deleted.

    One that was replaced on its first day ends the day before that: it was in force on no day.
    """

    permission_kind: ClassVar = "area"

    stadsdeel = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="memberships", verbose_name="stadsdeel")
    wijk_code = models.CharField("wijk", max_length=12)
    valid_from = models.DateField("vanaf")
    valid_to = models.DateField("tot en met", null=True, blank=True)

    history = HistoricalRecords(verbose_name="geschiedenis van een indeling")

    class Meta:
        verbose_name = "indeling van een wijk"
        verbose_name_plural = "indelingen van wijken"
        ordering: ClassVar = ["wijk_code", "valid_from"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["wijk_code"], condition=Q(valid_to=None), name="wijk_in_one_stadsdeel"),
        ]

    def __str__(self) -> str:
        return f"{self.wijk_code} in {self.stadsdeel.name} vanaf {self.valid_from:%d-%m-%Y}"


class ReleaseState(models.TextChoices):
    LOADED = "loaded", "ingelezen"
    CHECKED = "checked", "gecontroleerd"
    SIGNED = "signed", "ondertekend"
    REJECTED = "rejected", "afgekeurd"


class Release(models.Model):
    """What people decided about a release folder. The figures and their hash stand in the folder named `key`."""

    key = models.CharField("kenmerk", max_length=160, unique=True)
    source = models.CharField("bron", max_length=60)
    table = models.CharField("tabel", max_length=60)
    periods = models.JSONField("jaren", default=list)
    hash = models.CharField("hash", max_length=64)
    state = models.CharField("toestand", max_length=12, choices=ReleaseState.choices, default=ReleaseState.LOADED)
    replaces = models.CharField("vervangt", max_length=160, blank=True)
    reason = models.TextField("reden van de nieuwe versie", blank=True)  # never blank where an own file replaces one
    delivered_at = models.DateTimeField("aangeleverd op", default=timezone.now)
    delivered_by = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="aangeleverd door"
    )  # null: the system, at the first start of the demo
    signed_at = models.DateTimeField("ondertekend op", null=True)
    signed_by = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="ondertekend door"
    )

    history = HistoricalRecords(verbose_name="geschiedenis van een levering")

    class Meta:
        verbose_name = "levering"
        verbose_name_plural = "leveringen"
        ordering: ClassVar = ["-delivered_at", "key"]
        indexes: ClassVar = [models.Index(fields=["source", "table", "state"], name="release_of_table")]

    def __str__(self) -> str:
        return self.key


class AreaVersionQuerySet(models.QuerySet["AreaVersion"]):
    def in_force(self, *, signing: Release | None = None, rejecting: Release | None = None) -> Self:
        """Those that count: of signed deliveries, and what stood in the register before deliveries kept their own.

        signing, rejecting   the delivery of which that is being done, as it will be then
        """
        counts = Q(release=None) | Q(release__state=ReleaseState.SIGNED)
        if signing is not None:
            counts |= Q(release=signing)
        chosen = self.filter(counts)
        return chosen if rejecting is None else chosen.exclude(release=rejecting)

    def named_last(self) -> Self:
        """With a name, the one that counts last: the latest delivery, and a delivery of borders before all others.

        Key figures name a division; borders name only what no other delivery names.
        """
        return self.exclude(name="").order_by(F("of_borders").desc(), *_BY_DELIVERY)

    def drawn_last(self) -> Self:
        """With a border, the one that counts last: the latest delivery of borders."""
        return self.filter(geometry__isnull=False).order_by("of_borders", *_BY_DELIVERY)


class AreaVersion(models.Model):
    """What one delivery says of an area: its name and place, its border, or both. It counts as the delivery is signed.

    `Area` is what all that count say together (`data.area.register`).

    release     None for what stood in the register before deliveries kept their own: that counts, below all others
    of_borders  whether the delivery brings borders: then larger areas get theirs from it too
    geometry    as `Area` has it, but for larger areas that are the union of their parts
    """

    permission_kind: ClassVar = "area"

    release = models.ForeignKey(
        Release, null=True, on_delete=models.CASCADE, related_name="areas", verbose_name="levering"
    )
    code = models.CharField("code", max_length=12)
    year = models.PositiveSmallIntegerField("jaar van de indeling")
    level = models.CharField("niveau", max_length=12, choices=[(level.value, level.value) for level in Level])
    name = models.CharField("naam", max_length=200, blank=True)  # blank where only the border is known
    official_name = models.CharField("naam bij de bron", max_length=200, blank=True)
    parent_code = models.CharField("ligt in", max_length=12, null=True, blank=True)
    gemeente_code = models.CharField("gemeente", max_length=12, null=True, blank=True)
    change_code = models.PositiveSmallIntegerField("wijziging", null=True, blank=True)
    geometry = models.BinaryField("grens", null=True, blank=True)
    geometry_source = models.CharField("herkomst van de grens", max_length=120, blank=True)
    of_borders = models.BooleanField("met grenzen geleverd", default=False)

    objects = AreaVersionQuerySet.as_manager()

    class Meta:
        verbose_name = "gebied volgens een levering"
        verbose_name_plural = "gebieden volgens leveringen"
        ordering: ClassVar = ["year", "code", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["release", "code", "year"], name="area_of_release"),
        ]
        indexes: ClassVar = [models.Index(fields=["year", "code"], name="area_version_of_year")]

    def __str__(self) -> str:
        return f"{self.level} {self.name} ({self.code}, {self.year}) volgens {self.release or 'eerdere leveringen'}"


class Severity(models.TextChoices):
    BLOCKING = "blocking", "blokkerend"
    WARNING = "warning", "waarschuwing"
    NOTE = "note", "opmerking"


class Remark(models.Model):
    """What a check says about a release, and what a person answered."""

    release = models.ForeignKey(Release, on_delete=models.CASCADE, related_name="remarks", verbose_name="levering")
    severity = models.CharField("ernst", max_length=10, choices=Severity.choices)
    check_name = models.CharField("controle", max_length=60)  # `check` is taken by Django
    area = models.CharField("gebied", max_length=12, blank=True)
    variable = models.CharField("variabele", max_length=80, blank=True)
    period = models.PositiveSmallIntegerField("jaar", null=True, blank=True)
    message = models.TextField("opmerking")
    explanation = models.TextField("verklaring", blank=True)
    explained_by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="verklaard door"
    )
    explained_at = models.DateTimeField("verklaard op", null=True, blank=True)

    class Meta:
        verbose_name = "opmerking"
        verbose_name_plural = "opmerkingen"
        ordering: ClassVar = ["release", "id"]

    def __str__(self) -> str:
        return f"{self.get_severity_display()}: {self.message}"

    @property
    def is_explained(self) -> bool:
        return bool(self.explanation)

    @property
    def is_impossible(self) -> bool:
        """Whether it is about a value that cannot be: no explanation makes it right."""
        return self.check_name in IMPOSSIBLE

    @property
    def stands_in_the_way(self) -> bool:
        return self.severity == Severity.BLOCKING and (self.is_impossible or not self.is_explained)
