"""Goals, documents, decisions and kaders with their norms. What was adopted is never changed: only replaced."""

from typing import Any, ClassVar, NoReturn

from django.db import models
from django.db.models import F, Q
from django.db.models.signals import m2m_changed
from django.dispatch import receiver
from django.utils import timezone
from simple_history.models import HistoricalRecords

from wijkwerk.access.confidentiality import Confidentiality
from wijkwerk.access.models import Person, Scope
from wijkwerk.access.permissions import PermissionFields
from wijkwerk.definitions.kaders import (
    AreaKind,
    Direction,
    KaderStatus,
    NormForm,
    NormScope,
    NormSource,
    NormTerms,
)


class FrozenError(AssertionError):
    """Our own code asked to change something that was adopted."""


def _choices(words: type[KaderStatus | NormScope | NormForm | NormSource | Direction | AreaKind]) -> Any:
    return [(each.value, each.value.replace("_", " ")) for each in words]


class FrozenQuerySet(models.QuerySet[Any]):
    """Rows that are written once: not changed or deleted in bulk either."""

    def update(self, **kwargs: Any) -> NoReturn:
        raise FrozenError(f"{self.model.__name__} is never changed")

    def delete(self) -> NoReturn:
        raise FrozenError(f"{self.model.__name__} is never deleted")


class WrittenOnce(models.Model):
    """A row that stays as it was written; a correction is a new row."""

    objects = FrozenQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise FrozenError(f"{type(self).__name__} is never changed")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise FrozenError(f"{type(self).__name__} is never deleted")


class KeptQuerySet(models.QuerySet[Any]):
    """Rows that may be said otherwise one by one, each with its event, and are never taken out."""

    def delete(self) -> NoReturn:
        raise FrozenError(f"{self.model.__name__} is never deleted")


class Goal(models.Model):
    """A goal of the bestuurlijke opdracht. The hoofddoelen have no parent; a goal below one is a subdoel.

    Ended with a day, never deleted: what points at it keeps its meaning.
    """

    code = models.SlugField("code", max_length=60, unique=True)
    title = models.CharField("doel", max_length=200)
    text = models.TextField("toelichting", blank=True)
    position = models.PositiveSmallIntegerField("plaats", default=1)
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children", verbose_name="onderdeel van"
    )
    valid_from = models.DateField("geldig vanaf", null=True, blank=True)  # null: from the beginning of the register
    valid_to = models.DateField("geldig tot en met", null=True, blank=True)

    objects = KeptQuerySet.as_manager()

    history = HistoricalRecords(verbose_name="geschiedenis van een doel")

    class Meta:
        verbose_name = "doel"
        verbose_name_plural = "doelen"
        ordering: ClassVar = ["position", "code"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(valid_from=None) | Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="goal_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise FrozenError("Goal is never deleted")


class Document(WrittenOnce):
    """A paper that others rest on: where it can be found, or the hash of the file that was seen."""

    permission_fields: ClassVar = PermissionFields(confidentiality="confidentiality", scope="scope")

    title = models.CharField("titel", max_length=200)
    reference = models.CharField("kenmerk", max_length=200)
    date = models.DateField("datum")
    url = models.URLField("vindplaats", max_length=500, blank=True)
    sha256 = models.CharField("hash van het bestand", max_length=64, blank=True)
    confidentiality = models.CharField(
        "vertrouwelijkheid", max_length=14, choices=Confidentiality.choices, default=Confidentiality.INTERN
    )
    scope = models.ForeignKey(
        Scope, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="gaat over"
    )  # null: the whole gemeente
    added_by = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="toegevoegd door"
    )

    class Meta:
        verbose_name = "document"
        verbose_name_plural = "documenten"
        ordering: ClassVar = ["-date", "title"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(url="", sha256=""), name="document_can_be_found"),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.reference})"


