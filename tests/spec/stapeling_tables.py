"""Themes that stack in one area, what chance stacks, and the measure that sums it up over all areas."""

import math

import numpy as np

from wijkwerk.engine.alkire_foster import alkire_foster
from wijkwerk.engine.stapeling import stack, stack_by_chance

from .method_table import Cell, Method, MethodTable

# The three other areas of the first example, four themes each.
OTHERS = ((1, 0, 0, 0), (0, 1, 0, 0), (0, 0, 0, 0))
AREAS = 10


def _stack(*themes: Cell) -> tuple[Cell, ...]:
    own = [math.nan if cell is None else float(cell) for cell in themes]
    found = stack([own, *OTHERS])
    p = 100 * float(found.p[0])
    told = f"{found.count[0]} van {found.known[0]}", str(found.at_most[0])
    return *told, None if math.isnan(p) else p


def _expected(*beyond: Cell) -> tuple[Cell, ...]:
    """Ten areas, of which the first so many are beyond the norm on each theme."""
    columns = [
        np.full(AREAS, math.nan) if cell is None else (np.arange(AREAS) < float(cell)).astype(float) for cell in beyond
    ]
    return tuple(float(x) for x in stack_by_chance(np.stack(columns, axis=1), 1, seed=0).expected)


def _alkire_foster(*cells: Cell) -> tuple[Cell, ...]:
    *people, cutoff = cells
    rows = [[{"1": 1.0, "0": 0.0}[mark] for mark in str(p)] if p is not None else [math.nan] * 4 for p in people]
    found = alkire_foster(rows, float(cutoff or 0) / 4)
    return tuple(None if math.isnan(x) else x for x in (found.headcount, found.intensity, found.adjusted))


METHOD = Method(
    slug="stapeling",
    title="Stapeling: meer problemen in hetzelfde gebied",
    introduction=(
        "Stapeling is het aantal thema’s waarop een gebied **duidelijk** slechter is dan de norm. Wat niet te "
        "beoordelen is, telt niet als goed: daarom staat erbij hoeveel thema’s te beoordelen waren, en op hoeveel "
        "thema’s het gebied hooguit uitkomt.\n\n"
        "Ook toeval stapelt. Zijn er acht thema’s en is op elk thema drie op de tien buurten slechter, dan geeft "
        "toeval bij 62 buurten al drie of vier buurten met vijf thema’s of meer. Pas wat daarboven uitkomt, is "
        "stapeling."
    ),
    tables=(
        MethodTable(
            title="Het aantal thema’s van één gebied",
            text="1 is duidelijk slechter dan de norm, 0 niet, leeg is niet te beoordelen. De kans is hoe vaak een "
            "gebied met dezelfde bekende thema’s op dit aantal of hoger komt, als de thema’s niets met elkaar te maken "
            "hebben. Er zijn nog drie gebieden: één alleen op thema 1, één alleen op thema 2, één op niets. Elk thema "
            "komt dan zo vaak voor als in deze vier gebieden samen; in de tweede rij is de kans ½ × ½ × ¼ × ¼.",
            inputs=("thema 1", "thema 2", "thema 3", "thema 4"),
            outputs=("telling", "hooguit", "kans (%)"),
            rows=(
                (1, 1, 0, 0, "2 van 4", "2", 25),
                (1, 1, 1, 1, "4 van 4", "4", 1.56),
                (0, 0, 0, 0, "0 van 4", "0", 100),
                (1, 1, None, None, "2 van 2", "4", 25),
                (0, None, None, None, "0 van 1", "3", 100),
                (None, None, None, None, "0 van 0", "4", None),
            ),
            compute=_stack,
        ),
        MethodTable(
            title="Wat toeval stapelt over tien gebieden",
            text="Drie thema’s; per thema is zo veel van de tien gebieden slechter dan de norm. Als de thema’s los van "
            "elkaar over de gebieden vallen, worden zo veel gebieden met 0, 1, 2 en 3 thema’s verwacht. Bij 5 van 10 "
            "op drie thema’s: 10 × ½ × ½ × ½ = 1,25 met alle drie. Hoe vaak toeval minstens zo veel gebieden laat "
            "stapelen als er gevonden zijn, wordt geloot: elk thema apart geschud, 9.999 keer, met een vast begin.",
            inputs=("thema 1", "thema 2", "thema 3"),
            outputs=("geen", "één", "twee", "drie"),
            rows=(
                (5, 5, 5, 1.25, 3.75, 3.75, 1.25),
                (3, 3, 3, 3.43, 4.41, 1.89, 0.27),
                (10, 5, 0, 0, 5, 5, 0),
                (5, 5, None, 2.5, 5, 2.5, 0),
            ),
            compute=_expected,
        ),
        MethodTable(
            title="Alles samen in één getal (Alkire en Foster)",
            text="Vier personen (of gebieden), vier dimensies: 1 is tekort, 0 niet. Wie op ten minste de drempel "
            "tekort heeft, telt mee. H is het deel dat meetelt, A hoeveel dimensies zij gemiddeld missen, M0 = H × A. "
            "Wie onbekend is, doet niet mee; dat aantal staat er altijd bij. De eerste rij is het voorbeeld uit het "
            "artikel: H = 1/2, A = 3/4, M0 = 3/8.",
            inputs=("persoon 1", "persoon 2", "persoon 3", "persoon 4", "drempel"),
            outputs=("H", "A", "M0"),
            rows=(
                ("0000", "0101", "1111", "0100", 2, 1 / 2, 3 / 4, 3 / 8),
                ("0000", "0101", "1111", "0100", 1, 3 / 4, 7 / 12, 7 / 16),
                ("0000", "0101", "1111", "0100", 4, 1 / 4, 1, 1 / 4),
                ("0000", "0111", "1111", "0100", 2, 1 / 2, 7 / 8, 7 / 16),
                ("0000", "0000", "0000", "0100", 2, 0, None, 0),
                ("0000", "0101", "1111", None, 2, 2 / 3, 3 / 4, 1 / 2),
            ),
            compute=_alkire_foster,
            decimals=4,
        ),
    ),
    closing=(
        "Bron: S. Alkire en J. Foster, *Journal of Public Economics* 95 (2011). De kansen zijn gelijk aan die over "
        "álle manieren om kleine tabellen te schudden (`tests/reference/test_stapeling.py`). De kans van een gebied is "
        "precies uitgerekend; bij veel gebieden tegelijk geldt ook hier [veel oordelen](veel-oordelen.md)."
    ),
)
