"""How far a figure may be off: the cases that define it."""

import math

from wijkwerk.engine import changes, intervals

from .method_table import Cell, Method, MethodTable


def _limits(interval: intervals.Interval) -> tuple[Cell, Cell]:
    low, high = float(interval.low), float(interval.high)
    return (None if math.isnan(low) else low, None if math.isnan(high) else high)


def _number(cell: Cell) -> float:
    return math.nan if cell is None else float(cell)


def _wilson(numerator: Cell, denominator: Cell) -> tuple[Cell, ...]:
    low, high = _limits(intervals.wilson(_number(numerator), _number(denominator)))
    return tuple(None if cell is None else 100 * float(cell) for cell in (low, high))


def _byar(count: Cell, exposure: Cell) -> tuple[Cell, ...]:
    return _limits(intervals.byar(_number(count), _number(exposure), per=1000))


def _nearest(value: Cell, step: Cell) -> tuple[Cell, ...]:
    return _limits(intervals.rounding_interval(_number(value), _number(step)))


def _by_chance(value: Cell, step: Cell) -> tuple[Cell, ...]:
    return _limits(intervals.rounding_interval(_number(value), _number(step), random=True, minimum=0))


def _ratio(numerator: Cell, denominator: Cell, numerator_step: Cell, denominator_step: Cell) -> tuple[Cell, ...]:
    return _limits(
        intervals.ratio_rounding_interval(
            _number(numerator),
            _number(denominator),
            numerator_step=_number(numerator_step),
            denominator_step=_number(denominator_step),
            per=1000,
        )
    )


def _change(
    early: Cell, early_low: Cell, early_high: Cell, late: Cell, late_low: Cell, late_high: Cell
) -> tuple[Cell, ...]:
    first = changes.Estimates(_number(early), _number(early_low), _number(early_high))
    last = changes.Estimates(_number(late), _number(late_low), _number(late_high))
    cells: list[Cell] = []
    for relative, chance in ((False, False), (False, True), (True, False)):
        cells += _limits(changes.change_interval(first, last, relative=relative, chance=chance))
    return tuple(cells)


def _published(low: Cell, high: Cell) -> tuple[Cell, ...]:
    return _limits(intervals.published(_number(low), _number(high)))


