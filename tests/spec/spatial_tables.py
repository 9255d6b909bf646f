"""Who are neighbours, and what makes a patch on a map."""

import math

from shapely import box

from wijkwerk.engine.lisa import Quadrant, getis_ord_star, local_moran
from wijkwerk.engine.neighbours import from_pairs, neighbours

from .method_table import Cell, Method, MethodTable

WORDS = {
    Quadrant.HIGH_AMONG_HIGH: "hoog tussen hoog",
    Quadrant.LOW_AMONG_HIGH: "laag tussen hoog",
    Quadrant.LOW_AMONG_LOW: "laag tussen laag",
    Quadrant.HIGH_AMONG_LOW: "hoog tussen laag",
    Quadrant.CANNOT_TELL: "niet vast te stellen",
}
# Five areas in a row, each beside the next.
ROW = from_pairs(5, {(0, 1), (1, 2), (2, 3), (3, 4)})
MIDDLE = 2


def _beside(gap: Cell) -> tuple[Cell, ...]:
    """Two squares of 100 m with this many metres between them; below zero they overlap."""
    other = None if gap is None else box(100 + float(gap), 0, 200 + float(gap), 100)
    shapes = [box(0, 0, 100, 100), other]
    found = [neighbours(shapes, tolerance, join_islands=False).pairs.size > 0 for tolerance in (0, 5, 30)]
    joined = neighbours(shapes).joined
    return *("ja" if each else "nee" for each in found), "ja" if joined else "nee"


def _middle(*cells: Cell) -> tuple[Cell, ...]:
    values = [math.nan if cell is None else float(cell) for cell in cells]
    moran, gi = local_moran(values, ROW, 99, seed=1), getis_ord_star(values, ROW, 99, seed=1)
    numbers = (moran.statistic[MIDDLE], moran.z[MIDDLE], gi.statistic[MIDDLE], gi.z[MIDDLE])
    word = WORDS[Quadrant(int(moran.quadrant[MIDDLE]))]
    return *(None if math.isnan(number) else float(number) for number in numbers), word


METHOD = Method(
    slug="buren-en-plekken",
    title="Buren en plekken: waar ligt hoog bij hoog?",
    introduction=(
        "Op elke kaart zie je vlekken, ook als de cijfers zomaar verdeeld zijn. De rekenwijzen hier vragen per gebied: "
        "lijkt het meer op zijn buren dan wanneer dezelfde cijfers willekeurig over de kaart waren verdeeld?\n\n"
        "De getekende grenzen zijn vereenvoudigd en sluiten niet overal op elkaar aan. Daarom zijn gebieden buren als "
        "ze binnen **5 meter** van elkaar liggen. Een gebied zonder buren krijgt het dichtstbijzijnde als buur. "
        "Gebieden buiten de gemeente doen mee als hun grenzen geladen zijn; zijn ze dat niet, dan staat dat erbij."
    ),
    tables=(
        MethodTable(
            title="Wie zijn buren?",
            text="Twee vierkanten met zo veel meter ertussen; onder nul overlappen ze. De laatste kolom: zijn ze als "
            "eiland aan elkaar verbonden omdat er binnen 5 meter niets ligt?",
            inputs=("afstand (m)",),
            outputs=("buren bij 0 m", "bij 5 m", "bij 30 m", "verbonden als eiland"),
            rows=(
                (-2, "ja", "ja", "ja", "nee"),
                (0, "ja", "ja", "ja", "nee"),
                (4, "nee", "ja", "ja", "nee"),
                (5, "nee", "ja", "ja", "nee"),
                (6, "nee", "nee", "ja", "ja"),
                (400, "nee", "nee", "nee", "ja"),
                (None, "nee", "nee", "nee", "nee"),
            ),
            compute=_beside,
        ),
        MethodTable(
            title="Het middelste van vijf gebieden op een rij",
            text="De lokale Moran is boven nul als een gebied op zijn buren lijkt en onder nul als het afwijkt. Gi* is "
            "het gemiddelde van het gebied en zijn buren, als deel van het totaal. z telt in standaardfouten. In de "
            "eerste rij is het gemiddelde 3,2: het midden ligt 2,8 hoger en zijn buren 1,8, dus 4 × 2,8 × 1,8 / 34,8 = "
            "0,579, en Gi* is 16/3 / 16. Een gebied zonder cijfer doet niet mee, ook niet als buur.",
            inputs=("1", "2", "3", "4", "5"),
            outputs=("Moran", "z", "Gi*", "z van Gi*", "ligging"),
            rows=(
                (0, 5, 6, 5, 0, 0.579, 1.732, 0.333, 1.981, "hoog tussen hoog"),
                (5, 0, 6, 0, 5, -1.03, -1.732, 0.125, -1.114, "hoog tussen laag"),
                (1, 2, 3, 6, 6, -0.045, -0.19, 0.204, 0.079, "laag tussen hoog"),
                (None, 5, 6, 2, 0, 0.091, 1.136, 0.333, 1.363, "hoog tussen hoog"),
                (0, None, 6, None, 1, None, None, None, None, "niet vast te stellen"),
                (0, 5, None, 5, 0, None, None, None, None, "niet vast te stellen"),
                (3, 3, 3, 3, 3, None, None, None, None, "niet vast te stellen"),
            ),
            compute=_middle,
            decimals=3,
        ),
    ),
    closing=(
        "Of een vlek meer is dan toeval, wordt geloot: een gebied houdt zijn cijfer, zijn buren krijgen 9.999 keer "
        "andere. De kans telt naar twee kanten; met de gebruikelijke eenzijdige kans kreeg 10 % van de gebieden op een "
        "kaart van louter toeval een sterretje. Daarna geldt [veel oordelen](veel-oordelen.md). Bronnen: L. Anselin, "
        "*Geographical Analysis* 27 (1995); R.R. Sokal e.a., *Geographical Analysis* 30 (1998); J.K. Ord en A. Getis, "
        "*Geographical Analysis* 27 (1995). Per buurt gelijk aan esda (`tests/reference/test_lisa.py`)."
    ),
)
