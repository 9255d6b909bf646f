"""Choosing between candidates without a hidden total: dominance first, then all weights."""

import math

import numpy as np

from wijkwerk.engine.dominance import dominance
from wijkwerk.engine.smaa import acceptability

from .method_table import Cell, Method, MethodTable

# With two considerations the weights are one line; these points lie evenly on it.
_STEPS = (np.arange(20_000) + 0.5) / 20_000
LINE = np.stack([_STEPS, 1 - _STEPS], axis=1)


def _judgements(*cells: Cell) -> list[list[float]]:
    numbers = [math.nan if cell is None else float(cell) for cell in cells]
    return [numbers[:2], numbers[2:]]


def _dominance(*cells: Cell) -> tuple[Cell, ...]:
    found = dominance(_judgements(*cells))
    if found.on_every[0, 1]:
        return ("B is op alles sterker",)
    if found.pareto[0, 1]:
        return ("B is nergens zwakker",)
    return ("niet te zeggen",) if found.unknown[0, 1] else ("B verslaat A niet",)


def _acceptability(*cells: Cell) -> tuple[Cell, ...]:
    found = acceptability(_judgements(*cells), LINE)
    numbers = (100 * found.ranks[0, 0], 100 * found.ranks[1, 0], 100 * found.central[0, 0], 100 * found.central[1, 0])
    return tuple(None if math.isnan(number) else float(number) for number in numbers)


METHOD = Method(
    slug="kiezen",
    title="Kiezen: wie wint bij welke gewichten?",
    introduction=(
        "Mensen zijn het zelden eens over gewichten, en vaak wel over een volgorde. Daarom draaien we de vraag om: "
        "niet één lijst bij één stel gewichten, maar bij welk deel van **alle** toegestane gewichten elke kandidaat "
        "als eerste uitkomt. Er is geen verborgen totaal.\n\n"
        "Een hoger oordeel is hier steeds een sterker geval. Een ontbrekend oordeel blijft ontbreken: die kandidaat "
        "wordt niet met de andere vergeleken."
    ),
    tables=(
        MethodTable(
            title="Eerst: is een kandidaat op alles zwakker?",
            text="Dan hoeft niemand over gewichten te praten. Twee overwegingen; de vraag is of B kandidaat A "
            "verslaat.",
            inputs=("A, eerste", "A, tweede", "B, eerste", "B, tweede"),
            outputs=("antwoord",),
            rows=(
                (2, 3, 4, 5, "B is op alles sterker"),
                (2, 3, 2, 5, "B is nergens zwakker"),
                (2, 3, 2, 3, "B verslaat A niet"),
                (2, 3, 5, 1, "B verslaat A niet"),
                (2, None, 5, 1, "niet te zeggen"),
                (2, None, 1, 5, "B verslaat A niet"),
            ),
            compute=_dominance,
        ),
        MethodTable(
            title="Dan: bij welk deel van alle gewichten wint wie?",
            text="A wint als gewicht × verschil op de eerste overweging groter is dan op de tweede. In de eerste rij: "
            "0,6 × g > 0,5 × (1 − g), dus g > 5/11, en dat is 6/11 van alle gewichten. Het middelste gewicht is het "
            "gemiddelde van de gewichten waarbij een kandidaat wint: halverwege 5/11 en 1. Gelijke kandidaten delen.",
            inputs=("A, eerste", "A, tweede", "B, eerste", "B, tweede"),
            outputs=("A wint (%)", "B wint (%)", "middelste gewicht A (%)", "middelste gewicht B (%)"),
            rows=(
                (0.8, 0.2, 0.2, 0.7, 54.55, 45.45, 72.73, 22.73),
                (0.8, 0.2, 0.2, 0.8, 50, 50, 75, 25),
                (0.5, 0.5, 0.5, 0.5, 50, 50, 50, 50),
                (0.8, 0.9, 0.2, 0.7, 100, 0, 50, None),
                (0.8, None, 0.2, 0.7, None, 100, None, 50),
            ),
            compute=_acceptability,
        ),
    ),
    closing=(
        "Bij drie of meer overwegingen worden gewichten geloot uit alles wat de afgesproken volgorde en grenzen "
        "toestaan, met een vast begin. Bron: R. Lahdelma en P. Salminen, *Operations Research* 49 (2001); T. Tervonen "
        "en R. Lahdelma, *European Journal of Operational Research* 178 (2007). Bij drie overwegingen gelijk aan de "
        "oppervlakten van de driehoek van gewichten (`tests/reference/test_smaa.py`)."
    ),
)
