"""Whether a score compares anything. With fixed points a lone area or a constant indicator has a value all the same.

For what leaves the house: a place among one says nothing, and one value for all is a fault of the delivery far more
often than the truth. Trying out may do with it.
"""

from collections.abc import Iterator, Mapping

from wijkwerk.engine.intervals import FloatArray
from wijkwerk.lib.problems import Problem

from .errors import found_at


def constant_everywhere(level: str, figures: Mapping[str, FloatArray]) -> Iterator[Problem]:
    """Every indicator with one value for all areas of a level. figures: its known ones, by indicator."""
    for name, known in figures.items():
        if is_constant(known):
            yield same_everywhere(found_at(f"'{name}'", level), known)


def one_area(where: str, unit: str) -> Problem:
    return Problem(
        where,
        f"één gebied ({unit})",
        "twee gebieden of meer om onderling te vergelijken",
        "Voeg gebieden toe, of noem dit niveau niet bij 'areas' van het recept.",
    )


def same_everywhere(where: str, known: FloatArray) -> Problem:
    """known  the figures, all equal"""
    return Problem(
        where,
        f"dezelfde waarde ({known[0]:g}) in alle {len(known)} gebieden met een cijfer",
        "verschillen tussen gebieden",
        "Controleer de cijfers. Kloppen zij, laat de indicator dan weg: hij onderscheidt niets.",
    )


def is_constant(known: FloatArray) -> bool:
    return bool(len(known) > 1 and (known == known[0]).all())
