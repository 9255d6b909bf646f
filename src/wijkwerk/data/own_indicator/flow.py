"""What an indicator of the site goes through: a concept, submitted, adopted by another, replaced or ended."""

from collections.abc import Collection
from typing import ClassVar

from wijkwerk.access.lifecycles.lifecycle import Begin, Hands, Lifecycle, Move
from wijkwerk.access.lifecycles.moves import READ_AND_AGREED
from wijkwerk.access.lifecycles.waiting import Wait, within
from wijkwerk.access.log.audit import AuditEvent
from wijkwerk.lib.dutch import Gender, Noun

from .models import DESCRIBED, OwnIndicator, OwnIndicatorState

_KIND = "ownindicator"


def editors(row: OwnIndicator) -> Collection[int]:
    """The numbers of the people who changed it after it was written; the log knows."""
    events = AuditEvent.objects.filter(verb="edit", kind=_KIND, key=str(row.pk), person__isnull=False)
    return set(events.values_list("person_id", flat=True))


class OwnIndicatorFlow(Lifecycle[OwnIndicator]):
    model = OwnIndicator
    noun = Noun("eigen indicator", Gender.MASCULINE)
    states = OwnIndicatorState
    read_fields = (*DESCRIBED, "changed_because")
    frozen: ClassVar = {
        OwnIndicatorState.IN_FORCE: "Deze indicator is vastgesteld en verandert niet meer. Maak een nieuwe versie.",
        OwnIndicatorState.REPLACED: "Deze versie is vervangen en verandert niet meer.",
        OwnIndicatorState.ENDED: "Deze indicator is vervallen en verandert niet meer.",
    }
    begins = Begin("add", (OwnIndicatorState.DRAFT,))
    moves = (
        Move("edit", OwnIndicatorState.DRAFT, OwnIndicatorState.DRAFT, done="gewijzigd", reason="definitie gewijzigd"),
        Move(
            "submit",
            OwnIndicatorState.DRAFT,
            OwnIndicatorState.SUBMITTED,
            done="voorgelegd",
            stamps=("submitted_at",),
            reason="aan een collega voorgelegd",
        ),
        Move(
            "return",
            OwnIndicatorState.SUBMITTED,
            OwnIndicatorState.DRAFT,
            done="teruggegeven",
            why="Zeg waarom u de indicator teruggeeft en wat er anders moet; wie hem schreef, leest dat.",
        ),
        Move(
            "adopt",
            OwnIndicatorState.SUBMITTED,
            OwnIndicatorState.IN_FORCE,
            done="vastgesteld",
            not_by=(Hands("written_by", "geschreven", "vaststellen"), Hands(editors, "gewijzigd", "vaststellen")),
            stamps=("adopted_by", "adopted_at"),
            reason=READ_AND_AGREED,
        ),
        Move(
            "renew",
            OwnIndicatorState.IN_FORCE,
            OwnIndicatorState.IN_FORCE,
            done="opnieuw beschreven",
            asks="add",
            why="Zeg waarom er een nieuwe versie komt; dat blijft erbij staan.",
        ),
        Move(
            "replace",
            OwnIndicatorState.IN_FORCE,
            OwnIndicatorState.REPLACED,
            done="vervangen",
            asks=None,
            reason="een nieuwe versie is vastgesteld",
            reads=False,
        ),
        Move(
            "drop",
            OwnIndicatorState.DRAFT,
            OwnIndicatorState.ENDED,
            done="ingetrokken",
            stamps=("ended_at",),
            why="Zeg waarom u dit concept intrekt.",
        ),
        Move(
            "end",
            OwnIndicatorState.IN_FORCE,
            OwnIndicatorState.ENDED,
            done="beëindigd",
            stamps=("ended_at",),
            why="Zeg waarom deze indicator vervalt; dat staat bij zijn cijfers.",
        ),
    )
    waits_for: ClassVar = {
        OwnIndicatorState.SUBMITTED: Wait(
            "adopt",
            asks="Stel vast",
            because="Twee paar ogen: u schreef hem niet.",
            ignored="De indicator telt niet mee en er kan geen bestand voor worden aangeleverd.",
            due=within(14, of="submitted_at"),
        )
    }
