"""How children become one score, what they weigh and what happens when one is missing: the cases that define it."""

import numpy as np

from wijkwerk.engine import aggregate, ahp, weights
from wijkwerk.engine.copeland import copeland

from .cells import array, number, out, row
from .method_table import Cell, Method, MethodTable

GIVEN = (2.0, 1.0, 1.0)


def _means(*cells: Cell) -> tuple[Cell, ...]:
    values = row(cells)
    answers = (
        aggregate.arithmetic(values, GIVEN),
        aggregate.geometric(values, GIVEN),
        aggregate.harmonic(values, GIVEN),
        aggregate.generalised(values, GIVEN, power=2),
        aggregate.median(values, GIVEN),
        aggregate.minimum(values, GIVEN),
        aggregate.maximum(values, GIVEN),
    )
    return tuple(cell for answer in answers for cell in out(answer))


def _relative(*cells: Cell) -> tuple[Cell, ...]:
    return out(weights.relative(GIVEN, ~np.isnan(row(cells))))


def _as_given(a: Cell, b: Cell, c: Cell) -> tuple[Cell, ...]:
    values, given = row([a, b, c]), (0.5, 0.3, 0.1)
    return (
        *out(aggregate.arithmetic(values, given, weighting="relative")),
        *out(aggregate.arithmetic(values, given, weighting="as-given")),
    )


def _mazziotta_pareto(*cells: Cell) -> tuple[Cell, ...]:
    values = row(cells)
    return (
        *out(aggregate.arithmetic(values)),
        *out(aggregate.mazziotta_pareto(values)),
        *out(aggregate.mazziotta_pareto(values, penalty="subtract")),
    )


def _copeland(a: Cell, b: Cell, c: Cell) -> tuple[Cell, ...]:
    """The area of the row beside two fixed ones."""
    return out(copeland(np.vstack([array([a, b, c]), [50, 50, 50], [80, 20, 40]])))


def _ahp(first_second: Cell, first_third: Cell, second_third: Cell) -> tuple[Cell, ...]:
    if None in (first_second, first_third, second_third):
        return (None,) * 4
    found = ahp.priorities(ahp.complete([number(c) for c in (first_second, first_third, second_third)]))
    return (*out(found.weights), found.consistency_ratio)