class NoteState(models.TextChoices):
    """The words are those of the permission table's `toestand`."""

    DRAFT = "concept", "concept"
    ADOPTED = "vastgesteld", "vastgesteld"


class Note(models.Model):
    """What somebody wrote down about the whole gemeente, an area or a body. A draft changes; once adopted it stays."""

    permission_fields: ClassVar = PermissionFields(confidentiality="confidentiality", scope="scope", state="state")

    title = models.CharField("titel", max_length=200)
    text = models.TextField("tekst", max_length=10_000)
    confidentiality = models.CharField(
        "vertrouwelijkheid", max_length=14, choices=Confidentiality.choices, default=Confidentiality.INTERN
    )
    scope = models.ForeignKey(
        Scope, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="gaat over"
    )  # null: the whole gemeente
    state = models.CharField("stand", max_length=12, choices=NoteState.choices, default=NoteState.DRAFT)
    written_by = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="geschreven door"
    )
    written_at = models.DateTimeField("geschreven op", default=timezone.now, editable=False)
    adopted_by = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="vastgesteld door"
    )
    adopted_at = models.DateTimeField("vastgesteld op", null=True, blank=True)

    history = HistoricalRecords(verbose_name="geschiedenis van een notitie")

    class Meta:
        verbose_name = "notitie"
        verbose_name_plural = "notities"
        ordering: ClassVar = ["-written_at", "-id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state=NoteState.DRAFT.value) | Q(adopted_at__isnull=False), name="note_adopted_on_a_day"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None and type(self).objects.filter(pk=self.pk, state=NoteState.ADOPTED).exists():
            raise FrozenError("an adopted note is never changed")
        super().save(*args, **kwargs)

    @property
    def is_adopted(self) -> bool:
        return self.state == NoteState.ADOPTED


class Decision(models.Model):
    """What a body decided. A draft may be changed; once adopted it stays, and a later decision may replace it."""

    body = models.CharField("gremium", max_length=120)
    date = models.DateField("datum")
    case_number = models.CharField("zaaknummer", max_length=60)
    subject = models.CharField("onderwerp", max_length=300)
    documents = models.ManyToManyField(Document, related_name="decisions", blank=True, verbose_name="documenten")
    written_by = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="ingevoerd door"
    )
    adopted_at = models.DateTimeField("vastgelegd op", null=True, blank=True)
    adopted_by = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="vastgelegd door"
    )

    history = HistoricalRecords(verbose_name="geschiedenis van een besluit", m2m_fields=[documents])

    class Meta:
        verbose_name = "besluit"
        verbose_name_plural = "besluiten"
        ordering: ClassVar = ["-date", "-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case_number", "body", "date"], name="decision_once"),
        ]

    def __str__(self) -> str:
        return f"{self.body}, {self.date:%d-%m-%Y}: {self.subject} ({self.case_number})"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None and type(self).objects.filter(pk=self.pk).exclude(adopted_at=None).exists():
            raise FrozenError("an adopted decision is never changed")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        if self.adopted_at is not None:
            raise FrozenError("an adopted decision is never deleted")
        return super().delete(*args, **kwargs)

    @property
    def is_adopted(self) -> bool:
        return self.adopted_at is not None


@receiver(m2m_changed, sender=Decision.documents.through)
def keep_the_documents_of_a_decision(instance: Decision, action: str, **kwargs: Any) -> None:
    if action.startswith("pre_") and isinstance(instance, Decision) and instance.is_adopted:
        raise FrozenError("the documents of an adopted decision are never changed")


class Kader(models.Model):
    """One version of a kwaliteitskader. Its norms never change; only its status does, once."""

    name = models.CharField("naam", max_length=120)
    version = models.PositiveIntegerField("versie", unique=True)
    status = models.CharField(
        "status", max_length=12, choices=_choices(KaderStatus), default=KaderStatus.PROVISIONAL.value
    )
    valid_from = models.DateField("geldig vanaf")
    horizon = models.PositiveSmallIntegerField("streefjaar")
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
