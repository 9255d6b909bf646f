"""What depends on the object itself, besides the permission table: registered with access when Django starts."""

from typing import cast

from django.db.models import Model

from wijkwerk.access.people import Visitor
from wijkwerk.access.permissions import also_requires

from . import decision_flow as decision_flow  # their rules stand in the flows
from . import goal_flow as goal_flow
from . import note_flow as note_flow
from .models import Kader


@also_requires("adopt", "kader", "een ander heeft deze versie gemaakt")
def did_not_make_the_kader(person: Visitor, kader: Model) -> bool:
    """Two pairs of eyes: nobody adopts the version that they made."""
    return cast(Kader, kader).made_by_id != person.pk
