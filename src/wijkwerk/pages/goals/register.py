"""Doelen as a register: the hoofddoelen in their order, each with its subdoelen below it."""

from django.db.models import F, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone

from wijkwerk.governance.goal.flow import GoalState
from wijkwerk.governance.models import Goal
from wijkwerk.present.numbers import date
from wijkwerk.web.record_pages import record_page
from wijkwerk.web.registers import Column, Filter, Register, word_filter


def level_words(goal: Goal) -> str:
    return f"Subdoel van ‘{goal.parent}’" if goal.parent else "Hoofddoel"


def state_words(goal: Goal) -> str:
    """A goal may have a last day that is still to come."""
    if goal.valid_to is None:
        return "geldt"
    return f"{'beëindigd op' if goal.valid_to < timezone.localdate() else 'tot en met'} {date(goal.valid_to)}"


def _in_order() -> QuerySet[Goal]:
    """Every hoofddoel with its subdoelen below it."""
    return Goal.objects.annotate(
        main_position=Coalesce("parent__position", "position"), main_code=Coalesce("parent__code", "code")
    )


GOALS = Register(
    Goal,
    route="goals",
    section="norms",
    title="Doelen",
    rows_are=("doel", "doelen"),
    lead="Waar de normen voor zijn: de hoofddoelen van de bestuurlijke opdracht en de subdoelen daaronder. Een doel "
    "verdwijnt niet: het eindigt op een dag en blijft daarna staan.",
    empty="Er zijn nog geen doelen.",
    related=("parent",),
    order=("main_position", "main_code", F("parent").asc(nulls_first=True), "position", "code"),
    columns=(
        Column("title", "Doel", lambda row: row.title, order=("title",), under=level_words),
        Column("position", "Plaats", lambda row: row.position, order=("main_position", "position")),
        Column("since", "Vanaf", lambda row: row.valid_from, order=("valid_from",)),
        Column("state", "Stand", state_words, order=("valid_to",)),
        Column("text", "Toelichting", lambda row: row.text, is_optional=True),
        Column("code", "Code", lambda row: row.code, order=("code",), is_optional=True),
    ),
    filters=(
        Filter(
            "stand", "Stand", "alle", lambda visitor: GoalState.choices,
            lambda rows, value, visitor: rows.filter(valid_to__isnull=value == GoalState.HOLDS),
        ),
        word_filter("title", "text"),
    ),
    adds="edit",
    key="code",
    within=("Normen", "web:norms"),
    rows=_in_order,
)  # fmt: skip
record_page("goal", "goals:record", key="code")


def facts(goal: Goal) -> list[tuple[str, str]]:
    return [
        ("Wat het is", level_words(goal)),
        ("Plaats in de volgorde", str(goal.position)),
        ("Toelichting", goal.text),
        ("Vanaf", date(goal.valid_from) if goal.valid_from else ""),
        ("Tot en met", date(goal.valid_to) if goal.valid_to else ""),
    ]