METHOD = Method(
    slug="intervallen",
    title="Intervallen: hoe ver kan een cijfer ernaast zitten?",
    introduction=(
        "Bij elk cijfer hoort de vraag hoe precies het is. Het antwoord hangt af van het soort bron. "
        "Bij een **steekproef** is maar een deel van de mensen gevraagd: het interval van Wilson. "
        "Bij **meldingen en misdrijven** speelt toeval: het ene jaar gebeurt er iets meer dan het andere, ook als er "
        "niets verandert. Daarvoor staat het interval van Byar. In een **register** is iedereen geteld: dan blijft "
        "alleen de afronding over. Een **modelcijfer** krijgt een interval als de maker dat geeft, en anders niet.\n\n"
        "Alle intervallen zijn 95 %-intervallen. Een leeg vak betekent: ontbreekt."
    ),
    tables=(
        MethodTable(
            title="Aandeel uit een steekproef (Wilson)",
            text="Van *n* ondervraagden gaven er *x* dit antwoord. Het interval blijft altijd tussen 0 en 100 %, ook "
            "bij niemand of iedereen. Bij 0 van 10 is de bovengrens z² / (n + z²) = 3,8415 / 13,8415.",
            inputs=("x", "n"),
            outputs=("van (%)", "tot (%)"),
            rows=(
                (0, 10, 0, 27.75),
                (5, 10, 23.66, 76.34),
                (10, 10, 72.25, 100),
                (50, 100, 40.38, 59.62),
                (672, 1000, 64.23, 70.04),
                (None, 10, None, None),
                (5, None, None, None),
                (0, 0, None, None),
            ),
            compute=_wilson,
        ),
        MethodTable(
            title="Gebeurtenissen per 1.000 inwoners (Byar, onder de 10 exact)",
            text="Bij 10 of meer gebeurtenissen de benadering van Byar, daaronder de exacte grenzen van de "
            "Poissonverdeling. Bij 0 gebeurtenissen is de bovengrens −ln(0,025) = 3,69 gebeurtenissen.",
            inputs=("aantal", "inwoners"),
            outputs=("van", "tot"),
            rows=(
                (0, 1000, 0, 3.69),
                (1, 1000, 0.03, 5.57),
                (9, 1000, 4.12, 17.08),
                (10, 1000, 4.79, 18.39),
                (104, 2140, 39.71, 58.89),
                (3898, 83058, 45.47, 48.43),
                (None, 2140, None, None),
                (104, None, None, None),
                (0, 0, None, None),
            ),
            compute=_byar,
        ),
        MethodTable(
            title="Afgerond op het dichtstbijzijnde (percentages, bedragen, afstanden)",
            text="De echte waarde ligt hooguit een halve stap van de gepubliceerde.",
            inputs=("waarde", "stap"),
            outputs=("van", "tot"),
            rows=(
                (67.2, 0.1, 67.15, 67.25),
                (207, 1, 206.5, 207.5),
                (81140, 0, 81140, 81140),
                (-1.5, 0.1, -1.55, -1.45),
                (None, 0.1, None, None),
            ),
            compute=_nearest,
        ),
        MethodTable(
            title="Bij toeval naar boven of beneden afgerond (aantallen in wijken en buurten)",
            text="Het CBS rondt aantallen in wijken en buurten af op 5 of 10, naar boven of naar beneden. De echte "
            "waarde ligt dus minder dan een hele stap van de gepubliceerde, en nooit onder nul.",
            inputs=("aantal", "stap"),
            outputs=("van", "tot"),
            rows=(
                (2195, 5, 2190, 2200),
                (180, 10, 170, 190),
                (0, 5, 0, 5),
                (None, 5, None, None),
            ),
            compute=_by_chance,
        ),
        MethodTable(
            title="Verhouding van twee afgeronde aantallen, per 1.000",
            text="De kleinste teller boven de grootste noemer, en omgekeerd. Kan de noemer nul zijn, dan is er geen "
            "interval: het gebied is te klein om iets over te zeggen.",
            inputs=("teller", "noemer", "stap teller", "stap noemer"),
            outputs=("van", "tot"),
            rows=(
                (180, 2195, 10, 5, 77.27, 86.76),
                (0, 45, 10, 5, 0, 250),
                (10, 5, 10, 5, None, None),
                (2430, 81140, 0, 0, 29.95, 29.95),
                (None, 2195, 10, 5, None, None),
            ),
            compute=_ratio,
        ),
        MethodTable(
            title="Interval van de bron zelf",
            text="Geeft de bron een interval, dan geldt dat. Eén grens is geen interval.",
            inputs=("ondergrens", "bovengrens"),
            outputs=("van", "tot"),
            rows=((12, 18, 12, 18), (12, None, None, None), (None, None, None, None)),
            compute=_published,
            decimals=0,
        ),
        MethodTable(
            title="Verandering tussen twee jaren",
            text="Bij afronding kunnen beide cijfers tegelijk ernaast zitten: dan tellen de afstanden op. Bij toeval "
            "(steekproef, misdrijven) gebeurt dat zelden: dan worden de afstanden als kwadraten opgeteld. Een "
            "verandering in procenten is hetzelfde op een logaritmische schaal; van of naar nul bestaat die niet.",
            inputs=("eerst", "van", "tot", "later", "van", "tot"),
            outputs=(
                "afronding, van",
                "afronding, tot",
                "toeval, van",
                "toeval, tot",
                "afronding, van (%)",
                "afronding, tot (%)",
            ),
            rows=(
                (10, 9, 11, 15, 14, 16, 3, 7, 3.59, 6.41, 27.27, 77.78),
                (100, 95, 105, 110, 105, 115, 0, 20, 2.93, 17.07, 0, 21.05),
                (0, 0, 5, 10, 5, 15, 0, 15, 2.93, 15, None, None),
                (None, None, None, 15, 14, 16, None, None, None, None, None, None),
                (10, 9, 11, 15, None, None, None, None, None, None, None, None),
            ),
            compute=_change,
        ),
    ),
    closing=(
        "Bronnen: E.B. Wilson, *Journal of the American Statistical Association* 22 (1927); R.G. Newcombe, "
        "*Statistics in Medicine* 17 (1998); "
        "N.E. Breslow en N.E. Day, *Statistical Methods in Cancer Research* II (1987). De grenzen "
        "zijn tot twaalf cijfers gelijk aan de openbare toetsgetallen van PHEindicatormethods "
        "(`tests/reference/phe_intervals.csv`) en aan een tweede, trage berekening vanuit de definitie."
    ),
)
