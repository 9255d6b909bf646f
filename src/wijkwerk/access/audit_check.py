"""Is the log whole? Each event is worked out again from the one before, from the first to the last."""

from dataclasses import dataclass

from django.db.models import Max

from wijkwerk.lib.whole_numbers import whole_number

from .audit import AuditEvent, first_broken_event


@dataclass(frozen=True, slots=True)
class LogCheck:
    """broken  the number of the first event that does not follow from the one before; None where all do"""

    events: int
    newest: int | None
    digest: str
    broken: int | None

    @property
    def is_whole(self) -> bool:
        return self.broken is None

    @property
    def words(self) -> str:
        if self.broken is not None:
            return (
                f"Het logboek is NIET gaaf: gebeurtenis {self.broken} volgt niet uit de vorige. Er is daar een regel "
                "veranderd, toegevoegd of weggehaald. Bewaar de database zoals zij is en waarschuw de beveiliging."
            )
        if self.newest is None:
            return "Het logboek is nog leeg."
        return (
            f"Het logboek is gaaf: {self.events} gebeurtenissen. Kenmerk van gebeurtenis {self.newest}: "
            f"{self.digest[:16]}."
        )


def still_holds(noted: str) -> bool:
    """Whether an event that was written down elsewhere as "number:digest" is still in the log as it was."""
    number, _, digest = noted.strip().partition(":")
    found = whole_number(number)
    return found is not None and AuditEvent.objects.filter(pk=found, digest=digest).exists()


def check_log() -> LogCheck:
    """Read the whole log. Its last digest, kept elsewhere, also shows whether events were cut off at the end."""
    broken = first_broken_event()
    newest = AuditEvent.objects.aggregate(newest=Max("id"))["newest"]
    last = AuditEvent.objects.filter(pk=newest).first()
    return LogCheck(
        events=AuditEvent.objects.count(),
        newest=newest,
        digest=last.digest if last else "",
        broken=None if broken is None else broken.pk,
    )
