"""Two people changed the same thing: what stood there, what one typed and what the other kept, field by field."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import QueryDict

from .fields import Reason

if TYPE_CHECKING:
    from .staff_form import StaffForm

YOURS, NOW = "uw", "nu"
_CHOICE = "keuze-"


@dataclass(frozen=True, slots=True)
class ConflictRow:
    """One field. `was` is None where nothing tells any more what stood there when the form was opened.

    chosen  which of the two is ticked: changed by one, that one; by both, the one that was kept
    """

    name: str
    label: str
    was: str | None
    yours: str
    now: str
    chosen: str

    @property
    def differs(self) -> bool:
        return self.yours != self.now

    @property
    def choice(self) -> str:
        return _CHOICE + self.name


@dataclass(frozen=True, slots=True)
class Conflict:
    """What was typed, beside what somebody else kept in the meantime."""

    rows: tuple[ConflictRow, ...]


def conflict_of(form: "StaffForm", was: Any, now: Any) -> Conflict:
    """A conflict between a bound form and the row as it is now.

    was  the row as this person had it before them; None where nobody can tell
    """
    before = form.values_of(was) if was is not None else {}
    values = form.values_of(now)
    rows = [
        _row(form, name, before, values[name])
        for name, field in form.fields.items()
        if name in values and not isinstance(field, Reason)
    ]
    return Conflict(tuple(rows))


def chosen_of(data: QueryDict, values: dict[str, Any]) -> QueryDict:
    """What was sent, after the choice between one's own and what was kept: the field holds what was chosen."""
    chosen = data.copy()
    for name in [each for each in data if each.startswith(_CHOICE)]:
        del chosen[name]
    for name, value in values.items():
        if data.get(_CHOICE + name) == NOW:
            chosen[name] = _sent(value)
    return chosen


def _row(form: "StaffForm", name: str, before: dict[str, Any], value: Any) -> ConflictRow:
    yours = form.words_of(name, form.sent.get(name, ""))
    now = form.words_of(name, value)
    was = form.words_of(name, before[name]) if name in before else None
    only_yours = was is not None and now == was != yours
    return ConflictRow(name, str(form.fields[name].label), was, yours, now, YOURS if only_yours else NOW)


def _sent(value: Any) -> str:
    """A value of a row as a form sends it."""
    return "" if value is None else str(getattr(value, "pk", value))
