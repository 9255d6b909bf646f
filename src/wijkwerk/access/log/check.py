"""Is the log whole? Each event is worked out again from the one before, from the first to where the log ends."""

import datetime
from dataclasses import dataclass

from django.db import connections

from wijkwerk.access.log.append_only import is_closed
from wijkwerk.access.log.audit import AuditEvent, first_broken_event
from wijkwerk.access.log.end import LogEnd, log_end
from wijkwerk.access.people.models import Person
from wijkwerk.lib.whole_numbers import whole_number

_SAME_MOMENT = datetime.timedelta(hours=1)
_KEEP = "Bewaar de database zoals zij is en waarschuw de beveiliging."


@dataclass(frozen=True, slots=True)
class LogCheck:
    """newest, digest  of the last event; None and empty where there is none
    fault           what is wrong, in Dutch; empty where all is well
    """

    events: int
    newest: int | None
    digest: str
    fault: str

    @property
    def is_whole(self) -> bool:
        return not self.fault

    @property
    def words(self) -> str:
        if self.fault:
            return f"Het logboek is NIET gaaf: {self.fault} {_KEEP}"
        if self.newest is None:
            return "Het logboek is nog leeg."
        return (
            f"Het logboek is gaaf: {self.events} gebeurtenissen. Kenmerk van gebeurtenis {self.newest}: "
            f"{self.digest[:16]}."
        )


def still_holds(noted: str) -> bool:
    """Whether an event that was written down elsewhere as "number:digest" is still in the log as it was."""
    number, _, digest = noted.strip().partition(":")
    key = whole_number(number)
    return key is not None and AuditEvent.objects.filter(pk=key, digest=digest).exists()


def check_log(database: str = "default") -> LogCheck:
    """Read the whole log. Its last digest, kept elsewhere, also shows whether somebody made all of it anew."""
    events = AuditEvent.objects.using(database)
    newest = events.order_by("-id").first()
    return LogCheck(
        events=events.count(),
        newest=newest.pk if newest else None,
        digest=newest.digest if newest else "",
        fault=_broken(database) or _cut_off(newest, log_end(database), database) or _opened(database),
    )


def _broken(database: str) -> str:
    broken = first_broken_event(database)
    if broken is None:
        return ""
    return (
        f"gebeurtenis {broken.pk} volgt niet uit de vorige. Er is daar een regel veranderd, toegevoegd of weggehaald."
    )


def _cut_off(newest: AuditEvent | None, end: LogEnd | None, database: str) -> str:
    """Whether the last event is the last one that was written."""
    if newest is None and end is None:
        # Nobody gets an account without an event.
        return "het is leeg, en er zijn mensen." if Person.objects.using(database).exists() else ""
    if end is None:
        return "waar het eindigt, is weggehaald."
    if newest is None:
        return f"het is leeg, en gebeurtenis {end.number} was de laatste."
    if (newest.pk, newest.digest) != (end.number, end.digest):
        return f"het eindigt met gebeurtenis {newest.pk}, en gebeurtenis {end.number} was de laatste."
    return _begun_anew(database)


def _begun_anew(database: str) -> str:
    """Whether it begins after there were people: nobody gets an account without an event."""
    first = AuditEvent.objects.using(database).earliest("id")
    oldest = Person.objects.using(database).order_by("created_at").first()
    if oldest is None or first.moment - oldest.created_at <= _SAME_MOMENT:
        return ""
    return f"het begint met gebeurtenis {first.pk}, en er waren toen al mensen."


def _opened(database: str) -> str:
    if is_closed(connections[database]):
        return ""
    return "de database laat toe dat gebeurtenissen worden gewijzigd of gewist; die vergrendeling is weggehaald."
