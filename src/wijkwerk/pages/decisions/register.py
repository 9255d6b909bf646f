"""Besluiten as a register: what a body decided, when, under which case, and whether another confirmed it."""

from django.db.models import QuerySet

from wijkwerk.governance.models import Decision
from wijkwerk.present.numbers import date
from wijkwerk.web.record_pages import address_of, record_page
from wijkwerk.web.registers import Column, Filter, Options, Register, word_filter
from wijkwerk.web.search.searching import Hit, searched

_ADOPTED, _WAITING = "vastgelegd", "wacht"


def state_words(decision: Decision) -> str:
    return "vastgelegd" if decision.is_adopted else "wacht op een ander"


def _states(visitor: object) -> Options:
    return [(_ADOPTED, "vastgelegd"), (_WAITING, "wacht op een ander")]


DECISIONS = Register(
    Decision,
    route="decisions",
    section="norms",
    title="Besluiten",
    rows_are=("besluit", "besluiten"),
    lead="Besluiten waar het kader op rust, met hun document. De een voert een besluit in, een ander legt het vast. "
    "Daarna verandert het niet meer.",
    empty="Er is nog geen besluit ingevoerd.",
    order=("-date",),
    columns=(
        Column("subject", "Onderwerp", lambda row: row.subject, order=("subject",)),
        Column("body", "Gremium", lambda row: row.body, order=("body",)),
        Column("date", "Datum", lambda row: row.date, order=("date",)),
        Column("case", "Zaaknummer", lambda row: row.case_number, order=("case_number",)),
        Column("state", "Stand", state_words, order=("adopted_at",)),
        Column("number", "Nummer", lambda row: row.pk, order=("pk",), is_optional=True),
    ),
    filters=(
        Filter(
            "stand", "Stand", "alle", _states,
            lambda rows, value, visitor: rows.filter(adopted_at__isnull=value != _ADOPTED),
        ),
        word_filter("subject", "body"),
        word_filter("case_number", key="zaak", label="Zaaknummer"),
    ),
    adds="edit",
    within=("Normen", "web:norms"),
)  # fmt: skip
record_page("decision", "decisions:record")


def _all() -> QuerySet[Decision]:
    return Decision.objects.all()


@searched(
    "besluiten",
    "Besluiten",
    fields=("subject", "case_number", "body"),
    numbers=("case_number",),
    newest="date",
    order=10,
    rows=_all,
)
def decision_hit(decision: Decision) -> Hit:
    draft = "" if decision.is_adopted else ", nog niet vastgelegd"
    where = f"besluit van {decision.body}, zaaknummer {decision.case_number}{draft}"
    return Hit(decision.subject, where, address_of(decision), date(decision.date))
