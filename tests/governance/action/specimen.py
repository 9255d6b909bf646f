"""An action as the walks over everything meet it."""

from django.utils import timezone

from tests.access.lifecycles.specimens import Specimen, overwrites, sets
from tests.access.permission.truth_groups import OUTSIDERS, work
from tests.kinds import MARKUP, Kind
from wijkwerk.access.people.models import Person
from wijkwerk.access.people.roles import Role
from wijkwerk.governance.action.actions import ActionText, agree_action
from wijkwerk.governance.models import Action


def _action(state: str) -> Action:
    closed = {} if state == "open" else {"closed_at": timezone.now(), "outcome": "De bank staat er."}
    return Action.objects.create(title="Bank plaatsen", state=state, **closed)


def _hostile(by: Person) -> Action:
    return agree_action(ActionText(f"@SUM(1+1)*cmd {MARKUP}", owner=by), by=by)


KIND = Kind(
    name="action",
    states=("open", "gedaan", "vervallen"),
    has_level=True,
    expected={
        ("read", "*"): {
            **work(),
            "college": ("vertrouwelijk", None),
            "controller": ("vertrouwelijk", None),
            **OUTSIDERS,
        },
        ("add", "*"): work(),
        ("edit", "open"): work(),
        ("finish", "open"): {**work(), **OUTSIDERS},
        ("drop", "open"): work(),
        ("reopen", "gedaan"): work(),
        ("reopen", "vervallen"): work(),
    },
    flow=Specimen(
        make=_action,
        comes_to={
            "open": {"edit": "open", "finish": "gedaan", "drop": "vervallen"},
            "gedaan": {"reopen": "open"},
            "vervallen": {"reopen": "open"},
        },
        owner=Role.BELEIDSADVISEUR,
        hands={"drop": (sets("owner"),)},
        changes=overwrites("title", "Twee banken plaatsen"),
    ),
    needs_a_reason=("drop", "finish", "reopen"),
    structured={("ActionForm", "due"): "refused unless it is a time"},
    hostile=_hostile,
)
