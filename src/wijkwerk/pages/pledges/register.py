"""Toezeggingen as a register: what was promised, to whom, who does it, when they hear of it, and where it stands."""

from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from wijkwerk.access.people.models import Visitor
from wijkwerk.governance.pledge.models import BY_NEXT_DAY, Audience, Pledge, PledgeState
from wijkwerk.present.numbers import date
from wijkwerk.web.frame.menu import menu_item
from wijkwerk.web.record_pages import address_of, record_page
from wijkwerk.web.registers import Column, Filter, Options, Register, place_column, place_filter, word_filter
from wijkwerk.web.search.searching import Hit, searched

_LATE, _ME, _NOBODY = "te-laat", "ik", "niemand"


def is_late(pledge: Pledge) -> bool:
    return pledge.is_late(timezone.localdate())


def state_words(pledge: Pledge) -> str:
    return "te laat" if is_late(pledge) else pledge.get_state_display()


def audience_words(pledge: Pledge) -> str:
    return pledge.audience_words or pledge.get_audience_display()


def _states(visitor: Visitor) -> Options:
    return [*((state.value, state.label) for state in PledgeState), (_LATE, "te laat")]


def _in_state(rows: QuerySet[Any], value: str, visitor: Visitor) -> QuerySet[Any]:
    if value == _LATE:
        return rows.filter(pk__in=Pledge.objects.late(timezone.localdate()))
    return rows.filter(state=value)


def _of(rows: QuerySet[Any], value: str, visitor: Visitor) -> QuerySet[Any]:
    return rows.filter(owner=visitor.pk if value == _ME else None)


PLEDGES = Register(
    Pledge,
    route="pledges",
    section="pledges",
    title="Toezeggingen",
    rows_are=("toezegging", "toezeggingen"),
    lead="Wat wij toezegden aan de raad, aan bewoners en aan partners, en of zij weten wat het werd.",
    empty="Er zijn nog geen toezeggingen die u mag lezen. Iemand zegt iets toe, en legt dat hier vast.",
    related=("scope", "owner", "made_by"),
    order=BY_NEXT_DAY,
    columns=(
        Column("what", "Toezegging", lambda row: row.title, order=("title",), under=audience_words),
        place_column("Gebied"),
        Column("who", "Wie", lambda row: row.owner.name if row.owner else "niemand", order=("owner__name",)),
        Column("report", "Bericht vóór", lambda row: row.report_due, order=("report_due",)),
        Column("due", "Klaar vóór", lambda row: row.due, order=("due_last",), is_fuzzy=True),
        Column("state", "Stand", state_words, order=("state",)),
        Column("case", "Zaaknummer", lambda row: row.case_number, order=("case_number",), is_optional=True),
        Column("promised", "Toegezegd", lambda row: row.promised_on, order=("promised_on",), is_optional=True),
        Column("rhythm", "Ritme", lambda row: row.get_rhythm_display(), order=("rhythm",), is_optional=True),
        Column("evidence", "Bewijs", lambda row: row.evidence, is_optional=True),
        Column("number", "Nummer", lambda row: row.pk, order=("pk",), is_optional=True),
    ),
    filters=(
        Filter("stand", "Stand", "alle", _states, _in_state, default=PledgeState.RUNNING.value),
        place_filter(),
        Filter(
            "aan", "Aan wie", "iedereen", lambda visitor: Audience.choices,
            lambda rows, value, visitor: rows.filter(audience=value),
        ),
        Filter("wie", "Wie", "iedereen", lambda visitor: [(_ME, "ik"), (_NOBODY, "niemand")], _of),
        word_filter("title", "audience_words", "explanation"),
        word_filter("case_number", key="zaak", label="Zaaknummer"),
    ),
    is_late=is_late,
    facts=(
        "Te laat is geen aparte stand: zij loopt, met een dag of een bericht dat er al had moeten zijn.",
        "Gedaan is zij pas als men het weet.",
    ),
)  # fmt: skip
record_page("pledge", "pledges:record")
menu_item("pledges", "Toezeggingen", "pledges:list", deed=("read", "pledge"), place=80)


def _all() -> QuerySet[Pledge]:
    return Pledge.objects.select_related("scope")


@searched(
    "toezeggingen",
    "Toezeggingen",
    fields=("title", "case_number"),
    numbers=("case_number",),
    newest="promised_on",
    order=15,
    rows=_all,
)
def pledge_hit(pledge: Pledge) -> Hit:
    case = f", zaaknummer {pledge.case_number}" if pledge.case_number else ""
    where = f"toezegging aan {audience_words(pledge)}{case}, {state_words(pledge)}"
    return Hit(pledge.title, where, address_of(pledge), date(pledge.promised_on))
