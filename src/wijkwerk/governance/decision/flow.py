"""What a decision of a body goes through: entered by one, confirmed by another to be as it was taken."""

from typing import ClassVar

from django.db.models import TextChoices

from wijkwerk.access.lifecycles.lifecycle import Begin, FilledIn, Hands, Lifecycle, Move
from wijkwerk.access.lifecycles.waiting import Wait, never
from wijkwerk.governance.decision.models import Decision
from wijkwerk.lib.dutch import Gender, Noun

# What it means that a second person writes a decision down.
AS_TAKEN = "ingevoerd zoals het is genomen"


class DecisionState(TextChoices):
    DRAFT = "ingevoerd", "ingevoerd"
    ADOPTED = "vastgelegd", "vastgelegd"


class DecisionFlow(Lifecycle[Decision]):
    model = Decision
    noun = Noun("besluit", Gender.NEUTER)
    states = DecisionState
    state = FilledIn("adopted_at", empty=DecisionState.DRAFT, filled=DecisionState.ADOPTED)
    frozen: ClassVar = {DecisionState.ADOPTED: "Dit besluit is al vastgelegd."}
    begins = Begin("write", (DecisionState.DRAFT,), asks="edit")
    waits_for: ClassVar = {
        DecisionState.DRAFT: Wait(
            "adopt",
            asks="Leg vast",
            because="Twee paar ogen: een ander voerde dit besluit in.",
            ignored="Het besluit telt nog niet: er kan geen kader op rusten.",
            due=never,
        )
    }
    moves = (
        Move(
            "adopt",
            DecisionState.DRAFT,
            DecisionState.ADOPTED,
            done="vastgelegd",
            not_by=(Hands("written_by", "ingevoerd", "vastleggen"),),
            stamps=("adopted_by", "adopted_at"),
            reason=AS_TAKEN,
        ),
    )
