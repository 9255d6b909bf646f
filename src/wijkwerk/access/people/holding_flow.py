"""What a role goes through: given or vacant, and ended on a day. Who fills a vacancy gets a holding of their own."""

from typing import ClassVar

from django.db.models import TextChoices
from django.utils import timezone

from wijkwerk.access.lifecycles.lifecycle import Begin, Derived, Lifecycle, Move, Own
from wijkwerk.access.people.models import RoleHolding
from wijkwerk.lib.dutch import Gender, Noun


class HoldingState(TextChoices):
    VACANT = "vacant", "vacant"
    HELD = "vervuld", "vervuld"
    ENDED = "beeindigd", "beëindigd"


def state_of_holding(holding: RoleHolding) -> str:
    """On today. The last day of a role still counts; a vacancy is over as that day begins."""
    today, last = timezone.localdate(), holding.valid_to
    if holding.person_id is None:
        is_over = last is not None and last <= max(today, holding.valid_from)
        return (HoldingState.ENDED if is_over else HoldingState.VACANT).value
    return (HoldingState.ENDED if last is not None and last < today else HoldingState.HELD).value


def has_ended(holding: RoleHolding) -> str:
    return f"Deze rol is al geëindigd op {holding.valid_to:%d-%m-%Y}."


class HoldingFlow(Lifecycle[RoleHolding]):
    model = RoleHolding
    noun = Noun("rolinvulling", Gender.FEMININE)
    states = HoldingState
    state = Derived(state_of_holding)
    frozen: ClassVar = {HoldingState.ENDED: has_ended}
    begins = Begin(
        "give",
        (HoldingState.HELD, HoldingState.VACANT),
        asks="manage",
        not_by=(
            Own(
                "person",
                "niemand geeft een rol aan zichzelf",
                "Niemand geeft zichzelf een rol. Vraag het een andere beheerder.",
            ),
        ),
    )
    moves = (
        Move(
            "end",
            (HoldingState.VACANT, HoldingState.HELD),
            HoldingState.ENDED,
            done="beëindigd",
            asks="manage",
            why="Zeg waarom deze rol eindigt.",
            later=True,
        ),
    )
