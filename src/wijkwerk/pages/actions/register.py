"""Acties as a register: what was agreed, who does it, until when, and where it stands."""

from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from wijkwerk.access.people.models import Visitor
from wijkwerk.governance.action.models import Action, ActionState
from wijkwerk.governance.due import BY_TIME
from wijkwerk.present.numbers import date
from wijkwerk.web.forms.fields import WHOLE
from wijkwerk.web.frame.menu import menu_item
from wijkwerk.web.record_pages import address_of, place_of, record_page
from wijkwerk.web.registers import Column, Filter, Options, Register, place_column, place_filter, word_filter
from wijkwerk.web.search.searching import Hit, searched

_LATE, _ME, _NOBODY = "te-laat", "ik", "niemand"
# The word of the filter, and the field of the action.
_ORIGINS = {"besluit": "decision", "toezegging": "pledge", "notitie": "note"}


def is_late(action: Action) -> bool:
    return action.state == ActionState.OPEN and action.due is not None and action.due.is_late(timezone.localdate())


def origin(action: Action) -> str:
    """Where it was agreed: no title, for not everybody who reads the action may read that too."""
    if action.decision is not None:
        return f"besluit {action.decision.case_number}"
    if action.pledge_id is not None:
        return f"toezegging {action.pledge_id}"
    return f"notitie {action.note_id}" if action.note_id is not None else ""


def state_words(action: Action) -> str:
    return "te laat" if is_late(action) else action.get_state_display()


def _states(visitor: Visitor) -> Options:
    return [*((state.value, state.label) for state in ActionState), (_LATE, "te laat")]


def _in_state(rows: QuerySet[Any], value: str, visitor: Visitor) -> QuerySet[Any]:
    if value == _LATE:
        late: QuerySet[Any] = Action.objects.late(timezone.localdate())
        return rows.filter(state=ActionState.OPEN, pk__in=late)
    return rows.filter(state=value)


def _of(rows: QuerySet[Any], value: str, visitor: Visitor) -> QuerySet[Any]:
    return rows.filter(owner=visitor.pk if value == _ME else None)


def _from(rows: QuerySet[Any], value: str, visitor: Visitor) -> QuerySet[Any]:
    return rows.exclude(**{_ORIGINS[value]: None}) if value in _ORIGINS else rows.none()


ACTIONS = Register(
    Action,
    route="actions",
    section="actions",
    title="Acties",
    rows_are=("actie", "acties"),
    lead="Wat wij met elkaar afspraken, wie het doet en vóór wanneer.",
    empty="Er zijn nog geen acties die u mag lezen. Een actie begint bij een besluit, een notitie, of gewoon hier.",
    related=("scope", "owner", "decision", "made_by"),
    order=BY_TIME,
    columns=(
        Column("what", "Actie", lambda row: row.title, order=("title",), under=origin),
        place_column("Gebied"),
        Column("who", "Wie", lambda row: row.owner.name if row.owner else "niemand", order=("owner__name",)),
        Column("due", "Vóór", lambda row: row.due, order=("due_last",), is_fuzzy=True),
        Column("state", "Stand", state_words, order=("state",)),
        Column("made", "Gemaakt", lambda row: timezone.localdate(row.made_at), order=("made_at",), is_optional=True),
        Column("maker", "Gemaakt door", lambda row: str(row.made_by or ""), order=("made_by__name",), is_optional=True),
        Column("outcome", "Wat het werd", lambda row: row.outcome, is_optional=True),
        Column("number", "Nummer", lambda row: row.pk, order=("pk",), is_optional=True),
    ),
    filters=(
        Filter("stand", "Stand", "alle", _states, _in_state, default=ActionState.OPEN.value),
        place_filter(),
        Filter("wie", "Wie", "iedereen", lambda visitor: [(_ME, "ik"), (_NOBODY, "niemand")], _of),
        Filter("uit", "Komt uit", "alles", lambda visitor: [(each, each) for each in _ORIGINS], _from),
        word_filter("title", "explanation"),
    ),
    is_late=is_late,
    facts=(
        "Te laat is geen aparte stand: het is open met een dag die voorbij is.",
        "Een actie zonder dag staat onderaan, nooit bij ‘op tijd’.",
    ),
)
record_page("action", "actions:record")
menu_item("actions", "Acties", "actions:list", deed=("read", "action"), place=70)


def facts(action: Action) -> list[tuple[str, str]]:
    """What the page of an action says of it."""
    read_as = f" (gelezen als {date(action.due.first)} tot en met {date(action.due.last)})" if action.due else ""
    due = "" if action.due is None else f"{action.due}{read_as if action.due.first != action.due.last else ''}"
    return [
        ("Wie", action.owner.name if action.owner else "niemand: de actie zoekt iemand"),
        ("Vóór", due or "geen dag afgesproken"),
        ("Gaat over", action.scope.name if action.scope else WHOLE),
        ("Toelichting", action.explanation),
        ("Wat het werd", action.outcome),
        ("Wie mag dit lezen", action.get_confidentiality_display()),
        ("Gemaakt", f"{date(timezone.localdate(action.made_at))}{f' door {action.made_by}' if action.made_by else ''}"),
    ]


def _all() -> QuerySet[Action]:
    return Action.objects.select_related("scope")


@searched("acties", "Acties", fields=("title",), newest="made_at", order=25, rows=_all)
def action_hit(action: Action) -> Hit:
    where = f"actie, {state_words(action)}, over {place_of(action)}"
    return Hit(action.title, where, address_of(action), date(timezone.localdate(action.made_at)))
