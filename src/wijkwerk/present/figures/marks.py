"""Short marks behind values, and the sentences they stand for: how a figure was made and how sure it is.

Where every value says the same ("voorlopig") one sentence says it for all; a mark stands only where values differ.
"""

from collections.abc import Iterable
from dataclasses import dataclass

SIGNS = "¹²³⁴⁵⁶⁷⁸⁹"
_EXPLAINED = {
    "eigen optelling": "de bron geeft dit niet voor dit gebied; wij telden de delen op",
    "eigen gewogen gemiddelde": (
        "de bron geeft dit niet voor dit gebied; het gemiddelde van de buurten, gewogen met hun inwoners"
    ),
    "voorlopig": "de bron kan dit cijfer nog bijstellen",
    "onzeker": "op dit cijfer kan geen oordeel rusten",
}


@dataclass(frozen=True, slots=True)
class Marks:
    """shared: what holds for every value; own: what holds for some, each with a sign of its own."""

    shared: tuple[str, ...] = ()
    own: tuple[str, ...] = ()

    def of(self, note: str) -> str:
        """The signs behind a value with this note: "¹ ³"."""
        places = sorted(self.own.index(part) for part in parts_of(note) if part in self.own)
        return " ".join(SIGNS[place] for place in places)

    @property
    def sentences(self) -> tuple[str, ...]:
        """For below the table or picture: "¹ eigen optelling: …", "Alle waarden voorlopig: …"."""
        signed = (f"{SIGNS[place]} {_told(part)}" for place, part in enumerate(self.own))
        return (*signed, *(f"Alle waarden {_told(part)}" for part in self.shared))


def marks_for(notes: Iterable[str]) -> Marks:
    """`notes`: of every value that is shown, as `FigureText.note` has them; empty where there is nothing to say."""
    by_note = [parts_of(note) for note in notes]
    distinct = dict.fromkeys(part for parts in by_note for part in parts)
    shared = tuple(part for part in distinct if len(by_note) > 1 and all(part in parts for parts in by_note))
    return Marks(shared, tuple(part for part in distinct if part not in shared)[: len(SIGNS)])


def parts_of(note: str) -> tuple[str, ...]:
    return tuple(part for part in note.split(", ") if part)


def _told(part: str) -> str:
    explained = _EXPLAINED.get(part.lower().partition(":")[0], "")
    return f"{part}{'; ' if ':' in part else ': '}{explained}." if explained else f"{part}."
