"""What a request for correction goes through: asked by somebody about themselves, granted or refused by another."""

from typing import ClassVar

from django.db.models import Q, TextChoices

from wijkwerk.access.lifecycles.lifecycle import Begin, Derived, Lifecycle, Move, Own
from wijkwerk.access.lifecycles.waiting import Wait, within
from wijkwerk.lib.dutch import Gender, Noun

from .models import CorrectionRequest


class CorrectionState(TextChoices):
    OPEN = "open", "open"
    GRANTED = "ingewilligd", "ingewilligd"
    REFUSED = "afgewezen", "afgewezen"


def answer_of(request: CorrectionRequest) -> str:
    if request.handled_at is None:
        return CorrectionState.OPEN.value
    return (CorrectionState.GRANTED if request.granted else CorrectionState.REFUSED).value


_HANDLED = "Dit verzoek is al afgehandeld."
_ANOTHER = Own(
    "person", "niemand handelt het eigen verzoek af", "Dit is uw eigen verzoek; een ander moet het afhandelen."
)
_BY = ("handled_by", "handled_at")


class CorrectionFlow(Lifecycle[CorrectionRequest]):
    model = CorrectionRequest
    noun = Noun("verzoek om correctie", Gender.NEUTER)
    kind = "correctionrequest"
    states = CorrectionState
    state = Derived(answer_of)
    frozen: ClassVar = {CorrectionState.GRANTED: _HANDLED, CorrectionState.REFUSED: _HANDLED}
    waits_for: ClassVar = {
        CorrectionState.OPEN: Wait(
            "grant",
            asks="Handel af",
            because="Iemand vraagt om verbetering van de eigen gegevens.",
            ignored="Wie het vroeg, krijgt geen antwoord. De wet geeft een maand.",
            due=within(30, of="asked_at"),
            of=lambda person: Q(handled_at=None),
        )
    }
    begins = Begin("ask", (CorrectionState.OPEN,), asks=None, who="iedereen, over zichzelf")
    moves = (
        Move(
            "grant",
            CorrectionState.OPEN,
            CorrectionState.GRANTED,
            done="ingewilligd",
            asks="correct",
            not_by=(_ANOTHER,),
            stamps=_BY,
            reason="zoals gevraagd",
        ),
        Move(
            "refuse",
            CorrectionState.OPEN,
            CorrectionState.REFUSED,
            done="afgewezen",
            asks="correct",
            not_by=(_ANOTHER,),
            stamps=_BY,
            why="Zeg waarom u het verzoek afwijst; de aanvrager leest dat.",
        ),
    )
