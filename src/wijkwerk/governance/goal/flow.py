"""What a goal goes through: it holds, may be said otherwise, and ends on a day. It is never taken out."""

from typing import ClassVar

from django.db.models import TextChoices

from wijkwerk.access.lifecycles.lifecycle import Begin, FilledIn, Lifecycle, Move
from wijkwerk.governance.goal.models import Goal
from wijkwerk.governance.kader.resolution import short_date
from wijkwerk.lib.dutch import Gender, Noun


class GoalState(TextChoices):
    HOLDS = "geldt", "geldt"
    ENDED = "beeindigd", "beëindigd"


def stays_as_it_is(goal: Goal) -> str:
    return f"‘{goal}’ is beëindigd op {_last_day(goal)} en verandert niet meer."


def ends_already(goal: Goal) -> str:
    return f"‘{goal}’ is al beëindigd op {_last_day(goal)}."


def _last_day(goal: Goal) -> str:
    assert goal.valid_to is not None, "a goal that has ended has a last day"
    return short_date(goal.valid_to)


class GoalFlow(Lifecycle[Goal]):
    model = Goal
    noun = Noun("doel", Gender.NEUTER)
    states = GoalState
    state = FilledIn("valid_to", empty=GoalState.HOLDS, filled=GoalState.ENDED)
    key_field = "code"
    read_fields = ("title", "text", "position", "parent")
    frozen: ClassVar = {GoalState.ENDED: stays_as_it_is}
    begins = Begin("add", (GoalState.HOLDS,), asks="edit")
    moves = (
        Move("change", GoalState.HOLDS, GoalState.HOLDS, done="gewijzigd", asks="edit", reason="anders gezegd"),
        Move(
            "end",
            GoalState.HOLDS,
            GoalState.ENDED,
            done="beëindigd",
            asks="edit",
            why="Zeg waarom het doel eindigt.",
            not_now={GoalState.ENDED: ends_already},
        ),
    )
