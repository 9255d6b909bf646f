"""When there is a score, what an incomplete one could be, and what each part brings: the cases that define it."""

import numpy as np

from wijkwerk.engine.bounds import bounds
from wijkwerk.engine.coverage import passes_gate, share_present
from wijkwerk.engine.explain import contributions
from wijkwerk.engine.pipeline import ColumnPlan, GroupPlan, compute
from wijkwerk.engine.steps import Points, Step
from wijkwerk.engine.weights import Weighting

from .cells import array, number, out, row
from .method_table import Cell, Method, MethodTable

COLUMN = ColumnPlan(1, (Step("goalposts"),), Points(low=0, high=100))
COLUMNS = [COLUMN, COLUMN, COLUMN]


def _gate(*cells: Cell) -> tuple[Cell, ...]:
    values = row(cells[:3])
    passes = bool(passes_gate(values, number(cells[3]))[0])
    return float(share_present(values)[0]), "ja" if passes else "nee"


def _group(weighting: str, aggregate: str) -> list[GroupPlan]:
    return [GroupPlan((0, 1, 2), (2.0, 1.0, 1.0), Weighting(weighting), Step(aggregate), 0.5)]


def _bounds(*cells: Cell) -> tuple[Cell, ...]:
    """Beside an area that has everything, so that every child is one that somebody has."""
    table = np.vstack([array(cells[:3]), [50, 50, 50]])
    groups = _group(str(cells[3]), "arithmetic")
    computed = compute(table, COLUMNS, groups)
    low, high = bounds(computed, COLUMNS, groups)
    return out([computed.nodes[0, 3], low[0, 3], high[0, 3]])


def _parts(*cells: Cell) -> tuple[Cell, ...]:
    groups = _group("relative", str(cells[3]))
    computed = compute(row(cells[:3]), COLUMNS, groups)
    return out(contributions(computed, groups)[0])


METHOD = Method(
    slug="dekking",
    title="Dekking: wanneer er een score is, en wat elk onderdeel inbrengt",
    introduction=(
        "Een score mag nooit in stilte beter worden doordat er cijfers wegvallen. Onder de poort is er geen score. "
        "Erboven staat de dekking erbij, en tussen welke grenzen de volledige score ligt."
    ),
    tables=(
        MethodTable(
            title="De poort",
            text="Het aandeel van de kinderen met een waarde moet minstens het opgegeven aandeel zijn. Kinderen worden "
            "geteld en niet gewogen. Zonder enig kind is er nooit een waarde.",
            inputs=("a", "b", "c", "minstens"),
            outputs=("dekking", "door de poort"),
            rows=(
                (10, 20, 30, 1, 1, "ja"),
                (10, None, 30, 1, 0.67, "nee"),
                (10, None, 30, 0.67, 0.67, "ja"),
                (10, None, 30, 0.5, 0.67, "ja"),
                (None, None, 30, 0.5, 0.33, "nee"),
                (None, None, 30, 0, 0.33, "ja"),
                (None, None, None, 0, 0, "nee"),
            ),
            compute=_gate,
        ),
        MethodTable(
            title="Tussen welke grenzen",
            text="Drie kinderen van 0 tot 100 met gewichten 2, 1 en 1; een ander gebied heeft ze alle drie. Elk "
            "ontbrekend kind staat eenmaal op 0 en eenmaal op 100.",
            inputs=("a", "b", "c", "gewichten"),
            outputs=("score", "minstens", "hoogstens"),
            rows=(
                (40, 80, 20, "relative", 45, 45, 45),
                (40, None, 20, "relative", 33.33, 25, 50),
                (None, 80, 20, "relative", 50, 25, 75),
                (None, None, 20, "relative", None, 5, 80),
                (40, 80, 20, "as-given", 180, 180, 180),
                (40, None, 20, "as-given", None, 100, 200),
            ),
            compute=_bounds,
        ),
        MethodTable(
            title="Wat elk onderdeel inbrengt",
            text="Punten van de score, die erbij optellen, hoe er ook wordt samengevoegd. Gewichten 2, 1 en 1.",
            inputs=("a", "b", "c", "samenvoegen"),
            outputs=("punten a", "punten b", "punten c", "score"),
            rows=(
                (40, 80, 20, "arithmetic", 20, 20, 5, 45),
                (40, None, 20, "arithmetic", 26.67, None, 6.67, 33.33),
                (40, 80, 20, "geometric", 20, 10, 10, 40),
                (40, 80, 20, "harmonic", 15.8, 3.95, 15.8, 35.56),
                (40, 80, 20, "maximum", 0, 80, 0, 80),
                (40, 80, 20, "minimum", 0, 0, 20, 20),
            ),
            compute=_parts,
        ),
    ),
    closing=(
        "Voor elke manier van samenvoegen, met willekeurige cijfers en gaten, staat het in "
        "`tests/scores/test_removing.py`: de volledige score ligt tussen de grenzen, en de delen tellen op tot het "
        "geheel. Een open schaal, `mazziotta_pareto` en `copeland` hebben geen grenzen; `copeland` klapt niet open."
    ),
)
