"""What a begrip goes through: a concept, in force once another has adopted it, and ended."""

from typing import ClassVar

from wijkwerk.access.lifecycles.lifecycle import Begin, Hands, Lifecycle, Move
from wijkwerk.access.lifecycles.moves import READ_AND_AGREED
from wijkwerk.access.lifecycles.waiting import Wait, within
from wijkwerk.lib.dutch import Gender, Noun

from .models import Definition, DefinitionState


class DefinitionFlow(Lifecycle[Definition]):
    model = Definition
    noun = Noun("begrip", Gender.NEUTER)
    states = DefinitionState
    read_fields = ("term", "text", "source", "document", "decision")
    frozen: ClassVar = {
        DefinitionState.IN_FORCE: "Dit begrip is vastgesteld en verandert niet meer. Schrijf een nieuwe omschrijving.",
        DefinitionState.ENDED: "Dit begrip is vervallen en verandert niet meer.",
    }
    begins = Begin("add", (DefinitionState.DRAFT,))
    moves = (
        Move("edit", DefinitionState.DRAFT, DefinitionState.DRAFT, done="gewijzigd", reason="tekst gewijzigd"),
        Move(
            "adopt",
            DefinitionState.DRAFT,
            DefinitionState.IN_FORCE,
            done="vastgesteld",
            not_by=(Hands("written_by", "geschreven", must="vaststellen"),),
            stamps=("adopted_by", "adopted_at"),
            reason=READ_AND_AGREED,
        ),
        Move(
            "end",
            DefinitionState.IN_FORCE,
            DefinitionState.ENDED,
            done="beëindigd",
            why="Zeg waarom dit begrip niet meer geldt.",
        ),
    )
    waits_for: ClassVar = {
        DefinitionState.DRAFT: Wait(
            "adopt",
            asks="Stel vast",
            because="Twee paar ogen: u schreef het niet.",
            ignored="Het begrip blijft een concept en geldt niet.",
            due=within(14, of="written_at"),
        )
    }
