"""What a version of the kwaliteitskader goes through: made by one, written down as adopted by another. Once."""

from typing import ClassVar, cast

from django.db.models import Model, TextChoices

from wijkwerk.access.lifecycles.lifecycle import Begin, Hands, InField, Lifecycle, Move
from wijkwerk.definitions.kaders import KaderStatus
from wijkwerk.governance.kader.models import Kader
from wijkwerk.lib.dutch import Gender, Noun


class KaderState(TextChoices):
    PROVISIONAL = KaderStatus.PROVISIONAL.value, "voorlopig"
    ADOPTED = KaderStatus.ADOPTED.value, "vastgesteld"
    EXAMPLE = "voorbeeld", "een voorbeeld"


class StatusOrExample(InField):
    """An example is one for good, whatever its status."""

    def of(self, row: Model) -> str:
        return KaderState.EXAMPLE.value if cast(Kader, row).example else super().of(row)


def is_adopted_already(kader: Kader) -> str:
    return f"{kader} is al vastgesteld."


def by_which_decision(before: Kader, after: Kader) -> str:
    return f"besluit {after.decision_id}"


class KaderFlow(Lifecycle[Kader]):
    model = Kader
    noun = Noun("versie van het kwaliteitskader", Gender.FEMININE)
    states = KaderState
    state = StatusOrExample("status")
    key_field = "version"
    frozen: ClassVar = {
        KaderState.ADOPTED: is_adopted_already,
        KaderState.EXAMPLE: "Dit is een voorbeeld met verzonnen normen. Een voorbeeld kan niet worden vastgesteld.",
    }
    begins = Begin("add", (KaderState.PROVISIONAL, KaderState.EXAMPLE), asks="edit")
    moves = (
        Move(
            "adopt",
            KaderState.PROVISIONAL,
            KaderState.ADOPTED,
            done="vastgesteld",
            not_by=(Hands("made_by", "gemaakt", "vastleggen"),),
            stamps=("adopted_by", "adopted_at"),
            reason=by_which_decision,
        ),
    )

    @classmethod
    def _hold(cls, row: Kader) -> None:
        """All versions, so that nobody adopts a later one before this transaction ends."""
        list(Kader.objects.select_for_update().order_by("pk").values_list("pk"))
        super()._hold(row)