METHOD = Method(
    slug="samenvoegen",
    title="Wegen en samenvoegen: van indicatoren naar één score",
    introduction=(
        "Indicatoren worden samengevoegd tot een thema, thema’s tot een domein, domeinen tot een totaal. Hoger is "
        "urgenter. Bij elke stap kiest het rekenrecept hoe zwaar elk onderdeel weegt en hoeveel een goede kant een "
        "slechte kan goedmaken.\n\n"
        "Wat ontbreekt, wordt niet geschat: het valt weg met zijn gewicht, en hoeveel er over is, staat erbij. Is dat "
        "te weinig, dan is er geen score. Een leeg vak betekent: ontbreekt."
    ),
    tables=(
        MethodTable(
            title="Relatieve gewichten 2, 1 en 1",
            text="Alleen de verhouding telt. Ontbreekt een onderdeel, dan gaat zijn gewicht naar de andere.",
            inputs=("a", "b", "c"),
            outputs=("weegt a", "weegt b", "weegt c"),
            rows=(
                (10, 20, 40, 0.5, 0.25, 0.25),
                (None, 20, 40, 0, 0.5, 0.5),
                (10, 20, None, 0.6667, 0.3333, 0),
                (None, None, None, None, None, None),
            ),
            compute=_relative,
            decimals=4,
        ),
        MethodTable(
            title="Gewichten zoals gegeven: 0,5, 0,3 en 0,1",
            text="Ze tellen op tot 0,9 en worden gebruikt zoals ze staan, zoals de IMD dat doet met 0,999. Ontbreekt "
            "er een onderdeel, dan is er geen score: met zijn gewicht weggelaten zou het gebied beter lijken dan het "
            "is.",
            inputs=("a", "b", "c"),
            outputs=("relatief", "zoals gegeven"),
            rows=((10, 20, 40, 16.67, 15), (90, 90, 90, 90, 81), (10, 20, None, 13.75, None), (None,) * 5),
            compute=_as_given,
        ),
        MethodTable(
            title="De gemiddelden, met gewichten 2, 1 en 1",
            text="Van links naar rechts: rekenkundig, meetkundig, harmonisch, kwadratisch (macht 2), het midden, het "
            "laagste en het hoogste. Meetkundig en harmonisch laten een lage kant zwaar wegen, kwadratisch een hoge.",
            inputs=("a", "b", "c"),
            outputs=("rekenk.", "meetk.", "harm.", "kwadr.", "midden", "laagste", "hoogste"),
            rows=(
                (50, 50, 50, 50, 50, 50, 50, 50, 50, 50),
                (10, 20, 40, 20, 16.82, 14.55, 23.45, 15, 10, 40),
                (40, 20, 10, 27.5, 23.78, 20, 30.41, 30, 10, 40),
                (None, 20, 40, 30, 28.28, 26.67, 31.62, 30, 20, 40),
                (10, None, None, 10, 10, 10, 10, 10, 10, 10),
                (None,) * 10,
            ),
            compute=_means,
        ),
        MethodTable(
            title="Mazziotta–Pareto, gelijke gewichten",
            text="Het gemiddelde met een toeslag voor onbalans: M + S²/M, met S de spreiding tussen de onderdelen. "
            "Voor urgentie komt die erbij (een piek maakt urgenter); in een index waar hoog goed is, gaat hij eraf.",
            inputs=("a", "b", "c"),
            outputs=("gemiddelde", "erbij", "eraf"),
            rows=(
                (100, 100, 100, 100, 100, 100),
                (90, 100, 110, 100, 100.67, 99.33),
                (70, 100, 130, 100, 106, 94),
                (90, None, 110, 100, 101, 99),
                (None, None, 110, 110, 110, 110),
                (None,) * 6,
            ),
            compute=_mazziotta_pareto,
        ),
        MethodTable(
            title="Copeland: elk gebied tegenover elk ander",
            text="Het gebied van de regel tegenover x (50, 50, 50) en y (80, 20, 40). Wie op de meeste onderdelen "
            "urgenter is, wint. De score is gewonnen min verloren. Alleen wat beide gebieden hebben, telt.",
            inputs=("a", "b", "c"),
            outputs=("gebied", "x", "y"),
            rows=(
                (60, 60, 60, 2, 0, -2),
                (90, 10, 10, -2, 2, 0),
                (None, 60, 30, 0, 1, -1),
                (None, None, 45, 0, 2, -2),
                (None, None, None, None, 1, -1),
            ),
            compute=_copeland,
            decimals=0,
        ),
        MethodTable(
            title="Gewichten uit vergelijken (AHP)",
            text="Drie overwegingen, twee aan twee: 3 betekent drie keer zo belangrijk. De consistentie zegt hoe goed "
            "de antwoorden bij elkaar passen; bij 0,10 of meer wordt er opnieuw gevraagd.",
            inputs=("1 boven 2", "1 boven 3", "2 boven 3"),
            outputs=("weegt 1", "weegt 2", "weegt 3", "consistentie"),
            rows=(
                (1, 1, 1, 0.3333, 0.3333, 0.3333, 0),
                (2, 6, 3, 0.6, 0.3, 0.1, 0),
                (3, 5, 3, 0.637, 0.2583, 0.1047, 0.0332),
                (9, 1, 9, 0.5842, 0.2808, 0.135, 2.2051),
                (3, None, 3, None, None, None, None),
            ),
            compute=_ahp,
            decimals=4,
        ),
    ),
    closing=(
        "Bronnen: OECD/JRC, *Handbook on Constructing Composite Indicators* (2008); M. Mazziotta en A. Pareto, *Social "
        "Indicators Research* 127 (2016); A.H. Copeland (1951), G. Munda en M. Nardo, *Applied Economics* 41 (2009); "
        "T.L. Saaty, *The Analytic Hierarchy Process* (1980). Vergeleken met COINr 1.1.14 per land, met de IMD 2019 "
        "per gebied, met Saaty’s eigen voorbeelden en met een tweede, trage berekening."
    ),
)
