"""What a gremium goes through: it is there, and is dissolved on a day. Its scope keeps the days."""

from typing import Any, ClassVar

from django.db.models import TextChoices

from wijkwerk.access.lifecycles.lifecycle import Begin, Derived, Lifecycle, Move
from wijkwerk.access.people.models import Body
from wijkwerk.lib.dutch import Gender, Noun


class BodyState(TextChoices):
    ACTIVE = "actief", "actief"
    ENDED = "beeindigd", "beëindigd"


def state_of_body(body: Body) -> str:
    return (BodyState.ACTIVE if body.scope.valid_to is None else BodyState.ENDED).value


def stays_as_it_is(body: Body) -> str:
    return f"{body} is beëindigd en verandert niet meer. Voeg een nieuw gremium toe."


def is_dissolved(body: Body) -> str:
    return f"{body} is al beëindigd op {body.scope.valid_to:%d-%m-%Y}."


class BodyFlow(Lifecycle[Body]):
    model = Body
    noun = Noun("gremium", Gender.NEUTER)
    states = BodyState
    state = Derived(state_of_body)
    key_field = "code"
    read_fields = ("name", "kind")
    frozen: ClassVar = {BodyState.ENDED: stays_as_it_is}
    begins = Begin("add", (BodyState.ACTIVE,), asks="manage")
    moves = (
        Move(
            "change",
            BodyState.ACTIVE,
            BodyState.ACTIVE,
            done="gewijzigd",
            asks="manage",
            reason="anders gezegd",
        ),
        Move(
            "end",
            BodyState.ACTIVE,
            BodyState.ENDED,
            done="beëindigd",
            asks="manage",
            reads=False,
            not_now={BodyState.ENDED: is_dissolved},
        ),
    )

    @classmethod
    def what_is_read(cls, row: Body) -> list[Any]:
        """With where it lies: its scope keeps that."""
        return [*super().what_is_read(row), row.scope.parent_id]
