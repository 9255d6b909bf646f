"""What an action goes through: open until it is done or dropped; both can be taken back, with a reason."""

from typing import ClassVar

from django.db.models import Q

from wijkwerk.access.lifecycles.lifecycle import Begin, Hands, Lifecycle, Move
from wijkwerk.access.lifecycles.waiting import Wait
from wijkwerk.access.people.models import Person
from wijkwerk.lib.dutch import Gender, Noun
from wijkwerk.lib.values import FuzzyDay

from .models import Action, ActionState


def what_changed(before: Action, after: Action) -> str:
    """Titles and texts never go into the log."""
    if before.owner_id != after.owner_id:
        return "een ander doet haar" if after.owner_id else "nog niemand doet haar"
    return "dag verzet" if before.due != after.due else "anders gezegd"


def own_actions(person: Person) -> Q:
    """Of whoever is to do it; what nobody is to do, of whoever made it."""
    return Q(owner=person) | Q(owner=None, made_by=person)


def until(action: Action) -> FuzzyDay | None:
    due: FuzzyDay | None = action.due
    return due


class ActionFlow(Lifecycle[Action]):
    model = Action
    noun = Noun("actie", Gender.FEMININE)
    states = ActionState
    read_fields = ("title", "explanation", "owner", "due", "confidentiality", "scope")
    begins = Begin("add", (ActionState.OPEN,))
    moves = (
        Move("edit", ActionState.OPEN, ActionState.OPEN, done="gewijzigd", reason=what_changed),
        Move(
            "finish",
            ActionState.OPEN,
            ActionState.DONE,
            done="afgerond",
            stamps=("closed_by", "closed_at"),
            why="Zeg in één zin wat het werd.",
        ),
        Move(
            "drop",
            ActionState.OPEN,
            ActionState.DROPPED,
            done="ingetrokken",
            not_by=(Hands("owner", "op zich genomen", must="laten vervallen"),),
            stamps=("closed_by", "closed_at"),
            why="Zeg waarom de actie vervalt.",
        ),
        Move(
            "reopen",
            (ActionState.DONE, ActionState.DROPPED),
            ActionState.OPEN,
            done="weer geopend",
            why="Zeg waarom de actie weer open gaat.",
        ),
    )
    waits_for: ClassVar = {
        ActionState.OPEN: Wait(
            "finish",
            asks="Doe",
            because="U doet deze actie, of u maakte haar en zij heeft nog niemand.",
            ignored="Zij blijft open, en staat na haar dag als te laat in de lijst.",
            due=until,
            of=own_actions,
        )
    }
