"""What visitors let us know about a figure or a page, without an account; and where an answer goes, kept apart."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone

from wijkwerk.access.models import Person
from wijkwerk.access.permission.permissions import PermissionFields
from wijkwerk.access.privacy.personal import Due, Personal
from wijkwerk.definitions.processings import StartRule

MOST_TEXT = 2_000
MOST_ANSWER = 4_000


class FeedbackKind(models.TextChoices):
    FIGURE = "cijfer", "Een cijfer klopt niet"
    UNCLEAR = "onduidelijk", "Iets is onduidelijk"
    PAGE = "pagina", "Er is een fout op de pagina"
    ACCESSIBILITY = "toegankelijkheid", "Ik kan de pagina niet goed gebruiken"
    OTHER = "anders", "Iets anders"


class FeedbackState(models.TextChoices):
    """The words are those of the permission table's `toestand`."""

    NEW = "nieuw", "nieuw"
    ANSWERED = "beantwoord", "beantwoord"
    CLOSED = "afgesloten", "afgesloten zonder antwoord"


class Feedback(models.Model):
    """What somebody wrote about a figure or a page. Nothing in it changes but how it is dealt with, once.

    path       of the page, with what was chosen on it; "" where it came from no page of ours
    part       of the page: "kaart"; "" for all of it
    about      what it is about, in the words that the visitor saw
    reason     why it was closed without an answer
    mailed_at  when a mail server took the answer
    """

    permission_fields: ClassVar = PermissionFields(state="state")
    personal: ClassVar = Personal(
        people=("handled_by",),
        due=Due("handled_at", StartRule.CLOSED),
        without={"text": "is van een bezoeker en niet van deze persoon"}
        | dict.fromkeys(
            ("path", "edition", "part", "indicator", "area", "period"),
            "zegt over welke bladzijde het ging, en niets over de persoon",
        ),
    )

    kind = models.CharField("soort", max_length=16, choices=FeedbackKind.choices)
    text = models.TextField("tekst", max_length=MOST_TEXT)
    path = models.CharField("bladzijde", max_length=300, blank=True)
    edition = models.CharField("editie", max_length=20, blank=True)
    part = models.CharField("deel van de bladzijde", max_length=40, blank=True)
    indicator = models.CharField("indicator", max_length=80, blank=True)
    area = models.CharField("gebied", max_length=12, blank=True)
    period = models.PositiveSmallIntegerField("jaar", null=True, blank=True)
    about = models.CharField("gaat over", max_length=300)
    state = models.CharField("stand", max_length=12, choices=FeedbackState.choices, default=FeedbackState.NEW)
    received_at = models.DateTimeField("ontvangen op", default=timezone.now, editable=False)
    answer = models.TextField("antwoord", max_length=MOST_ANSWER, blank=True, default="")
    reason = models.TextField("reden", blank=True)
    handled_by = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="afgehandeld door"
    )
    handled_at = models.DateTimeField("afgehandeld op", null=True)
    mailed_at = models.DateTimeField("antwoord verstuurd op", null=True)

    class Meta:
        verbose_name = "reactie van een bezoeker"
        verbose_name_plural = "reacties van bezoekers"
        ordering: ClassVar = ["-received_at", "-id"]
        indexes: ClassVar = [models.Index(fields=["state", "received_at"], name="feedback_inbox")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state=FeedbackState.NEW.value, handled_at=None)
                | (~Q(state=FeedbackState.NEW.value) & Q(handled_at__isnull=False)),
                name="feedback_handled_on_a_day",
            ),
            models.CheckConstraint(
                condition=Q(state=FeedbackState.ANSWERED.value) | Q(answer="", mailed_at=None),
                name="feedback_answer_of_what_is_answered",
            ),
        ]

    def __str__(self) -> str:
        return f"reactie {self.pk}"

    @property
    def is_new(self) -> bool:
        return self.state == FeedbackState.NEW

    @property
    def is_answered(self) -> bool:
        return self.state == FeedbackState.ANSWERED


class FeedbackAddress(models.Model):
    """Where an answer goes, for as long as it is needed: a row of its own, that goes long before the feedback does."""

    permission_kind: ClassVar = "feedback"

    feedback = models.OneToOneField(Feedback, on_delete=models.CASCADE, related_name="address", verbose_name="reactie")
    email = models.EmailField("e-mailadres")

    class Meta:
        verbose_name = "adres bij een reactie"
        verbose_name_plural = "adressen bij reacties"

    def __str__(self) -> str:
        return f"adres bij reactie {self.feedback_id}"
