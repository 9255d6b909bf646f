"""When a figure meets its norm, how far off it is and whether it is on its way: the cases that define it."""

import math

import numpy as np

from wijkwerk.engine.changes import Estimates
from wijkwerk.engine.intervals import rounding_interval
from wijkwerk.engine.norm_course import Course, way_to_norm
from wijkwerk.engine.norms import (
    NORM_VERDICTS,
    Judged,
    Limits,
    NormVerdict,
    at_most,
    band,
    change,
    changed_by,
    difference,
    gap,
    gap_count,
    not_worse_than,
    verdicts,
    with_margin,
)
from wijkwerk.engine.verdicts import RELEVANCE_MARGIN

from .method_table import Cell, Method, MethodTable

WORDS = {
    NormVerdict.MET: "voldoet",
    NormVerdict.NOT_MET: "voldoet niet",
    NormVerdict.CANNOT_TELL: "niet vast te stellen",
}
COURSES = {
    Course.REACHED: "bereikt",
    Course.ON_COURSE: "op koers",
    Course.TOO_SLOW: "te langzaam",
    Course.STANDING_STILL: "stil",
    Course.WORSENING: "verslechtert",
    Course.CANNOT_TELL: "niet vast te stellen",
}


def _number(cell: Cell) -> float:
    return math.nan if cell is None else float(cell)


def _open(cell: Cell, end: float) -> float:
    return end if cell is None else float(cell)


def _word(judged: Judged, limits: Limits) -> str:
    return WORDS[NORM_VERDICTS[int(verdicts(judged, limits))]]


def _limits(value: Cell, low: Cell, high: Cell, floor: Cell, ceiling: Cell) -> tuple[Cell, ...]:
    judged = Judged(*(np.asarray(_number(cell)) for cell in (value, low, high)))
    return (_word(judged, band(_open(floor, -math.inf), _open(ceiling, math.inf))),)


def _assumed(value: Cell, kind: Cell, ceiling: Cell) -> tuple[Cell, ...]:
    share = {"register, exact": 0.0, "model": RELEVANCE_MARGIN}.get(str(kind), math.nan)
    bare = Judged(np.asarray(_number(value)), np.asarray(math.nan), np.asarray(math.nan))
    if kind == "register, op 0,1":
        bare = Judged(bare.value, *rounding_interval(bare.value, 0.1))
    return (_word(with_margin(bare, share), at_most(_number(ceiling))),)


def _beside_gemeente(value: Cell, gemeente: Cell, room: Cell) -> tuple[Cell, ...]:
    own, whole = ([_number(cell)] * 3 for cell in (value, gemeente))
    judged = difference(Estimates(*own), Estimates(*whole), chance=False)
    return (
        _word(judged, not_worse_than(_number(room), high_is_favourable=True)),
        _word(judged, not_worse_than(_number(room), high_is_favourable=False)),
    )


def _trend(
    early: Cell, early_low: Cell, early_high: Cell, late: Cell, late_low: Cell, late_high: Cell
) -> tuple[Cell, ...]:
    first = Estimates(*(_number(cell) for cell in (early, early_low, early_high)))
    last = Estimates(*(_number(cell) for cell in (late, late_low, late_high)))
    changed = change(first, last, relative=True, chance=True)
    value = float(changed.value)
    return (
        None if math.isnan(value) else value,
        _word(changed, changed_by(0, rising=False)),
        _word(changed, changed_by(25, rising=False)),
    )


def _gap(value: Cell, floor: Cell, ceiling: Cell, per: Cell, denominator: Cell) -> tuple[Cell, ...]:
    apart = gap(_number(value), band(_open(floor, -math.inf), _open(ceiling, math.inf)))
    count = float(gap_count(apart, _number(denominator), _number(per), minimum=100))
    return float(apart), None if math.isnan(count) else count


def _way(first: Cell, second: Cell, third: Cell, doubt: Cell, target: Cell) -> tuple[Cell, ...]:
    values = np.array([_number(cell) for cell in (first, second, third)])
    series = Judged(values, values - _number(doubt), values + _number(doubt))
    limits = at_most(35)
    last = NORM_VERDICTS[int(verdicts(Judged(*(part[-1] for part in series)), limits))]
    found = way_to_norm([2021, 2022, 2023], series, limits, last, target_year=int(_number(target)), chance=False)
    return found.pace, found.needed, found.expected_year, COURSES[found.course]


