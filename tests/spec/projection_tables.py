"""Carrying age groups on: the cases that define it."""

from wijkwerk.engine import cohorts
from wijkwerk.engine.cohorts import Moves
from wijkwerk.engine.intervals import Interval

from .cells import array, number, out
from .method_table import Cell, Method, MethodTable

AGES = (0, 15, 65)
MOVES = Moves(cohorts.feeders(AGES), array([0.9, 0.98, 0.97]), array([0.015, 0.06, 0.03]))
_HEADS = tuple(f"{area} {group}{when}" for area in "AB" for when in ("", " later") for group in ("jong", "oud"))


def _carry(*cells: Cell) -> tuple[Cell, ...]:
    return out(cohorts.with_everybody(cohorts.carry_forward(array(cells), MOVES)))


def _estimate(*cells: Cell) -> tuple[Cell, ...]:
    numbers = array(cells).reshape(2, 2, 2)  # area, moment, group
    moves = cohorts.estimate_moves(numbers[:, 0], numbers[:, 1], (0, 65))
    return out(array([moves.stay[0], moves.stay[1], moves.arrive[1]]))


def _ordinary(before: Cell, after: Cell) -> tuple[Cell, ...]:
    (is_ordinary,) = cohorts.ordinary([[number(before)]], [[number(after)]])
    return ("telt mee" if is_ordinary else "telt niet mee",)


def _band(people: Cell, low: Cell, high: Cell, steps: Cell) -> tuple[Cell, ...]:
    ratio = Interval(array([low])[:, None], array([high])[:, None])
    limits = cohorts.band(array([people]), ratio, 0, int(number(steps)))
    return (*out(limits.low), *out(limits.high))


METHOD = Method(
    slug="doortrekken",
    title="Doortrekken: inwoners naar leeftijd, als er niets bijzonders gebeurt",
    introduction=(
        "Tussen twee jaren waarvan de leeftijden bekend zijn, wordt iedereen ouder: kinderen worden volwassen, er "
        "worden kinderen geboren, mensen overlijden en verhuizen. Wat er in die jaren met elke leeftijdsgroep "
        "gebeurde in alle gewone gebieden samen, laten we in een gebied nog een keer gebeuren, en daarna nog een "
        "keer, te beginnen met de leeftijden die het nu heeft. Het is een doortrekking en geen prognose: nieuwe "
        "woningen, sloop en plannen zitten er niet in. Een leeg vak betekent: ontbreekt."
    ),
    tables=(
        MethodTable(
            title="Een stap verder",
            text="Per mens die nu in de groep zit, zijn er een stap later 0,9 (0 tot 15), 0,98 (15 tot 65) en 0,97 (65 "
            "en ouder) in diezelfde groep. Daar komt bij: 0,015 kind per mens van 15 tot 65, 0,06 per kind van 0 tot "
            "15, en 0,03 per mens van 15 tot 65. Die verhoudingen zijn hier verzonnen.",
            inputs=("0 tot 15", "15 tot 65", "65 en ouder"),
            outputs=("0 tot 15, later", "15 tot 65, later", "65 en ouder, later", "allen, later"),
            rows=(
                (100, 400, 100, 96, 398, 109, 603),
                (0, 100, 0, 1.5, 98, 3, 102.5),
                (0, 0, 0, 0, 0, 0, 0),
                (100, None, 100, None, None, None, None),
            ),
            compute=_carry,
        ),
        MethodTable(
            title="De verhoudingen",
            text="Twee gebieden A en B met twee groepen, jong (tot 65) en oud. De verhoudingen zijn de kleinste "
            "kwadraten over de gebieden: oud later = blijft × oud + komt erbij × jong. Onder nul komt een verhouding "
            "niet: dan telt de ander alleen. Een gebied weegt één gedeeld door zijn inwoners, en telt niet mee als er "
            "iets ontbreekt.",
            inputs=_HEADS,
            outputs=("jong blijft", "oud blijft", "oud komt erbij"),
            rows=(
                (90, 10, 81, 18, 50, 50, 45, 50, 0.9, 0.9, 0.1),
                (80, 20, 80, 20, 60, 40, 60, 40, 1, 1, 0),
                (90, None, 81, 18, 100, 0, 90, 10, 0.9, 0, 0.1),
            ),
            compute=_estimate,
        ),
        MethodTable(
            title="Welke gebieden tellen mee in de verhoudingen",
            text="In een gebied dat in één stap meer dan een tiende groeide of kromp, is gebouwd of gesloopt, of kwam "
            "een tehuis. Het zegt niet hoe het elders gaat. In de proef en in de band telt het wel mee.",
            inputs=("inwoners", "inwoners later"),
            outputs=("in de verhoudingen",),
            rows=(
                (1000, 1100, "telt mee"),
                (1000, 1101, "telt niet mee"),
                (1000, 900, "telt mee"),
                (1000, 899, "telt niet mee"),
                (0, 10, "telt niet mee"),
                (None, 10, "telt niet mee"),
            ),
            compute=_ordinary,
        ),
        MethodTable(
            title="De band",
            text="In de proef is het eerste jaar doorgetrokken naar het tweede. Van de gebieden van dezelfde grootte "
            "kwam een twintigste lager uit dan ‘laag’ keer wat was doorgetrokken, en een twintigste hoger dan ‘hoog’ "
            "keer. Een gebied dat er één stap naast zit, zit er daarna net zo naast: de wijdste band. Minder dan tien "
            "mensen krijgen geen band: dan is hij niet meer dan afronding.",
            inputs=("doorgetrokken", "laag", "hoog", "stappen"),
            outputs=("van", "tot"),
            rows=(
                (200, 0.9, 1.2, 1, 180, 240),
                (200, 0.9, 1.2, 2, 162, 288),
                (9, 0.9, 1.2, 1, None, None),
                (200, None, None, 1, None, None),
            ),
            compute=_band,
        ),
    ),
    closing=(
        "Na Hamilton en Perry (1962), die ook met twee tellingen toe kunnen; met verhoudingen over veel gebieden in "
        "plaats van één, omdat de aantallen van een buurt klein en afgerond zijn. De proef is gunstig voor het "
        "doortrekken, want de verhoudingen komen uit dezelfde jaren: wat een volgende keer voor alle gebieden "
        "tegelijk anders gaat, zit niet in de band. Waar ‘niets verandert’ in de proef dichter bij was, staat dat "
        "erbij."
    ),
)
