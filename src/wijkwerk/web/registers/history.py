"""Wat er veranderde: every field of a record that became something else, by whom, when and why."""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from django.db.models import Field, Model
from django.utils import timezone

from wijkwerk.access.lifecycles.lifecycle import flow_of
from wijkwerk.access.log.audit import AuditEvent
from wijkwerk.access.log.words import verb_words
from wijkwerk.access.permission.permissions import kind_of
from wijkwerk.present.numbers import date

# The row and its event are written in one transaction, one after the other.
_TOGETHER = datetime.timedelta(seconds=5)
# Events about a row after which it is what it was.
_CHANGE_NOTHING = ("view", "refused")


@dataclass(frozen=True, slots=True)
class FieldChange:
    label: str
    was: str
    now: str


@dataclass(frozen=True, slots=True)
class Change:
    """One time that a record was kept. `fields` is empty for the first."""

    on: str
    by: str
    verb: str
    reason: str
    fields: tuple[FieldChange, ...]


def changes_of(row: Any, *, hidden: Sequence[str] = ()) -> tuple[Change, ...]:
    """The history of a row as differences, the newest first; of a kind that never changes, and so has none, nothing.

    hidden   fields that say nothing to readers, such as stamps that repeat who and when
    """
    if not hasattr(row, "history"):
        return ()
    versions = list(row.history.order_by("history_date", "history_id"))
    event_of = _events_of(versions, row)
    first = [_change(versions[0], (), event_of)] if versions else []
    later = [
        _change(now, tuple(_differences(was.instance, now.instance, hidden)), event_of)
        for was, now in pairwise(versions)
    ]
    return tuple(reversed([*first, *(each for each in later if each.fields)]))


def _key_in_log(row: Model) -> str:
    flow = flow_of(row)
    return flow.key_of(row) if flow else str(row.pk)


def _change(version: Any, fields: tuple[FieldChange, ...], event_of: Mapping[int, AuditEvent]) -> Change:
    event = event_of.get(version.history_id)
    moment = timezone.localtime(version.history_date)
    return Change(
        on=f"{date(moment.date())}, {moment:%H.%M} uur",
        by=str(event.person) if event and event.person else "het systeem",
        verb=verb_words(event.verb) if event else "gewijzigd",
        reason=event.reason if event else "",
        fields=fields,
    )


def _events_of(versions: Sequence[Any], row: Model) -> dict[int, AuditEvent]:
    """The event that each version was kept with, by the number of the version.

    A row is kept first and its event written right after: of several deeds in one second each has its own.
    """
    logged = AuditEvent.objects.filter(kind=kind_of(row), key=_key_in_log(row)).exclude(verb__in=_CHANGE_NOTHING)
    waiting = list(logged.select_related("person").order_by("id"))
    paired = {}
    for version in versions:
        event = next((each for each in waiting if _was_kept_with(version, each)), None)
        if event is not None:
            paired[version.history_id] = event
            waiting.remove(event)
    return paired


def _was_kept_with(version: Any, event: AuditEvent) -> bool:
    return bool(datetime.timedelta() <= event.moment - version.history_date < _TOGETHER)


def _differences(was: Model, now: Model, hidden: Sequence[str]) -> Iterator[FieldChange]:
    for each in now._meta.concrete_fields:
        if each.primary_key or each.name in hidden or each.value_from_object(was) == each.value_from_object(now):
            continue
        yield FieldChange(str(each.verbose_name), _words(was, each), _words(now, each))


def _words(row: Model, each: "Field[Any, Any]") -> str:
    display = getattr(row, f"get_{each.name}_display", None)
    value = display() if display is not None else getattr(row, each.name)
    if value is None or value == "":
        return "leeg"
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, datetime.datetime):
        value = timezone.localtime(value).date()
    return date(value) if isinstance(value, datetime.date) else str(value)
