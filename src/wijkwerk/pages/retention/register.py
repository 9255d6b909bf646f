"""Opruimrondes as a register: when each was worked out, how far it is, and how much went."""

from django.db.models import QuerySet, Sum

from wijkwerk.access.privacy.models import RetentionRun, RunState
from wijkwerk.access.privacy.retention_flow import RoundState, is_busy
from wijkwerk.web.record_pages import record_page
from wijkwerk.web.registers import Column, Register, state_filter


def state_words(run: RetentionRun) -> str:
    """Also that it is busy, which its job knows."""
    return RoundState.BUSY.label if is_busy(run) else run.get_state_display()


def _counted() -> QuerySet[RetentionRun]:
    return RetentionRun.objects.annotate(planned_count=Sum("tallies__planned"), taken_count=Sum("tallies__taken"))


ROUNDS = Register(
    RetentionRun,
    route="retention",
    section="privacy",
    title="Bewaartermijnen",
    rows_are=("opruimronde", "opruimrondes"),
    lead="Wat lang genoeg is bewaard, verdwijnt in een opruimronde. De een bereidt haar voor, een ander keurt haar "
    "goed, en daarna doet de werker het werk. Van elk gegeven blijft alleen staan dat het er was.",
    empty="Er is nog geen ronde geweest.",
    related=("job", "planned_by", "approved_by"),
    order=("-pk",),
    columns=(
        Column("round", "Ronde", lambda row: str(row).capitalize(), order=("pk",)),
        Column("day", "Berekend op", lambda row: row.day, order=("day",)),
        Column("state", "Stand", state_words, order=("state",)),
        Column("planned", "Aan de beurt", lambda row: row.planned_count or 0, order=("planned_count",)),
        Column("taken", "Weg", lambda row: row.taken_count or 0, order=("taken_count",)),
        Column("planned_by", "Voorbereid door", lambda row: row.planned_by.name, is_optional=True),
        Column(
            "approved_by", "Goedgekeurd door", lambda row: row.approved_by and row.approved_by.name, is_optional=True
        ),
    ),
    filters=(
        state_filter(RunState.choices),
    ),
    adds="",
    within=("Privacy", "web:privacy"),
    rows=_counted,
)  # fmt: skip
record_page("retention", "retention:record")