METHOD = Method(
    slug="normen",
    title="Normen: voldoet een cijfer, hoeveel scheelt het en komt het er?",
    introduction=(
        "Een norm zegt welke waarden goed genoeg zijn. Of een wijk voldoet heeft drie antwoorden: **voldoet** als het "
        "hele interval binnen de norm ligt, **voldoet niet** als het hele interval erbuiten ligt, en **niet vast te "
        "stellen** als de norm binnen het interval ligt of als er geen cijfer is. Een waarde precies op de grens "
        "voldoet: ‘ten hoogste 35’ is ook 35.\n\n"
        "Gelden er meer normen, dan gaat de meest specifieke voor: die van het gebied zelf, dan die van de wijk "
        "eromheen, dan die van het wijktype, dan die voor alle wijken. Twee normen die even specifiek zijn worden "
        "geweigerd. Een leeg vak betekent: ontbreekt, of een open kant van de norm."
    ),
    tables=(
        MethodTable(
            title="Ten minste, ten hoogste en een band",
            text="Een grens die leeg is, is er niet: zonder ‘van’ is het ten hoogste, zonder ‘tot’ ten minste.",
            inputs=("waarde", "interval van", "interval tot", "norm van", "norm tot"),
            outputs=("oordeel",),
            rows=(
                (30, 28, 34, None, 35, "voldoet"),
                (30, 28, 35, None, 35, "voldoet"),
                (33, 29, 36, None, 35, "niet vast te stellen"),
                (52, 47, 57, None, 35, "voldoet niet"),
                (74, 72, 76, 72, None, "voldoet"),
                (69, 66, 73, 72, None, "niet vast te stellen"),
                (53, 52, 54, 45, 65, "voldoet"),
                (41, 40, 42, 45, 65, "voldoet niet"),
                (71, 70, 72, 45, 65, "voldoet niet"),
                (55, 30, 80, 45, 65, "niet vast te stellen"),
                (None, None, None, None, 35, "niet vast te stellen"),
                (30, None, None, None, 35, "niet vast te stellen"),
            ),
            compute=_limits,
        ),
        MethodTable(
            title="Cijfers zonder interval",
            text="In een register is iedereen geteld: daar telt alleen de afronding, een halve stap naar beide "
            "kanten, ook bij de gemeente ernaast. Van een modelcijfer zonder marge van de maker zeggen "
            "kleine verschillen niets: het krijgt een marge van 5 % van de waarde. Dat oordeel "
            "gaat over de stand van nu en heet *modelcijfer*; het zegt nooit iets over wat beleid heeft "
            "bereikt. Van andere bronnen is zonder interval niets vast te stellen.",
            inputs=("waarde", "soort bron", "norm ten hoogste"),
            outputs=("oordeel",),
            rows=(
                (1.1, "register, op 0,1", 1.2, "voldoet"),
                (1.2, "register, op 0,1", 1.2, "niet vast te stellen"),
                (1.3, "register, op 0,1", 1.2, "voldoet niet"),
                (1.2, "register, exact", 1.2, "voldoet"),
                (40, "model", 45, "voldoet"),
                (43, "model", 45, "niet vast te stellen"),
                (47, "model", 45, "niet vast te stellen"),
                (48, "model", 45, "voldoet niet"),
                (40, "oordeel", 45, "niet vast te stellen"),
                (None, "register, exact", 45, "niet vast te stellen"),
            ),
            compute=_assumed,
        ),
        MethodTable(
            title="Niet slechter dan de gemeente",
            text="Het verschil met de gemeente telt. Is meer gunstig, dan mag een wijk ten hoogste *x* lager "
            "liggen; is minder gunstig, ten hoogste *x* hoger. Hebben beide cijfers een interval, dan geldt "
            "dat van het verschil.",
            inputs=("waarde", "gemeente", "x"),
            outputs=("meer is gunstig", "minder is gunstig"),
            rows=(
                (30600, 32600, 2000, "voldoet", "voldoet"),
                (30500, 32600, 2000, "voldoet niet", "voldoet"),
                (40, 35, 5, "voldoet", "voldoet"),
                (41, 35, 5, "voldoet", "voldoet niet"),
                (41, None, 5, "niet vast te stellen", "niet vast te stellen"),
            ),
            compute=_beside_gemeente,
        ),
        MethodTable(
            title="Ontwikkeling: duidelijk minder dan toen",
            text="De verandering sinds het eerste jaar, in procent van dat jaar (bij een percentage in "
            "procentpunt), met het interval van die verandering. ‘Duidelijk minder’ is: het hele interval "
            "ligt onder nul. Een norm kan ook zeggen hoeveel minder.",
            inputs=("eerst", "van", "tot", "later", "van", "tot"),
            outputs=("verandering (%)", "duidelijk minder", "25 % minder"),
            rows=(
                (418, 379, 460, 314, 280, 351, -24.88, "voldoet", "niet vast te stellen"),
                (447, 407, 490, 395, 357, 436, -11.63, "niet vast te stellen", "voldoet niet"),
                (None, None, None, 395, 357, 436, None, "niet vast te stellen", "niet vast te stellen"),
                (560, 515, 608, 935, 876, 997, 66.96, "voldoet niet", "voldoet niet"),
                (200, 199, 201, 140, 139, 141, -30, "voldoet", "voldoet"),
            ),
            compute=_trend,
        ),
        MethodTable(
            title="Het verschil in mensen of woningen",
            text="Het verschil keer de noemer, naar boven afgerond: zoveel mensen of woningen moeten er ten minste"
            " anders zijn om de norm te halen. Boven nul moet het cijfer stijgen, onder nul dalen. Bij minder"
            " dan 100 mensen of woningen (of minder dan de regel van het cijfer zelf) tonen we geen aantal: "
            "dat zou over te weinig mensen te veel zeggen. Een geheim of niet gepubliceerd cijfer heeft ook "
            "geen verschil.",
            inputs=("waarde", "norm van", "norm tot", "per", "noemer"),
            outputs=("verschil", "in aantallen"),
            rows=(
                (59, None, 35, 1000, 10170, -24, -245),
                (41, 45, 65, 100, 4000, 4, 160),
                (28, None, 35, 1000, 10000, 0, 0),
                (50, None, 35, 1000, 99, -15, None),
                (50, None, 35, 1000, 0, -15, None),
                (50, None, 35, 1000, None, -15, None),
            ),
            compute=_gap,
        ),
        MethodTable(
            title="De weg naar de norm (ten hoogste 35, cijfers van 2021, 2022 en 2023)",
            text="*Bereikt*: de norm is gehaald. *Stil*: het verschil tussen het eerste en het laatste jaar valt "
            "binnen de onzekerheid. *Verslechtert*: duidelijk van de norm af. Anders nadert het cijfer de "
            "norm: *op koers* als het er in dit tempo vóór het streefjaar is, en anders *te langzaam*. Het "
            "tempo is de helling van de rechte lijn door alle jaren (kleinste kwadraten). Onder drie jaren is"
            " er geen uitspraak, en jaren van vóór een andere meting tellen niet mee.",
            inputs=("2021", "2022", "2023", "onzekerheid ±", "streefjaar"),
            outputs=("tempo per jaar", "nodig per jaar", "jaar van halen", "weg"),
            rows=(
                (60, 55, 50, 1, 2030, -5, -2.14, 2026, "op koers"),
                (60, 59, 57, 1, 2030, -1.5, -3.14, 2037.67, "te langzaam"),
                (60, 58, 57, 3, 2030, -1.5, -3.14, None, "stil"),
                (50, 55, 60, 1, 2030, 5, -3.57, None, "verslechtert"),
                (50, 40, 30, 1, 2030, -10, None, None, "bereikt"),
                (60, None, 50, 1, 2030, -5, -2.14, None, "niet vast te stellen"),
                (60, 55, 50, 1, 2023, -5, None, 2026, "te langzaam"),
            ),
            compute=_way,
        ),
    ),
    closing=(
        "Een streefjaar staat bij de norm; anders geldt dat van het kader. Een trend door drie jaren is een houvast en "
        "geen voorspelling: het tempo en het benodigde tempo staan in de download, zodat iedereen kan narekenen."
    ),
)
